"""Saying who one was last time: by a code of one's own or a receipt, never required, while nothing counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.links import own_code, person
from assessments.workshop import Workshop
from tests.ui.build import House, Screen
from tests.ui.desk import ROLES, SPLIT, Desk, hold
from ui import throttle
from ui.widgets import keeping
from ui.widgets.link import LINKED, TITLE, WRONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Mode, Response

OWN = "A code of your own"
RECEIPT = "Your receipt of last time"


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop that has not started voting."""
    return hold(house)


def sit(desk: Desk) -> Screen:
    """Open the address and take a seat."""
    return desk.phone().press(ROLES[0])


def by(screen: Screen, label: str, typed: str) -> Screen:
    """Type a code into a field and press the button beside it."""
    screen.input("text_input", label).set_value(typed)
    return screen.press("Link by receipt" if label == RECEIPT else "Link by code")


def newest(desk: Desk) -> Response:
    """Return who came last."""
    return desk.people[-1]


def foldings(screen: Screen) -> list[str]:
    """Return what can be unfolded, but for the deletion of answers, which always can."""
    return [each.label for each in screen.at.expander if each.label not in {keeping.OWN, keeping.NOBODYS}]


def success(screen: Screen) -> list[str]:
    """Return what the page says has been done."""
    return [each.value for each in screen.at.success]


@pytest.mark.parametrize("mode", ["anonymous", "open"])
def test_in_the_first_wave_a_code_may_be_made_up_or_the_receipt_kept(house: House, mode: Mode) -> None:
    desk = hold(house, mode=mode)
    screen = sit(desk)
    assert foldings(screen) == [TITLE]
    assert f"do nothing and keep your receipt, {newest(desk).receipt}, which says the same next time." in screen.text
    assert "It is up to you" in screen.text
    assert RECEIPT not in screen.text
    by(screen, OWN, "blue Heron 7")
    assert success(screen) == [LINKED]
    assert newest(desk).link == own_code(desk.first.assessment_id, "BLUEHERON7")


def test_who_could_see_what_is_said_where_the_workshop_is_open(house: House) -> None:
    said = sit(hold(house, mode="open")).text
    assert "the others may see how linked answers changed" in said
    assert "No page shows" not in said


def test_who_could_see_what_is_said(house: House) -> None:
    said = sit(hold(house, mode="anonymous")).text
    for part in (
        "No page shows what any one of you answered",
        "from eight people on",
        "Of a code only a hash is kept.",
        "Whoever runs this server could see in its database",
    ):
        assert part in said


def test_the_link_is_changed_and_taken_back(desk: Desk) -> None:
    screen = by(sit(desk), OWN, "blue heron")
    before = newest(desk).link
    by(screen, OWN, "red heron")
    assert newest(desk).link not in {before, ""}
    screen.press("Take the link back")
    assert newest(desk).link == ""
    assert success(screen) == []


def test_a_code_that_is_too_short(desk: Desk) -> None:
    screen = by(sit(desk), OWN, "abc")
    assert screen.errors.startswith("Use at least 4 letters or digits")
    assert newest(desk).link == ""
    assert screen.run().errors == ""


def test_in_the_second_wave_the_receipt_of_last_time_links(desk: Desk) -> None:
    begun = desk.join()
    following = desk.next()
    screen = sit(following)
    assert "Type the code that you made up last time, or the receipt that you kept." in screen.text
    by(screen, RECEIPT, begun.response.receipt.lower())
    assert success(screen) == [LINKED]
    assert person(newest(following)) == person(begun.response)


def test_the_receipt_leads_to_the_code_that_was_given_with_it(desk: Desk) -> None:
    by(sit(desk), OWN, "blue heron")
    (before,) = desk.people
    following = desk.next()
    by(sit(following), RECEIPT, before.receipt)
    by(sit(following), OWN, "Blue-Heron")
    assert {each.link for each in following.people} == {before.link}


def test_a_wrong_receipt_is_refused_and_guessing_slowed_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    following = desk.next()
    screen = sit(following)
    own = newest(following).receipt  # that of today is none of last time
    for typed in (own, "2222-2222"):
        assert by(screen, RECEIPT, typed).errors.replace("\\", "") == WRONG
    assert "Too many wrong codes were tried. Wait 60 seconds" in by(screen, RECEIPT, "3333-3333").errors.replace(
        "\\", ""
    )
    assert newest(following).link == ""


def test_the_receipt_of_another_assessment_links_nobody(desk: Desk) -> None:
    elsewhere = hold(desk.house, name="Valves").join()
    screen = by(sit(desk.next()), RECEIPT, elsewhere.response.receipt)
    assert screen.errors.replace("\\", "") == WRONG


def test_once_the_answers_count_the_link_stays(desk: Desk) -> None:
    desk.do(Workshop.start)
    screen, other = sit(desk), sit(desk)
    by(screen.press("Link quarters"), OWN, "blue heron")
    screen.press("Back to the questions").choose("l1")
    other.choose("l1")
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    assert foldings(screen.run()) == []
    assert LINKED in screen.text
    assert foldings(other.run()) == []
    assert LINKED not in other.text


def test_a_quiet_way_from_the_first_card_and_back(desk: Desk) -> None:
    desk.do(Workshop.start)
    screen = sit(desk).choose("l2")
    screen.press("Link quarters")
    assert screen.at.title[0].value == TITLE
    by(screen, OWN, "blue heron")
    assert success(screen) == [LINKED]
    assert screen.press("Back to the questions").scale.value == "l2"
    assert not screen.press("Next").offers("Link quarters")
    assert newest(desk).link


def test_without_roles_the_first_card_offers_it_too(house: House) -> None:
    desk = hold(house, roles=()).do(Workshop.start)
    screen = desk.phone().press("Take part")
    assert screen.offers("Link quarters")
    assert not screen.offers("Change")


def test_a_reveal_that_comes_first(desk: Desk) -> None:
    desk.do(Workshop.start)
    screen = sit(desk).choose("l2").press("Link quarters")
    desk.crowd(SPLIT)
    desk.meanwhile("set_link", lambda: desk.do(Workshop.reveal))
    assert by(screen, OWN, "blue heron").errors
    desk.later()
    assert "Your answers count already, so nothing can be linked any more." in screen.run().text
    assert newest(desk).link == ""
    assert screen.press("Back to the questions").heading.startswith("The result is on the screen.")


def test_the_database_is_away(desk: Desk) -> None:
    desk.join()
    following = desk.next()
    screen = sit(following)
    following.house.store.broken = frozenset({"set_link"})
    assert by(screen, OWN, "blue heron").errors.startswith("The answers cannot be saved at the moment")
    following.house.store.broken = frozenset()
    assert screen.run().errors == ""
    assert newest(following).link == ""


def test_the_database_is_away_when_a_receipt_is_looked_up(desk: Desk) -> None:
    begun = desk.join()
    following = desk.next()
    screen = sit(following)
    following.house.store.broken = frozenset({"set_link"})
    screen = by(screen, RECEIPT, begun.response.receipt)
    assert screen.errors.startswith("The answers cannot be saved at the moment")


# A wave that closes by itself


def test_the_door_and_the_waiting_screen_say_when_a_wave_closes_by_itself(house: House) -> None:
    desk = hold(house)
    following = desk.next(house.clock() + timedelta(days=7))
    screen = following.phone()
    assert "Closes by itself on 9 March 2026, 09:30 (UTC)." in screen.text
    for level in ("l1", "l2", "l3"):
        screen = screen.press(ROLES[0]) if screen.offers(ROLES[0]) else screen
        screen.choose(level)
        screen.press("Done" if level == "l3" else "Next")
    assert "Closes by itself on 9 March 2026, 09:30 (UTC)." in screen.text
    house.clock.pass_seconds(7 * 24 * 3600)
    assert screen.run().heading == "This workshop is closed. Thank you for taking part."
    late = following.phone()
    assert "This workshop is closed. It takes no answers any more." in late.text
    assert following.wave.state == "closed"


def test_the_code_of_a_closed_wave_does_not_lead_to_the_next_one(desk: Desk, bring: Callable[..., Screen]) -> None:
    begun = desk.join()
    following = desk.next()
    for screen in (
        Screen().open("join", code=desk.join_code),
        bring(begun.resume_code, f"seat-{desk.first.id}").open("join", code=desk.join_code),
    ):
        assert "This workshop is closed." in screen.text
        assert following.join_code not in screen.text.replace("-", "")
        assert "it has a code of its own: ask the facilitator for it." in screen.text
