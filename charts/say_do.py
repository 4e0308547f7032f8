"""What was claimed and what was seen, claim by claim: two marks on a line, and the level from which it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from assessments import say_do_words as words
from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from assessments.say_do_model import Compared, SayDo

ROW = 46
CAPTION = (
    "● claimed, ◇ seen; the upright stroke is the level from which the claim holds. Points from 0 to 100; per cent is "
    "a share of an agenda. A full line joins what is graded alike; along a dashed one the distance says nothing."
)
NOT_DRAWN = "Not drawn, because one side has no figure: "


def say_do(view: SayDo, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the claims of which both sides have a figure; all of them stand in the table."""
    drawn = [each for each in view.found if each.said.figure is not None and each.seen.figure is not None]
    table = words.rows(view.found)
    rest = [each for each in view.found if each not in drawn]
    twin = " ".join([view.headline, *(_told(each) for each in drawn)])
    if rest:
        twin = f"{twin} {NOT_DRAWN}{'; '.join(f'{each.claim.title}, {words.VERDICTS[each.verdict]}' for each in rest)}."
    if not drawn:
        return Picture(None, view.headline, CAPTION, twin, table)
    rows = [_row(place, each) for place, each in enumerate(drawn)]
    return Picture(_chart(rows, palette, scale), view.headline, CAPTION, twin, table)


def _told(each: Compared) -> str:
    said, seen = words.figure_of(each.said), words.figure_of(each.seen)
    return f"{each.claim.title}: claimed {said}, seen {seen}, {words.VERDICTS[each.verdict]}."


def _row(place: int, each: Compared) -> dict[str, Any]:
    return {
        "place": place,
        "name": each.claim.title,
        "said": each.said.figure,
        "seen": each.seen.figure,
        "holds": each.claim.holds.at_least,
        "alike": each.difference is not None,
        "shown": f"{words.figure_of(each.said)} → {words.figure_of(each.seen)}",
        "verdict": words.VERDICTS[each.verdict],
    }


def _chart(rows: list[dict[str, Any]], palette: Palette, scale: float) -> alt.TopLevelMixin:
    y = alt.Y("place:Q", scale=alt.Scale(domain=[len(rows) - 0.2, -0.75], nice=False), axis=None)
    x = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data(rows))
    names = base.mark_text(
        align="left", baseline="bottom", dy=-11 * scale, fontSize=13.5 * scale, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=y, text="name:N")
    figures = base.mark_text(
        align="right", baseline="bottom", dy=-11 * scale, fontSize=12.5 * scale, color=palette.quiet
    ).encode(x=alt.XDatum(100), y=y, text="shown:N")
    tracks = base.mark_rule(color=palette.line, strokeWidth=scale).encode(x=alt.XDatum(0), x2=alt.X2Datum(100), y=y)
    full = _links([each for each in rows if each["alike"]], (x, y), 3 * scale, [1, 0])
    dashed = _links([each for each in rows if not each["alike"]], (x, y), 2 * scale, [3 * scale, 4 * scale])
    strokes = (
        alt.Chart(data([each for each in rows if each["holds"] is not None]))
        .mark_tick(orient="vertical", color=palette.ink, thickness=2 * scale, size=16 * scale)
        .encode(x=alt.X("holds:Q", scale=x), y=y, tooltip=[alt.Tooltip("holds:Q", title="Holds from")])
    )
    seen = base.mark_point(
        shape="diamond", size=150 * scale**2, color=OTHERS, filled=False, strokeWidth=2.5 * scale
    ).encode(
        x="seen:Q",
        y=y,
        tooltip=[alt.Tooltip("name:N", title="Claim"), alt.Tooltip("seen:Q", title="Seen", format=".1f")],
    )
    said = base.mark_circle(size=120 * scale**2, color=palette.ours, opacity=1).encode(
        x="said:Q",
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title="Claim"),
            alt.Tooltip("said:Q", title="Claimed", format=".1f"),
            alt.Tooltip("verdict:N", title="Verdict"),
        ],
    )
    layers = alt.layer(tracks, full, dashed, strokes, said, seen, figures, names)
    sized = layers.properties(height=(ROW * len(rows) + 30) * scale, width="container")
    return finish(sized, palette, scale)


def _links(rows: list[dict[str, Any]], both: tuple[alt.Scale, alt.Y], width: float, dash: list[float]) -> alt.Chart:
    """Join the two marks of some claims; the dashes [1, 0] make one full line."""
    x, y = both
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=None, orient="bottom")
    drawn = alt.Chart(data(rows)).mark_rule(color=OTHERS, strokeWidth=width, opacity=0.55, strokeDash=dash)
    linked: alt.Chart = drawn.encode(x=alt.X("said:Q", scale=x, axis=axis), x2="seen:Q", y=y)
    return linked
