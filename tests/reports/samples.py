"""What is printed in the tests: everybody's kind of result, a room of 30 and a team's third quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

from assessments.series import series_view
from benchmarks.loader import load_folder
from questionnaires.values import option_ids
from reports.about import About, Pinned
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition, viewed
from tests.assessments.rooms import a_wave, room
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.assessments.series import quarter

if TYPE_CHECKING:
    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.views import ResultView

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LONE = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}


@lru_cache
def about(*ids: str, **own: Any) -> About:
    """Return what belongs to the report of an imaginary company."""
    benchmarks, problems = load_folder()
    assert not problems
    pinned = tuple(Pinned(each, asked(each).version, definition(each).digest) for each in ids)
    return replace(About("Imaginary Pumps", "2026 Q1", AT, "1 person", pinned, benchmarks), **own)


@lru_cache
def lone(questionnaire_id: str) -> ResultView:
    """Return the result of somebody who answered alone."""
    return viewed(questionnaire_id, LONE[questionnaire_id])


def _answers(draw: Random, lift: float) -> dict[str, str]:
    """Return somebody's answers to the four stages, by chance around a level that differs by question."""
    given = {}
    for place, item in enumerate(asked(STAGES).items):
        options = option_ids(item, asked(STAGES))
        if options:
            level = draw.gauss(lift + place % 5 / 3, 0.7)
            given[item.id] = options[max(0, min(len(options) - 1, round(level)))]
    return given


@lru_cache
def hall() -> RoomView:
    """Return 30 people who are to stay unknown, with a second vote on the first question."""
    draw = Random(5)  # noqa: S311 - answers by chance, the same ones each time
    first = [_answers(draw, 0.6 + 0.9 * (n % 2)) for n in range(30)]
    item = next(iter(first[0]))
    again = {n: {item: option_ids(asked(STAGES).item_by_id[item], asked(STAGES))[2]} for n in range(30)}
    roles = ["Lead" if n % 2 else "Front" for n in range(30)]
    return room(definition(STAGES), first, again, roles=roles, wave=a_wave("anonymous", 5))


@lru_cache
def team(waves: int = 3) -> SeriesView:
    """Return a team of nine, most of them linked, quarter by quarter."""
    draw = Random(7)  # noqa: S311 - answers by chance, the same ones each time
    names = [*"abcdefgh", "Ida"]
    quarters = [
        quarter(
            place,
            asked(STAGES),
            {name: _answers(draw, 0.4 + 0.45 * place) for name in names},
            mode="anonymous",
            smallest=5,
        )
        for place in range(1, waves + 1)
    ]
    found = series_view(quarters, STAGES)
    assert found is not None
    return found
