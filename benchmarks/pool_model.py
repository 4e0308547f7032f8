"""The benchmark pool: what an organisation gives, and what is published of at least five of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Kind = Literal["all", "industry", "country", "size"]
Way = Literal["rank", "quartile", "percentile"]

WHOLE = ""  # the key of the overall score, beside the ids of the dimensions


@dataclass(frozen=True, slots=True, order=True)
class Family:
    """What can be compared: the same questionnaire in the same version and form.

    Attributes:
        form: Which part of the questionnaire was asked; empty for the whole.
    """

    questionnaire_id: str
    version: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an organisation says about itself; each is empty where it does not say.

    Attributes:
        industry: A key of ``INDUSTRIES``.
        country: Two letters of ISO 3166.
        size: A key of ``SIZES``.
    """

    industry: str = ""
    country: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one organisation gives: the figures its own page shows, and nothing finer.

    Attributes:
        organisation: The id of the assessment; no page shows it.
        scores: Dimension id, or ``WHOLE``, to the score, 0-100.
        people: Respondents, a key of ``PEOPLE``.
        quarter: In which the wave was begun, such as "2026 Q3".
        cell: The cell that it was counted in; empty while it waits.
        spent: Its cell has lost a member, so no later edition counts it.
    """

    organisation: str
    family: Family
    wave_id: str
    scores: Mapping[str, int]
    people: str
    traits: Traits
    quarter: str
    joined_at: datetime
    cell: str = ""
    spent: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published about a set of organisations; it never changes.

    Attributes:
        number: Grows from publication to publication within a family.
        kind: ``all``, or the one trait that the organisations share.
        value: That trait; empty for all.
        organisations: How many there are.
        cells: What the set is made of.
        keys: The scores that are shown, ``WHOLE`` first.
        figures: Key to lowest, middle and highest score, each rounded to 5; empty from 20 organisations on.
    """

    family: Family
    number: int
    kind: Kind
    value: str
    published_at: datetime
    organisations: int
    cells: tuple[str, ...]
    keys: tuple[str, ...]
    figures: Mapping[str, tuple[int, int, int]]


class Place(NamedTuple):
    """What an edition says of one score of one organisation.

    Attributes:
        place: From the top; a quarter from below (1-4); or a percentile (0-100, in steps of 5).
        score: Its own, as it was counted.
    """

    place: int
    score: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An edition with what it says of one of its organisations.

    Attributes:
        places: Key to what is said of it, and to its own score as it was counted.
    """

    edition: Edition
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that one publication adds.

    Attributes:
        cells: Name of a new cell to its organisations.
        editions: Each edition with the places of its organisations.
    """

    family: Family
    cells: Mapping[str, tuple[str, ...]]
    editions: tuple[tuple[Edition, Mapping[str, Mapping[str, Place]]], ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """A family as it stands.

    Attributes:
        revision: Grows with every change.
        last: How many organisations the newest edition of all counted; 0 before the first.
        entries: In the order of the organisations.
    """

    revision: int
    last: int
    entries: tuple[Entry, ...]
