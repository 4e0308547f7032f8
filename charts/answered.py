"""Which questions the company could answer, wave by wave, and which of them it can answer for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from charts.lanes import head, keyed, scales, worded
from charts.picture import Palette, Picture, data, finish
from charts.waves import names, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.series_model import Answered, SeriesView

# in pixels at scale 1
KEY, WAVES, LANE, SPACE = 26, 22, 22, 8
WORDS: dict[bool | None, str] = {True: "yes", False: "no", None: "not asked or not shown"}
NEW, LOST = "newly answerable", "no longer answerable"


def answered(view: SeriesView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the questions in their order, with a mark for each wave."""
    found = view.disclosures.questions if view.disclosures else ()
    title = view.disclosures.sentence if view.disclosures else "There is no question to compare."
    caption = "● could be answered with one agreed figure, ○ could not, – was not asked or may not be shown."
    if any(_news(each) == NEW for each in found):
        caption += " A ring marks what can be answered for the first time."
    labels = [each.label for each in view.waves]
    rows = [_row(each, labels) for each in found]
    twin = f"{title} " + " ".join(_told(each, labels) for each in found)
    if not any(given is not None for each in found for given in each.answerable):
        return Picture(None, title, caption, twin.rstrip(), rows)
    return Picture(_chart(found, labels, palette, scale), title, caption, twin, rows)


def _news(question: Answered) -> str:
    """Say what the newest wave changed; empty where it changed nothing, or there is nothing to compare it with."""
    *earlier, now = question.answerable
    known = [given for given in earlier if given is not None]
    if now is None or not known or known[-1] is now:
        return ""
    return NEW if now else LOST


def _row(question: Answered, labels: Sequence[str]) -> dict[str, Any]:
    cells = {
        f"{place + 1}. {label}": WORDS[given]
        for place, (label, given) in enumerate(zip(labels, question.answerable, strict=True))
    }
    return {"Question": question.label, **cells, "What is new": _news(question)}


def _told(question: Answered, labels: Sequence[str]) -> str:
    cells = [f"{label} {WORDS[given]}" for label, given in zip(labels, question.answerable, strict=True)]
    return f"{question.label}: {', '.join([*cells, _news(question)]).removesuffix(', ')}."


def _chart(questions: Sequence[Answered], labels: Sequence[str], palette: Palette, scale: float) -> alt.TopLevelMixin:
    words: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    where = places(len(labels))
    shapes = {True: ("circle", palette.ours), False: ("circle", "transparent"), None: ("stroke", "transparent")}
    below = float(KEY + WAVES)
    for each in questions:
        news = _news(each)
        rows, below = head(each.label, news, below, palette.ink, palette.ink)
        words += rows
        for place, given in enumerate(each.answerable):
            shape, fill = shapes[given]
            line = palette.quiet if given is None else palette.ours
            ring = news == NEW and place == len(labels) - 1
            told = {"question": each.label, "wave": labels[place], "given": WORDS[given]}
            marks.append(
                {
                    **told,
                    "x": where[place],
                    "y": below + LANE / 2,
                    "shape": shape,
                    "fill": fill,
                    "line": line,
                    "ring": ring,
                }
            )
        below += LANE + SPACE
    both = scales(below)
    x, y = both
    base = alt.Chart(data(marks)).encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None))
    rings = base.transform_filter("datum.ring").mark_point(
        shape="circle", size=330 * scale**2, color=palette.ink, strokeWidth=2 * scale, opacity=1
    )
    dots = base.mark_point(filled=True, size=110 * scale**2, opacity=1, strokeWidth=2 * scale).encode(
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("line:N", scale=None),
        tooltip=[
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("wave:N", title="Wave"),
            alt.Tooltip("given:N", title="Answerable"),
        ],
    )
    waves = (
        alt.Chart(data(names(labels, KEY)))
        .mark_text(
            baseline="top",
            fontSize=12 * scale,
            color=palette.quiet,
            limit=alt.ExprRef(f"datum.room * width / 100 - {6 * scale}"),
        )
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="text:N")
    )
    legend = [
        {"x": 3 + 33 * place, "y": 9, "name": name, "shape": shapes[given][0], "fill": shapes[given][1], "line": line}
        for place, (given, name, line) in enumerate(
            ((True, "answerable", palette.ours), (False, "not", palette.ours), (None, "not asked", palette.quiet))
        )
    ]
    layers = alt.layer(rings, dots, waves, worded(words, scale, y), *keyed(legend, palette, scale, both))
    return finish(layers.properties(height=below * scale, width="container"), palette, scale)
