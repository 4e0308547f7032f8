"""Figures as charts write them, and where a scale that holds them may end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessments.room_model import Figure

PERCENT = "%"
WHOLE, ONE_DECIMAL = 100, 10
STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
EDGE = 1e-9


def written(value: float, unit: str) -> str:
    """Return a figure with its unit: per cent and what is above 10 to one decimal, above 100 whole, the rest to two."""
    size = abs(value)
    digits = 0 if size >= WHOLE else 1 if size >= ONE_DECIMAL or unit == PERCENT else 2
    figure = f"{value:,.{digits}f}"
    figure = figure.rstrip("0").rstrip(".") if digits else figure
    return f"{minus(figure)} {unit}".rstrip()


def minus(figure: str) -> str:
    """Return a figure with the sign for minus that is as long as a plus; there is no negative 0."""
    return "0" if figure == "-0" else figure.replace("-", "−")


def stood(figure: Figure) -> str:
    """Return a mean with its range, or why there is none."""
    if figure.points is None:
        return figure.why
    return f"{figure.points}" if figure.low is None else f"{figure.points} ({figure.low} to {figure.high})"


def round_up(value: float) -> float:
    """Return the next round number that is not below a value; 0 for what is not above 0."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in STEPS if step * power >= value * (1 - EDGE))
