"""Coming back: by code, by cookie, with too many tries; leaving a device; addresses without answers behind them."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from tests.assessments.build import LINE, STAGES, definition
from tests.ui.build import START, House, Screen
from tests.ui.desk import hold
from ui import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG = "2222-2222-2222-2222"


def seat_code(screen: Screen) -> str:
    """Return the code of the seat that the waiting page shows."""
    (line,) = [each.value for each in screen.at.html if "To go on with another device" in each.value]
    return str(line).partition("<code>")[2].partition("</code>")[0]


def tried(screen: Screen, code: str) -> Screen:
    """Type a code and press the button."""
    screen.input("text_input", "Your code").set_value(code)
    return screen.press("Go on with my answers")


def test_the_right_code_however_it_is_typed(house: House) -> None:
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"})
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        assert "1 of 29 answered" in tried(Screen().open(), typed).text, typed


def test_the_right_code_is_remembered_by_the_browser(house: House) -> None:
    code = house.respond(definition(STAGES))
    screen = tried(Screen().open(), code)
    asked = 'data-task="post" data-path="doors/remember/answers" data-header="X-Answers" data-body='
    assert f'{asked}"{code.replace("-", "")}">' in screen.scripts
    assert not screen.run().scripts  # once is enough


@pytest.mark.parametrize("code", ["", "ABCD", WRONG, "O0I1-LLLL-OOOO-0000", "<script>", "ẞ" * 16])
def test_a_wrong_code(house: House, code: str) -> None:
    house.respond(definition(STAGES))
    screen = tried(Screen().open(), code)
    assert screen.errors.startswith("No answers belong to this code.")
    assert screen.offers("Go on with my answers")


def test_too_many_wrong_codes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 8)
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"})
    screen = Screen().open()
    tried(Screen().open(), code)  # right ones do not count
    for number in range(2, 10):
        assert tried(screen, f"2222-2222-2222-222{number}").errors
        house.clock.pass_seconds(1)
    tried(screen, WRONG[:-1] + "A")
    assert screen.errors == ""
    assert [each.value for each in screen.at.warning] == [
        "Too many wrong codes were tried. Wait 52 seconds, then try again."
    ]
    assert tried(Screen().open(), WRONG).at.warning  # another session of the same address waits too
    house.clock.pass_seconds(51)
    assert "Wait 1 seconds" in tried(screen, WRONG).at.warning[0].value
    house.clock.pass_seconds(1)
    assert tried(screen, WRONG).errors


def test_a_right_code_works_whatever_others_tried_at_the_same_address(
    house: House, bring: Callable[[str], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE", 1)
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"})
    tried(Screen().open(), WRONG)
    assert throttle.wait(house.clock()) == 60
    assert "1 of 29 answered" in tried(Screen().open(), code).text
    assert "1 of 29 answered" in bring(code).open().text


def test_the_same_wrong_code_counts_once_in_a_session(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    monkeypatch.setattr(throttle, "REMEMBERED", 1)
    screen = Screen().open()
    for _ in range(3):
        assert tried(screen, WRONG).errors
    assert throttle.wait(house.clock()) == 0
    tried(screen, WRONG[:-1] + "A")
    assert throttle.wait(house.clock()) == 60


def test_a_wrong_cookie_counts_once_in_a_session(
    house: House, bring: Callable[[str], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE", 3)
    screen = bring(WRONG).open()
    for _ in range(5):
        screen.run()
    bring(WRONG).open()
    assert throttle.wait(house.clock()) == 0
    bring(WRONG).open()
    assert throttle.wait(house.clock()) == 60


@pytest.mark.parametrize("address", ["home", "answer", "review", "result"])
def test_a_seat_is_no_answers_of_ones_own(house: House, bring: Callable[[str], Screen], address: str) -> None:
    desk = hold(house)
    begun = desk.join()
    screen = bring(begun.resume_code).open(address, q="sample")
    assert begun.resume_code not in screen.text
    assert "Company or team (optional, shown on your results)" not in screen.text
    if address == "home":
        screen.start(STAGES)  # begins answers of one's own, and leaves the workshop alone
    else:
        assert "This browser does not know whose answers to show." in screen.text
    assert sorted(house.context.workshop.pinned(desk.first)) == ["sample"]


def test_two_seats_in_one_browser_are_kept_apart(house: House) -> None:
    first, second = hold(house), hold(house)
    screen = first.phone().press("Leadership")
    screen.open("join", code=second.join_code).press("Leadership")
    for desk in (first, second, first):
        assert not screen.open("join", code=desk.join_code).offers("Leadership")
        assert house.context.workflow.resume(seat_code(screen)) in desk.people
    assert (len(first.people), len(second.people)) == (1, 1)


def test_a_new_session_finds_each_seat_by_its_own_cookie(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = hold(house), hold(house)
    codes = {f"seat-{desk.first.id}": desk.join().resume_code.replace("-", "") for desk in (first, second)}
    monkeypatch.setattr(ContextProxy, "cookies", codes)
    for desk in (first, second):
        assert not desk.phone().offers("Leadership")
    (old,) = [code for name, code in codes.items() if name.endswith(first.first.id)]
    assert bring(old, "seat").open("join", code=first.join_code).offers("Leadership")


@pytest.mark.usefixtures("house")
def test_each_address_has_tries_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "KNOWN", 2)

    def waits(address: str | None, seconds: float = 0, *, wrong: int = 0) -> int:
        monkeypatch.setattr(throttle, "st", SimpleNamespace(context=SimpleNamespace(ip_address=address)))
        for _ in range(wrong):
            throttle.failed(START + timedelta(seconds=seconds))
        return throttle.wait(START + timedelta(seconds=seconds))

    assert waits("192.0.2.1", wrong=99) == 0
    assert waits("192.0.2.1", seconds=30, wrong=1) == 30
    assert waits("192.0.2.1", seconds=59.8) == 1
    assert waits("192.0.2.1", seconds=60) == 0
    assert waits("192.0.2.2", seconds=30, wrong=1) == 0
    assert waits(None, seconds=30, wrong=100) == 60  # a third address: one of the others is forgotten
    assert waits("192.0.2.1", seconds=30) == 0


def test_the_cookie_brings_a_new_session_back(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"})
    screen = bring(code).open("answer", q=STAGES)
    assert 'data-item="asking-first"' in screen.question
    assert screen.code == code


def test_a_cookie_that_leads_nowhere(house: House, bring: Callable[[str], Screen]) -> None:
    house.respond(definition(STAGES))
    assert bring(WRONG).open().offers("Go on with my answers")


def test_leaving_the_device(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"}, name="Pumps")
    other = house.respond(definition(LINE), name="Valves")
    screen = bring(code).open().press("Leave this device")
    assert 'data-path="doors/forget/answers"' in screen.text
    assert screen.offers("Go on with my answers")
    assert screen.open().offers("Go on with my answers")  # the browser sends its cookie as long as the session lasts
    assert tried(screen, other).at.header[0].value == "Your answers: Valves"
    assert screen.input("text_input", "Company or team (optional, shown on your results)").value == "Valves"
    assert "detail-of-knowledge" in house.kept(code, STAGES)


@pytest.mark.parametrize("address", ["answer", "review", "result"])
@pytest.mark.usefixtures("house")
def test_an_address_in_a_browser_that_knows_nobody(address: str) -> None:
    screen = Screen().open(address, q=STAGES)
    assert screen.at.title[0].value == "Nothing to show here yet"
    assert "This browser does not know whose answers to show." in screen.text
    screen.press("To the first page")
    assert screen.at.title[0].value == "How customer-centric are we, really?"


@pytest.mark.parametrize("asked", [LINE, "nonsense", ""])
def test_a_questionnaire_that_was_not_started(house: House, bring: Callable[[str], Screen], asked: str) -> None:
    screen = bring(house.respond(definition(STAGES))).open("answer", q=asked)
    assert "This questionnaire has not been started." in screen.text
