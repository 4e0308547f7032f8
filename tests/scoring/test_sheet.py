"""A batch as arrays: points, and why a cell has none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from scoring.sheet import State, agenda_result, sheet
from tests.scoring.build import (
    DK,
    NA,
    SKIPPED,
    agenda,
    dimension,
    disclosure,
    given,
    item,
    points,
    questionnaire,
    rubric,
    topic,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS = [{"id": each, "text": each} for each in ("a", "b")]
MIX = [{"id": each, "text": each} for each in ("product", "sales", "operations", "value", "other")]
WANTED = {"product": 20, "sales": 20, "operations": 20, "value": 40}
MIXED = questionnaire(
    dimension(
        "d",
        rubric("one"),
        points("two", dont_know="zero", not_applicable=True),
        item("checklist", "several", options=LETTERS),
        rubric("then", ask_if={"item": "one", "at_least": "l3"}),
        disclosure("known", "N"),
        item("text", "said"),
        rubric("old", retired="1.1.0"),
    ),
    opening=[rubric("before")],
    closing=[rubric("after")],
)
REVIEW = questionnaire(
    dimension(
        "d",
        agenda(target_from="mix", voices_from="voices", focus_voices=["service"], questions_from="questions"),
        item(
            "checklist", "voices", options=[{"id": "service", "text": "S"}, {"id": "sales", "text": "T"}], scored=False
        ),
        item("checklist", "questions", options=MIX, scored=False),
    ),
    opening=[item("allocation", "mix", parts=MIX)],
)


def test_columns_are_the_scored_items_inside_dimensions() -> None:
    assert sheet(MIXED, []).items == ("one", "two", "several", "then", "known")


@pytest.mark.parametrize(
    ("item_id", "raw", "state", "expected"),
    [
        ("one", {"one": "l2"}, State.VALUE, 100 / 3),
        ("one", {}, State.SKIPPED, None),
        ("one", {"one": SKIPPED}, State.SKIPPED, None),
        ("one", {"one": NA}, State.NOT_APPLICABLE, None),
        ("one", {"one": DK}, State.DONT_KNOW, None),
        ("two", {"two": 40}, State.VALUE, 40),
        ("two", {"two": DK}, State.DONT_KNOW, 0),
        ("two", {"two": NA}, State.NOT_APPLICABLE, None),
        ("several", {"several": ["b"]}, State.VALUE, 50),
        ("several", {"several": []}, State.VALUE, 0),
        ("then", {"one": "l3", "then": "l4"}, State.VALUE, 100),
        ("then", {"one": "l3"}, State.SKIPPED, None),
        ("then", {"one": "l2"}, State.NOT_ASKED, None),
        ("then", {"then": "l4"}, State.NOT_ASKED, None),
        ("known", {"known": "a4"}, State.VALUE, 75),
        ("known", {"known": {"figures": {"n": 12}}}, State.SKIPPED, None),
    ],
)
def test_a_cell(item_id: str, raw: Mapping[str, Any], state: State, expected: float | None) -> None:
    cells = sheet(MIXED, [given(MIXED, raw)])
    column = cells.items.index(item_id)

    assert cells.states[0, column] == state
    assert cells.points[0, column] == pytest.approx(math.nan if expected is None else expected, nan_ok=True)


def test_an_empty_batch_has_columns_and_no_rows() -> None:
    assert (sheet(MIXED, []).points.shape, sheet(MIXED, []).states.shape) == ((0, 5), (0, 5))


def test_answers_that_are_one_object_earn_the_same_as_equal_ones() -> None:
    raw: list[Mapping[str, Any]] = [{"one": "l3", "two": 40}, {"one": "l1"}, {"one": "l3", "two": DK}, {}]
    apart = [given(MIXED, each) for each in raw]
    known = {repr(each): each for answers in apart for each in answers.values()}
    shared = [{item_id: known[repr(each)] for item_id, each in answers.items()} for answers in apart]
    one, other = sheet(MIXED, apart), sheet(MIXED, shared)

    assert shared[0]["one"] is shared[2]["one"]
    assert one.states.tolist() == other.states.tolist()
    assert str(one.points.tolist()) == str(other.points.tolist())


def test_equal_answers_of_several_respondents_earn_the_same() -> None:
    rows: list[dict[str, Any]] = [
        {"two": 40, "several": ["a"]},
        {"two": 40.0, "several": ["a"]},
        {"two": 41, "several": []},
    ]
    cells = sheet(MIXED, [given(MIXED, row) for row in rows])

    assert cells.points[:, 1].tolist() == [40, 40, 41]
    assert cells.points[:, 2].tolist() == [50, 50, 0]


@pytest.mark.parametrize(
    ("raw", "state", "expected"),
    [
        # 60 30 10 0 of the minutes against 20 20 20 40: half would have to move.
        (
            {"mix": WANTED, "agenda": [topic("product", 60), topic("sales", 30), topic("operations", 10)]},
            State.VALUE,
            50,
        ),
        ({"mix": WANTED, "agenda": [topic("product", 0)]}, State.SKIPPED, None),
        ({"mix": WANTED, "agenda": []}, State.SKIPPED, None),
        ({"agenda": [topic("product", 60)]}, State.SKIPPED, None),
        ({"mix": DK, "agenda": [topic("product", 60)]}, State.SKIPPED, None),
        ({"mix": WANTED}, State.SKIPPED, None),
        ({"mix": WANTED, "agenda": NA}, State.NOT_APPLICABLE, None),
    ],
)
def test_an_agenda_earns_its_likeness_to_the_wanted_mix(
    raw: Mapping[str, Any], state: State, expected: float | None
) -> None:
    cells = sheet(REVIEW, [given(REVIEW, raw)])

    assert cells.states[0, 0] == state
    assert cells.points[0, 0] == pytest.approx(math.nan if expected is None else expected, nan_ok=True)


def test_an_agenda_is_read_with_the_other_answers_of_the_same_respondent() -> None:
    raw = {"agenda": [topic("value", 10, actions=1)], "voices": ["sales"], "questions": ["sales"]}
    one = REVIEW.item_by_id["agenda"]
    assert one.type == "agenda"
    result = agenda_result(REVIEW, one, given(REVIEW, raw))

    assert result is not None
    assert result.flags == ("orientation-missing", "no-focus-voice", "no-focus-question")
    assert agenda_result(REVIEW, one, given(REVIEW, {"agenda": DK})) is None


def test_a_wanted_mix_that_is_no_longer_asked_sets_no_distance() -> None:
    asked = questionnaire(
        dimension("d", agenda(target_from="mix")),
        opening=[rubric("plan"), item("allocation", "mix", parts=MIX, ask_if={"item": "plan", "at_least": "l2"})],
    )
    one = asked.item_by_id["agenda"]
    assert one.type == "agenda"
    rows = [topic("value", 10)]
    kept, left_over = (
        agenda_result(asked, one, given(asked, {"plan": plan, "mix": WANTED, "agenda": rows})) for plan in ("l2", "l1")
    )

    assert kept is not None
    assert left_over is not None
    assert kept.distance == pytest.approx(0.6)
    assert left_over.distance is None
