"""The stages as steps of the scale from 0 to 100: where each begins, its colour, its name in short lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charts.picture import stage_colours
from scoring.stages import cut_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaires.parts import Stage


def steps(stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """Return a row for each stage, low to high: ``from``, ``to``, ``middle``, ``colour``, ``ink``, ``name``."""
    edges = [0.0, *cut_points(len(stages)), 100.0]
    return [
        {
            "from": edges[place],
            "to": edges[place + 1],
            "middle": (edges[place] + edges[place + 1]) / 2,
            "colour": fill,
            "ink": ink,
            "name": _wrapped(stage.title),
        }
        for place, (stage, (fill, ink)) in enumerate(zip(stages, stage_colours(len(stages)), strict=True))
    ]


def _wrapped(title: str) -> str:
    """Break a stage's name where it has words to break at."""
    words = title.split()
    middle = (len(words) + 1) // 2
    return "\n".join(part for part in (" ".join(words[:middle]), " ".join(words[middle:])) if part)
