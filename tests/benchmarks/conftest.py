"""Ready-made figures of others that a test changes in the one place it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.model import Benchmark

Make = Callable[..., Benchmark]

SHARE: dict[str, Any] = {
    "id": "blogs",
    "kind": "practice_share",
    "statement": "said that they tracked blogs",
    "value": 0.26,
    "n": 1734,
    "unit_of_n": "person",
    "population": "chief marketing officers",
    "country": "several",
    "year": 2011,
    "instrument": "a survey",
    "source": "a study, as reported by example.org",
    "url": None,
    "seen": "secondary",
    "comparable_item": "listening/blogs",
    "comparison": "share_context",
}
POOL: dict[str, Any] = {
    **SHARE,
    "id": "pool",
    "kind": "score_distribution",
    "statement": "measured themselves",
    "value": None,
    "n": 14,
    "unit_of_n": "organisation",
    "population": "retailers",
    "year": 2026,
    "instrument": "listening",
    "instrument_version": "1.0.0",
    "source": "our own pool",
    "seen": "primary",
    "comparable_item": None,
    "comparison": "same_instrument_score",
    "mean": {"overall": 48.2},
}


@pytest.fixture
def share() -> Make:
    """Return a maker of a practice share: ``share(year=2020)``."""
    return lambda **changes: Benchmark.model_validate({**SHARE, **changes})


@pytest.fixture
def pool() -> Make:
    """Return a maker of a score distribution of the questionnaire ``listening`` 1.0.0."""
    return lambda **changes: Benchmark.model_validate({**POOL, **changes})
