"""The agenda wave by wave: a bar of 100 % of the minutes for each, above the mix that is wanted."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import altair as alt

from charts.lanes import boxed, head, keyed, scales, worded
from charts.mix import INK_ON, NUMBERED
from charts.naming import cut
from charts.picture import FOCUS, GREYS, Palette, Picture, finish
from questionnaires.items import Agenda

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.series_model import Mix, SeriesView

# in pixels at scale 1
BAR, SPACE, KEY = 30, 12, 20
COLUMNS, LETTERS = 2, 20  # of the legend
WANTED = "The mix you want"


def shares(view: SeriesView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the minutes of every wave by what they were about; what the audit looks for stands first, in blue."""
    agenda = view.agenda
    title = agenda.sentence if agenda else "There is no agenda to compare."
    waves = [(mark.label, mix) for mark, mix in zip(view.waves, agenda.waves, strict=True)] if agenda else []
    if agenda is None or not any(mix.time for _, mix in waves):
        return Picture(None, title, "Minutes spent, by what they were about.", title, [])
    focus = _focus(view)
    order = sorted(
        dict.fromkeys(name for time in (*(mix.time for _, mix in waves), agenda.wanted) for name in time),
        key=lambda name: name != focus,
    )
    caption = "Minutes spent, in per cent."
    if focus:
        caption += f" Blue and first is {focus.lower()}; the other views are grey, in the order of the legend."
    if agenda.wanted:
        caption += " “To move” is the share of the minutes that would have to go elsewhere to reach the mix you want."
    if not all(mix.time for _, mix in waves):
        caption += " A wave without a bar has no agenda."
    bars = [(name, mix.time, _words(focus, mix)) for name, mix in waves]
    if agenda.wanted:
        bars.append((WANTED, agenda.wanted, _share(focus, agenda.wanted)))
    rows = [
        {
            "Wave": name,
            **{each: f"{100 * time[each]:.0f} %" if each in time else "" for each in order},
            "To move": moved,
        }
        for (name, time, _), moved in zip(bars, [*(_moved(mix) for _, mix in waves), ""], strict=False)
    ]
    twin = f"{title} " + " ".join(_told(row) for row in rows)
    return Picture(_chart(bars, order, focus, palette, scale), title, caption, twin, rows)


def _focus(view: SeriesView) -> str:
    """Return the title of the category that the audit looks for; empty without an agenda among the items."""
    found = (each for each in view.questionnaire.items if isinstance(each, Agenda))
    return next((kind.title for each in found for kind in each.categories if kind.id == each.focus), "")


def _share(focus: str, time: Mapping[str, float]) -> str:
    return f"{focus.lower()} {100 * time[focus]:.0f} %" if focus in time else ""


def _moved(mix: Mix) -> str:
    return "" if mix.distance is None else f"{100 * mix.distance:.0f} %"


def _words(focus: str, mix: Mix) -> str:
    if not mix.time:
        return "no agenda"
    moved = _moved(mix)
    return ", ".join(part for part in (_share(focus, mix.time), f"{moved} to move" if moved else "") if part)


def _told(row: Mapping[str, str]) -> str:
    wave, *figures = row.items()
    told = ", ".join(f"{name.lower()} {figure}" for name, figure in figures if figure)
    return f"{wave[1]}: {told or 'no agenda'}."


def _chart(
    bars: Sequence[tuple[str, Mapping[str, float], str]],
    order: Sequence[str],
    focus: str,
    palette: Palette,
    scale: float,
) -> alt.TopLevelMixin:
    greys = cycle(GREYS)
    colour = {name: FOCUS if name == focus else next(greys) for name in order}
    words: list[dict[str, Any]] = []
    cells: list[dict[str, Any]] = []
    legend = [
        {
            "x": 100 / COLUMNS * (place % COLUMNS) + 3,
            "y": KEY * (place // COLUMNS + 0.5),
            "name": cut(name, LETTERS),
            "shape": "square",
            "fill": colour[name],
            "line": palette.quiet,
        }
        for place, name in enumerate(order)
    ]
    below = float(KEY * ((len(order) + COLUMNS - 1) // COLUMNS) + SPACE)
    for name, time, said in bars:
        ink = palette.ink if time else palette.quiet
        rows, below = head(name, said, below, ink, ink)
        words += rows
        start = 0.0
        for each in order if time else ():
            share = 100 * time.get(each, 0.0)
            cells.append(
                {
                    "bar": name,
                    "category": each,
                    "share": share,
                    "from": start,
                    "to": start + share,
                    "middle": start + share / 2,
                    "top": below,
                    "line": below + BAR / 2,
                    "bottom": below + BAR,
                    "colour": colour[each],
                    "ink": INK_ON[colour[each]],
                    "text": f"{share:.0f}" if share >= NUMBERED else "",
                }
            )
            start += share
        below += SPACE + (BAR if time else 0)
    both = scales(below)
    _, y = both
    tooltip = [
        alt.Tooltip("bar:N", title="Wave"),
        alt.Tooltip("category:N", title="View"),
        alt.Tooltip("share:Q", title="Per cent", format=".0f"),
    ]
    boxes = boxed(cells, tooltip, palette, scale, both)
    layers = alt.layer(*boxes, worded(words, scale, y), *keyed(legend, palette, scale, both))
    return finish(layers.properties(height=below * scale, width="container"), palette, scale)
