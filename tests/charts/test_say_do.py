"""Claims beside their traces: the two marks, what joins them, what cannot be drawn, the finding in the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.say_do import say_do as compared
from charts.picture import DARK, LIGHT
from charts.say_do import CAPTION, say_do
from questionnaires.claims import shipped
from tests.assessments.build import STAGES, near, rubrics
from tests.assessments.claims import SAMPLES, grounds, made_up, one_question
from tests.charts.build import layers, meaning, scene, texts

if TYPE_CHECKING:
    from assessments.say_do_model import SayDo
    from charts.picture import Picture


def sample() -> SayDo:
    """Return the shipped claims beside what the sample answers show."""
    return compared(shipped(), grounds(SAMPLES))


def drawn() -> Picture:
    return say_do(sample(), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(drawn()) == [
        "rule x=0 x2=100 y=place",
        "rule x=said x2=seen y=place",
        "rule x=said x2=seen y=place",
        "tick tooltip=holds x=holds y=place",
        "circle tooltip=name,said,verdict x=said y=place",
        "point tooltip=name,seen x=seen y=place",
        "text text=shown x=100 y=place",
        "text text=name x=0 y=place",
    ]


def test_the_claims_with_two_figures_are_drawn_those_beyond_first() -> None:
    rows = layers(drawn())[0].rows

    assert [(each["name"], near(each["said"]), near(each["seen"]), each["holds"], each["shown"]) for each in rows] == [
        ("Customers known one by one", 77.78, 39, 75, "77.8 → 39"),
        ("Customers come first", 57.64, 1, None, "57.6 → 1 %"),
        ("The whole time as a customer", 66.67, 50, 75, "66.7 → 50"),
        ("Steering by customers kept", 50, 25, 75, "50 → 25"),
    ]


def test_only_what_is_graded_alike_is_joined_by_a_full_line() -> None:
    full, dashed = layers(drawn())[1:3]

    assert (full.mark["strokeDash"], dashed.mark["strokeDash"]) == ([1, 0], [3, 4])
    assert [each["name"] for each in full.rows] == ["Customers known one by one", "The whole time as a customer"]
    assert [each["name"] for each in dashed.rows] == ["Customers come first", "Steering by customers kept"]
    # nothing says from which level on what drives a review would hold
    assert [each["name"] for each in layers(drawn())[3].rows] == [
        "Customers known one by one",
        "The whole time as a customer",
        "Steering by customers kept",
    ]


def test_the_title_is_the_finding_and_every_claim_stands_in_the_table() -> None:
    one = drawn()

    assert one.title == "None of the 5 claims that can be checked is fully borne out by what was seen."
    assert one.caption == CAPTION
    assert len(one.rows) == len(shipped())
    assert [dict(each) for each in one.rows][-2:] == [
        {
            "Claim": "Needs and feelings known",
            "Said": "83.3 of 100 points",
            "Seen": "Not answered yet.",
            "Verdict": "not seen yet",
        },
        {
            "Claim": "Settled by the first person asked",
            "Said": "Not answered yet.",
            "Seen": "Not answered yet.",
            "Verdict": "not asked yet",
        },
    ]


def test_the_twin_says_the_figures_and_what_is_not_drawn() -> None:
    twin = drawn().twin

    assert twin.startswith(
        "None of the 5 claims that can be checked is fully borne out by what was seen. Customers known one by one: "
    )
    assert "claimed 77.8, seen 39, not fully borne out." in twin
    assert "Customers come first: claimed 57.6, seen 1 %, not fully borne out." in twin
    assert twin.endswith("Needs and feelings known, not seen yet; Settled by the first person asked, not asked yet.")


def test_without_two_figures_there_is_nothing_to_draw() -> None:
    known = grounds({STAGES: rubrics({"customer-knowledge": (4, 4, 4)})})
    one = say_do(compared(shipped(), known), LIGHT)
    assert one.chart is None
    assert len(one.rows) == len(shipped())
    assert "Not drawn, because one side has no figure: Customers known one by one, not seen yet;" in one.twin


def test_a_claim_that_stands_alone_leaves_nothing_out() -> None:
    known = {"say": one_question("say", 80), "do": one_question("do", 80)}
    one = say_do(compared([made_up("say/p", trace=("do/p",))], known), DARK)
    assert one.twin == (
        "What was seen bears out the one claim that can be checked. "
        "Made up: claimed 80, seen 80, the trace bears it out."
    )
    assert layers(one)[4].mark["color"] == DARK.ours


@pytest.mark.parametrize("width", [300, 900])
def test_name_and_figures_of_a_claim_stand_apart_on_one_line(width: int) -> None:
    marks = [each for each in scene(drawn(), width) if each["marktype"] == "text" and each["role"] == "mark"]
    by_line: dict[float, list[float]] = {}
    for each in marks:
        length = 7.2 * len(each["text"])
        start = each["x"] - length if each["align"] == "right" else each["x"]
        by_line.setdefault(round(each["y"]), []).extend([start, start + length])
    assert len(by_line) == 4
    for ends in by_line.values():
        figures, name = ends[:2], ends[2:]
        assert name[1] < figures[0] or figures[1] < name[0]
    assert "Customers come first" in texts(drawn())
