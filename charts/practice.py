"""What share of others does what was asked about, beside what was answered: shares, never a score, never a gap."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import altair as alt

from benchmarks.sentences import percent
from charts.naming import ACROSS, cut, folded
from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.practice import PracticeShare

# in pixels: for each share, where in it its name begins and its bar lies; the axis and each line of its title
ROW, TOP, BAR = 96, 8, 54
AXIS, LINE = 30, 14
CAPTION = (
    "The bar is the share of the others who do it, with its 95 % interval where there is one. Your answer stands in "
    "words: one organisation does a thing or does not, so there is no score and no gap on this scale."
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A share with what was answered to the item it belongs to, in words."""

    share: PracticeShare
    said: str


def practices(found: Sequence[Answered], palette: Palette) -> tuple[Picture, ...]:
    """Draw the shares, one picture for each group of others and year.

    Args:
        found: The shares with the answers; none gives no picture.
        palette: The colours.
    """
    groups: dict[tuple[str, int], list[Answered]] = {}
    for each in found:
        groups.setdefault((each.share.whom, each.share.year), []).append(each)
    return tuple(_picture(each, palette) for each in groups.values())


def _picture(found: Sequence[Answered], palette: Palette) -> Picture:
    first = found[0].share
    axis = f"Share of {first.whom} in {first.year}, per cent"
    title = f"In {first.year}, {percent(first.share)} of {first.whom} {first.statement}. {_you(found[0])}"
    caption = f"{CAPTION} Grey: the figure is old." if first.stale else CAPTION
    rows = [_row(each) for each in found]
    twin = f"{axis}. " + " ".join(
        f"{each.share.statement}: {percent(each.share.share)}. {_you(each)}" for each in found
    )
    return Picture(_chart(found, axis, palette), title, caption, twin, rows)


def _you(each: Answered) -> str:
    return f"You answered: {each.said.rstrip('.')}."


def _row(each: Answered) -> dict[str, Any]:
    share = each.share
    interval = (
        f"{percent(share.low)} to {percent(share.high)}" if share.low is not None and share.high is not None else ""
    )
    return {
        "What they say": share.statement,
        "Share of the others": percent(share.share),
        "95 % interval": interval,
        "Year": share.year,
        "You answered": each.said,
    }


def _chart(found: Sequence[Answered], axis: str, palette: Palette) -> alt.TopLevelMixin:
    rows = [
        {
            "y": ROW * place + BAR,
            "top": ROW * place + TOP,
            "name": folded(f"{each.share.statement[:1].upper()}{each.share.statement[1:]}"),
            "answer": cut(_you(each), ACROSS),
            "share": 100 * each.share.share,
            "low": 100 * (each.share.share if each.share.low is None else each.share.low),
            "high": 100 * (each.share.share if each.share.high is None else each.share.high),
            "shown": percent(each.share.share),
        }
        for place, each in enumerate(found)
    ]
    base = alt.Chart(data(rows))
    down = alt.Scale(domain=[ROW * len(rows), 0], nice=False)
    y = alt.Y("y:Q", scale=down, axis=None)
    below = wrap(axis, ACROSS)
    titled = alt.Axis(values=[0, 25, 50, 75, 100], title=below, orient="bottom")
    x = alt.X("share:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=titled)
    colour = palette.line if found[0].share.stale else OTHERS
    bars = base.mark_bar(height=14, color=colour).encode(x=x, x2=alt.X2Datum(0), y=y)
    intervals = base.mark_rule(color=palette.ink, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=y)
    names = base.mark_text(
        align="left",
        baseline="top",
        lineBreak="\n",
        lineHeight=16,
        fontSize=13,
        fontWeight=600,
        color=palette.ink,
    ).encode(x=alt.XDatum(0), y=alt.Y("top:Q", scale=down, axis=None), text="name:N")
    shown = base.mark_text(align="left", dx=8, fontSize=13, color=palette.ink).encode(x="high:Q", y=y, text="shown:N")
    answers = base.mark_text(align="left", baseline="top", dy=12, fontSize=12.5, color=palette.quiet).encode(
        x=alt.XDatum(0), y=y, text="answer:N"
    )
    layers = alt.layer(bars, intervals, names, shown, answers)
    return finish(layers.properties(height=ROW * len(rows) + AXIS + LINE * len(below), width="container"), palette)
