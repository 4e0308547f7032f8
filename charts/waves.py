"""The waves of a chart from left to right: where each stands, what it is called there, and what a line may join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# in per cent of the width
LEFT, RIGHT = 13.0, 85.0
APART = 17.0  # of two names on a narrow screen


def places(count: int) -> list[float]:
    """Return where the waves stand, oldest first, in per cent of the width."""
    if count == 1:
        return [(LEFT + RIGHT) / 2]
    return [LEFT + (RIGHT - LEFT) * place / (count - 1) for place in range(count)]


def names(labels: Sequence[str], top: float) -> list[dict[str, Any]]:
    """Return the names along the time axis: the newest, and of the others as many as have room.

    Each row says in ``room`` how much of the width it may take, in per cent.
    """
    where = places(len(labels))
    step = where[1] - where[0] if len(where) > 1 else 100.0
    every = next(count for count in range(1, len(labels) + 1) if count * step >= APART or count == len(labels))
    rows = []
    for place in range(len(labels) - 1, -1, -every):
        room = min(every * step, 2 * where[place], 2 * (100 - where[place]))
        rows.append({"x": where[place], "y": top, "text": labels[place], "room": room})
    return rows[::-1]


def runs(there: Sequence[bool], breaks: frozenset[int] = frozenset()) -> list[list[int]]:
    """Return the waves that follow each other with a value and without a break between them."""
    found: list[list[int]] = []
    for place, is_there in enumerate(there):
        if not is_there:
            continue
        if found and found[-1][-1] == place - 1 and place not in breaks:
            found[-1].append(place)
        else:
            found.append([place])
    return found
