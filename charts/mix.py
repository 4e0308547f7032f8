"""The agenda's mix: minutes, energy and driver index as bars of 100 %, with the wanted mix below."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import altair as alt

from charts.picture import FOCUS, GREYS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from assessments.views import ResultView

INK_ON = {FOCUS: "#ffffff", GREYS[0]: "#ffffff", GREYS[1]: "#000000", GREYS[2]: "#000000", GREYS[3]: "#000000"}
ROW = 84
NAMED, NUMBERED = 22, 5
LIFT = 0.085  # of a row, for each line more: a block of lines hangs from its first one


def mix(view: ResultView, palette: Palette) -> Picture:
    """Draw the mix of an agenda."""
    agenda = view.agenda
    caption = "Time: minutes spent. Energy: tasks, depth and place. Both together, weighted: what drives the review."
    if agenda is None or agenda.result is None:
        return Picture(None, view.headline, caption, view.headline, [])
    result = agenda.result
    categories = agenda.item.categories
    focus = next(each.title.lower() for each in categories if each.id == agenda.item.focus)
    caption = f"Blue is {focus}; the other views are grey and named. {caption}"
    greys = cycle(GREYS)
    colour = {each.id: FOCUS if each.id == agenda.item.focus else next(greys) for each in categories}
    bars = [("Time spent", result.time), ("Energy", result.energy), ("What drives us", result.driver)]
    if result.wanted:
        bars.append(("The mix you want", result.wanted))
    cells, names = [], []
    for place, (name, shares) in enumerate(bars):
        names.append({"place": place, "name": name})
        start = 0.0
        for category in categories:
            share = 100 * shares[category.id]
            text = _label(category.title, share)
            cells.append(
                {
                    "place": place,
                    "bar": name,
                    "category": category.title,
                    "from": start,
                    "to": start + share,
                    "middle": start + share / 2,
                    "share": share,
                    "colour": colour[category.id],
                    "ink": INK_ON[colour[category.id]],
                    "text": text,
                    "line": place - LIFT * text.count("\n"),
                }
            )
            start += share
    table = [
        {"View": category.title, **{name: f"{100 * shares[category.id]:.0f} %" for name, shares in bars}}
        for category in categories
    ]
    twin = f"{view.headline} " + "; ".join(
        f"{name}: "
        + ", ".join(f"{category.title.lower()} {100 * shares[category.id]:.0f} %" for category in categories)
        for name, shares in bars
    )
    y = alt.Scale(domain=[len(bars) - 0.3, -0.75], nice=False)
    x = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data(cells)).transform_calculate(top="datum.place - 0.28", bottom="datum.place + 0.28")
    rects = base.mark_rect(stroke=palette.quiet, strokeWidth=0.6).encode(
        x=alt.X("from:Q", scale=x, axis=None),
        x2="to:Q",
        y=alt.Y("top:Q", scale=y, axis=None),
        y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("bar:N", title="Bar"),
            alt.Tooltip("category:N", title="View"),
            alt.Tooltip("share:Q", format=".0f"),
        ],
    )
    labels = base.mark_text(fontSize=12, lineHeight=14, fontWeight=600, baseline="middle", lineBreak="\n").encode(
        x=alt.X("middle:Q", scale=x), y=alt.Y("line:Q", scale=y), text="text:N", color=alt.Color("ink:N", scale=None)
    )
    heads = (
        alt.Chart(data(names))
        .mark_text(align="left", baseline="bottom", dy=-27, fontSize=13.5, fontWeight=600, color=palette.ink)
        .encode(x=alt.XDatum(0, scale=x), y=alt.Y("place:Q", scale=y), text="name:N")
    )
    chart = finish(alt.layer(rects, labels, heads).properties(height=ROW * len(bars) + 20, width="container"), palette)
    return Picture(chart, view.headline, caption, twin, table)


def _label(title: str, share: float) -> str:
    """Name a piece of a bar where there is room for it."""
    if share >= NAMED:
        return "\n".join([*title.split(maxsplit=1), f"{share:.0f} %"])
    return f"{share:.0f}" if share >= NUMBERED else ""
