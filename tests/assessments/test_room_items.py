"""The votes of a room on single items: what was written, the same figure from several people, other kinds of item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assessments.anonymity import TOO_TELLING
from assessments.room_model import Figure, RoomItem
from assessments.room_words import NOT_SHOWN
from questionnaires.loader import Definition
from tests.assessments.rooms import DONT_KNOW, a_wave, answer, room
from tests.scoring.build import dimension, disclosure, item, points, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import RoomView

OPEN, ANONYMOUS = a_wave(), a_wave("anonymous", 5)
NONE_HERE = replace(answer("l1"), kind="not_applicable", value=None, reason="None here.", comment="We have no shops.")


def view(parts: Sequence[Any], people: Sequence[Mapping[str, Any]], *later: Any, **rest: Any) -> RoomView:
    return room(Definition(questionnaire(dimension("d", *parts)), {}, "0" * 64), people, *later, **rest)


def only(found: RoomView, item_id: str = "i") -> RoomItem:
    room_item = found.item(("sample", item_id))
    assert room_item is not None
    return room_item


def told(level: str | None, **figures: float) -> dict[str, Any]:
    return {"level": level, "definition": "", "source": "", "explanation": "", "figures": figures}


# --- what was written


def commented(count: int) -> list[dict[str, Any]]:
    said = ["Why?", "a thing", "", "Because.", "", "", "", ""]
    return [{"i": replace(answer(f"l{1 + place % 4}"), comment=text)} for place, text in enumerate(said[:count])]


def test_comments_come_in_an_order_that_says_nothing() -> None:
    assert only(view([rubric("i")], commented(4))).texts == ("a thing", "Because.", "Why?")
    assert only(view([rubric("i")], commented(8), wave=ANONYMOUS)).texts == ("a thing", "Because.", "Why?")


def test_comments_of_seven_anonymous_people_are_not_read() -> None:
    assert only(view([rubric("i")], commented(7), wave=ANONYMOUS)).texts == ()


def test_comments_of_those_to_whom_it_does_not_apply_are_read_too() -> None:
    assert only(view([rubric("i")], [{"i": NONE_HERE}, {"i": "l1"}])).texts == ("We have no shops.",)


def test_answers_to_an_open_question_are_read_with_their_comments() -> None:
    given: list[dict[str, Any]] = [
        {"i": answer("Late trains")},
        {"i": replace(answer("Early trains"), comment="Mostly.")},
        {},
    ]
    found = only(view([item("text", "i"), rubric("j")], given))

    assert found.texts == ("Early trains", "Late trains", "Mostly.")
    assert (found.now.levels, found.now.words, found.now.counts) == ((), "", None)
    assert found.now.figure == Figure(None, None, None, "", "This question carries no points.")
    assert (found.dimension, found.concern, found.prompt) == ("D", "hidden", "")


# --- the same figure from several people

NUMBERS = [{"i": told("a5", n=4230)}, {"i": told("a5", n=8111)}, {"i": told("a1", n=4230)}, {"i": told("a1")}]


def test_three_people_two_numbers() -> None:
    found = only(view([disclosure("i", "N")], NUMBERS, roles=["Lead", "Front", "Back", "Lead"])).numbers

    assert [(each.label, each.unit) for each in found] == [("N", "each")]
    assert found[0].given == (("Back", 4230.0), ("Lead", 4230.0), ("Front", 8111.0))
    assert found[0].sentence == "Three people, two numbers."


def test_anonymous_numbers_have_no_names_and_three_digits() -> None:
    given = [{"i": told("a5", n=4231 + place)} for place in range(8)]

    found = only(view([disclosure("i", "N")], given, wave=ANONYMOUS, roles=["Lead"] * 8)).numbers
    assert found[0].given == (("", 4230.0),) * 4 + (("", 4240.0),) * 4
    assert found[0].sentence == "Eight people, two numbers."
    assert only(view([disclosure("i", "N")], [*given[:7], {"i": told("a5")}], wave=ANONYMOUS)).numbers == ()


def test_a_number_without_how_well_it_is_known_is_no_vote_on_that() -> None:
    given: list[dict[str, Any]] = [{"i": told(None, n=3)}, {"i": told("a4")}, {"i": DONT_KNOW}]
    found = only(view([disclosure("i", "N")], given))

    assert (found.now.counts, found.now.unknown, found.now.silent) == ((0, 0, 0, 1, 0), 1, 1)
    assert found.numbers[0].sentence == "One person gave a number."


def test_who_does_not_know_what_should_be_known_has_no_points() -> None:
    part = disclosure("i", "N", dont_know="zero")
    given: list[dict[str, Any]] = [{"i": told("a5", n=3)}, {"i": DONT_KNOW}]
    found = only(view([part], given))

    assert (found.now.figure.points, found.now.figure.people) == (50, "2")
    assert (found.now.counts, found.now.unknown_share) == ((0, 0, 0, 0, 1), 50)


def test_what_has_no_levels_has_a_mean_and_no_words() -> None:
    found = only(view([points("i")], [{"i": 20}, {"i": 50}]))

    assert found.now.figure == Figure(35, None, None, "2")
    assert (found.now.counts, found.now.words, found.concern, found.numbers) == (None, "", "few", ())


# --- who is asked


def test_who_is_not_asked_is_not_counted() -> None:
    parts = [rubric("i"), rubric("j", ask_if={"item": "i", "at_least": "l3"})]
    pairs: list[tuple[str, Any]] = [("l4", "l2"), ("l3", DONT_KNOW), ("l1", "l4"), ("l1", DONT_KNOW)]
    given = [{"i": first, "j": second} for first, second in pairs]
    found = only(view(parts, given), "j").now

    assert (found.counts, found.unknown, found.silent, found.unknown_share) == ((0, 1, 0, 0), 1, 2, 50)


def test_who_is_asked_no_more_does_not_count() -> None:
    """Six of twelve change the first answer, so that the second question is no longer theirs: six are left."""
    parts = [rubric("i"), rubric("j", ask_if={"item": "i", "at_least": "l3"})]
    given = [{"i": "l4", "j": f"l{1 + place % 4}"} for place in range(12)]
    second = {place: {"i": "l1"} for place in range(6)}

    found = only(view(parts, given, second, wave=ANONYMOUS), "j")
    assert (found.now.counts, found.now.figure.people, found.shift) == (None, "5–9", "")
    assert only(view(parts, given, {0: {"i": "l1"}}), "j").now.silent == 1


# --- the order


def test_the_order_among_those_with_the_same_concern() -> None:
    levels = {
        "far": "1111114444",  # both polarised; the first 1.2 levels from the middle, the second 1.0
        "near": "1111133333",
        "dark": "333333????",  # 40 % and 50 % do not know
        "darker": "33333?????",
        "later": "333333????",
        "flat": "3333333333",
        "text": "..........",
    }
    given = {"?": DONT_KNOW}
    people = [
        {key: given.get(row[place], f"l{row[place]}") for key, row in levels.items() if row[place] != "."}
        for place in range(10)
    ]
    order = ["text", "flat", "dark", "later", "darker", "near", "far"]
    found = view([rubric(each) for each in order], people)

    assert [each.item.id for each in found.items] == ["far", "near", "darker", "dark", "later", "flat", "text"]
    concerns = ["polarised"] * 2 + ["unknown"] * 3 + ["agreed", "few"]
    assert [each.concern for each in found.items] == concerns


def test_an_item_and_its_key() -> None:
    found = view([rubric("i")], [{"i": "l1"}])

    assert (only(found).key, only(found).number) == (("sample", "i"), 1)
    assert found.item(("sample", "j")) is None


@pytest.mark.parametrize(("people", "why"), [(4, TOO_TELLING), (0, TOO_TELLING)])
def test_an_item_with_too_few_values_says_so(people: int, why: str) -> None:
    given = [{"j": "l1", **({"i": "l2"} if place < people else {})} for place in range(8)]
    found = only(view([rubric("i"), rubric("j")], given, wave=ANONYMOUS))

    assert found.now.figure == Figure(None, None, None, "", why)
    assert (found.now.words, found.concern, found.prompt) == (NOT_SHOWN, "hidden", "")
