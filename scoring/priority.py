"""Which dimensions matter most, what each of them needs, and how stable that order is; ``measurement.md`` 3.14.

Importance is asked for before results are seen, as 100 points to give away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np

from scoring.agreement import Verdict
from scoring.group import UNSEEN
from scoring.sheet import Floats

Kind = Literal["quick win", "build", "align first", "find out"]

EASY = 2  # of 5
FIRST = 3
SPREAD = 0.5
DRAWS = 10_000
SEED = 1
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known about one dimension before it is ranked.

    Attributes:
        score: 0-100; None with too few answers.
        target: Where it should stand, 0-100.
        importance: Share of the importance, 0-1, as ``importance_shares`` gives it.
        dont_know: "Don't know" over all answers that count, 0-1.
        effort: How much work it would be, 1 (little) to 5; None where nobody said.
        agreement: How the group sees it; None with fewer than 6 people.
        interval: 95 % interval of the score; None where there is none.
    """

    dimension_id: str
    score: float | None
    target: float
    importance: float
    dont_know: float = 0.0
    effort: int | None = None
    agreement: Verdict | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """One dimension in its place.

    Attributes:
        importance: Share of the importance, 0-1.
        gap: Points still to go to the target, never negative; None without a score.
        priority: Importance times gap, in points; None without a score.
        kind: ``find out`` where a third or more do not know. Of the rest only those above the median priority have
            one: ``align first`` where the group is polarised, ``quick win`` with an effort of 1 or 2 of 5, ``align
            first`` where the group is mixed, ``build`` with more effort. None for all others.
    """

    dimension_id: str
    importance: float
    gap: float | None
    priority: float | None
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Stability:
    """How far the top of the order can be relied on.

    Attributes:
        first: Ids of the first three, or of as many as have a gap.
        share: Share of the variations in which the same ones come first, in whatever order, 0-1.
    """

    first: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Lead:
    """How far it can be relied on that the first of the order comes first.

    Attributes:
        first: Its id.
        share: Share of the variations in which nothing comes before it, 0-1.
        rival: Id of the one that comes before it most often; None where none ever does.
    """

    first: str
    share: float
    rival: str | None


def importance_shares(allocations: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean share of each dimension; everybody counts alike, however many points they gave.

    Args:
        allocations: One mapping a person, dimension id to points, none negative; whoever gave none is left out.

    Returns:
        Dimension id to share, 0-1, adding up to 1; empty where nobody gave a point.
    """
    totals = [math.fsum(each.values()) for each in allocations]
    given = [(each, total) for each, total in zip(allocations, totals, strict=True) if total > 0]
    names = dict.fromkeys(name for each, _ in given for name in each)
    return {name: math.fsum(each.get(name, 0) / total for each, total in given) / len(given) for name in names}


def priorities(candidates: Sequence[Candidate]) -> tuple[Priority, ...]:
    """Rank dimensions by importance times gap, highest first; ties keep their order, those without a score come last.

    More than one of the rules may hold: what is not known is found out first, and a low effort makes a quick
    win unless the group is polarised.
    """
    gaps = [None if each.score is None else max(0.0, each.target - each.score) for each in candidates]
    products = [None if gap is None else each.importance * gap for each, gap in zip(candidates, gaps, strict=True)]
    known = [product for product in products if product is not None]
    middle = median(known) if known else 0.0
    found = [
        Priority(each.dimension_id, each.importance, gap, product, _kind(each, product, middle))
        for each, gap, product in zip(candidates, gaps, products, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: math.inf if each.priority is None else -each.priority))


def stability(candidates: Sequence[Candidate], *, draws: int = DRAWS, seed: int = SEED) -> Stability | None:
    """Say how often the first three stay the first three when importance and scores are less sure.

    In each draw every importance varies by up to half either way, and every score lies somewhere in its interval, all
    with equal chances and independently of each other.

    Args:
        candidates: The dimensions; those without a score are left out.
        draws: How many variations.
        seed: Makes them the same each time.

    Returns:
        None where no dimension has both a gap and importance.
    """
    scored = [(each, each.score) for each in candidates if each.score is not None]
    first = tuple(each.dimension_id for each in priorities([each for each, _ in scored])[:FIRST] if each.priority)
    if not first:
        return None
    products = _varied(scored, draws, seed)
    on_top = np.array([each.dimension_id in first for each, _ in scored])
    rest = products[:, ~on_top].max(axis=1, initial=0.0)
    return Stability(first, float((products[:, on_top].min(axis=1) >= rest - EDGE).mean()))


def lead(candidates: Sequence[Candidate], *, draws: int = DRAWS, seed: int = SEED) -> Lead | None:
    """Say how often the first one stays first in the variations of ``stability``.

    Args:
        candidates: The dimensions; those without a score are left out.
        draws: How many variations.
        seed: Makes them the same each time.

    Returns:
        None where no dimension has both a gap and importance.
    """
    scored = [(each, each.score) for each in candidates if each.score is not None]
    first = next((each.dimension_id for each in priorities([each for each, _ in scored]) if each.priority), None)
    if first is None:
        return None
    ids = [each.dimension_id for each, _ in scored]
    products = _varied(scored, draws, seed)
    ahead = products.max(axis=1) - products[:, ids.index(first)] > EDGE
    before = products[ahead].argmax(axis=1)
    rival = ids[int(np.bincount(before).argmax())] if before.size else None
    return Lead(first, float(1 - ahead.mean()), rival)


def _varied(scored: Sequence[tuple[Candidate, float]], draws: int, seed: int) -> Floats:
    """Return importance times gap in each variation, (draws, dimensions)."""
    ends = np.array([each.interval or (score, score) for each, score in scored])
    targets = np.array([each.target for each, _ in scored])
    weights = np.array([each.importance for each, _ in scored])
    source = np.random.default_rng(seed)
    varied = weights * source.uniform(1 - SPREAD, 1 + SPREAD, (draws, len(scored)))
    products: Floats = varied * np.maximum(0.0, targets - source.uniform(ends[:, 0], ends[:, 1], varied.shape))
    return products


def _kind(candidate: Candidate, priority: float | None, middle: float) -> Kind | None:
    if candidate.dont_know >= UNSEEN - EDGE:
        return "find out"
    if priority is None or priority <= middle + EDGE:
        return None
    easy = candidate.effort is not None and candidate.effort <= EASY
    if candidate.agreement == "polarised" or (candidate.agreement == "mixed" and not easy):
        return "align first"
    if easy:
        return "quick win"
    return None if candidate.effort is None else "build"
