"""What it would take as a page tells it: answers in words, the rule that decides, and why there may be none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.promises import TEXT_LIMIT
from assessments.reach import choices, reach_view
from assessments.reach_words import NOT_ASKED, nothing, promise
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, viewed
from tests.charts.build import ANSWERS
from tests.scoring.build import DK, dimension, disclosure, points, questionnaire, rubric

if TYPE_CHECKING:
    from assessments.reach import ReachView
    from assessments.views import ResultView


def small(rule: str, raw: dict[str, Any], **rest: Any) -> ResultView:
    """Return the result of two rubrics of four levels, each a dimension: d with a, e with b."""
    parts = dimension("d", rubric("a", stage="s2")), dimension("e", rubric("b", stage="s3"))
    return viewed(questionnaire(*parts, stage_rule=rule, **rest), raw)


def told(found: ReachView) -> list[tuple[str, str, str, str]]:
    """Return dimension, question, today and what is needed of each line."""
    return [(each.dimension_id, each.item.id, each.today, each.needed) for each in found.lines]


def test_the_whole_comes_first_and_then_each_dimension() -> None:
    view = small("mean", {"a": "l1", "b": "l1"})
    assert choices(view) == {"": "The whole", "d": "D", "e": "E"}


def test_an_agenda_and_a_result_without_stages_offer_nothing() -> None:
    assert choices(viewed(REVIEW, ANSWERS[REVIEW])) == {}
    assert choices(viewed(questionnaire(dimension("d", points("a")), stages=[]), {"a": 40})) == {}


def test_a_dimension_is_decided_by_its_score() -> None:
    # l2 is 33.3 points; stage 3 begins at 50, which l3, 66.7, is the first to reach.
    found = reach_view(small("mean", {"a": "l2", "b": "l4"}), "d")
    assert found.target == "Stage 3"
    assert found.told == "1 answer would have to become true for “D” to stand at “Stage 3”."
    assert told(found) == [("d", "a", "Level 2", "Level 3")]
    assert found.rule == (
        "The score of the dimension decides: the stage “Stage 3” begins at 50.0 of 100 points, and the score today "
        "is 33.3."
    )


@pytest.mark.parametrize(
    ("rule", "raw", "lines", "said"),
    [
        # (0 + 100) ÷ 2 = 50 would do, but d stands at stage 1.
        (
            "tolerant_gate",
            {"a": "l1", "b": "l4"},
            [("d", "a", "Level 1", "Level 2")],
            (
                "The gate decides: the stage “Stage 3” begins at 50.0 of 100 points, and the overall score today is "
                "50.0; but every dimension has to stand at “Stage 2” at least."
            ),
        ),
        # (33.3 + 33.3) ÷ 2 = 33.3; both stand at stage 2.
        (
            "tolerant_gate",
            {"a": "l2", "b": "l2"},
            [("d", "a", "Level 2", "Level 3")],
            (
                "The average decides: the stage “Stage 3” begins at 50.0 of 100 points, and the overall score today is "
                "33.3. Every dimension has to stand at “Stage 2” at least, and each does."
            ),
        ),
        # (0 + 66.7) ÷ 2 = 33.3 is stage 2, and d stands at stage 1: d at 33.3 makes 50 and opens the gate.
        (
            "tolerant_gate",
            {"a": "l1", "b": "l3"},
            [("d", "a", "Level 1", "Level 2")],
            (
                "The average and the gate decide together: the stage “Stage 3” begins at 50.0 of 100 points, and the "
                "overall score today is 33.3; and every dimension has to stand at “Stage 2” at least."
            ),
        ),
        (
            "mean",
            {"a": "l1", "b": "l2"},
            [("d", "a", "Level 1", "Level 3")],
            (
                "The average decides: the stage “Stage 3” begins at 50.0 of 100 points, and the overall score today is "
                "16.7."
            ),
        ),
        (
            "min_gate",
            {"a": "l2", "b": "l2"},
            [("d", "a", "Level 2", "Level 3"), ("e", "b", "Level 2", "Level 3")],
            (
                "The weakest dimension decides: the stage “Stage 3” begins at 50.0 of 100 points, and every dimension "
                "has to come to it."
            ),
        ),
        # a is the criterion of stage 2, met at 100 points only.
        (
            "cumulative",
            {"a": "l3", "b": "l2"},
            [("d", "a", "Level 3", "Level 4")],
            "The criteria decide: 80 % of those of every stage up to “Stage 2” have to be met.",
        ),
        # 1 + 1 + 1·0 = 2 with a met; b, the criterion of stage 3, makes it 3.
        (
            "chained",
            {"a": "l4", "b": "l2"},
            [("e", "b", "Level 2", "Level 4")],
            "The criteria decide: the chained maturity has to come to 2.5; today it is 2.00.",
        ),
    ],
)
def test_the_rule_that_decides_the_whole(
    rule: str, raw: dict[str, Any], lines: list[tuple[str, str, str, str]], said: str
) -> None:
    found = reach_view(small(rule, raw))
    assert (told(found), found.rule) == (lines, said)
    assert found.told.startswith(f"{len(lines)} answer{'s' * (len(lines) > 1)} would have to become true for “Stage ")


def test_what_nobody_knows_is_marked() -> None:
    # a cannot rise; (100 + 0) ÷ 2 = 50, and 83.3 needs 66.7, so 67, of what nobody knows.
    asked = questionnaire(dimension("d", rubric("a"), points("b", dont_know="zero")))
    found = reach_view(viewed(asked, {"a": "l4", "b": DK}))
    assert [(each.today, each.needed, each.unknown) for each in found.lines] == [("Don't know", "67 %", True)]
    # With an answer of 40 nothing is unknown: 67 % again.
    found = reach_view(viewed(asked, {"a": "l4", "b": 40}))
    assert [(each.today, each.needed, each.unknown) for each in found.lines] == [("40 %", "67 %", False)]


def test_a_question_that_opens_is_said_not_to_be_asked_today() -> None:
    asked = questionnaire(dimension("d", rubric("a"), rubric("b", ask_if={"item": "a", "at_least": "l3"})))
    assert told(reach_view(viewed(asked, {"a": "l2"}))) == [
        ("d", "a", "Level 2", "Level 3"),
        ("d", "b", NOT_ASKED, "Level 2"),
    ]


def test_of_a_disclosure_only_the_level_is_said() -> None:
    asked = questionnaire(dimension("d", disclosure("q", "N", definition="How?")))
    view = viewed(asked, {"q": {"level": "a2", "figures": {"n": 7}, "definition": "One order."}})
    assert told(reach_view(view)) == [("d", "q", "Step 2", "Step 3")]


def test_nothing_is_left_to_list() -> None:
    assert reach_view(small("mean", {"a": "l4", "b": "l4"}), "d").told == (
        "“D” already stands at the last stage, “Stage 4”. What is left is to stay there."
    )
    found = reach_view(small("mean", {"a": "l4"}))
    assert (found.target, found.rule, found.lines) == ("", "", ())
    assert found.told == "The whole has too few answers for a stage yet, so there is nothing to start from."


def test_out_of_reach_names_what_stays() -> None:
    cap = {"unless": "q.definition", "at": 60, "because": "No definition."}
    asked = questionnaire(dimension("d", disclosure("q", definition="How?", caps=[cap])))
    found = reach_view(viewed(asked, {"q": {"level": "a3"}}))
    assert found.target == "Stage 4"
    assert found.told.startswith("No set of better answers leads to “Stage 4” while the rest stays as it is")


@pytest.mark.parametrize(
    ("why", "said"), [("agenda", "rests on an agenda"), ("conditions", "Too many questions"), ("unsure", "not shown")]
)
def test_each_other_reason_has_its_sentence(why: Any, said: str) -> None:
    assert said in nothing(why, "The whole", "Stage 2")


def test_an_agenda_is_refused_in_words() -> None:
    assert "rests on an agenda" in reach_view(viewed(REVIEW, ANSWERS[REVIEW])).told


@pytest.mark.parametrize("asked", [STAGES, LINE, QUESTIONS])
def test_what_comes_with_the_software_is_told_for_each_dimension(asked: str) -> None:
    view = viewed(asked, ANSWERS[asked])
    for dimension_id in choices(view):
        found = reach_view(view, dimension_id)
        assert bool(found.lines) is bool(found.rule)
        assert all(line.today != line.needed for line in found.lines)
        assert found.told.endswith(".")


def test_a_promise_begins_with_the_question_where_it_fits() -> None:
    (line,) = reach_view(small("mean", {"a": "l2", "b": "l4"}), "d").lines
    assert promise(line.item, line.needed) == "Make it true that the answer to “a?” is “Level 3”."
    long = line.item.model_copy(update={"ask": "a" * TEXT_LIMIT, "label": "Short"})
    assert promise(long, "Level 3") == "Short: make it true that “Level 3”."
