"""Decide what one figure of others may be used for beside one result, and refuse the rest by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from benchmarks.refusals import REFUSALS, Asked, Refusal
from benchmarks.sentences import context_sentence, is_stale, nothing_published
from benchmarks.standing import (
    mid_rank_percentile,
    quartile_band,
    rank,
    rounded_percentile,
    two_proportions,
    wilson,
    z_score,
)

if TYPE_CHECKING:
    from benchmarks.model import Benchmark

__all__ = [
    "Comparison",
    "Refusal",
    "Standing",
    "comparison",
    "context_sentence",
    "is_stale",
    "mid_rank_percentile",
    "nothing_published",
    "quartile_band",
    "rank",
    "rounded_percentile",
    "standing",
    "two_proportions",
    "wilson",
    "z_score",
]

Way = Literal[
    "sentence",
    "two_proportions",
    "distribution",
    "reference_line",
    "target",
    "gap",
    "z",
    "percentile",
    "quartile",
    "rank",
]
PERCENTILE_FROM, QUARTILE_FROM, RANK_FROM = 50, 20, 5  # organisations


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure may be used for beside one result.

    Attributes:
        benchmark: The figure.
        key: Which entry of ``mean``, ``sd`` and ``scores`` is meant.
        ways: Everything that is allowed; what is not named here is not allowed.
        sentence: The figure in words, with source and age.
        notes: What must be said beside the result.
        stale: The figure is to be greyed.
        interval: 95 % interval of a share (0-1) or of a number (its unit), where there is one.
    """

    benchmark: Benchmark
    key: str
    ways: frozenset[Way]
    sentence: str
    notes: tuple[str, ...] = ()
    stale: bool = False
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Own score beside the others'; whatever is not allowed is None.

    Attributes:
        gap: Own score minus their mean, in points.
        z: The gap in standard deviations between organisations.
        percentile: 0-100, rounded to 5.
        quartile: 1 (lowest quarter) to 4.
        rank: Place from the top, and number of places with the own one.
    """

    gap: float | None = None
    z: float | None = None
    percentile: int | None = None
    quartile: int | None = None
    rank: tuple[int, int] | None = None


def comparison(
    benchmark: Benchmark, *, questionnaire_id: str, version: str, item_id: str | None, year: int
) -> Comparison | Refusal:
    """Decide what a figure may be used for beside one result.

    Args:
        benchmark: The figure.
        questionnaire_id: What was asked here.
        version: Its version.
        item_id: The item, or the dimension of a score; None for the questionnaire as a whole.
        year: The current year.
    """
    asked = Asked(questionnaire_id, version, item_id)
    for refuse in REFUSALS:
        refusal = refuse(benchmark, asked)
        if refusal is not None:
            return refusal
    return Comparison(
        benchmark=benchmark,
        key=asked.key,
        ways=_ways(benchmark, asked.key),
        sentence=context_sentence(benchmark, year),
        notes=_notes(benchmark, asked.key),
        stale=is_stale(benchmark, year),
        interval=_interval(benchmark),
    )


def standing(found: Comparison, score: float) -> Standing:
    """Return everything that may be said about a score (0-100), and nothing that may not."""
    benchmark, key, ways = found.benchmark, found.key, found.ways
    scores = benchmark.scores.get(key, ())
    return Standing(
        gap=score - benchmark.mean[key] if "gap" in ways else None,
        z=z_score(score, benchmark.mean[key], benchmark.sd[key]) if "z" in ways else None,
        percentile=rounded_percentile(scores, score) if "percentile" in ways else None,
        quartile=quartile_band(scores, score) if "quartile" in ways else None,
        rank=rank(scores, score) if "rank" in ways else None,
    )


def _ways(benchmark: Benchmark, key: str) -> frozenset[Way]:
    """Return what the kind and the use allow; only scores of the same instrument are ever subtracted."""
    ways: set[Way] = {"sentence"}
    if benchmark.kind == "practice_share":
        ways.add("two_proportions")
    elif benchmark.kind == "item_distribution" and benchmark.comparison == "same_item_distribution":
        ways.add("distribution")
    elif benchmark.kind == "numeric_reference" and benchmark.comparison == "reference_line":
        ways.add("reference_line")
    elif benchmark.kind == "expert_target":
        ways.add("target")
    elif benchmark.kind == "score_distribution" and benchmark.comparison == "same_instrument_score":
        ways |= _score_ways(benchmark, key)
    return frozenset(ways)


def _score_ways(benchmark: Benchmark, key: str) -> set[Way]:
    ways: set[Way] = set()
    if key in benchmark.mean:
        ways.add("gap")
    if _between_persons(benchmark):
        return ways
    if key in benchmark.mean and benchmark.sd.get(key, 0) > 0:
        ways.add("z")
    many = len(benchmark.scores.get(key, ()))
    if many >= PERCENTILE_FROM:
        ways.add("percentile")
    elif many >= QUARTILE_FROM:
        ways.add("quartile")
    elif many >= RANK_FROM:
        ways.add("rank")
    return ways


def _between_persons(benchmark: Benchmark) -> bool:
    return "person" in {benchmark.unit_of_n, benchmark.level_of_sd}


def _notes(benchmark: Benchmark, key: str) -> tuple[str, ...]:
    if benchmark.kind != "score_distribution":
        return ()
    notes = []
    if _between_persons(benchmark):
        notes.append("The others' spread is one between persons, so there is no z and no percentile.")
    elif benchmark.unit_of_n == "business_unit":
        notes.append("The others are business units: compare a business unit, not a whole company.")
    if key in benchmark.mean and key not in benchmark.sd:
        notes.append("The others' mean is taken as fixed, because its spread was not given.")
    return tuple(notes)


def _interval(benchmark: Benchmark) -> tuple[float, float] | None:
    if benchmark.interval is not None:
        low, high = benchmark.interval
        return low, high
    if benchmark.kind == "practice_share" and benchmark.value is not None and benchmark.value_is == "exact":
        return wilson(round(benchmark.value * benchmark.n), benchmark.n)
    return None
