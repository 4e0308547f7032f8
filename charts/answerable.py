"""The questions a company should be able to answer: how well each could be, in points, and what lowered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from charts.picture import Palette, Picture, data, finish

if TYPE_CHECKING:
    from assessments.views import ResultView

ROW = 40


def answerable(view: ResultView, palette: Palette) -> Picture:
    """Draw one bar a question; the pale part is what a cap or a contradiction took away."""
    detail = view.answerable.detail if view.answerable else {}
    order = {item.id: place for place, item in enumerate(view.questionnaire.items)}
    answered = sorted(
        (item for each in view.dimensions for item in each.items if item.points is not None),
        key=lambda each: order[each.item.id],
    )
    rows = []
    for place, each in enumerate(answered):
        before = detail[each.item.id].level_points if each.item.id in detail else each.points
        rows.append(
            {
                "place": place,
                "name": each.item.label,
                "start": 0,
                "points": each.points,
                "before": before,
                "shown": f"{round(each.points or 0, 1):g}",
            }
        )
    table = [
        {
            "Question": each.item.label,
            "Points": round(each.points or 0, 1),
            "Answer": each.text,
            "Why": " ".join(each.notes),
        }
        for each in answered
    ]
    caption = "Points for how well a question could be answered, 0 to 100, never for the size of the figure. "
    caption += "The pale part was taken away by a missing definition or a contradiction."
    if not rows:
        return Picture(None, view.headline, caption, view.headline, table)
    twin = f"{view.headline} " + "; ".join(f"{row['Question']}: {row['Points']:g}" for row in table)
    y = alt.Y("place:Q", scale=alt.Scale(domain=[len(rows) - 0.4, -0.7], nice=False), axis=None)
    x = alt.Scale(domain=[0, 108], nice=False)
    base = alt.Chart(data(rows))
    names = base.mark_text(align="left", baseline="bottom", dy=-8, fontSize=13, color=palette.ink).encode(
        x=alt.XDatum(0, scale=x), y=y, text="name:N"
    )
    tracks = base.mark_rule(color=palette.line).encode(x=alt.XDatum(0), x2=alt.X2Datum(100), y=y)
    lost = base.mark_rule(color=palette.ours, strokeWidth=9, opacity=0.25).encode(
        x=alt.X("points:Q", scale=x), x2="before:Q", y=y
    )
    bars = base.mark_rule(color=palette.ours, strokeWidth=9).encode(
        x=alt.X("start:Q", scale=x, axis=alt.Axis(values=[0, 25, 50, 75, 100], title=None)), x2="points:Q", y=y
    )
    values = base.mark_text(align="left", dx=7, fontSize=12, color=palette.ink).encode(
        x=alt.X("before:Q", scale=x), y=y, text="shown:N"
    )
    chart = finish(
        alt.layer(tracks, lost, bars, names, values).properties(height=ROW * len(rows) + 30, width="container"), palette
    )
    return Picture(chart, view.headline, caption, twin, table)
