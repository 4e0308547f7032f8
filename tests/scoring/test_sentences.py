"""The sentences of a result: which rule decided, a line without spread, agendas without a driver."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires.items import Agenda
from questionnaires.values import clean_value
from scoring.agenda import AgendaResult, audit
from scoring.line import spread
from scoring.result import score
from scoring.sentences import agenda_headline, decided, driver_sentence, line_headline
from tests.scoring.build import agenda, dimension, given, item, only, points, questionnaire, topic


@pytest.mark.parametrize(
    ("rule", "answers", "sentence"),
    [
        (
            "min_gate",
            {"a": 100, "b": 30},
            (
                "The average of the dimensions is 65.0 of 100, which is nearest to “Stage 3”. "
                "The rule of this questionnaire is that the weakest dimension decides: “Stage 2” (“B”)."
            ),
        ),
        (
            "mean",
            {"a": 100, "b": 30},
            "The average of the dimensions is 65.0 of 100, which is nearest to “Stage 3”. The average decides.",
        ),
    ],
)
def test_which_rule_decided(rule: str, answers: dict[str, Any], sentence: str) -> None:
    asked = questionnaire(dimension("a", points("a")), dimension("b", points("b")), stage_rule=rule)
    assert decided(asked, score(asked, [given(asked, answers)])) == sentence


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("cumulative", "The highest stage up to which 80 % of the criteria of every stage are met is “Stage 2”."),
        # 1 + 1 + 1 x 0 + 1 x 0 x 0 of the stages 2, 3 and 4
        ("chained", "The chained maturity is 2.00, which is nearest to “Stage 2”."),
    ],
)
def test_which_criteria_decided(rule: str, sentence: str) -> None:
    parts = [item("practice", f"p{n}", stage=f"s{n}") for n in (2, 3, 4)]
    asked = questionnaire(dimension("d", *parts), stage_rule=rule)
    assert decided(asked, score(asked, [given(asked, {"p2": "yes", "p3": "no", "p4": "no"})])) == sentence


def test_answers_that_all_lie_at_one_point() -> None:
    asked = questionnaire(dimension("d", points("a")), result="line")
    start = "We stand at “Stage 3”: 50 on a line from “Stage 1” (0) to “Stage 4” (100); "
    assert line_headline(asked, spread([50, 50], 50)) == f"{start}the 2 answers all lie there."
    assert line_headline(asked, spread([50], 50)) == f"{start}the one answer lies there."


def read(*rows: dict[str, Any]) -> tuple[Agenda, AgendaResult]:
    one, asked = only(agenda())
    assert isinstance(one, Agenda)
    result = audit(one, clean_value(one, list(rows), asked))
    assert result is not None
    return one, result


def test_a_review_about_none_of_the_four() -> None:
    assert agenda_headline(*read(topic("other", 60))) == "None of the four views had any time in our review."


def test_a_review_mostly_about_something_else() -> None:
    # 40 of 60 minutes: what is left may lead as it will, it drives nothing
    one, result = read(topic("other", 40), topic("value", 20, actions=9))
    assert result.verdict == "mixed"
    assert (
        agenda_headline(one, result)
        == "67 % of our review went to none of the four views, so none is said to drive it."
    )


def test_a_tie() -> None:
    # minutes and depth alike, no actions; places 4 + 1 and 3 + 2 of 10
    one, result = read(topic("sales", 10), topic("value", 10), topic("value", 10), topic("sales", 10))
    assert agenda_headline(one, result) == "Our review shows a tie: sales and customer value drive us equally."
    assert driver_sentence(one, result).startswith(
        "Sales and customer value have the same index, so none is said to drive."
    )
