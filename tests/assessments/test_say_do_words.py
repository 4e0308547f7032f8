"""The words around claims: the headline, the rule with its reason, the difference, what an answer behind it says."""

from __future__ import annotations

from typing import get_args

import pytest

from assessments import say_do_words as words
from assessments.say_do import compare, say_do
from assessments.say_do_ground import ground_of
from assessments.say_do_model import Ground, Side, Verdict
from questionnaires.claims import Claim, Holds, Observation
from tests.assessments.build import LINE, QUESTIONS, STAGES, rubrics, viewed
from tests.assessments.claims import claim, grounds, made_up, one_question
from tests.assessments.samples import QUESTIONS_ANSWERS, disclosed
from tests.scoring.build import DK, NA


def headline(*pairs: tuple[float, float]) -> str:
    """Return the finding about claims and traces with these points; each holds from 75 on."""
    claims: list[Claim] = []
    known: dict[str, Ground] = {}
    for place, (said, seen) in enumerate(pairs):
        asked = made_up(f"say-{place}/p", trace=(f"do-{place}/p",))
        claims.append(asked.model_copy(update={"id": f"c{place}"}))
        known |= {f"say-{place}": one_question(f"say-{place}", said), f"do-{place}": one_question(f"do-{place}", seen)}
    return say_do(claims, known).headline


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([(100, 100)], "What was seen bears out the one claim that can be checked."),
        ([(100, 0)], "The one claim that can be checked is not fully borne out by what was seen."),
        ([(100, 100), (80, 80)], "What was seen bears out both claims that can be checked."),
        ([(80, 80)] * 3, "What was seen bears out all 3 claims that can be checked."),
        ([(100, 0), (80, 0)], "Neither of the two claims that can be checked is fully borne out by what was seen."),
        ([(100, 0)] * 3, "None of the 3 claims that can be checked is fully borne out by what was seen."),
        ([(100, 0), (80, 80)], "1 of 2 claims that can be checked is not fully borne out by what was seen."),
        ([(100, 0), (80, 0), (80, 80)], "2 of 3 claims that can be checked are not fully borne out by what was seen."),
        ([(20, 20)], "There is no claim yet that could be set beside what was seen."),
    ],
)
def test_the_headline(pairs: list[tuple[float, float]], sentence: str) -> None:
    assert headline(*pairs) == sentence


def test_claims_without_any_trace_are_counted() -> None:
    known = grounds({STAGES: rubrics({"customer-knowledge": (4, 4, 4), "role-of-service": (4, 4)})})
    found = say_do([claim("one-by-one"), claim("service-counts")], known)
    assert found.headline == "2 claims are made, and nothing that would show them was seen yet."


def test_every_verdict_has_its_words_and_its_meaning() -> None:
    assert words.VERDICTS.keys() == words.MEANING.keys() == set(get_args(Verdict))


@pytest.mark.parametrize("observation", get_args(Observation))
def test_every_observation_has_its_rule(observation: Observation) -> None:
    rule = words.rule(Holds(at_least=25, because="A quarter is an equal share."), observation)
    assert rule.startswith("Holds ")
    assert rule.endswith(". A quarter is an equal share.")
    assert ("25 %" in rule) == (observation in {"focus-minutes", "focus-energy"})


def test_a_rule_in_points() -> None:
    assert words.rule(Holds(at_least=75, because="So it is."), None) == "Holds from 75 points on. So it is."


def test_how_far_claim_and_trace_lie_apart() -> None:
    def apart(said: float, seen: float, *, comparable: bool = True) -> str:
        asked = made_up("say/p", trace=("do/p",), comparable=comparable)
        return words.difference(compare(asked, {"say": one_question("say", said), "do": one_question("do", seen)}))

    assert apart(80, 55.5) == "The claim lies 24.5 points above the trace. Both are alike."
    assert apart(55, 80) == "The claim lies 25 points below the trace. Both are alike."
    assert apart(80, 80) == "The claim lies level with the trace. Both are alike."
    assert apart(80, 20, comparable=False) == (
        "The two figures do not measure the same, so no difference is taken; the rule decides."
    )
    assert words.difference(compare(claim("one-by-one"), {})) == ""


def test_a_figure_with_its_unit() -> None:
    assert words.figure_of(Side(figure=66.666)) == "66.7"
    assert words.figure_of(Side(figure=12.0, unit="%")) == "12 %"
    assert words.figure_of(Side()) == ""


def test_the_answers_behind_a_claim_say_their_points_and_why() -> None:
    parts = ground_of(viewed(QUESTIONS, QUESTIONS_ANSWERS), "Mine.").parts

    count = parts["q03-high-value-count"].fact.said
    assert "Customers who meet the rule: 240 customers. 67 points. A count of high-value customers earns 67" in count
    assert parts["q09-purchase-rhythm"].fact.said == "Don't know. 0 points."
    assert (parts["q08-trade-up"].fact.points, parts["q08-trade-up"].fact.applies) == (None, False)
    assert parts["customer-base"].fact.said == "72 of 100 · One source"
    assert [each.title[:9] for each in parts["customer-base"].behind] == ["What is t", "By what r", "How many "]


def test_what_is_known_of_a_whole_without_a_score() -> None:
    empty = ground_of(viewed(LINE, {"purpose": DK}), "Mine.").parts[""].fact
    assert (empty.said, empty.points) == ("not enough answers", None)
    assert ground_of(viewed(QUESTIONS, {"q08-trade-up": NA, "q10-who": disclosed("in-use")}), "Mine.").voices is False
