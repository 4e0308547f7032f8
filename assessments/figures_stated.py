"""A figure with a name that stays the same in every file, and the small steps by which views become such figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scoring.line import Spread

Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as a view holds it.

    Attributes:
        name: Ids with slashes between them, such as ``customer-obsession-stages/communication/score``; never a title.
        value: Not rounded any further than the view has it; None where the view shows that there is none.
    """

    name: str
    value: Value


def under(prefix: str, values: Mapping[str, Value]) -> Iterator[Stated]:
    """Yield a figure for each value, named below a prefix; truth becomes "yes" or "no"."""
    for name, value in values.items():
        yield Stated(f"{prefix}/{name}", said(value))


def said(value: Value) -> Value:
    """Return a value as a figure is stated: truth as "yes" or "no", the rest as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def spread_of(prefix: str, found: Spread | None) -> Iterator[Stated]:
    """Yield how points lie on a line; nothing where they do not."""
    if found is not None:
        yield from under(
            f"{prefix}/spread",
            {
                "position": found.position,
                "low": found.low,
                "high": found.high,
                "middle-low": found.middle[0],
                "middle-high": found.middle[1],
                "deviation": found.deviation,
                "n": found.n,
            },
        )
