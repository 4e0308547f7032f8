"""Figures on agreement and intervals that were published, or worked out for measurement.md 3.8, 3.9 and 4."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scoring.agreement import (
    ad_mean,
    ad_median,
    consensus,
    judge,
    r_star_wg_j,
    r_wg,
    r_wg_j,
    van_der_eijk,
)
from scoring.interval import t_interval, welch
from tests.scoring.build import roughly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Counts = tuple[int, ...]

# measurement.md 4.3: eight respondents, six rubric items, levels 1 to 4; then what the second wave added.
FIXTURE = ("323324", "222323", "434434", "112212", "333233", "212223", "443444", "322333")
SCORES = [sum(100 * (int(level) - 1) / 3 for level in row) / 6 for row in FIXTURE]
LATER = [one + two for one, two in zip(SCORES, (5, 0, 100 / 9, 50 / 9, -50 / 9, 100 / 9, 0, 50 / 3), strict=True)]
QUESTIONS = [tuple(column.count(level) for level in "1234") for column in zip(*FIXTURE, strict=True)]


def ways(people: int, levels: int) -> Iterator[Counts]:
    """Yield every way to spread people over levels."""
    if levels == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in ways(people - first, levels - 1))


def at_random(measure: Callable[[Sequence[int]], float | None], people: int, levels: int) -> dict[float, float]:
    """Return each value that a measure can take, and its exact probability when every answer is equally likely."""
    found: dict[float, float] = defaultdict(float)
    for counts in ways(people, levels):
        value = measure(counts)
        assert value is not None
        chance = math.factorial(people) / math.prod(math.factorial(count) for count in counts) / levels**people
        found[round(value, 9)] += chance
    return dict(found)


def critical(chances: dict[float, float], *, highest: bool) -> float:
    """Return the least striking value that random answers reach or pass with a probability of at most .05."""
    passed, total = math.nan, 0.0
    for value in sorted(chances, reverse=highest):
        total += chances[value]
        if total > 0.05:
            break
        passed = value
    return passed


@pytest.mark.parametrize(
    ("counts", "mean", "deviation", "alike", "from_median", "layered", "shared", "verdict"),
    [
        ((0, 2, 8, 2), 3.00, 0.60, 0.71, 0.33, 0.67, 0.81, "agreement"),
        ((1, 4, 4, 1), 2.50, 0.85, 0.42, 0.70, 0.40, 0.59, "mixed"),
        ((3, 3, 3, 3), 2.50, 1.17, -0.09, 1.00, 0.00, 0.37, "mixed"),
        ((5, 1, 1, 5), 2.50, 1.45, -0.67, 1.33, -0.67, 0.12, "polarised"),
        # "Split 2 vs 4": the rule calls that polarised, as half stand at each end and the level between is empty.
        ((0, 6, 0, 6), 3.00, 1.04, 0.13, 1.00, -0.17, 0.42, "polarised"),
        # "Consensus and one outlier": the deviation from the median sees the consensus, but the rule asks for r*wg too.
        ((10, 1, 0, 1), 1.33, 0.89, 0.37, 0.33, 0.69, 0.56, "mixed"),
    ],
)
def test_how_the_measures_see_typical_counts(  # noqa: PLR0913 - the columns of the table
    *,
    counts: Counts,
    mean: float,
    deviation: float,
    alike: float,
    from_median: float,
    layered: float,
    shared: float,
    verdict: str,
) -> None:
    people = np.repeat([1, 2, 3, 4], counts)
    found = judge(counts)

    assert (people.mean(), people.std(ddof=1)) == (roughly(mean, abs=0.005), roughly(deviation, abs=0.005))
    assert r_wg(counts) == roughly(alike, abs=0.005)
    assert ad_median(counts) == roughly(from_median, abs=0.005)
    assert van_der_eijk(counts) == roughly(layered, abs=0.005)
    assert consensus(counts) == roughly(shared, abs=0.0051)
    assert found is not None
    assert found.verdict == verdict


@pytest.mark.parametrize(("people", "chance"), [(3, 0.344), (5, 0.092), (6, 0.046), (8, 0.013), (10, 0.004)])
def test_how_often_random_answers_look_like_agreement(people: int, chance: float) -> None:
    chances = at_random(r_wg, people, 4)

    assert sum(chances.values()) == pytest.approx(1)
    assert sum(each for value, each in chances.items() if value >= 0.70) == pytest.approx(chance, abs=0.0005)


@pytest.mark.parametrize(
    ("people", "alike", "from_mean"),
    [(5, 0.84, 0.32), (8, 0.60, 0.50), (10, 0.50, 0.56), (15, 0.41, 0.68), (20, 0.33, 0.73), (30, 0.26, 0.80)],
)
def test_critical_values_of_four_levels(people: int, alike: float, from_mean: float) -> None:
    assert critical(at_random(r_wg, people, 4), highest=True) == pytest.approx(alike, abs=0.005)
    assert critical(at_random(ad_mean, people, 4), highest=False) == pytest.approx(from_mean, abs=0.005)


def test_r20_critical_values_of_dunlap() -> None:
    # Published, from simulation: .53 and .64; here every way to answer is counted.
    assert critical(at_random(r_wg, 10, 5), highest=True) == pytest.approx(0.5278, abs=5e-5)
    assert critical(at_random(ad_mean, 5, 7), highest=False) == pytest.approx(0.64)


def test_r12_agreement_and_consensus() -> None:
    counts = (30, 40, 210, 130, 530, 50, 10)
    layered = van_der_eijk(counts)

    assert layered == pytest.approx(0.6113333, abs=5e-8)
    assert consensus(counts) == pytest.approx(0.7256876, abs=5e-8)
    # Published as polarisation.
    assert layered is not None
    assert (1 - layered) / 2 == pytest.approx(0.1943333, abs=5e-8)


def test_fixture_agreement() -> None:
    assert [r_wg(each) for each in QUESTIONS] == [
        roughly(each, abs=5e-7) for each in (0.142857, 0.142857, 0.557143, 0.442857, 0.314286, 0.6)
    ]
    assert r_wg_j(QUESTIONS) == pytest.approx(0.7764706, abs=5e-8)
    assert r_star_wg_j(QUESTIONS) == pytest.approx(0.3666667, abs=5e-8)
    assert np.mean([each for counts in QUESTIONS if (each := ad_mean(counts)) is not None]) == pytest.approx(0.703125)
    assert np.mean([each for counts in QUESTIONS if (each := ad_median(counts)) is not None]) == pytest.approx(2 / 3)


def test_fixture_interval() -> None:
    found = t_interval(SCORES)

    assert found is not None
    assert (found.mean, found.sd, found.n) == (roughly(56.9444, abs=5e-5), roughly(26.1845, abs=5e-5), 8)
    assert (found.low, found.high) == (roughly(35.0537, abs=5e-5), roughly(78.8352, abs=5e-5))


def test_fixture_second_wave_as_if_by_other_people() -> None:
    found = welch(SCORES, LATER)

    assert found is not None
    assert found.change == pytest.approx(5.4861, abs=5e-5)
    assert (found.t, found.p) == (roughly(0.417789, abs=5e-7), roughly(0.682438, abs=1e-6))


@pytest.mark.parametrize(("n", "invited", "plain", "corrected"), [(12, 15, 12.7, 5.9), (20, 200, 9.4, 8.9)])
def test_interval_where_nearly_everybody_came(n: int, invited: int, plain: float, corrected: float) -> None:
    # Half of the people so far below 50 as the others are above, that the standard deviation is 20.
    away = 20 * math.sqrt((n - 1) / n)
    scores = [50 - away, 50 + away] * (n // 2)
    sample, finite = t_interval(scores), t_interval(scores, population=invited)

    assert sample is not None
    assert finite is not None
    assert sample.sd == pytest.approx(20)
    assert sample.high - sample.mean == pytest.approx(plain, abs=0.05)
    assert finite.high - finite.mean == pytest.approx(corrected, abs=0.05)


def test_coverage_of_the_interval_with_eight_people() -> None:
    # Six questions on four levels whose answers share a part; the standard deviation of a person's score is near 22.5.
    runs, people, questions, seed = 4000, 8, 6, 8
    random = np.random.default_rng(seed)
    common = random.standard_normal((runs, people, 1))
    own = random.standard_normal((runs, people, questions))
    levels = np.searchsorted([-1.0, 0.0, 1.0], math.sqrt(0.5) * common + math.sqrt(0.5) * own)
    scores = (100 * levels / 3).mean(axis=2)
    intervals = [found for each in scores if (found := t_interval(each)) is not None]
    held = [found.low <= 50 <= found.high for found in intervals]

    assert len(intervals) == runs
    assert scores.std() == pytest.approx(22.5, abs=1)
    assert np.mean(held) == pytest.approx(0.943, abs=0.012)
    assert np.mean([found.high - found.low for found in intervals]) == pytest.approx(37, abs=2)
