"""What to do first: how much each dimension matters against how far it is from its target."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any, Protocol

import altair as alt

from charts.figures import round_up
from charts.lanes import Scales, head, scales, worded
from charts.picture import Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scoring.priority import Kind

# in pixels at scale 1
KEY, PLOT, NAMES, LIST = 24, 250, 40, 8
LEFT, RIGHT = 10.0, 95.0  # per cent of the width: the ends of the scale of importance
NARROW = 330  # pixels: on a wider screen, the numbers have more room than here
MARK, LETTER, HEIGHT = 14, 8, 13  # pixels of a mark, of a figure's width, of its height
DASH = (5, 4)
LOOKS: dict[Kind | None, tuple[str, str]] = {
    "quick win": ("triangle-up", "▲"),
    "build": ("square", "■"),
    "align first": ("diamond", "◆"),
    "find out": ("cross", "+"),
    None: ("circle", "○"),
}
# of a number near its mark: (dx, dy, share of its width that lies left of the place), best first
SIDES = (
    *((10, 0, 0.0), (-10, 0, 1.0), (0, -14, 0.5), (0, 14, 0.5)),
    *((10, -11, 0.0), (10, 11, 0.0), (-10, -11, 1.0), (-10, 11, 1.0)),
    *((24, 0, 0.0), (-24, 0, 1.0), (24, -13, 0.0), (24, 13, 0.0), (-24, -13, 1.0), (-24, 13, 1.0)),
)

Box = tuple[float, float, float, float]


class Ranked(Protocol):
    """A dimension in its place."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def importance(self) -> float:
        """Share of the importance, 0-1."""

    @property
    def gap(self) -> float | None:
        """Points still to go to the target; None without a score."""

    @property
    def priority(self) -> float | None:
        """Importance times gap, in points; None without a score."""

    @property
    def kind(self) -> Kind | None:
        """What it needs; None where it needs nothing in particular."""


def priorities(ranked: Sequence[Ranked], palette: Palette, scale: float = 1.0, *, rival: str = "") -> Picture:
    """Draw importance against gap, numbered by priority, with a list of the names; what has no gap is in the table.

    Args:
        ranked: The dimensions, in any order.
        palette: Light or dark.
        scale: 1 for a page, more for a projector.
        rival: What may as well come first, where the first one leads in fewer than half of the variations.
    """
    shown = sorted((each for each in ranked if each.gap is not None), key=lambda each: -(each.priority or 0.0))
    hidden = [each for each in ranked if each.gap is None]
    title = _title(shown, rival)
    rows = [_row(place + 1, each) for place, each in enumerate(shown)] + [_row(None, each) for each in hidden]
    twin = f"{title} " + " ".join(_told(row) for row in rows)
    if not shown:
        return Picture(None, title, "There is no gap to draw.", twin.rstrip(), rows)
    caption = "The further right, the more important; the higher, the further from the target. "
    caption += "Numbered by importance times gap. The dashed lines are the averages: "
    share, gap = fmean(100 * each.importance for each in shown), fmean(each.gap or 0.0 for each in shown)
    caption += f"{share:.0f} % and {_points(gap)}."
    if any(each.kind for each in shown):
        caption += " ▲ quick win, ■ build, ◆ align first, + find out, ○ none of these."
    if hidden:
        caption += f" {len(hidden)} without a score {'stands' if len(hidden) == 1 else 'stand'} in the table only."
    return Picture(_chart(shown, palette, scale), title, caption, twin, rows)


def _title(shown: Sequence[Ranked], rival: str) -> str:
    if not shown:
        return "There are not enough answers for an order of priorities yet."
    first = shown[0]
    if not first.priority:
        return "Nothing that matters is short of its target."
    if rival:
        return f"The order is open between “{first.title}” and “{rival}”."
    share = f"{100 * first.importance:.0f} % of the importance"
    return f"“{first.title}” comes first: {share}, and {_points(first.gap or 0.0)} to go."


def _points(gap: float) -> str:
    return "1 point" if f"{gap:.0f}" == "1" else f"{gap:.0f} points"


def _row(rank: int | None, each: Ranked) -> dict[str, Any]:
    return {
        "Dimension": each.title,
        "Rank": "" if rank is None else str(rank),
        "Importance": f"{100 * each.importance:.0f} %",
        "Gap": "" if each.gap is None else f"{each.gap:.0f}",
        "Priority": "" if each.priority is None else f"{each.priority:.1f}",
        "What it needs": each.kind or "",
    }


def _told(row: Mapping[str, str]) -> str:
    said = f"{row['Dimension']}: importance {row['Importance']}, "
    said += f"gap {row['Gap']} points, priority {row['Priority']}" if row["Gap"] else "no score"
    return said + (f", {row['What it needs']}." if row["What it needs"] else ".")


def _chart(shown: Sequence[Ranked], palette: Palette, scale: float) -> alt.TopLevelMixin:
    most = round_up(100 * max(each.importance for each in shown)) or 100.0
    widest = round_up(max(each.gap or 0.0 for each in shown)) or 100.0
    ends = [{"x": LEFT + (RIGHT - LEFT) * part, "y": KEY + PLOT * (1 - part)} for part in (0.0, 0.5, 1.0)]
    figures = _figures(ends, widest, most)
    marks = _numbered(
        [
            {
                **_looks(each, palette),
                "rank": str(place + 1),
                "x": LEFT + (RIGHT - LEFT) * 100 * each.importance / most,
                "y": KEY + PLOT * (1 - (each.gap or 0.0) / widest),
            }
            for place, each in enumerate(shown)
        ],
        [_box_of(each) for each in figures],
    )
    middle = {"x": fmean(mark["x"] for mark in marks), "y": fmean(mark["y"] for mark in marks)}
    texts = [
        *figures,
        {"x": 0, "y": 8, "text": "Points to the target", "align": "left"},
        {"x": RIGHT, "y": KEY + PLOT + 28, "text": "Share of the importance", "align": "right"},
    ]
    words, below = _list(shown, palette)
    both = scales(below)
    layers = [
        *_cross(ends, palette.line, scale, both),
        *_cross([middle], palette.quiet, scale, both, dash=DASH),
        *_marks(marks, palette, scale, both),
        _texts(texts, palette, scale, both),
        worded(words, scale, both[1]),
    ]
    return finish(alt.layer(*layers).properties(height=below * scale, width="container"), palette, scale)


def _figures(ends: Sequence[Mapping[str, float]], widest: float, most: float) -> list[dict[str, Any]]:
    """Return the figures along both scales, those of the gap first."""
    both = zip(ends, (0.0, 0.5, 1.0), strict=True)
    parts = [(end, f"{part * widest:g}", f"{part * most:g} %") for end, part in both]
    up = [{"x": LEFT - 2, "y": end["y"], "text": gap, "align": "right"} for end, gap, _ in parts]
    return [*up, *({"x": end["x"], "y": KEY + PLOT + 13, "text": share, "align": "center"} for end, _, share in parts)]


def _box_of(figure: Mapping[str, Any]) -> Box:
    """Return where a figure of a scale stands on a narrow screen."""
    width = LETTER * len(figure["text"])
    middle = NARROW / 100 * figure["x"] - (width / 2 if figure["align"] == "right" else 0)
    return _box(middle, figure["y"], width, HEIGHT)


def _looks(each: Ranked, palette: Palette) -> dict[str, Any]:
    return {
        "dimension": each.title,
        "importance": round(100 * each.importance),
        "gap": round(each.gap or 0.0),
        "kind": each.kind or "",
        "shape": LOOKS[each.kind][0],
        "fill": palette.ours if each.kind else "transparent",
        "line": palette.ours if each.kind else palette.quiet,
    }


def _numbered(marks: Sequence[dict[str, Any]], figures: Sequence[Box]) -> list[dict[str, Any]]:
    """Put each mark's number on a side where it covers no mark, no figure of a scale and no other number.

    Args:
        marks: The marks.
        figures: Where the figures of the scales stand on a narrow screen, for which all of this is reckoned.
    """
    taken = [*figures, *(_box(NARROW / 100 * mark["x"], mark["y"], MARK, MARK) for mark in marks)]
    placed = []
    for mark in marks:
        width = LETTER * len(mark["rank"])
        spots = [
            (dx, dy, left, _box(NARROW / 100 * mark["x"] + dx + width * (0.5 - left), mark["y"] + dy, width, HEIGHT))
            for dx, dy, left in SIDES
        ]
        free = [spot for spot in spots if not any(_overlap(spot[3], box) for box in taken)]
        dx, dy, left, box = (free or spots)[0]
        taken.append(box)
        align = {0.0: "left", 0.5: "center", 1.0: "right"}[left]
        placed.append({**mark, "dx": dx, "dy": dy, "align": align})
    return placed


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _list(shown: Sequence[Ranked], palette: Palette) -> tuple[list[dict[str, Any]], float]:
    """Name the numbers below the plot, with what each dimension needs; returns the words and where they end."""
    words: list[dict[str, Any]] = []
    below = float(KEY + PLOT + NAMES)
    for place, each in enumerate(shown):
        ink = palette.ink if each.kind else palette.quiet
        needs = f"{LOOKS[each.kind][1]} {each.kind}, " if each.kind else ""
        said = f"{needs}{100 * each.importance:.0f} % × {each.gap or 0:.0f}"
        rows, below = head(f"{place + 1}  {each.title}", said, below, ink, ink)
        words += rows
        below += LIST
    return words, below


def _cross(
    rows: Sequence[Mapping[str, Any]], colour: str, scale: float, both: Scales, dash: tuple[int, int] | None = None
) -> list[alt.Chart]:
    """Draw a line across and a line up through each place."""
    x, y = both
    base = alt.Chart(data(rows)).mark_rule(
        color=colour, strokeWidth=(1.5 if dash else 1) * scale, strokeDash=[each * scale for each in dash or (1, 0)]
    )
    across = base.encode(
        x=alt.XDatum(LEFT, scale=x, axis=None), x2=alt.X2Datum(RIGHT), y=alt.Y("y:Q", scale=y, axis=None)
    )
    up = base.encode(
        x=alt.X("x:Q", scale=x, axis=None),
        y=alt.YDatum(KEY, scale=y, axis=None),
        y2=alt.Y2Datum(KEY + PLOT),
    )
    return [across, up]


def _marks(rows: Sequence[Mapping[str, Any]], palette: Palette, scale: float, both: Scales) -> list[alt.Chart]:
    x, y = both
    base = alt.Chart(data(rows)).encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None))
    marks = base.mark_point(filled=True, size=110 * scale**2, opacity=1, strokeWidth=2 * scale).encode(
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("line:N", scale=None),
        tooltip=[
            alt.Tooltip("dimension:N", title="Dimension"),
            alt.Tooltip("importance:Q", title="Importance, %"),
            alt.Tooltip("gap:Q", title="Gap"),
            alt.Tooltip("kind:N", title="What it needs"),
        ],
    )
    numbers = base.mark_text(
        align=alt.ExprRef("datum.align"),
        dx=alt.ExprRef(f"datum.dx * {scale}"),
        dy=alt.ExprRef(f"datum.dy * {scale}"),
        fontSize=13 * scale,
        fontWeight=600,
        color=palette.ink,
    ).encode(text="rank:N")
    return [marks, numbers]


def _texts(rows: Sequence[Mapping[str, Any]], palette: Palette, scale: float, both: Scales) -> alt.Chart:
    x, y = both
    drawn: alt.Chart = (
        alt.Chart(data(rows))
        .mark_text(align=alt.ExprRef("datum.align"), fontSize=12 * scale, color=palette.quiet)
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="text:N")
    )
    return drawn
