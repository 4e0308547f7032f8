"""What the figures of a file say beside one result, entry by entry, and why an entry says nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from benchmarks.compare import Comparison, Refusal, comparison, standing
from benchmarks.model import OVERALL

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from benchmarks.model import Benchmark

CONFIDENT = NormalDist().inv_cdf(0.975)
QUARTERS = ("lowest", "second-lowest", "second-highest", "highest")
ANOTHER_FORM = "A short form was answered here, and these scores are of the whole questionnaire."


@dataclass(frozen=True, slots=True)
class Score:
    """A score of ours as the page shows it, 0-100.

    Attributes:
        title: What it is called.
        low: Lower end of its 95 % interval; None where there is none to show.
        high: Upper end.
    """

    title: str
    points: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The result beside which the figures are put.

    Attributes:
        form: Which part of the questionnaire was asked; empty for the whole.
        scores: ``OVERALL`` or a dimension's id to the score.
        items: The ids of the items that were asked.
    """

    questionnaire_id: str
    version: str
    form: str
    scores: Mapping[str, Score]
    items: Collection[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """What one entry says.

    Attributes:
        sentences: None of them where it is refused.
        why: Why it is refused; else empty.
    """

    id: str
    sentences: tuple[str, ...]
    why: str = ""


def beside(benchmarks: Sequence[Benchmark], result: Result, year: int) -> tuple[Beside, ...]:
    """Return what each figure says beside a result, in the order of the file; ``year`` is the current one."""
    return tuple(_beside(each, result, year) for each in benchmarks)


def _beside(benchmark: Benchmark, result: Result, year: int) -> Beside:
    if benchmark.comparison == "same_instrument_score" and benchmark.instrument == result.questionnaire_id:
        return _scores(benchmark, result, year)
    item = benchmark.comparable_item.partition("/")[2] if benchmark.comparable_item else None
    found = _compared(benchmark, result, item, year)
    if isinstance(found, Refusal):
        return Beside(benchmark.id, (), found.reason)
    if item is not None and item not in result.items:
        return Beside(benchmark.id, (), f"The item '{item}' is not asked here.")
    return Beside(benchmark.id, (found.sentence, *found.notes))


def _scores(benchmark: Benchmark, result: Result, year: int) -> Beside:
    if result.form:
        return Beside(benchmark.id, (), ANOTHER_FORM)
    said: list[str] = []
    notes: dict[str, None] = {}
    for key in dict.fromkeys((*benchmark.mean, *benchmark.scores)):
        own = result.scores.get(key)
        found = _compared(benchmark, result, None if key == OVERALL else key, year)
        if isinstance(found, Refusal):
            return Beside(benchmark.id, (), found.reason)
        if own is None:
            notes[f"There is no score of yours to put beside “{key}”."] = None
            continue
        said += _said(found, own)
        notes |= dict.fromkeys(found.notes)
        first = found.sentence
    return Beside(benchmark.id, (first, *said, *notes)) if said else Beside(benchmark.id, (), " ".join(notes))


def _compared(benchmark: Benchmark, result: Result, item: str | None, year: int) -> Comparison | Refusal:
    return comparison(
        benchmark, questionnaire_id=result.questionnaire_id, version=result.version, item_id=item, year=year
    )


def _said(found: Comparison, own: Score) -> list[str]:
    """Return what may be said of one score: the gap, and the place among the others."""
    place, scores = standing(found, own.points), found.benchmark.scores.get(found.key, ())
    said = []
    if place.gap is not None:
        mean = found.benchmark.mean[found.key]
        gap = f"{own.title}: {own.points:.0f} here, {mean:g} on average there, {_gap(place.gap)}"
        interval = gap_interval(found, own)
        if interval is not None:
            gap += f" (95 % interval {_signed(interval[0])} to {_signed(interval[1])})"
        said.append(f"{gap}.")
    if place.z is not None:
        said.append(f"{own.title}: {_deviations(place.z)}.")
    if place.percentile is not None:
        said.append(f"{own.title}: above about {place.percentile} % of the {len(scores)} scores of the others.")
    elif place.quartile is not None:
        said.append(f"{own.title}: in the {QUARTERS[place.quartile - 1]} quarter among {len(scores)} others.")
    elif place.rank is not None:
        spread = f"the others run from {min(scores):g} over {median(scores):g} in the middle to {max(scores):g}"
        said.append(f"{own.title}: {ordinal(place.rank[0])} of {place.rank[1]}, yours counted; {spread}.")
    return said


def gap_interval(found: Comparison, own: Score) -> tuple[float, float] | None:
    """Return the 95 % interval of own score minus their mean, in points; None where ours has none to show.

    Where the others' spread between organisations is known, their mean is uncertain as well.

    Source:
        ``measurement.md`` 3.13; two intervals put together by the distances of their ends (Zou and Donner 2008).
    """
    if own.low is None or own.high is None:
        return None
    benchmark, key = found.benchmark, found.key
    theirs = CONFIDENT * benchmark.sd[key] / math.sqrt(benchmark.n) if "z" in found.ways else 0.0
    gap = own.points - benchmark.mean[key]
    return gap - math.hypot(own.points - own.low, theirs), gap + math.hypot(own.high - own.points, theirs)


def ordinal(number: int) -> str:
    """Return a place in words: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _gap(gap: float) -> str:
    points = f"{abs(gap):.0f}"
    if points == "0":
        return "the same to the point"
    return f"{points} {'point' if points == '1' else 'points'} {'above' if gap > 0 else 'below'}"


def _deviations(z: float) -> str:
    amount = f"{abs(z):.1f}"
    if amount == "0.0":
        return "in the middle of the others"
    plural = "deviation" if amount == "1.0" else "deviations"
    return f"{amount} standard {plural} between organisations {'above' if z > 0 else 'below'} their mean"


def _signed(value: float) -> str:
    rounded = f"{value:+.0f}".replace("-", "−")
    return "0" if rounded in {"+0", "−0"} else rounded
