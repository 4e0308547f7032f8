"""Series to draw, built by hand: the figures of each wave stand beside the test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assessments.room_model import Figure
from assessments.series_model import Change, Movement, Series, SeriesView, WaveMark
from questionnaires.items import Agenda
from tests.assessments.build import REVIEW
from tests.assessments.build import asked as located
from tests.scoring.build import dimension, points, questionnaire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.change import Word
    from scoring.priority import Kind

HIDDEN = Figure(None, None, None, "", "Fewer than 5 people answered.")
ASKED = questionnaire(dimension("d", points("p")))
LABELS = ("Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026")


def figure(given: Any) -> Figure:
    """Return a figure from points, from (low, points, high), or a hidden one from None."""
    if given is None:
        return HIDDEN
    if isinstance(given, int):
        return Figure(given, None, None, "5")
    return Figure(given[1], given[0], given[2], "12")


def series(title: str, *given: Any, breaks: Sequence[int] = (), target: float | None = None) -> Series:
    """Return a series with one figure a wave; the overall score where the title says so."""
    return Series("" if title == "Overall" else title, title, tuple(map(figure, given)), frozenset(breaks), target)


@dataclass(frozen=True, slots=True)
class Moved:
    """A change to build a movement of: its word, points and interval."""

    word: Word
    points: int | None = None
    low: int | None = None
    high: int | None = None


def movement(title: str, before: Any, after: Any, moved: Moved, **rest: Any) -> Movement:
    """Return what a dimension did, from two figures and a change."""
    few = moved.word == "too few"
    change = Change(moved.points, moved.low, moved.high, None if moved.low is None else 9, moved.word, "12 people")
    filled: dict[str, Any] = {
        "all": None,
        "by_pairs": False,
        "sentence": "" if few else f"{title} did this: {moved.word}.",
        "why": "Too few people answered both times." if few else "",
    } | rest
    return Movement("" if title == "Overall" else title, title, figure(before), figure(after), change, **filled)


def view(waves: int, **rest: Any) -> SeriesView:
    """Return a view of so many quarters; ``rest`` fills what a chart reads, the remainder is empty."""
    marks = tuple(
        WaveMark(f"w{place}", label, datetime(2025, 1, 1, tzinfo=UTC), "12", "1.0.0")
        for place, label in enumerate(LABELS[:waves])
    )
    filled: dict[str, Any] = {
        "questionnaire": ASKED,
        "waves": marks,
        "headline": "Something moved.",
        "series": (),
        "movements": (),
        "comparable": "",
        "breaks": (),
        "stage": "",
        "turnover": "",
        "mix": "",
        "correction": "",
        "agenda": None,
        "disclosures": None,
        "why": "",
    } | rest
    return SeriesView(**filled)


def agenda_time(*shares: float) -> dict[str, float]:
    """Return what the minutes of the quarterly review were about, from per cent in the order of its categories."""
    titles = [each.title for item in located(REVIEW).items if isinstance(item, Agenda) for each in item.categories]
    return {title: share / 100 for title, share in zip(titles, shares, strict=True)}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A dimension in its place."""

    title: str
    importance: float
    gap: float | None
    priority: float | None
    kind: Kind | None


def ranked(title: str, importance: float, gap: float | None, kind: Kind | None = None) -> Ranked:
    """Return a dimension from its importance in per cent and its gap in points."""
    share = importance / 100
    return Ranked(title, share, gap, None if gap is None else share * gap, kind)
