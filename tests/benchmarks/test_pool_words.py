"""The pool in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.pool_model import Edition
from benchmarks.pool_words import place_words, too_small, whom
from tests.benchmarks.pools import AT, FAMILY

if TYPE_CHECKING:
    from benchmarks.pool_model import Kind


def edition(kind: Kind = "all", value: str = "", organisations: int = 12) -> Edition:
    return Edition(FAMILY, 1, kind, value, AT, organisations, (), (), {})


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("all", "", "all 12 organisations"),
        ("industry", "trade", "12 organisations in the industry “Wholesale and retail trade”"),
        ("country", "FR", "12 organisations in France"),
        ("size", "10000", "12 organisations with 10,000 employees or more"),
    ],
)
def test_whom_an_edition_is_about(kind: Kind, value: str, words: str) -> None:
    assert whom(edition(kind, value)) == words


@pytest.mark.parametrize(
    ("organisations", "place", "words"),
    [
        (12, 3, "3rd of 12"),
        (20, 1, "the lowest quarter of 20"),
        (49, 4, "the highest quarter of 49"),
        (50, 75, "above about 75 % of the others"),
        (60, 0, "below nearly all others"),
    ],
)
def test_a_place_is_no_finer_than_the_number_allows(organisations: int, place: int, words: str) -> None:
    assert place_words(edition(organisations=organisations), place) == words


def test_how_far_the_next_edition_is() -> None:
    assert too_small(3, 5) == "The pool is too small for the next edition: 3 of 5 organisations."
    assert too_small(5, 5).startswith("5 organisations wait, and the rules hold their edition back")
