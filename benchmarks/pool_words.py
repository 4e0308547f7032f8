"""The pool in words: what is given, where an organisation stands, and what the rules hold back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.own_told import QUARTERS, ordinal
from benchmarks.pool import way
from benchmarks.pool_lists import trait_words

if TYPE_CHECKING:
    from benchmarks.pool_model import Edition

GIVEN = (
    "Joining gives away, for each questionnaire below, exactly the figures of this table, the number of respondents as "
    "a band, the quarter, and what you say here about industry, country and size. No answer, no name and no comment "
    "leaves this workshop, and no page shows who is in the pool."
)
SHOWN = (
    "Other members see your figures only as part of at least five organisations together: a place, a quarter or a "
    "percentile of their own, and, among fewer than 20, the lowest, middle and highest score rounded to 5."
)
LEAVING = (
    "You can leave at any time; your figures and places are deleted at once. What was published of several "
    "organisations together stays as it was published, and that this measurement was counted stays known, so that it "
    "is not counted twice. At least four others that were counted together with yours are in no later edition until "
    "they measure again."
)
RULES = (
    "An edition is published when at least five organisations are new in it, and at least half as many as the last one "
    "counted. Any two editions differ by nobody or by at least five organisations, none holds more than half of the "
    "respondents, and a dimension is shown where all of the organisations have it and it differs enough among them. "
    "Decision 18 says what this protects and what it does not."
)
ROUGH = {
    "rank": "With so few organisations a place is rough: the one that is in the middle of a large number may come out "
    "anywhere from 3rd to 8th among ten.",
    "quartile": "With 20 to 49 organisations no more than the quarter can be told.",
    "percentile": "Such a percentile is sure to about 15 either way with 50 organisations, and to 10 with 100.",
}
COUNTED_NOT = (
    "Your figures are in no later edition: an organisation that was counted together with yours has left or has "
    "measured anew. They are counted again with your next measurement."
)


def whom(edition: Edition) -> str:
    """Say which organisations an edition is about."""
    number = f"{edition.organisations} organisations"
    match edition.kind:
        case "all":
            return f"all {number}"
        case "industry":
            return f"{number} in the industry “{trait_words('industry', edition.value)}”"
        case "country":
            return f"{number} in {trait_words('country', edition.value)}"
        case "size":  # pragma: no branch
            return f"{number} with {trait_words('size', edition.value)}"


def place_words(edition: Edition, place: int) -> str:
    """Say a place, as far as the number of organisations allows it."""
    match way(edition.organisations):
        case "rank":
            return f"{ordinal(place)} of {edition.organisations}"
        case "quartile":
            return f"the {QUARTERS[place - 1]} quarter of {edition.organisations}"
        case "percentile":  # pragma: no branch
            return f"above about {place} % of the others" if place else "below nearly all others"


def too_small(waiting: int, needed: int) -> str:
    """Say how far the next edition is."""
    if waiting < needed:
        return f"The pool is too small for the next edition: {waiting} of {needed} organisations."
    return (
        f"{waiting} organisations wait, and the rules hold their edition back: one of them holds most of the "
        "respondents, or their scores are too much alike to hide any of them."
    )
