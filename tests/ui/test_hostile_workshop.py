"""What people type around a workshop is shown as typed on all its pages: no Markdown, no HTML, no script of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS
from tests.assessments.samples import disclosed
from tests.scoring.build import dimension, rubric
from tests.ui.build import HOSTILE, House, Screen, made, usable
from tests.ui.desk import SPLIT, Desk, hold
from tests.ui.test_hostile import safe
from ui.style import escape, plain

if TYPE_CHECKING:
    from collections.abc import Callable

ROLE = "<b>**r**</b> [x](http://e.vil) :red[$m$]"  # as long as a role may be
UNIT = "<img src=x onerror=y> `u` :material/home:"[:40]
ITEM = "item:sample/one"


def pages(desk: Desk, bring: Callable[..., Screen], *shown: str) -> dict[str, Screen]:
    """Open every page of a workshop; ``shown`` are the screens that the wall goes through."""
    found = {"join": desk.phone(), "console": bring(desk.key, "organiser").open("console")}
    found["room"] = bring(desk.key, "organiser").open("room")
    for each in shown:
        found[each] = desk.do(Workshop.show, each).wall()
    return found


def receipt(desk: Desk) -> Screen:
    """Look up the first person's receipt."""
    screen = Screen().open("receipt", code=desk.join_code)
    screen.input("text_input", "Your receipt").set_value(desk.people[0].receipt)
    return screen.press("Look it up")


def test_short_enough_and_hostile() -> None:
    for typed in (ROLE, UNIT):
        assert len(typed) <= 40
        assert plain(typed) != typed
        assert escape(typed) != typed


def test_the_name_of_the_company(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, name=HOSTILE, mode="open").do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    opened = pages(desk, bring, "join", "progress", "ranking", "result", ITEM)
    for name, screen in {**opened, "receipt": receipt(desk)}.items():
        assert safe(screen, HOSTILE) == 1, name
    seat = desk.join()
    desk.do(Workshop.close)
    assert safe(bring(seat.resume_code, f"seat-{desk.first.id}").open("join", code=desk.join_code), HOSTILE) == 1


@pytest.mark.usefixtures("house")
def test_a_plan_that_is_refused() -> None:
    screen = Screen().open("set-up")
    screen.at.text_input("plan-name").set_value(HOSTILE)
    screen.at.text_area("plan-roles").set_value(HOSTILE)
    assert screen.press("Create the workshop").errors
    assert safe(screen, HOSTILE) == 0  # only in the fields


def test_roles_and_units(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, roles=(ROLE, "Front line"), units=(UNIT, "Bern"), mode="open").do(Workshop.start)
    screen = desk.phone()
    assert safe(screen, ROLE) == 1
    screen.press(plain(ROLE))
    assert safe(screen, UNIT) == 1
    assert screen.press(plain(UNIT)).heading == "one?"
    assert [(each.role, each.unit) for each in desk.people] == [(ROLE, UNIT)]
    for place in range(12):
        role, unit = (ROLE, UNIT) if place % 2 else ("Front line", "Bern")
        desk.vote(desk.join(role, unit), {"one": "l1" if place % 2 else "l4", "two": "l2", "three": "l3"})
    desk.do(Workshop.reveal)
    opened = pages(desk, bring, "ranking", "result", ITEM)
    for screen in opened.values():
        safe(screen, ROLE)
        safe(screen, UNIT)
    assert safe(opened["console"], ROLE) >= 2  # who is in; the gap between the roles
    assert safe(opened["room"], ROLE) >= 1
    assert safe(opened["room"], UNIT) >= 1


def test_the_name_of_a_participant(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, QUESTIONS, mode="open").do(Workshop.start)
    screen = desk.phone()
    screen.input("text_input", "Your name (optional)").set_value(HOSTILE)
    screen.press("Leadership")
    (person,) = desk.people
    assert person.name == HOSTILE
    desk.later()
    desk.vote(person, {"q01-customers": disclosed("in-use", now=900)})
    desk.crowd([{"q01-customers": disclosed("in-use", now=1000)}] * 2)
    desk.do(Workshop.reveal)
    opened = pages(desk, bring, "ranking", "result", f"item:{QUESTIONS}/q01-customers")
    for name, places in (("join", 0), ("console", 1), ("room", 1), ("ranking", 0), ("result", 0)):
        assert safe(opened[name], HOSTILE) == places, name


def test_comments_and_free_texts(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    purpose = Answer("value", 3, comment=HOSTILE)
    desk.crowd([{"opening-reflex": HOSTILE, "purpose": purpose}] * 8)
    desk.do(Workshop.reveal)
    opened = pages(desk, bring, "ranking", "result", f"item:{LINE}/opening-reflex", f"item:{LINE}/purpose")
    for name, places in (("join", 0), ("console", 0), ("room", 16), ("ranking", 0), ("result", 0)):
        assert safe(opened[name], HOSTILE) == places, name


def test_the_own_first_vote_and_the_own_comment(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    begun = desk.crowd([{"opening-reflex": HOSTILE, "purpose": Answer("value", 3, comment=HOSTILE)}])[0]
    desk.do(Workshop.reveal).do(Workshop.start, [(LINE, "opening-reflex"), (LINE, "purpose")])
    screen = bring(begun.resume_code, f"seat-{desk.first.id}").open("join", code=desk.join_code)
    assert safe(screen, HOSTILE) == 1  # the own first vote, to its owner
    assert safe(screen.press("Next"), HOSTILE) == 0


@pytest.mark.parametrize("shown", ["ranking", "result", ITEM, "progress"])
def test_a_definition(settle: Callable[[House], House], bring: Callable[..., Screen], shown: str) -> None:
    options = [{"id": f"l{n}", "text": f"{n} {HOSTILE}"} for n in range(1, 5)]
    hostile = {**rubric("one"), "ask": HOSTILE, "label": HOSTILE, "help": HOSTILE, "options": options}
    ladder = [{"id": each, "title": HOSTILE, "summary": HOSTILE} for each in ("low", "high")]
    titles = dict.fromkeys(("title", "short_title", "purpose", "decision"), HOSTILE)
    loaded = made({**dimension("d", hostile), "title": HOSTILE}, stages=ladder, **titles)
    desk = hold(settle(House(loaded=(loaded,))), usable(loaded), mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1" if place % 2 else "l4"} for place in range(8)])
    desk.do(Workshop.reveal)
    if shown == "progress":
        desk.do(Workshop.start, [("sample", "one")])
    for name, screen in pages(desk, bring, shown).items():
        # Before a seat is taken no question is shown; the ranking is a picture.
        assert safe(screen, HOSTILE) >= (0 if name in {"join", "ranking"} else 1), name
    assert safe(Screen().open("set-up"), HOSTILE) == 1
