"""Builds waves of an assessment: who answered what in which quarter, and who is the same person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from assessments.model import Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.quarter import Quarter
from tests.assessments.rooms import answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Mode, Target
    from assessments.series_model import Movement, Series, SeriesView
    from questionnaires.model import Questionnaire

    People = Mapping[str, Mapping[str, Any]]  # a name, the same in every wave, to item id to value or answer

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def quarter(  # noqa: PLR0913 - a wave is made of many things, and a test names those it needs
    place: int,
    asked: Questionnaire,
    *looks: People,
    mode: Mode = "open",
    smallest: int = 1,
    roles: Mapping[str, str] | None = None,
    linked: bool = True,
    targets: Sequence[Target] = (),
    rounds: Sequence[int] = (),
    revealed: bool = True,
) -> Quarter:
    """Return a live wave.

    Args:
        place: Counted from 1; it decides the label, Q1 to Q4 of 2026 and on.
        asked: Its questionnaire.
        looks: What was counted together, in the order of time. In a later look somebody may vote again.
        mode: How it was set up.
        smallest: The same.
        roles: Name to role.
        linked: Whether people say who they are; those whose names begin with a capital letter never do.
        targets: Of the questionnaire.
        rounds: The vote of each look; each its own where they are left out.
        revealed: Whether the votes were revealed.
    """
    wave_id, at = f"w{place}", START + timedelta(days=91 * place)
    numbers = rounds or range(1, len(looks) + 1)
    label = f"{2026 + (place - 1) // 4} Q{(place - 1) % 4 + 1}"
    wave = Wave(wave_id, "a", label, mode, smallest, None, "closed", at, ("Lead", "Front"), (), f"CODE{place}")
    names = sorted({name for look in looks for name in look})
    responses = tuple(
        Response(
            f"{wave_id}-{name}",
            wave_id,
            (roles or {}).get(name, ""),
            "",
            "R",
            at,
            link=f"c:{name}" if linked and name[0].islower() else "",
        )
        for name in names
    )
    votes = tuple(
        Vote(f"{wave_id}-{name}", asked.id, item_id, number, Saved(answer(value), at))
        for number, look in zip(numbers, looks, strict=True)
        for name, given in look.items()
        for item_id, value in given.items()
    )
    batches = tuple(
        Batch(count, number, frozenset(f"{wave_id}-{name}" for name in look), at + timedelta(minutes=count))
        for count, (number, look) in enumerate(zip(numbers, looks, strict=True), start=1)
    )
    state: Any = "revealed" if revealed else "stopped"
    live = Live(
        1, "result", late=True, rounds=tuple(Round(n, None, state, at) for n in sorted({*numbers})), batches=batches
    )
    return Quarter(wave, live, (asked,), responses, votes, {asked.id: {each.dimension_id: each for each in targets}})


def alone(place: int, asked: Questionnaire, given: Mapping[str, Any], *, submitted: bool = True) -> Quarter:
    """Return the wave of somebody who answers alone."""
    wave_id, at = f"w{place}", START + timedelta(days=91 * place)
    wave = Wave(wave_id, "a", f"2026 Q{place}", "open", 1, None, "closed", at)
    done = {asked.id: at + timedelta(hours=1)} if submitted else {}
    response = Response(f"r{place}", wave_id, "", "", "R", at, done, link="r:r1")
    votes = tuple(Vote(response.id, asked.id, item_id, 1, Saved(answer(value), at)) for item_id, value in given.items())
    return Quarter(wave, None, (asked,), (response,), votes, {})


def movement(view: SeriesView, dimension_id: str) -> Movement:
    """Return what one dimension did."""
    return next(each for each in view.movements if each.dimension_id == dimension_id)


def line(view: SeriesView, dimension_id: str) -> Series:
    """Return one dimension, wave by wave."""
    return next(each for each in view.series if each.dimension_id == dimension_id)
