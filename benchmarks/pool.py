"""Which organisations of the pool are shown together, and what is said of them.

Organisations come in cells of at least five. Every published set is made of whole cells, over all publications: so any
two members of a cell could change places without anything that was ever published being different, and no figure can be
led back to one of them. ``docs/decisions/0018-the-pool.md`` says what that leaves open.

Sources: ``measurement.md`` 3.13 for percentile, quartile and rank, 3.12 rules 1-4 for the sets.
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.checks import SMALLEST_POOL
from benchmarks.compare import PERCENTILE_FROM, QUARTILE_FROM
from benchmarks.pool_lists import PEOPLE
from benchmarks.pool_model import WHOLE, Edition, Place, Publication
from benchmarks.standing import quartile_band, rank, rounded_percentile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from benchmarks.pool_model import Entry, Family, Kind, Pooled, Way

STEP = 5  # points to which the lowest, middle and highest score are rounded
DIFFERENT = 2  # members of a cell that have another score than any one value: with one's own known, one is left
SURER_FROM = 100  # organisations
TRAITS: tuple[Kind, ...] = ("industry", "country", "size")

Cell = tuple["Entry", ...]


def way(organisations: int) -> Way:
    """Return what is said of an organisation among so many, at least five, itself counted."""
    if organisations >= PERCENTILE_FROM:
        return "percentile"
    return "quartile" if organisations >= QUARTILE_FROM else "rank"


def sure(organisations: int) -> int:
    """Return how far a percentile among so many may be off, in points either way (``measurement.md`` 3.13)."""
    return 15 if organisations < SURER_FROM else 10


def publication(known: Pooled, family: Family, at: datetime) -> Publication | None:
    """Return what can be published now, or None as long as nothing new can.

    Args:
        known: The family as it stands.
        family: What its entries are compared in.
        at: The time.
    """
    fresh, number = waiting(known.entries), known.revision + 1
    formed = cells(fresh) if len(fresh) >= needed(known) else []
    if not formed:
        return None
    made = {f"{number}.{place}": cell for place, cell in enumerate(formed, start=1)}
    standing = {**_formed(known.entries), **made}
    shown: list[tuple[Kind, str, list[str]]] = [("all", "", list(standing))]
    for kind, value in sorted({trait for cell in made.values() for trait in shared(cell)}):
        names = [name for name, cell in standing.items() if (kind, value) in shared(cell)]
        if len(names) < len(standing):
            shown.append((kind, value, names))
    editions = []
    for kind, value, names in shown:
        inside = {name: standing[name] for name in names}
        editions.append(_edition(inside, Edition(family, number, kind, value, at, 0, tuple(names), (), {})))
    members = {name: tuple(each.organisation for each in cell) for name, cell in made.items()}
    return Publication(family, members, tuple(editions))


def waiting(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that no edition has counted yet."""
    return [each for each in entries if not each.cell]


def needed(known: Pooled) -> int:
    """Return how many organisations have to wait before the next edition.

    Five; and half of those that the last edition counted, as long as so many are there: of many who come at once more
    have a trait in common, and an edition of many is not followed by one of few.
    """
    return max(SMALLEST_POOL, min(known.last, len(known.entries)) // 2)


def cells(entries: Sequence[Entry]) -> list[Cell]:
    """Return the cells that waiting entries form: as many as can be, those with a trait in common together."""
    group = tuple(sorted(entries, key=lambda each: each.organisation))
    while len(group) >= SMALLEST_POOL and _dominated(group):
        largest = max(group, key=_weight)
        group = tuple(each for each in group if each is not largest)
    return _split(group) if sound(group) else []


def sound(group: Cell) -> bool:
    """Say whether some organisations may be a cell.

    They are at least five, none of them holds more than half of the respondents (the middle of each band), and none can
    tell from its own overall score that all others have one and the same.
    """
    return len(group) >= SMALLEST_POOL and not _dominated(group) and WHOLE in keys(group)


def keys(group: Cell) -> tuple[str, ...]:
    """Return the scores that a cell may show: each of its members has one, and they are not all but one the same."""
    found = []
    for key in group[0].scores:
        values = [each.scores[key] for each in group if key in each.scores]
        if len(values) == len(group) and max(Counter(values).values()) <= len(group) - DIFFERENT:
            found.append(key)
    return tuple(found)


def shared(cell: Cell) -> frozenset[tuple[Kind, str]]:
    """Return the traits that all members of a cell have said and have in common."""
    found = {(kind, getattr(cell[0].traits, kind)) for kind in TRAITS}
    return frozenset(
        (kind, value) for kind, value in found if value and all(getattr(each.traits, kind) == value for each in cell)
    )


def _formed(entries: Sequence[Entry]) -> dict[str, Cell]:
    """Return the cells that have lost no member."""
    found: dict[str, list[Entry]] = {}
    for each in entries:
        if each.cell and not each.spent:
            found.setdefault(each.cell, []).append(each)
    return {name: tuple(found[name]) for name in sorted(found)}


def _split(group: Cell) -> list[Cell]:
    for one, other in _parts(group):
        if sound(one) and sound(other):
            return [*_split(one), *_split(other)]
    return [group]


def _parts(group: Cell) -> Iterator[tuple[Cell, Cell]]:
    """Yield ways to part a group in two: by the most common traits first, then through the middle."""
    counts = Counter((kind, getattr(each.traits, kind)) for kind in TRAITS for each in group)
    for (kind, value), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        if value:
            yield (
                tuple(each for each in group if getattr(each.traits, kind) == value),
                tuple(each for each in group if getattr(each.traits, kind) != value),
            )
    yield group[: len(group) // 2], group[len(group) // 2 :]


def _weight(entry: Entry) -> int:
    return PEOPLE[entry.people][1]


def _dominated(group: Cell) -> bool:
    return 2 * max(map(_weight, group)) > sum(map(_weight, group))


def _edition(inside: Mapping[str, Cell], empty: Edition) -> tuple[Edition, Mapping[str, Mapping[str, Place]]]:
    """Fill an edition from its cells, and place its members."""
    group = [each for cell in inside.values() for each in cell]
    allowed = [frozenset(keys(cell)) for cell in inside.values()]
    there = tuple(key for key in group[0].scores if all(key in each for each in allowed))
    figures = {key: _figures([each.scores[key] for each in group]) for key in there}
    edition = Edition(
        empty.family,
        empty.number,
        empty.kind,
        empty.value,
        empty.published_at,
        len(group),
        empty.cells,
        there,
        figures if way(len(group)) == "rank" else {},
    )
    return edition, {
        each.organisation: {key: Place(_place(each, key, group), each.scores[key]) for key in there} for each in group
    }


def _figures(scores: Sequence[int]) -> tuple[int, int, int]:
    low, middle, high = (_rounded(each) for each in (min(scores), median(scores), max(scores)))
    return low, middle, high


def _rounded(score: float) -> int:
    return STEP * math.floor(score / STEP + 0.5)


def _place(entry: Entry, key: str, group: Sequence[Entry]) -> int:
    others, own = [each.scores[key] for each in group if each is not entry], entry.scores[key]
    match way(len(group)):
        case "percentile":
            return rounded_percentile(others, own)
        case "quartile":
            return quartile_band(others, own)
        case "rank":  # pragma: no branch
            return rank(others, own)[0]
