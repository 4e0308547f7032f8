"""The own place among the organisations of a pool: no finer than their number allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from benchmarks.own_told import QUARTERS
from benchmarks.pool import sure, way
from benchmarks.pool_model import WHOLE
from benchmarks.pool_words import place_words, whom
from charts.naming import folded
from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.pool_model import Edition, Placed, Way

ROW, SPACE, QUARTER = 46, 30, 25
_CAPTIONS: dict[Way, str] = {
    "rank": "● where we stand. The line runs from the lowest to the highest score of the pool, ◆ is the middle one. "
    "Lowest, middle and highest are rounded to 5, so that no organisation can be read off them.",
    "quartile": "The blue box is the quarter of the pool that we are in. Where in it we stand cannot be told.",
    "percentile": "● is the share of the other organisations that stand below us, rounded to 5; the bar is how far it "
    "may be off.",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """One score with its place.

    Attributes:
        title: What the score is called.
        points: Our own score, 0-100.
    """

    title: str
    points: int
    place: int
    figures: tuple[int, int, int] | None


def pool(placed: Placed, titles: Mapping[str, str], palette: Palette) -> Picture:
    """Draw the place in an edition.

    Args:
        placed: The edition with our own places.
        titles: Dimension id, or ``WHOLE``, to what it is called.
        palette: The colours.
    """
    edition = placed.edition
    stands = [
        Stand(titles[key], placed.places[key].score, placed.places[key].place, edition.figures.get(key))
        for key in edition.keys
    ]
    title = f"Overall: {place_words(edition, placed.places[WHOLE].place)}, among {whom(edition)}."
    rows = [_row(edition, each) for each in stands]
    twin = f"{title} " + " ".join(f"{row['Score']}: " + _told(row) for row in rows)
    caption = _CAPTIONS[way(edition.organisations)]
    return Picture(_chart(edition.organisations, stands, palette), title, caption, twin, rows)


def _row(edition: Edition, stand: Stand) -> dict[str, Any]:
    row: dict[str, Any] = {
        "Score": stand.title,
        "Ours": stand.points,
        "Our place": place_words(edition, stand.place),
    }
    if stand.figures is not None:
        row |= dict(zip(("Lowest, about", "Middle, about", "Highest, about"), stand.figures, strict=True))
    return row


def _told(row: Mapping[str, Any]) -> str:
    _, *rest = row.items()
    return ", ".join(f"{name.lower()} {value}" for name, value in rest) + "."


def _chart(organisations: int, stands: Sequence[Stand], palette: Palette) -> alt.TopLevelMixin:
    how, off = way(organisations), sure(organisations)
    rows = [
        {
            "place": place,
            "name": folded(each.title).split("\n")[0],
            "ours": each.points,
            "at": each.place,
            "low": each.figures[0] if each.figures else 0,
            "middle": each.figures[1] if each.figures else 0,
            "high": each.figures[2] if each.figures else 0,
            "from": max(0, each.place - off) if how == "percentile" else QUARTER * (each.place - 1),
            "to": min(100, each.place + off) if how == "percentile" else QUARTER * each.place,
        }
        for place, each in enumerate(stands)
    ]
    y = alt.Y("place:Q", scale=alt.Scale(domain=[len(rows) - 0.3, -0.7], nice=False), axis=None)
    base = alt.Chart(data(rows))
    names = base.mark_text(
        align="left", baseline="bottom", dy=-11, fontSize=13, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0), y=y, text="name:N")
    track = base.mark_rule(color=palette.line, strokeWidth=1).encode(x=alt.XDatum(0), x2=alt.X2Datum(100), y=y)
    match how:
        case "rank":
            marks = _among(base, y, palette)
        case "quartile":
            marks = _quarters(base, y, palette)
        case "percentile":  # pragma: no branch
            marks = _percentile(base, y, palette)
    layers = alt.layer(track, *marks, names)
    return finish(layers.properties(height=ROW * len(rows) + SPACE, width="container"), palette)


def _axis(title: str | None, labels: Sequence[str] = ()) -> alt.Axis:
    if labels:
        centres = [QUARTER * place + QUARTER / 2 for place in range(len(labels))]
        words = " : ".join(f"datum.value == {at} ? '{name}'" for at, name in zip(centres, labels, strict=True))
        return alt.Axis(values=centres, labelExpr=f"{words} : ''", title=title, orient="bottom", grid=False)
    return alt.Axis(values=[0, 25, 50, 75, 100], title=title, orient="bottom")


def _x(field: str, axis: alt.Axis) -> alt.X:
    return alt.X(field, scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)


def _among(base: alt.Chart, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    axis = _axis("Score, 0 to 100")
    return [
        base.mark_rule(color=OTHERS, strokeWidth=4, opacity=0.55).encode(x=_x("low:Q", axis), x2="high:Q", y=y),
        base.mark_point(shape="diamond", size=130, color=OTHERS, filled=False, strokeWidth=2.5).encode(
            x=_x("middle:Q", axis), y=y
        ),
        base.mark_circle(size=150, color=palette.ours, opacity=1).encode(x=_x("ours:Q", axis), y=y),
    ]


def _quarters(base: alt.Chart, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    axis = _axis("Quarter of the pool", [name.replace("-", " ") for name in QUARTERS])
    box = base.mark_bar(height=16, color=palette.ours).encode(x=_x("from:Q", axis), x2="to:Q", y=y)
    edges = [
        base.mark_tick(color=palette.quiet, height=16, thickness=1).encode(x=alt.XDatum(edge), y=y)
        for edge in range(0, 101, QUARTER)
    ]
    return [box, *edges]


def _percentile(base: alt.Chart, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    axis = _axis("Other organisations below us, per cent")
    return [
        base.mark_rule(color=palette.ours, strokeWidth=5, opacity=0.4).encode(x=_x("from:Q", axis), x2="to:Q", y=y),
        base.mark_circle(size=150, color=palette.ours, opacity=1).encode(x=_x("at:Q", axis), y=y),
    ]
