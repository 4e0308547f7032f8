"""The votes of a room on one question: a bar for each level, and the first vote beside the one that counts now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from charts.naming import average, finding, level_name, level_text, people
from charts.picture import GREYS, OTHERS, Palette, Picture, data, finish
from questionnaires.items import Contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import RoomItem, VoteView

# in pixels at scale 1
LINE, KEY, SPACE, BETWEEN = 17, 30, 12, 2
THIN, THICK = 15, 21
GUTTER, ROOM = 0.08, 0.16  # of the longest bar: left for the numbers of a contrast, right for the counts
SECOND = 0.5  # of the longest bar: where the second entry of the legend begins


@dataclass(frozen=True, slots=True)
class _Tally:
    """One vote with its looks.

    Attributes:
        counts: People per level, low to high.
        grey: The colour of "don't know".
    """

    name: str
    counts: tuple[int, ...]
    unknown: int
    silent: int
    colour: str
    grey: str
    thick: int
    weight: Literal[400, 700]


def votes(item: RoomItem, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw how the room voted on a question; nothing where no distribution may be shown."""
    title, vote = finding(item), item.now
    caption = "People per answer, the highest on top"
    caption += "." if item.item.dont_know == "off" else "; “don't know” stands apart, below."
    if vote.counts is None:
        unknown = "" if vote.unknown_share is None else f"{vote.unknown_share} % don't know."
        mean = average(vote.figure)
        if vote.words and mean.lower().startswith(vote.words):
            mean = ""
        title = " ".join(each for each in (title, mean, unknown) if each)
        return Picture(None, title, caption, title, [])
    tallies = _tallies(item, palette)
    again = len(tallies) > 1
    if again:
        caption += " Orange and thin is the first vote, blue is the vote that counts now."
    silent = tallies[-1].silent
    if silent:
        caption += f" {people(silent)} gave no answer, or said that it does not apply."
    caption = f"{caption} {average(vote.figure)}".rstrip()
    rows = _table(item, tallies)
    twin = f"{title} " + "; ".join(_told(row) for row in rows) + f". {average(vote.figure)}"
    return Picture(_chart(item, tallies, palette, scale), title, caption, twin.rstrip(), rows)


def _tallies(item: RoomItem, palette: Palette) -> list[_Tally]:
    looks: tuple[tuple[str, VoteView | None, str, str, int, Literal[400, 700]], ...] = (
        ("First vote", item.first, OTHERS, GREYS[2], THIN, 400),
        ("Now", item.now, palette.ours, GREYS[1], THICK, 700),
    )
    return [
        _Tally(name, vote.counts, vote.unknown or 0, vote.silent or 0, colour, grey, thick, weight)
        for name, vote, colour, grey, thick, weight in looks
        if vote is not None and vote.counts is not None
    ]


def _table(item: RoomItem, tallies: Sequence[_Tally]) -> list[dict[str, Any]]:
    def row(answer: str, given: Sequence[int]) -> dict[str, Any]:
        names = [each.name for each in tallies] if len(tallies) > 1 else ["People"]
        return {"Answer": answer, **dict(zip(names, given, strict=True))}

    rows = [
        row(level_text(item, place), [each.counts[place] for each in tallies])
        for place in reversed(range(len(item.now.levels)))
    ]
    if item.item.dont_know != "off":
        rows.append(row("Don't know", [each.unknown for each in tallies]))
    rows.append(row("No answer, or does not apply", [each.silent for each in tallies]))
    return rows


def _told(row: dict[str, Any]) -> str:
    answer, *given = row.values()
    return f"{answer} – " + (f"{given[0]} at first, {given[1]} now" if len(given) > 1 else str(given[0]))


def _chart(item: RoomItem, tallies: Sequence[_Tally], palette: Palette, scale: float) -> alt.TopLevelMixin:
    longest = max(1, *(count for each in tallies for count in (*each.counts, each.unknown)))
    bars, names, height = _laid_out(item, tallies, longest)
    left = -GUTTER * longest if isinstance(item.item, Contrast) else 0
    x = alt.Scale(domain=[left, (1 + ROOM) * longest], nice=False, zero=False)
    y = alt.Scale(domain=[height, 0], nice=False, zero=False)
    base = alt.Chart(data(bars))
    rects = base.mark_rect().encode(
        x=alt.X("start:Q", scale=x, axis=None),
        x2="end:Q",
        y=alt.Y("top:Q", scale=y, axis=None),
        y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("answer:N", title="Answer"),
            alt.Tooltip("vote:N", title="Vote"),
            alt.Tooltip("shown:N", title="People"),
        ],
    )
    counts = [
        base.transform_filter(f"datum.vote == '{each.name}'")
        .mark_text(
            align="left", dx=7 * scale, fontSize=(each.thick - 2) * scale, fontWeight=each.weight, color=palette.ink
        )
        .encode(x=alt.X("end:Q", scale=x), y=alt.Y("middle:Q", scale=y), text="shown:N")
        for each in tallies
    ]
    numbers = base.mark_text(align="right", dx=-6 * scale, fontSize=14 * scale, color=palette.ink).encode(
        x=alt.X("start:Q", scale=x), y=alt.Y("middle:Q", scale=y), text="number:N"
    )
    words = (
        alt.Chart(data(names))
        .mark_text(
            align="left", baseline="top", fontSize=13 * scale, lineHeight=16 * scale, lineBreak="\n", color=palette.ink
        )
        .encode(x=alt.X("x:Q", scale=x), y=alt.Y("y:Q", scale=y), text="text:N")
    )
    layers = alt.layer(rects, *counts, numbers, words)
    return finish(layers.properties(height=height * scale, width="container"), palette, scale)


def _laid_out(
    item: RoomItem, tallies: Sequence[_Tally], longest: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Place the bars and the names from the top down; returns both, and where the last one ends."""
    bars: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    below = 0.0
    if len(tallies) > 1:
        for start, each in zip((0.0, SECOND * longest), tallies, strict=True):
            bars.append(_bar(each, (start, start + 0.05 * longest), (THICK - each.thick) / 2, each.colour))
            names.append({"x": start + 0.07 * longest, "y": 4, "text": each.name})
        below = KEY
    levels = [
        (level_name(item, place), place + 1, [each.counts[place] for each in tallies])
        for place in reversed(range(len(item.now.levels)))
    ]
    if item.item.dont_know != "off":
        levels.append(("Don't know", 0, [each.unknown for each in tallies]))
    for name, number, given in levels:
        below += 0 if number else SPACE
        if name:
            names.append({"x": 0, "y": below, "text": name})
            below += LINE * len(name.splitlines())
        for tally, count in zip(tallies, given, strict=True):
            bar = _bar(tally, (0, count), below, tally.colour if number else tally.grey)
            bars.append({**bar, "shown": str(count), "answer": name.replace("\n", " ") or str(number)})
            below += tally.thick + BETWEEN
        if number and isinstance(item.item, Contrast):
            bars[-1]["number"] = str(number)
        below += SPACE - BETWEEN
    return bars, names, below


def _bar(tally: _Tally, reach: tuple[float, float], top: float, colour: str) -> dict[str, Any]:
    return {
        "vote": tally.name,
        "answer": "",
        "shown": "",
        "number": "",
        "start": reach[0],
        "end": reach[1],
        "top": top,
        "middle": top + tally.thick / 2,
        "bottom": top + tally.thick,
        "colour": colour,
    }
