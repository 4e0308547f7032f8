"""How a room's votes are spread over the levels: one bar of 100 % for each question, in the order given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from assessments.room_words import NOT_SHOWN, TOO_FEW, agreement_words
from charts.naming import cut, ends_named, level_text, named
from charts.picture import GREYS, Palette, Picture, data, finish, stage_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import RoomItem

# in pixels at scale 1
KEY, HEAD, BAR, SPACE = 34, 18, 20, 11
COUNTED, ASKED = 7, 9  # per cent of the width: from here on a part holds its figure, and "don't know" as well
GREY, ON_GREY = GREYS[3], "#000000"
SHORT = {TOO_FEW: "too few", NOT_SHOWN: "not shown"}


def stacked(items: Sequence[RoomItem], palette: Palette, scale: float = 1.0, *, most: int = 12) -> Picture:
    """Draw the votes on several questions; the first ``most`` of those with ordered answers."""
    there = [each for each in items if each.now.levels]
    drawn, left = there[:most], there[most:]
    verdicts = [each.now.verdict for each in there if each.now.verdict is not None]
    title = f"{agreement_words(verdicts)}." if verdicts else "There is no measure of agreement yet."
    caption = (
        "Each bar holds everybody who answered or does not know; the figures are people. The darkest part is the "
        "lowest answer, the lightest the highest."
    )
    if left:
        caption += f" {_stand(len(left))} in the table only."
    if len(items) > len(there):
        caption += f" {_stand(len(items) - len(there))} in neither, because the answers have no order."
    rows = [
        {
            "Question": name,
            "Agreement": each.now.words,
            "Answers, lowest first": _answers(each),
            "Don't know": "" if each.now.unknown is None else str(each.now.unknown),
        }
        for name, each in zip(named(there), there, strict=True)
    ]
    twin = f"{title} " + "; ".join(_told(row) for row in rows)
    if not any(any(each.now.counts or ()) for each in drawn):
        return Picture(None, title, "There is no distribution that may be shown.", twin.rstrip(), rows)
    return Picture(_chart(drawn, palette, scale), title, caption, twin, rows)


def _stand(count: int) -> str:
    return "1 more question stands" if count == 1 else f"{count} more questions stand"


def _answers(item: RoomItem) -> str:
    if item.now.counts is None:
        return ""
    return "; ".join(f"{level_text(item, place)} – {count}" for place, count in enumerate(item.now.counts))


def _told(row: dict[str, Any]) -> str:
    question, agreement, answers, unknown = row.values()
    return f"{question}: {agreement}" + (f" ({answers}; don't know – {unknown})" if answers else "")


def _chart(items: Sequence[RoomItem], palette: Palette, scale: float) -> alt.TopLevelMixin:
    parts = _key(*ends_named(items))
    heads = []
    below = float(KEY)
    for name, each in zip(named(items), items, strict=True):
        heads.append({"y": below, "name": cut(name), "word": SHORT.get(each.now.words, each.now.words)})
        below += HEAD
        bar = _parts(each, each.now.counts or (), each.now.unknown or 0, below)
        parts += bar
        below += SPACE + (BAR if bar else 0)
    x = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Scale(domain=[below, 0], nice=False, zero=False)
    base = alt.Chart(data(parts))
    tooltip = [
        alt.Tooltip("question:N", title="Question"),
        alt.Tooltip("answer:N", title="Answer"),
        alt.Tooltip("people:N", title="People"),
    ]
    rects = [
        base.transform_filter(f"{'' if known else '!'}datum.known")
        .mark_rect(stroke=palette.quiet, strokeWidth=scale, strokeDash=[1, 0] if known else [3 * scale, 2 * scale])
        .encode(
            x=alt.X("from:Q", scale=x, axis=None),
            x2="to:Q",
            y=alt.Y("top:Q", scale=y, axis=None),
            y2="bottom:Q",
            color=alt.Color("colour:N", scale=None),
            tooltip=tooltip,
        )
        for known in (True, False)
    ]
    figures = base.mark_text(fontSize=13 * scale, fontWeight=600).encode(
        x=alt.X("middle:Q", scale=x),
        y=alt.Y("centre:Q", scale=y),
        text="text:N",
        color=alt.Color("ink:N", scale=None),
    )
    above = alt.Chart(data(heads))
    names = above.mark_text(
        align="left", baseline="top", fontSize=13.5 * scale, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=alt.Y("y:Q", scale=y), text="name:N")
    words = above.mark_text(align="right", baseline="top", fontSize=13 * scale, color=palette.ink).encode(
        x=alt.XDatum(100, scale=x), y=alt.Y("y:Q", scale=y), text="word:N"
    )
    layers = alt.layer(*rects, figures, names, words)
    return finish(layers.properties(height=below * scale, width="container"), palette, scale)


def _key(lowest: str, highest: str) -> list[dict[str, Any]]:
    """Return the legend: from the lowest answer to the highest, and what "don't know" looks like."""
    dark, *middle, light = stage_colours(4)
    edges = ((0.0, 28.0), (28.0, 31.0), (31.0, 34.0), (34.0, 62.0))
    texts = (lowest, "", "", highest)
    parts = [
        _part(reach, 0.0, colours, text=text)
        for reach, colours, text in zip(edges, (dark, *middle, light), texts, strict=True)
    ]
    return [*parts, _part((68.0, 98.0), 0.0, (GREY, ON_GREY), text="? don't know", known=False)]


def _parts(item: RoomItem, counts: Sequence[int], unknown: int, top: float) -> list[dict[str, Any]]:
    """Return the parts of one bar; none where nobody answered, or nothing may be shown."""
    whole = sum(counts) + unknown
    parts = []
    start = 0.0
    looks = [*stage_colours(len(counts)), (GREY, ON_GREY)]
    for place, (count, colours) in enumerate(zip((*counts, unknown), looks, strict=True)):
        known = place < len(counts)
        if not count:
            continue
        share = 100 * count / whole
        text = str(count) if known else f"? {count}"
        told = {
            "question": item.item.label,
            "answer": level_text(item, place) if known else "Don't know",
            "people": str(count),
        }
        text = text if share >= (COUNTED if known else ASKED) else ("" if known else "?")
        parts.append(_part((start, start + share), top, colours, text=text, known=known) | told)
        start += share
    return parts


def _part(
    reach: tuple[float, float], top: float, colours: tuple[str, str], *, text: str, known: bool = True
) -> dict[str, Any]:
    return {
        "question": "",
        "answer": text,
        "people": "",
        "known": known,
        "from": reach[0],
        "to": reach[1],
        "middle": sum(reach) / 2,
        "top": top,
        "centre": top + BAR / 2,
        "bottom": top + BAR,
        "colour": colours[0],
        "ink": colours[1],
        "text": text,
    }
