"""The table of charts: which picture a page asks for by which name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts.answerable import answerable
from charts.dumbbell import dumbbell
from charts.ladder import ladder
from charts.line import line
from charts.mix import mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.views import ResultView
    from charts.picture import Palette, Picture

CHARTS: dict[str, Callable[[ResultView, Palette], Picture]] = {
    "ladder": ladder,
    "gaps": dumbbell,
    "line": line,
    "answerable": answerable,
    "mix": mix,
}
