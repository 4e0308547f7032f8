"""Figures on change from quarter to quarter that were worked out for measurement.md 3.10 and 4.3."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scoring.change import Paired, hedges_g, moves, paired, smallest_change
from scoring.interval import t_interval
from tests.scoring.build import roughly

# measurement.md 4.3: eight respondents, six rubric items, levels 1 to 4; then what the second wave added.
FIXTURE = ("323324", "222323", "434434", "112212", "333233", "212223", "443444", "322333")
SCORES = [sum(100 * (int(level) - 1) / 3 for level in row) / 6 for row in FIXTURE]
# Rounded to four places, as they stand there: with exact thirds t differs in the sixth place.
STEPS = (5, 0, 11.1111, 5.5556, -5.5556, 11.1111, 0, 16.6667)
LATER = [score + step for score, step in zip(SCORES, STEPS, strict=True)]


def test_fixture_second_wave_by_the_same_people() -> None:
    found = paired(SCORES, LATER)

    assert found == Paired(
        change=roughly(5.4861, abs=5e-5),
        low=roughly(-0.5973, abs=5e-5),
        high=roughly(11.5695, abs=5e-5),
        t=roughly(2.132463, abs=5e-7),
        df=7,
        p=roughly(0.070414, abs=5e-7),
        d_z=roughly(0.753939, abs=5e-7),
        pairs=8,
    )


def test_fixture_effect_size() -> None:
    assert hedges_g(SCORES, LATER) == pytest.approx(0.197500, abs=5e-7)


@pytest.mark.parametrize(
    ("pairs", "p", "low", "high"),
    # By Welch the interval is wider by far: t with 14 degrees of freedom, 2.1448, times an error of 5.4861/.417789.
    [(8, 0.070414, -0.5973, 11.5695), (0, 0.682438, -22.678, 33.650)],
)
def test_fixture_pairing_matters(pairs: int, p: float, low: float, high: float) -> None:
    same = [(place, place) for place in range(pairs)]
    found = moves({"d": np.array(SCORES)}, {"d": np.array(LATER)}, same)["d"]

    assert found.word == "no detectable change"
    assert found.change == pytest.approx(5.4861, abs=5e-5)
    assert found.p == found.adjusted == roughly(p, abs=1e-6)
    assert (found.low, found.high) == (roughly(low, abs=5e-4), roughly(high, abs=5e-4))


@pytest.mark.parametrize(
    ("n", "same_people", "others", "half"),
    [
        (5, 30.1, 40.5, 22.2),
        (8, 20.7, 30.1, 15.0),
        (10, 17.8, 26.5, 12.8),
        (15, 13.9, 21.2, 9.9),
        (20, 11.8, 18.2, 8.4),
        (30, 9.5, 14.7, 6.7),
        (50, 7.2, 11.3, 5.1),
        (100, 5.1, 8.0, 3.5),
    ],
)
def test_minimal_detectable_differences(n: int, same_people: float, others: float, half: float) -> None:
    # Standard deviation 20; the scores of the same people correlate at .6, so their changes have one of 20 √.8.
    assert smallest_change(n, 20, 0.6) == roughly(same_people, abs=0.05)
    assert smallest_change(n, 20) == roughly(others, abs=0.05)
    changes = np.linspace(-1, 1, n)
    found = t_interval(50 + changes / changes.std(ddof=1) * 20 * math.sqrt(0.8))
    assert found is not None
    assert found.high - found.mean == pytest.approx(half, abs=0.051)
