"""What every file states of a view: its figures, flat and named, in an order that does not change."""

from __future__ import annotations

from assessments.figures_result import figures_of_result
from assessments.figures_room import figures_of_room
from assessments.figures_series import figures_of_series
from assessments.figures_stated import Stated, Value

__all__ = ["Stated", "Value", "figures_of_result", "figures_of_room", "figures_of_series"]
