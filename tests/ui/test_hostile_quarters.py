"""What people type about several quarters is shown as typed, and who only takes part in one learns nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.next_wave import NextPlan
from assessments.workshop import Workshop
from tests.scoring.build import dimension, rubric
from tests.ui.build import HOSTILE, House, Screen, made, usable
from tests.ui.desk import SPLIT, Desk, hold
from tests.ui.quarters import follow, measure
from tests.ui.test_hostile import safe

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = ("progress", "actions", "aims", "next")
LABEL = "**b** [x](http://e.vil) :red[r] <i>$m$"  # as long as a label may be
NAMES = dict.fromkeys(("title", "short_title", "purpose", "decision"), HOSTILE)
LADDER = [{"id": f"s{n}", "title": f"{n} {HOSTILE}", "summary": HOSTILE} for n in range(1, 5)]
PARTS = [
    {**dimension(f"d-{name}", rubric(name)), "title": f"{name} {HOSTILE}", "summary": HOSTILE}
    for name in ("one", "two", "three")
]
ASKED = usable(made(*PARTS, stages=LADDER, **{**NAMES, "for": [HOSTILE]}))
PLAN = NextPlan(LABEL, None, (ASKED,))
SECRETS = ("Call ten customers who left", "The board")


def promise(desk: Desk, text: str) -> None:
    """Promise something after the newest wave, and say of something else that it was kept."""
    promises, asked = desk.house.context.promises, desk.asked[0].questionnaire
    due = desk.house.context.clock().date() + timedelta(days=30)
    for decided in (False, True):
        action = promises.commit(desk.wave, asked.id, asked.dimensions[0].id, text, text, due, text)
        if decided:
            promises.decide(action, "kept", text)


def aim(desk: Desk, by: str) -> None:
    """Set targets and importance of the newest wave."""
    asked, aims = desk.asked[0].questionnaire, desk.house.context.aims
    names = [each.id for each in asked.dimensions]
    aims.set_targets(desk.wave, asked.id, {"": 75, names[0]: 100}, by)
    points = {name: float(100 if name == names[0] else 0) for name in names}
    aims.set_importance(desk.wave, asked.id, points, dict.fromkeys(names, 1), by)


def test_every_text_of_three_quarters(settle: Callable[[House], House], bring: Callable[..., Screen]) -> None:
    house = settle(House())
    desk = hold(house, ASKED, name=HOSTILE)
    aim(desk, HOSTILE)
    assert safe(bring(desk.key, "organiser").open("aims"), HOSTILE) >= 4
    promise(measure(desk, SPLIT), HOSTILE)
    measure(follow(desk), SPLIT)
    house.clock.pass_seconds(1)
    third = house.context.quarters.open_next(house.context.quarters.waves(desk.wave.assessment_id)[-1], PLAN)
    newest = Desk(house, desk.key, (ASKED,), third)
    for closed in (False, True):
        found = {page: bring(desk.key, "organiser").open(page) for page in (*PAGES, "console", "room")}
        for page, screen in found.items():
            assert safe(screen, HOSTILE) >= (1 if page != "next" or closed else 0), page
            assert safe(screen, LABEL) >= (1 if page in {"aims", "next", "console"} else 0), page
        if not closed:
            measure(newest, SPLIT)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("cookie", ["answers", "organiser", "seat"])
@pytest.mark.parametrize("of", ["", "own", "led"])
def test_a_participant_sees_nothing_of_an_assessment(
    house: House, bring: Callable[..., Screen], page: str, cookie: str, of: str
) -> None:
    desk = hold(house)
    aim(desk, SECRETS[1])
    measure(desk, SPLIT)
    promise(desk, SECRETS[0])
    desk = follow(desk).do(Workshop.start)
    begun = desk.join()
    for code in (begun.resume_code, begun.response.receipt, desk.join_code):
        screen = bring(code, f"seat-{desk.first.id}" if cookie == "seat" else cookie)
        screen.open("join", code=desk.join_code)
        screen.open(page, of=of, q=desk.asked[0].questionnaire.id, wave=desk.first.id, item="one")
        assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
        assert not screen.pictures
        assert not any(secret in screen.text for secret in SECRETS)
