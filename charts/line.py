"""The line between two views: every answer as a mark, the position of the whole, and the middle half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from assessments.views import ResultView

ROW = 40


def line(view: ResultView, palette: Palette) -> Picture:
    """Draw the answers of a line questionnaire, in the order they were asked."""
    stages = view.questionnaire.stages
    low, high = stages[0].title, stages[-1].title
    order = {item.id: place for place, item in enumerate(view.questionnaire.items)}
    answered = sorted(
        (item for each in view.dimensions for item in each.items if item.points is not None),
        key=lambda each: order[each.item.id],
    )
    position = view.result.score
    rows = [
        {"place": place, "name": each.item.label, "points": each.points, "answer": each.text, "whole": position}
        for place, each in enumerate(answered)
    ]
    table = [
        {"Question": each.item.label, "Position": round(each.points or 0, 1), "Answer": each.text} for each in answered
    ]
    caption = f"0 is “{low}”, 100 is “{high}”. The dashed line is the position of the whole; the band holds "
    caption += "the middle half. ◆ lies left of the whole, ● does not."
    twin = " ".join([view.headline, "; ".join(f"{row['Question']} {row['Position']:g}" for row in table)]).rstrip()
    if not rows or view.spread is None:
        return Picture(None, view.headline, caption, twin, table)
    y = alt.Y("place:Q", scale=alt.Scale(domain=[len(rows) - 0.3, -1.5], nice=False), axis=None)
    x = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data(rows))
    band = (
        alt.Chart(data([{"from": view.spread.middle[0], "to": view.spread.middle[1]}]))
        .mark_rect(color=palette.ours, opacity=0.12)
        .encode(x=alt.X("from:Q", scale=x), x2="to:Q")
    )
    whole = alt.Chart(data([{"points": view.spread.position, "place": -1.1, "text": f"{view.spread.position:.0f}"}]))
    rule = whole.mark_rule(color=palette.ink, strokeDash=[5, 3], strokeWidth=2).encode(x=alt.X("points:Q", scale=x))
    number = whole.mark_text(fontSize=15, fontWeight=700, color=palette.ink, align="left", dx=6).encode(
        x="points:Q", y=y, text="text:N"
    )
    names = base.mark_text(align="left", baseline="bottom", dy=-8, fontSize=13, color=palette.ink).encode(
        x=alt.XDatum(0, scale=x), y=y, text="name:N"
    )
    tracks = base.mark_rule(color=palette.line).encode(x=alt.XDatum(0), x2=alt.X2Datum(100), y=y)
    stems = base.mark_rule(color=palette.ours, strokeWidth=2, opacity=0.5).encode(
        x=alt.X("whole:Q", scale=x), x2="points:Q", y=y
    )
    marks = base.mark_point(filled=True, size=130, opacity=1).encode(
        x=alt.X("points:Q", scale=x, axis=alt.Axis(values=[0, 50, 100], title=None)),
        y=y,
        color=alt.condition(f"datum.points < {view.spread.position}", alt.value(OTHERS), alt.value(palette.ours)),
        shape=alt.condition(f"datum.points < {view.spread.position}", alt.value("diamond"), alt.value("circle")),
        tooltip=[
            alt.Tooltip("name:N", title="Question"),
            alt.Tooltip("answer:N", title="Answer"),
            alt.Tooltip("points:Q", format=".0f"),
        ],
    )
    layers = alt.layer(band, tracks, stems, rule, marks, names, number)
    chart = finish(layers.properties(height=ROW * len(rows) + 60, width="container"), palette)
    return Picture(chart, view.headline, caption, twin, table)
