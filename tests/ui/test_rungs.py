"""The research ladder on the result page: the deepest kind in regular use, and every kind in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments import rungs
from tests.assessments.build import STAGES, definition, viewed
from tests.scoring.build import NA
from tests.ui.build import House, Screen
from ui.style import plain

if TYPE_CHECKING:
    from collections.abc import Callable

LADDER = "customer-research-ladder"
USED = {"confirming": "more", "wishes": "never", "problems": "once", "observing": "more", "becoming": NA}


def shown(house: House, bring: Callable[[str], Screen], asked: str) -> Screen:
    """Return the result page of answers to the ladder, or of another questionnaire."""
    given = USED if asked == LADDER else {"detail-of-knowledge": "focus"}
    code = house.respond(definition(asked), given, submit=True)
    return bring(code).open("result", q=asked)


def test_the_page_shows_how_each_kind_is_used(house: House, bring: Callable[[str], Screen]) -> None:
    screen, profile = shown(house, bring, LADDER), rungs.profile(viewed(LADDER, USED))
    assert profile is not None
    assert profile.title in [each.value for each in screen.at.header]
    assert profile.highest_regular == 4
    assert plain(rungs.deepest(profile)) in screen.text
    assert rungs.meaning(profile) in screen.text
    (table,) = [each for each in screen.text.split("\n") if f'aria-label="{profile.title}"' in each]
    for row in rungs.rows(profile):
        assert f"<td>{row['Number']}</td><td>{row['Kind']}</td><td>{row['Used']}" in table


def test_a_questionnaire_without_a_ladder_has_no_such_part(house: House, bring: Callable[[str], Screen]) -> None:
    screen = shown(house, bring, STAGES)
    assert "Kinds of research" not in screen.text
    assert rungs.NOT_STEPS not in screen.text
