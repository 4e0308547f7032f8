"""Looking up a receipt: right, wrong, too often, before a vote, counted and not; never what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from tests.ui.build import House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from ui import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.workflow import Begun

WRONG = "No answers belong to this receipt. Check both codes: letters and digits, without O, 0, I, 1 and L."


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions."""
    return hold(house)


def look_up(code: str, receipt: str) -> Screen:
    """Type both codes and press the button."""
    screen = Screen().open("receipt")
    screen.input("text_input", "Code of the workshop").set_value(code)
    screen.input("text_input", "Your receipt").set_value(receipt)
    return screen.press("Look it up")


def rows(screen: Screen) -> list[list[str]]:
    """Return the rows of the table."""
    (table,) = screen.tables
    return [
        [cell.partition("</td>")[0] for cell in row.split("<td>")[1:]]
        for row in table.partition("<tbody>")[2].split("<tr>")[1:]
    ]


def received(desk: Desk, begun: Begun) -> list[list[str]]:
    """Return what the page says about somebody."""
    return rows(look_up(desk.join_code, begun.response.receipt))


def test_nothing_is_looked_up_unasked(house: House) -> None:
    house.store.broken = frozenset({"wave_by_join_code"})
    screen = Screen().open("receipt", code="ABC-DEF")
    assert screen.input("text_input", "Code of the workshop").value == "ABC-DEF"
    assert screen.errors == ""


def test_before_the_vote(desk: Desk) -> None:
    screen = look_up(desk.join_code, desk.join().response.receipt)
    assert [each.value for each in screen.at.header] == ["Imaginary Pumps"]
    assert "The vote has not started yet, so there are no answers." in screen.text


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_however_it_is_typed(desk: Desk, typed: Callable[[str], str]) -> None:
    begun = desk.join()
    spoken = f"{desk.join_code[:3]}-{desk.join_code[3:]}"
    assert "The vote has not started yet" in look_up(typed(spoken), typed(begun.response.receipt)).text


def test_counted_and_not_counted(desk: Desk) -> None:
    desk.do(Workshop.start)
    idle = desk.join()
    crowd = desk.crowd(SPLIT)
    assert received(desk, crowd[0]) == [["First vote", "3", "not yet"]]
    desk.do(Workshop.reveal)
    (late,) = desk.crowd(SPLIT[:1])
    assert received(desk, crowd[0]) == [["First vote", "3", "yes"]]
    assert received(desk, late) == [["First vote", "3", "not yet"]]
    assert received(desk, idle) == [["First vote", "0", "nothing to count"]]
    desk.do(Workshop.start, [("sample", "one")])
    desk.vote(crowd[0], {"one": "l2"})
    assert received(desk, crowd[0]) == [["First vote", "3", "yes"], ["Vote 2", "1", "not yet"]]
    desk.do(Workshop.close)
    assert received(desk, crowd[0]) == [["First vote", "3", "yes"], ["Vote 2", "1", "no"]]
    assert received(desk, late) == [["First vote", "3", "no"], ["Vote 2", "0", "nothing to count"]]


def test_never_what_was_answered(desk: Desk) -> None:
    desk.do(Workshop.start)
    crowd = desk.crowd(SPLIT)
    text = look_up(desk.join_code, crowd[0].response.receipt).text
    for told in ("Level", "one?", "Leadership", crowd[0].resume_code, crowd[1].response.receipt):
        assert told not in text


def test_a_workshop_without_a_name(house: House) -> None:
    desk = hold(house, name="")
    assert look_up(desk.join_code, desk.join().response.receipt).at.header[0].value == "Your answers"


@pytest.mark.parametrize(("code", "receipt"), [("", ""), ("222222", ""), ("222222", "2222-2222"), ("<b>", "<script>")])
def test_wrong_codes(desk: Desk, code: str, receipt: str) -> None:
    assert look_up(code, receipt).errors == WRONG
    assert look_up(code, desk.join().response.receipt).errors == WRONG
    assert look_up(desk.join_code, receipt).errors == WRONG


def test_the_receipt_of_another_workshop(desk: Desk) -> None:
    elsewhere = hold(desk.house).join()
    assert look_up(desk.join_code, elsewhere.response.receipt).errors == WRONG


def test_too_many_wrong_receipts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 3)
    begun = desk.join()
    for _ in range(3):
        assert look_up(desk.join_code, "2222-2222").errors == WRONG
    screen = look_up(desk.join_code, "2222-2222")
    assert screen.errors == ""
    assert screen.at.warning[0].value == "Too many wrong codes were tried. Wait 60 seconds, then try again."
    assert "The vote has not started yet" in look_up(desk.join_code, begun.response.receipt).text
    desk.house.clock.pass_seconds(60)
    assert screen.press("Look it up").errors == WRONG


def test_the_database_is_away(desk: Desk) -> None:
    begun = desk.join()
    desk.house.store.broken = frozenset({"response_by_receipt"})
    screen = look_up(desk.join_code, begun.response.receipt)
    assert screen.errors.startswith("The answers cannot be saved at the moment")
    desk.house.store.broken = frozenset()
    assert screen.press("Try again").errors == ""
