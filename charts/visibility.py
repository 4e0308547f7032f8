"""What cannot be seen, dimension by dimension: the share of "don't know" of each role, printed in a cell."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import altair as alt

from charts.lanes import boxed, head, scales, worded
from charts.picture import DARK, FOCUS, OURS_DARK, Palette, Picture, data, finish

if TYPE_CHECKING:
    from assessments.visibility import Visibility

# in pixels at scale 1
CELL, SPACE, LINE, UNDER = 28, 10, 16, 4
ACROSS, LINES = 40, 2  # letters that the heads of all columns have side by side on a narrow screen, and their lines
# from which share on, in per cent: fill and ink of a cell; what stands out is dark on light ground, and bright on dark
ON_LIGHT = ((33, FOCUS, "#ffffff"), (20, OURS_DARK, "#000000"), (1, "#cfe6f5", "#000000"))
ON_DARK = ((33, "#a9dbf7", "#000000"), (20, FOCUS, "#ffffff"), (1, "#123f5a", "#ffffff"))
DASH = "–"
CAPTION = (
    "In each cell the share of “I don't know” in all answers, in per cent. The stronger the colour, the larger; from a "
    "third on it is strongest."
)


def visibility(found: Visibility, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw who cannot see what."""
    columns = f" The columns, from the left: {', '.join(found.columns)}." if len(found.columns) > 1 else ""
    dashes = f" {DASH} may not be shown." if any(None in row.shares for row in found.rows) else ""
    caption = f"{CAPTION}{columns}{dashes} {found.note}".rstrip()
    twin = f"{found.finding} " + " ".join(
        f"{row.title} ({row.words}): "
        + ", ".join(
            f"{column} {'not shown' if share is None else f'{share} %'}"
            for column, share in zip(found.columns, row.shares, strict=True)
        )
        + "."
        for row in found.rows
    )
    if not found.rows:
        return Picture(None, found.finding, caption, twin.rstrip(), [])
    return Picture(_chart(found, palette, scale), found.finding, caption, twin, found.table)


def _chart(found: Visibility, palette: Palette, scale: float) -> alt.TopLevelMixin:
    width = 100 / len(found.columns)
    letters = max(1, ACROSS // len(found.columns))
    wrapped = [wrap(column, letters, max_lines=LINES, placeholder="…") for column in found.columns]
    heads = [
        {"x": width * (place + 0.5), "y": LINE * line, "text": text}
        for place, lines in enumerate(wrapped)
        for line, text in enumerate(lines)
    ]
    below = float(LINE * max(len(lines) for lines in wrapped) + SPACE)
    words: list[dict[str, Any]] = []
    cells: list[dict[str, Any]] = []
    for row in found.rows:
        rows, below = head(row.title, row.words, below, palette.ink, palette.quiet)
        words += rows
        below += UNDER
        for place, (column, share) in enumerate(zip(found.columns, row.shares, strict=True)):
            fill, ink = _colours(share, palette)
            cells.append(
                {
                    "dimension": row.title,
                    "who": column,
                    "share": "not shown" if share is None else f"{share} %",
                    "from": width * place,
                    "to": width * (place + 1),
                    "middle": width * (place + 0.5),
                    "top": below,
                    "line": below + CELL / 2,
                    "bottom": below + CELL,
                    "colour": fill,
                    "ink": ink,
                    "text": DASH if share is None else f"{share} %",
                }
            )
        below += CELL + SPACE
    both = scales(below)
    x, y = both
    tooltip = [
        alt.Tooltip("dimension:N", title="Dimension"),
        alt.Tooltip("who:N", title="Who"),
        alt.Tooltip("share:N", title="Don't know"),
    ]
    boxes = boxed(cells, tooltip, palette, scale, both)
    names = (
        alt.Chart(data(heads))
        .mark_text(baseline="top", fontSize=12 * scale, color=palette.quiet)
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="text:N")
    )
    layers = alt.layer(*boxes, names, worded(words, scale, y))
    return finish(layers.properties(height=below * scale, width="container"), palette, scale)


def _colours(share: int | None, palette: Palette) -> tuple[str, str]:
    """Return fill and ink of a cell; without a share, and where it is nothing, it has no fill."""
    steps = ON_DARK if palette == DARK else ON_LIGHT
    return next(((fill, ink) for least, fill, ink in steps if (share or 0) >= least), ("transparent", palette.ink))
