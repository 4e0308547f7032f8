"""What it would take, worked out by hand; the four stages change at 16.7, 50 and 83.3 points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import scoring.reach
from questionnaires.values import Answer
from scoring.reach import reach
from scoring.reach_steps import candidates
from scoring.reach_top import Cost
from scoring.sheet import State
from tests.scoring.build import (
    DK,
    NA,
    agenda,
    dimension,
    disclosure,
    flat,
    given,
    item,
    points,
    questionnaire,
    roughly,
    rubric,
)

if TYPE_CHECKING:
    from scoring.reach import Reach

LETTERS = [{"id": "x", "text": "X", "weight": 2}, {"id": "y", "text": "Y"}, {"id": "z", "text": "Z"}]
CAP = {"unless": "q.definition", "at": 60, "because": "No definition."}


def told(found: Reach) -> list[tuple[str, Any]]:
    """Return item id and value of each answer that would have to become true."""
    return [(each.item.id, each.value) for each in found.changes]


def of_one(part: dict[str, Any], value: Any) -> Reach:
    """Return what it would take for a dimension of one question."""
    asked = questionnaire(dimension("d", part))
    return reach(asked, given(asked, {part["id"]: value}), "d")


def test_a_mean_lacks_thirty_points_and_the_first_question_brings_them() -> None:
    # (40 + 40 + 40) ÷ 3 = 40 is stage 2; 50 needs 150 in all, so one answer rises by 30.
    found = reach(*flat({"a": 40, "b": 40, "c": 40}), "d")
    assert (found.stage, found.why, told(found)) == (2, "", [("a", 70)])
    assert (found.changes[0].state, found.changes[0].before, found.changes[0].after) == (State.VALUE, 40, 70)


def test_a_heavier_question_needs_less_of_a_rise() -> None:
    # (40 + 3·40) ÷ 4 = 40; 50 needs 40 weighted points: 40 in a, or 13.3, so 14, in b.
    asked = questionnaire(dimension("d", points("a"), points("b", weight=3)))
    assert told(reach(asked, given(asked, {"a": 40, "b": 40}), "d")) == [("b", 54)]


def test_fewer_answers_come_before_smaller_rises() -> None:
    # 84 on average needs 252: with 80, 80, 80 one answer would have to rise by 10, two could by 5 each.
    assert told(reach(*flat({"a": 80, "b": 80, "c": 80}), "d")) == [("a", 90)]


def test_two_answers_where_one_is_not_enough() -> None:
    # Rubrics of 0, 33.3, 66.7 and 100: from 33.3 twice, one step up for one answer gives exactly 50.
    asked = questionnaire(dimension("d", rubric("a"), rubric("b")))
    assert told(reach(asked, given(asked, {"a": "l2", "b": "l2"}), "d")) == [("a", "l3")]
    # From 66.7 three times 83.3 needs 50 more in all, and no answer has more than 33.3 left.
    asked = questionnaire(dimension("d", rubric("a"), rubric("b"), rubric("c")))
    assert told(reach(asked, given(asked, {"a": "l3", "b": "l3", "c": "l3"}), "d")) == [("a", "l4"), ("b", "l4")]


def test_the_gate_decides_and_only_the_weakest_dimension_has_to_move() -> None:
    # (0 + 100) ÷ 2 = 50 would be stage 3, but d stands at stage 1, so the whole at 2: d has to come to 16.7.
    asked = questionnaire(dimension("d", rubric("a")), dimension("e", rubric("b")), stage_rule="tolerant_gate")
    found = reach(asked, given(asked, {"a": "l1", "b": "l4"}))
    assert (found.stage, told(found)) == (2, [("a", "l2")])


def test_the_gate_and_the_average_have_to_be_met_together() -> None:
    # 0, 0 and 66.7 make 22.2, stage 2. Stage 3 needs 150 in all, and 16.7 of d and e each:
    # 33.3 + 33.3 + 100 = 166.7 would take three answers, 33.3 + 66.7 + 66.7 = 166.7 takes two.
    parts = [dimension(each, rubric(f"{each}-1")) for each in ("d", "e", "f")]
    asked = questionnaire(*parts, stage_rule="tolerant_gate")
    found = reach(asked, given(asked, {"d-1": "l1", "e-1": "l1", "f-1": "l3"}))
    assert told(found) == [("d-1", "l2"), ("e-1", "l3")]
    # Without the gate one answer is enough: 100 + 0 + 66.7 = 166.7.
    asked = questionnaire(*parts, stage_rule="mean")
    assert told(reach(asked, given(asked, {"d-1": "l1", "e-1": "l1", "f-1": "l3"}))) == [("d-1", "l4")]


def test_what_was_not_known_becomes_known_and_counts_among_all() -> None:
    # (70 + 70 + 70) ÷ 3 = 70, d left out. One of them at 100 makes 80. d, of weight 3, makes
    # (210 + 3·97) ÷ 6 = 83.5 at 97 and 83 at 96; the next stage begins at 83.3.
    asked = questionnaire(dimension("d", points("a"), points("b"), points("c"), points("d", weight=3)))
    found = reach(asked, given(asked, {"a": 70, "b": 70, "c": 70, "d": DK}), "d")
    assert (found.stage, told(found)) == (3, [("d", 97)])
    assert (found.changes[0].state, found.changes[0].before) == (State.DONT_KNOW, None)


def test_what_was_not_known_and_counts_as_nothing_rises_from_nothing() -> None:
    # (40 + 0) ÷ 2 = 20; 50 needs 100 in all: 60 more in either.
    asked = questionnaire(dimension("d", points("a", dont_know="zero"), points("b")))
    found = reach(asked, given(asked, {"a": DK, "b": 40}), "d")
    assert (told(found), found.changes[0].before) == ([("a", 60)], 0)


def test_what_does_not_apply_stays_away() -> None:
    # Only b counts: 40 is stage 2, 50 is stage 3.
    asked = questionnaire(dimension("d", points("a", not_applicable=True), points("b")))
    assert told(reach(asked, given(asked, {"a": NA, "b": 40}), "d")) == [("b", 50)]


def test_a_question_turned_round_goes_down_its_scale() -> None:
    # Five steps turned round: a4 is 25 points, a3 is 50.
    assert told(of_one(item("agreement", "q", scale="agree", reversed=True), "a4")) == [("q", "a3")]
    assert told(of_one(item("contrast", "q", left="L", right="R", points=5, reversed=True), 4)) == [("q", 3)]
    assert told(of_one(item("practice", "q", reversed=True), "yes")) == [("q", "partly")]


def test_a_checklist_keeps_what_is_ticked_and_adds_the_least() -> None:
    # X weighs 2 of 4: Y is 25 points, Y and Z are 50, X and Y would be 75.
    ticks = item("checklist", "q", options=LETTERS)
    assert told(of_one(ticks, ["y"])) == [("q", ["y", "z"])]
    assert told(of_one(ticks, [])) == [("q", ["y"])]
    assert told(of_one(ticks, ["x"])) == [("q", ["x", "y", "z"])]


def test_a_checklist_reaches_a_weight_with_the_fewest_options() -> None:
    # Of five, 2 of weight 1 and one of weight 2 come to the same: the one is taken, though it stands last.
    options = [*({"id": each, "text": each} for each in ("a", "b", "c", "d")), {"id": "e", "text": "E", "weight": 2}]
    # e is 2 of 6 = 33.3, stage 2; 50 needs a third: the first of weight 1. Nothing is 0: 16.7 needs one.
    ticks = item("checklist", "q", options=options)
    assert told(of_one(ticks, ["e"])) == [("q", ["a", "e"])]
    # a is 1 of 6 = 16.7, stage 2; 50 needs 2 more: e alone instead of b and c.
    assert told(of_one(ticks, ["a"])) == [("q", ["a", "e"])]


def test_a_capped_answer_cannot_pass_its_cap() -> None:
    # Without a definition 60 points are the most, and 83.3 are needed.
    part = disclosure("q", definition="How?", caps=[CAP])
    without = of_one(part, {"level": "a3"})
    assert (without.stage, without.why, without.changes) == (3, "out-of-reach", ())
    found = of_one(part, {"level": "a3", "definition": "One order is one purchase."})
    assert [(each.value["level"], each.value["definition"], each.after) for each in found.changes] == [
        ("a5", "One order is one purchase.", 100)
    ]


def test_a_capped_answer_is_raised_as_far_as_its_cap() -> None:
    # (50 + 25) ÷ 2 = 37.5; 50 needs 25 more. a at 75 is held at 60, which is 10 more; b at 50 is 25 more.
    parts = disclosure("q", definition="How?", caps=[CAP]), item("agreement", "b", scale="agree")
    asked = questionnaire(dimension("d", *parts))
    found = reach(asked, given(asked, {"q": {"level": "a3"}, "b": "a2"}), "d")
    assert told(found) == [("b", "a3")]


@pytest.mark.parametrize(
    ("part", "today", "becomes"),
    [
        # Down from 3 days (0 points) to none (100): 2 days are 33.3 points, 1 day is 66.7.
        (item("number", "q", unit="days", floor=3, target=0, whole=True), 2, 1),
        # Up in hundredths of the way from 1 to 3: 50 points are 2.
        (item("number", "q", unit="times", floor=1, target=3), 1.5, 2.0),
        # No figure below 1.5 is possible, which is half of the way from 3 to 0.
        (item("number", "q", unit="days", floor=3, target=0, minimum=1.5, maximum=2.9), 2, 1.5),
        # Half of the way from 97 to 100 is 98.5: the next whole number is 99.
        (item("share", "q", floor=97, target=100), 98, 99),
    ],
)
def test_a_figure_goes_up_or_down_to_what_is_needed(part: dict[str, Any], today: float, becomes: float) -> None:
    assert told(of_one(part, today)) == [("q", roughly(becomes))]


def test_an_allocation_becomes_what_is_wanted() -> None:
    # 100 and 0 where 50 and 50 are wanted: half of it lies right, 50 points.
    parts = [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]
    part = item("allocation", "q", parts=parts, target={"x": 50, "y": 50})
    assert told(of_one(part, {"x": 100, "y": 0})) == [("q", {"x": 50, "y": 50})]


def test_an_answer_that_opens_a_question_does_not_leave_it_open() -> None:
    # a at 33.3 alone is stage 2. Its next answer l3 (66.7) leads to stage 3 but opens b, and half is not enough.
    # So a becomes l3 and b is answered: 33.3 at least, (66.7 + 33.3) ÷ 2 = 50.
    follow = rubric("b", ask_if={"item": "a", "at_least": "l3"})
    asked = questionnaire(dimension("d", rubric("a"), follow))
    found = reach(asked, given(asked, {"a": "l2"}), "d")
    assert told(found) == [("a", "l3"), ("b", "l2")]
    assert found.changes[1].state == State.SKIPPED


def test_an_answer_elsewhere_that_opens_a_question_counts_too() -> None:
    # d stands on 33.3 by c alone; c at l3 is the one answer needed, and a, in e, may stay.
    gate = dimension("e", rubric("a"))
    asked = questionnaire(gate, dimension("d", rubric("b", ask_if={"item": "a", "any_of": ["l4"]}), rubric("c")))
    assert told(reach(asked, given(asked, {"a": "l1", "c": "l2"}), "d")) == [("c", "l3")]


def test_at_the_last_stage_nothing_is_left() -> None:
    found = reach(*flat({"a": 100}))
    assert (found.stage, found.why, found.changes) == (4, "top", ())


def test_without_a_stage_there_is_nothing_to_start_from() -> None:
    asked = questionnaire(dimension("d", points("a")), dimension("e", points("b")))
    answers = given(asked, {"a": 40})
    assert [(reach(asked, answers, each).stage, reach(asked, answers, each).why) for each in ("", "e")] == [
        (0, "no-stage"),
        (0, "no-stage"),
    ]


def test_an_agenda_has_no_better_answers() -> None:
    wanted = item("allocation", "wanted", parts=[{"id": "value", "text": "V"}, {"id": "sales", "text": "S"}])
    asked = questionnaire(dimension("d", agenda(target_from="wanted")), opening=[wanted])
    assert reach(asked, {}).why == "agenda"


def test_too_many_conditions_are_said_to_be_too_many() -> None:
    # Seven questions with two outcomes each make 128 sets of questions; 64 are looked at.
    names = "abcdefg"
    asked = questionnaire(
        dimension(
            "d",
            *(rubric(each) for each in names),
            *(rubric(f"{each}-more", ask_if={"item": each, "any_of": ["l4"]}) for each in names),
        )
    )
    assert reach(asked, given(asked, dict.fromkeys(names, "l2"))).why == "conditions"


def test_what_does_not_stand_up_to_the_score_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.reach, "cheapest", lambda *_: Cost(0, 0.0, 0.0, ()))
    found = reach(*flat({"a": 40}))
    assert (found.why, found.stage, found.changes) == ("unsure", 2, ())


def test_a_question_without_points_has_no_better_answers() -> None:
    parts = [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]
    without = (
        item("number", "a", unit="days"),
        item("share", "b"),
        item("allocation", "c", parts=parts),
        item("choice", "e", options=parts),
        item("text", "f"),
    )
    asked = questionnaire(dimension("d", *without, points("g")))
    assert [candidates(each, None, asked) for each in asked.items[:-1]] == [[], [], [], [], []]
    assert told(reach(asked, given(asked, {"e": "x", "g": 40}), "d")) == [("g", 50)]


def test_what_is_found_is_an_answer_that_the_question_takes() -> None:
    asked = questionnaire(dimension("d", item("number", "a", unit="days", floor=0, target=7, maximum=6)))
    found = reach(asked, {"a": Answer(value=3)}, "d")
    assert told(found) == [("a", roughly(3.5))]
