"""Builds entries of the pool."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.pool_model import WHOLE, Entry, Family, Traits

if TYPE_CHECKING:
    from collections.abc import Sequence

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FAMILY = Family("sample", "1.0.0")


def entry(
    place: int,
    score: int,
    *,
    people: str = "5-9",
    traits: Traits | None = None,
    cell: str = "",
    spent: bool = False,
    **dimensions: int,
) -> Entry:
    """Return what the organisation o<place> gives: the overall score, and those of dimensions."""
    scores = {WHOLE: score, **dimensions}
    said = traits or Traits()
    name = f"o{place:03}"
    return Entry(name, FAMILY, f"w{place:03}", scores, people, said, "2026 Q1", AT, cell, spent)


def entries(scores: Sequence[int], traits: Traits | None = None, start: int = 0) -> list[Entry]:
    """Return an entry for each overall score."""
    return [entry(start + place, score, traits=traits) for place, score in enumerate(scores)]
