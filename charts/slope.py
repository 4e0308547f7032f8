"""What moved between two waves: for each dimension where it stood, where it stands, and whether that is a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from assessments.series_told import without_twin
from assessments.series_words import a_number_of, signed
from charts.figures import stood
from charts.lanes import Scales, head, keyed, scales, worded
from charts.picture import Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import Figure
    from assessments.series_model import Change, Movement, SeriesView

# in pixels at scale 1
KEY, LANE, SPACE = 26, 16, 10
MOVED = frozenset({"up", "down"})
ARROWS = {"up": "▲", "down": "▼"}
WHY = "Why"
NAMED = 3  # dimensions that the title names
MARGIN = 9  # points: room for a figure beside a dot at either end


def slope(view: SeriesView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the last two waves, the older one above the newer one; only what may be compared is joined."""
    if not view.movements:
        title = view.why or "There are no two waves to compare yet."
        return Picture(None, title, "Two waves are needed for a change.", title, [])
    before, after = (each.label for each in view.waves[-2:])
    moves = without_twin(view).movements
    title = _title(moves)
    caption = f"○ is {before}, ● below it is {after}, 0 to 100"
    if any(figure.low is not None for each in moves for figure in (each.before, each.after)):
        caption += "; the thin line is the range of each"
    caption += ". A thick line joins what moved, a thin grey one what did not detectably."
    if any(each.change.word == "too few" for each in moves):
        caption += " Where a change cannot be told, nothing joins the two."
    if any(each.by_pairs for each in moves):
        caption += " The change is that of the people who answered both times; the circles are of everybody."
    if view.comparable:
        caption += f" {view.comparable}"
    rows = _filled([_row(each) for each in moves])
    if why := _shared(rows):
        rows = [{name: value for name, value in row.items() if name != WHY} for row in rows]
        caption += "" if why == view.why else f" {why}"
    twin = f"{title} " + " ".join(_told(each, before, after) for each in moves)
    if all(figure.points is None for each in moves for figure in (each.before, each.after)):
        return Picture(None, title, caption, twin, rows)
    return Picture(_chart(moves, (before, after), palette, scale), title, caption, twin, rows)


def _title(moves: Sequence[Movement]) -> str:
    """Name what moved; the overall score first, then how many of the dimensions did."""
    whole = [each for each in moves if not each.dimension_id and each.change.word in MOVED]
    parts = [each for each in moves if each.dimension_id]
    moved = [each for each in parts if each.change.word in MOVED]
    said = f"{whole[0].title} {_went(whole[0].change)}. " if whole else ""
    if moved:
        told = ", ".join(f"“{each.title}” {_went(each.change)}" for each in moved[:NAMED])
        told += f" and {len(moved) - NAMED} more" if len(moved) > NAMED else ""
        return f"{said}{len(moved)} of {_dimensions(len(parts))} moved: {told}."
    if all(each.change.word == "too few" for each in moves):
        return "Whether anything changed cannot be told."
    if not parts:
        return said.rstrip() or "There is no detectable change."
    return f"{said}There is no detectable change in {'any of ' if len(parts) > 1 else ''}{_dimensions(len(parts))}."


def _dimensions(count: int) -> str:
    return "1 dimension" if count == 1 else f"{count} dimensions"


def _went(change: Change) -> str:
    return f"went {change.word} {a_number_of(abs(change.points or 0))}"


def _reach(change: Change) -> str:
    return "" if change.low is None or change.high is None else f"{signed(change.low)} to {signed(change.high)}"


def _with_reach(change: Change) -> str:
    return f"{signed(change.points or 0)} ({_reach(change)}), {change.word}"


def _row(each: Movement) -> dict[str, Any]:
    change = each.change
    return {
        "Dimension": each.title,
        "Before": stood(each.before),
        "After": stood(each.after),
        "Change": "" if change.points is None else signed(change.points),
        "Range of the change": _reach(change),
        "Finding": "cannot be told" if change.word == "too few" else change.word,
        "Smallest change that could have been seen": "" if change.seen is None else str(change.seen),
        "People": change.people,
        "Change of all respondents": "" if each.all is None else _with_reach(each.all),
        WHY: each.why,
    }


def _filled(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the columns that no row has."""
    empty = {name for name in rows[0] if not any(row[name] for row in rows)}
    return [{name: value for name, value in row.items() if name not in empty} for row in rows]


def _shared(rows: Sequence[dict[str, Any]]) -> str:
    """Return why nothing can be told, where several rows say the same; it is said once instead."""
    said = {str(row.get(WHY, "")) for row in rows}
    return said.pop() if len(rows) > 1 and len(said) == 1 else ""


def _told(each: Movement, before: str, after: str) -> str:
    told = f"{each.title}: {before} {stood(each.before).rstrip('.')}, {after} {stood(each.after).rstrip('.')}."
    return f"{told} {each.sentence or each.why}".rstrip()


def _words(change: Change) -> str:
    if change.word not in MOVED:
        return "cannot be told" if change.word == "too few" else change.word
    reach = f" ({_reach(change)})" if change.low is not None else ""
    return f"{ARROWS[change.word]} {change.word} {abs(change.points or 0)}{reach}"


def _chart(moves: Sequence[Movement], labels: tuple[str, str], palette: Palette, scale: float) -> alt.TopLevelMixin:
    words, dots, joins = [], [], []
    below = float(KEY)
    for each in moves:
        moved = each.change.word in MOVED
        ink, colour = (palette.ink, palette.ours) if moved else (palette.quiet, palette.quiet)
        rows, below = head(each.title, _words(each.change), below, ink, ink)
        words += rows
        looks = {"dimension": each.title, "ink": ink, "colour": colour, "thick": 6 if moved else 1.5}
        lanes = ((labels[0], each.before, "transparent"), (labels[1], each.after, colour))
        rises = (each.after.points or 0) >= (each.before.points or 0)
        there = [
            {
                **looks,
                **_dot(figure, left=rises is (place == 0)),
                "wave": wave,
                "fill": fill,
                "y": below + LANE * (place + 0.5),
            }
            for place, (wave, figure, fill) in enumerate(lanes)
            if figure.points is not None
        ]
        dots += there
        if len(there) == len(lanes) and each.change.word != "too few":
            joins += [{**each, "size": size} for each, size in zip(there, (1.5, looks["thick"]), strict=True)]
        below += len(lanes) * LANE + SPACE
    both = scales(below, MARGIN)
    legend = [
        {"x": 50 * place - MARGIN + 3, "y": 8, "name": label, "shape": "circle", "fill": fill, "line": palette.ink}
        for place, (label, fill) in enumerate(zip(labels, ("transparent", palette.ink), strict=True))
    ]
    layers = [
        *_marks(dots, joins, scale, both),
        worded(words, scale, both[1]),
        *keyed(legend, palette, scale, both),
    ]
    return finish(alt.layer(*layers).properties(height=below * scale, width="container"), palette, scale)


def _dot(figure: Figure, *, left: bool) -> dict[str, Any]:
    """Return where a dot lies; its figure stands beyond the end of its range, away from the other wave."""
    points = figure.points or 0
    low, high = (points, points) if figure.low is None or figure.high is None else (figure.low, figure.high)
    return {"points": points, "low": low, "high": high, "left": left, "beside": low if left else high}


def _marks(
    dots: Sequence[Mapping[str, Any]], joins: Sequence[Mapping[str, Any]], scale: float, both: Scales
) -> list[alt.Chart]:
    x, y = both
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=None)
    base = alt.Chart(data(dots)).encode(y=alt.Y("y:Q", scale=y, axis=None), color=alt.Color("colour:N", scale=None))
    ranges = base.mark_rule(strokeWidth=1.5 * scale, opacity=0.7).encode(
        x=alt.X("low:Q", scale=x, axis=axis), x2="high:Q"
    )
    lines = (
        alt.Chart(data(joins))
        .mark_trail()
        .encode(
            x=alt.X("points:Q", scale=x, axis=axis),
            y=alt.Y("y:Q", scale=y, axis=None),
            size=alt.Size("size:Q", scale=None),
            detail="dimension:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    circles = base.mark_point(size=90 * scale**2, opacity=1, strokeWidth=2 * scale).encode(
        x=alt.X("points:Q", scale=x),
        fill=alt.Fill("fill:N", scale=None),
        tooltip=[
            alt.Tooltip("dimension:N", title="Dimension"),
            alt.Tooltip("wave:N", title="Wave"),
            alt.Tooltip("points:Q", title="Average"),
        ],
    )
    figures = base.mark_text(
        align=alt.ExprRef("datum.left ? 'right' : 'left'"),
        dx=alt.ExprRef(f"(datum.left ? -8 : 8) * {scale}"),
        fontSize=13 * scale,
    ).encode(x=alt.X("beside:Q", scale=x), text="points:Q", color=alt.Color("ink:N", scale=None))
    return [ranges, lines, circles, figures]
