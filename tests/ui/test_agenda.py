"""The agenda: typed into the table, pasted, loaded from a file; nothing typed is ever lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.items import Agenda
from tests.assessments.build import REVIEW, definition
from tests.ui.build import House, Screen
from ui.widgets.agenda import _apply as apply_edits
from ui.widgets.agenda import _frame as as_table

if TYPE_CHECKING:
    from collections.abc import Callable

PASTE, TAKE, LOAD = "Paste the lines here", "Take over the lines", "Or load a CSV file"
ROW: dict[str, Any] = {
    "topic": "Deals",
    "category": "sales",
    "planned": 30,
    "actual": 45,
    "depth": "worked-through",
    "basis": "data",
    "actions": 2,
    "bumped": False,
}
EMPTY = {"planned": 0, "actual": 0, "depth": "cursory", "basis": "", "actions": 0, "bumped": False}


@pytest.fixture
def card(house: House, bring: Callable[[str], Screen]) -> Callable[..., Screen]:
    """Return how the card with the agenda is opened, with rows that are kept already."""

    def opened(*rows: dict[str, Any]) -> Screen:
        code = house.respond(definition(REVIEW), {"agenda": list(rows)} if rows else {})
        return bring(code).open("answer", q=REVIEW, item="agenda")

    return opened


def item() -> Agenda:
    """Return the agenda of the quarterly review."""
    found = definition(REVIEW).questionnaire.item_by_id["agenda"]
    assert isinstance(found, Agenda)
    return found


def topics(house: House, screen: Screen) -> list[tuple[str, float]]:
    """Return the topics that are kept, with their minutes."""
    saved = house.kept(screen.code, REVIEW).get("agenda")
    return [(row["topic"], row["actual"]) for row in saved.answer.value] if saved else []


def in_table(screen: Screen) -> list[str]:
    """Return the topics that the table begins with."""
    return list(screen.at.dataframe[0].value["topic"])


def test_typed(house: House, card: Callable[..., Screen]) -> None:
    screen = card()
    assert "No topic yet." in screen.text
    screen.edit(added=[{"topic": "Deals", "category": "Sales", "actual": 45}])
    assert topics(house, screen) == [("Deals", 45)]
    assert "**1 topic, 45 minutes spent.**" in screen.text
    assert "Saved at 09:30:00." in screen.status
    screen.edit(
        added=[{"topic": "Deals", "category": "Sales", "actual": 45}, {"topic": "Pumps", "category": "Product"}]
    )
    assert topics(house, screen) == [("Deals", 45), ("Pumps", 0)]
    screen.edit(added=[])
    assert topics(house, screen) == []


def test_a_half_typed_row_stays_and_is_said_to_be_unsaved(house: House, card: Callable[..., Screen]) -> None:
    screen = card().edit(added=[{"topic": "Deals"}])
    assert screen.errors == ""
    assert "Not saved yet; see below." in screen.status
    assert topics(house, screen) == []
    assert "agenda" in screen.press("Next").question
    assert re.match(r"Not saved\. Topic 1\\: .*category.* is missing", screen.errors)
    screen.edit(added=[{"topic": "Deals", "category": "Sales"}])
    assert screen.errors == ""
    assert topics(house, screen) == [("Deals", 0)]


@pytest.mark.filterwarnings("error")
def test_a_row_that_is_begun_and_a_tick_taken_back_fit_the_table(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW).edit(edited={0: {"bumped": True, "planned": None}}, added=[{"topic": "Pumps"}])
    assert not screen.errors
    screen.edit(edited={0: {"bumped": None}}, added=[{"topic": "Pumps", "category": "Product", "bumped": True}])
    kept = house.kept(screen.code, REVIEW)["agenda"].answer.value
    assert [(row["topic"], row["bumped"]) for row in kept] == [("Deals", False), ("Pumps", True)]


@pytest.mark.parametrize(
    "change",
    [
        {"edited": {"0": {"category": "Rent"}}},
        {"added": [{"topic": "Deals", "category": "Sales", "actual": "many"}]},
    ],
)
def test_edits_that_no_table_sends(house: House, card: Callable[..., Screen], change: dict[str, Any]) -> None:
    screen = card(ROW).edit(**change)
    assert topics(house, screen) == [("Deals", 45)]
    assert screen.errors


def test_the_table_comes_back_with_what_was_typed(house: House, card: Callable[..., Screen]) -> None:
    screen = card().edit(added=[{"topic": "Deals", "category": "Sales", "actual": 45}])
    assert in_table(screen) == []  # the row is one of the browser's edits until the card is left
    assert in_table(screen.press("Next").press("Back")) == ["Deals"]
    screen.edit(edited={0: {"actual": 50}}, added=[{"topic": "Pumps", "category": "Product"}])
    assert topics(house, screen) == [("Deals", 50), ("Pumps", 0)]
    assert in_table(screen.open().press("Go on").open("answer", q=REVIEW, item="agenda")) == ["Deals", "Pumps"]


def test_another_session_typed_meanwhile(
    house: House, card: Callable[..., Screen], bring: Callable[[str], Screen]
) -> None:
    one = card(ROW)
    two = bring(one.code).open("answer", q=REVIEW, item="agenda")
    two.edit(added=[{"topic": "Pumps", "category": "Product"}])
    assert in_table(one.press("Next").press("Back")) == ["Deals", "Pumps"]
    assert topics(house, one) == [("Deals", 45), ("Pumps", 0)]


def test_taking_back_begins_a_new_table(house: House, card: Callable[..., Screen]) -> None:
    screen = card().edit(added=[{"topic": "Deals", "category": "Sales"}])
    before = screen.at.dataframe[0].key
    screen.press("Take back this answer")
    assert topics(house, screen) == []
    assert "No topic yet." in screen.text
    # Under the same name the browser would go on showing what was typed.
    assert screen.at.dataframe[0].key != before


def test_pasted(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW)
    screen.input("text_area", PASTE).set_value("topic;category;actual\nPumps;Product;60\nLease;other;10,5")
    screen.press(TAKE)
    assert topics(house, screen) == [("Pumps", 60), ("Lease", 10.5)]
    assert in_table(screen) == ["Pumps", "Lease"]
    assert "**2 topics, 70.5 minutes spent.**" in screen.text
    assert screen.errors == ""


def test_the_example_can_be_pasted(house: House, card: Callable[..., Screen]) -> None:
    screen = card()
    screen.input("text_area", PASTE).set_value(screen.at.code[0].value)
    assert topics(house, screen.press(TAKE)) == [("Example topic", 35)]


def test_a_bad_row_is_named_and_nothing_is_taken_over(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW)
    typed = "Pumps;product;30;60\nLease;**rent**;0;10\nStaff;other;0;many"
    screen.input("text_area", PASTE).set_value(typed)
    screen.press(TAKE)
    first, second = screen.errors.split("\n")
    assert first.startswith(r"Line 2\: '\*\*rent\*\*' is no category\.")
    assert second == r"Line 3\: 'many' under actual is not a number\."
    assert "Nothing was taken over: mend this and try again. The table above is as it was." in screen.text
    assert topics(house, screen) == [("Deals", 45)]
    assert in_table(screen) == ["Deals"]
    assert screen.input("text_area", PASTE).value == typed
    screen.input("text_area", PASTE).set_value("Pumps;product;30;60")
    assert screen.press(TAKE).errors == ""
    assert topics(house, screen) == [("Pumps", 60)]


@pytest.mark.parametrize("typed", ["", "\n \n"])
def test_nothing_pasted(house: House, card: Callable[..., Screen], typed: str) -> None:
    screen = card(ROW)
    screen.input("text_area", PASTE).set_value(typed)
    assert screen.press(TAKE).errors == r"There is nothing to take over\: no line was given\."
    assert topics(house, screen) == [("Deals", 45)]


def test_pasted_while_the_store_refuses(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW)
    house.store.broken = frozenset({"save_answer"})
    screen.input("text_area", PASTE).set_value("Pumps;product;30;60")
    screen.press(TAKE)
    assert screen.errors.startswith("Not saved.")
    assert in_table(screen) == ["Pumps"]
    assert topics(house, screen) == [("Deals", 45)]
    house.store.broken = frozenset()
    assert topics(house, screen.press("Save again")) == [("Pumps", 60)]


def test_loaded_from_a_file(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW)
    screen.input("file_uploader", LOAD).upload("agenda.csv", "topic,category,actual\nPümps,product,60".encode())
    assert topics(house, screen.run()) == [("Pümps", 60)]
    screen.input("file_uploader", LOAD).clear()
    assert topics(house, screen.run()) == [("Pümps", 60)]


def test_a_bad_file(house: House, card: Callable[..., Screen]) -> None:
    screen = card(ROW)
    screen.input("file_uploader", LOAD).upload("agenda.csv", "Pümps;product;60".encode("latin-1"))
    assert screen.run().errors.startswith(r"The file is not UTF\-8 text\.")
    assert topics(house, screen) == [("Deals", 45)]


def test_a_row_there_and_back() -> None:
    unchanged: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    assert apply_edits(item(), as_table(item(), [ROW]), unchanged) == [ROW]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({"edited_rows": {0: {"actual": 50, "depth": "Discussed", "basis": "opinion"}}},
         [{**ROW, "actual": 50, "depth": "discussed", "basis": "opinion"}]),
        ({"edited_rows": {"0": {"bumped": True, "category": "Customer value"}}},
         [{**ROW, "bumped": True, "category": "customer-value"}]),
        ({"edited_rows": {0: {"planned": None, "depth": None, "basis": None, "actions": None, "bumped": None}}},
         [{**ROW, "planned": 0, "depth": "cursory", "basis": "", "actions": 0}]),
        ({"edited_rows": {0: {"topic": None}}}, [{**ROW, "topic": ""}]),
        ({"edited_rows": {0: {"category": None}}}, [{**ROW, "category": None}]),
        ({"deleted_rows": [0]}, []),
        ({"added_rows": [{"topic": "New", "category": "Product"}]},
         [ROW, {**EMPTY, "topic": "New", "category": "product"}]),
        ({"added_rows": [{"topic": "New", "category": "Product", "actions": 3, "basis": "not said"}],
          "deleted_rows": [0]},
         [{**EMPTY, "topic": "New", "category": "product", "actions": 3}]),
        ({"added_rows": [{}, {"topic": ""}, {"planned": None, "bumped": False}]}, [ROW]),
    ],
)  # fmt: skip
def test_what_the_edits_of_the_table_come_to(change: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    nothing: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    assert apply_edits(item(), as_table(item(), [ROW]), {**nothing, **change}) == rows
