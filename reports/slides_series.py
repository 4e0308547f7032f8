"""Slides of an assessment over its waves: what moved, how sure that is, each dimension wave by wave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.series_words import signed
from charts.answered import answered
from charts.derived import derived
from charts.lines import lines as lines_drawn
from charts.picture import FOCUS, GREYS, LIGHT
from charts.shares import shares
from charts.slope import slope
from charts.waves import runs
from reports.deck import Box
from reports.deck_charts import Drawing, Strand, bars, lines
from reports.deck_parts import Grid, above, said, tables, under

if TYPE_CHECKING:
    from assessments.room_model import Figure
    from assessments.series_model import Change, Series, SeriesView
    from reports.deck import Deck

TWO, THREE = 2, 3
ACROSS, DOWN = 3, 2  # small charts on a slide
LARGE = 14  # points: a chart with smaller letters has neither ranges nor a legend
NOT_SEEN = (
    "“No detectable change” does not say that nothing changed: it says that a change of that size would be hard to "
    "tell from chance with so few people."
)
MOVED = frozenset({"up", "down"})


def add_series(deck: Deck, view: SeriesView) -> None:
    """Add the slides of a series to a deck."""
    labels = ", ".join(each.label for each in view.waves)
    deck.foot = deck.about.line(view.questionnaire.short_title)
    deck.cover(f"What changed: {view.questionnaire.title}", [replace(deck.about, wave=labels).line()], view.headline)
    if not view.waves:
        said(deck, view.headline, view.why, [view.why])
        return
    _overall(deck, view)
    _moved(deck, view)
    _panels(deck, view)
    _figures(deck, view)
    _agenda(deck, view)
    _disclosures(deck, view)
    _method(deck, view)


def _overall(deck: Deck, view: SeriesView) -> None:
    """Show the finding with the whole, wave by wave."""
    drawn = lines_drawn(view, LIGHT)
    notes = [view.headline, drawn.twin, view.stage, view.turnover, view.mix, view.correction]
    slide, box = deck.slide(view.headline, "\n".join(part for part in notes if part))
    told = ["" if view.headline == drawn.title else drawn.title, view.comparable]
    if view.series and any(each.points is not None for each in view.series[0].figures):
        lines(slide, above(box), _drawing(view, view.series[0], drawn.twin, size=14))
        if any(each.low is not None for each in view.series[0].figures):
            told.append("The upright lines are the ranges.")
    under(slide, deck, box, " ".join(part for part in told if part))


def _drawing(view: SeriesView, series: Series, twin: str, *, size: float) -> Drawing:
    """Return one series as lines, broken where the questionnaire changed, with its target as a line of its own."""
    labels = tuple(each.label for each in view.waves)
    there = [each.points is not None for each in series.figures]
    strands = []
    for number, run in enumerate(runs(there, series.breaks), start=1):
        inside = [figure if place in run else None for place, figure in enumerate(series.figures)]
        values = tuple(None if each is None or each.points is None else float(each.points) for each in inside)
        reach = tuple(None if each is None or size < LARGE else _reach(each) for each in inside)
        name = series.title if number == 1 else f"{series.title}, as asked from {labels[run[0]]} on"
        strands.append(Strand(name, values, 1, ink="262730", reach=reach))
    if series.target is not None:
        strands.append(Strand("Target", tuple(series.target for _ in labels), 2))
    return Drawing(labels, tuple(strands), twin, size=size, legend=size >= LARGE)


def _panels(deck: Deck, view: SeriesView) -> None:
    """Show the dimensions as small charts on the same scale, from three waves on."""
    if len(view.waves) < THREE:
        return
    parts = [each for each in view.series if each.dimension_id and any(one.points is not None for one in each.figures)]
    drawn = lines_drawn(view, LIGHT)
    for first in range(0, len(parts), ACROSS * DOWN):
        page = parts[first : first + ACROSS * DOWN]
        slide, box = deck.slide(_title(page, view), drawn.twin)
        wide, high = box.width // ACROSS, box.height // DOWN
        for place, series in enumerate(page):
            at = Box(box.left + wide * (place % ACROSS), box.top + high * (place // ACROSS), wide - wide // 25, high)
            told = ", ".join(
                f"{mark.label} {_figure(one)}" for mark, one in zip(view.waves, series.figures, strict=True)
            )
            lines(slide, at, _drawing(view, series, f"{series.title}: {told}.", size=11), title=series.title)


def _title(page: list[Series], view: SeriesView) -> str:
    """Say which of some dimensions moved."""
    words = {each.dimension_id: each for each in view.movements}
    found = [words[each.dimension_id] for each in page if each.dimension_id in words]
    told = [f"“{each.title}” went {each.change.word}" for each in found if each.change.word in MOVED]
    if told:
        return f"Wave by wave: {', '.join(told)}"
    return f"Wave by wave: no detectable change in {'these dimensions' if len(page) > 1 else 'this dimension'}"


def _moved(deck: Deck, view: SeriesView) -> None:
    """Show the last two waves side by side, and every change with its range."""
    if not view.movements:
        return
    drawn = slope(view, LIGHT)
    then, now = (each.label for each in view.waves[-2:])
    sides = [(each.before.points, each.after.points) for each in view.movements]
    if any(point is not None for side in sides for point in side):
        slide, box = deck.slide(drawn.title, drawn.twin)
        names = tuple(f"{each.title}: {_word(each.change)}" for each in view.movements)
        strands = tuple(
            Strand(
                label,
                tuple(None if side[place] is None else float(side[place] or 0) for side in sides),
                colour,
                light=light,
                ink="262730",
            )
            for place, (label, colour, light) in enumerate(((then, 6, 0.4), (now, 1, 0.0)))
        )
        bars(slide, above(box), Drawing(names, strands, drawn.twin, size=11, legend=True))
        said_below = "Averages of 100. A change is only called one where it is larger than chance would make it."
        under(slide, deck, box, " ".join(part for part in (said_below, view.comparable) if part))
    rows = tuple(
        (
            each.title,
            _figure(each.before),
            _figure(each.after),
            _change(each.change),
            str(each.change.word),
            each.change.people,
        )
        for each in view.movements
    )
    header = ("Dimension", then, now, "Change (range)", "Finding", "Rests on")
    title = f"From {then} to {now} in figures"
    notes = "\n".join(each.sentence or each.why for each in view.movements)
    tables(
        deck, f"{title}: {_tally(view)}", notes, Grid(header, rows, (3.4, 1.6, 1.6, 2, 2.2, 2.2), 12), view.correction
    )


def _tally(view: SeriesView) -> str:
    parts = [each for each in view.movements if each.dimension_id]
    moved = sum(each.change.word in MOVED for each in parts)
    return f"{moved} of {len(parts)} dimensions moved"


def _figures(deck: Deck, view: SeriesView) -> None:
    labels = tuple(each.label for each in view.waves)
    rows = tuple(
        (
            each.title,
            *(_figure(figure) for figure in each.figures),
            "" if each.target is None else f"{each.target:.0f}",
        )
        for each in view.series
    )
    grid = Grid(("Dimension", *labels, "Target"), rows, (3.2, *(1.6 for _ in labels), 1.0), 13)
    tables(deck, f"All figures of {len(labels)} waves" if len(labels) > 1 else "All figures", view.headline, grid)


def _agenda(deck: Deck, view: SeriesView) -> None:
    drawn = shares(view, LIGHT)
    if view.agenda is None or not drawn.rows:
        return
    slide, box = deck.slide(drawn.title, drawn.twin)
    order = [key for key in drawn.rows[0] if key not in {"Wave", "To move"}]
    greys = iter(GREYS * len(order))
    strands = []
    for place, name in enumerate(order):
        colour = FOCUS if place == 0 else next(greys)
        values = tuple(float(str(row[name]).removesuffix(" %")) or None if row[name] else None for row in drawn.rows)
        strands.append(
            Strand(name, values, colour, ink="FFFFFF" if colour in {FOCUS, GREYS[0]} else "000000", quiet_below=5.0)
        )
    names = tuple(str(row["Wave"]) for row in drawn.rows)
    bars(slide, above(box), Drawing(names, tuple(strands), drawn.twin, '0" %"', size=14, legend=True), shares=True)
    under(slide, deck, box, drawn.caption)


def _disclosures(deck: Deck, view: SeriesView) -> None:
    if view.disclosures is None:
        return
    marks = {"yes": "● yes", "no": "○ no"}
    drawn = answered(view, LIGHT)
    for picture, size in ((drawn, 13.0), (derived(view, LIGHT), 14.0)):
        if not picture.rows:
            continue
        header = tuple(key.partition(". ")[2] if key[:1].isdigit() else key for key in picture.rows[0])
        rows = tuple(tuple(marks.get(str(cell), str(cell)) for cell in row.values()) for row in picture.rows)
        tables(deck, picture.title, picture.twin, Grid(header, rows, (3.5, *(1.6 for _ in header[1:])), size))


def _method(deck: Deck, view: SeriesView) -> None:
    told = [
        view.why if view.why != view.headline else "",
        view.stage,
        view.comparable,
        *view.breaks,
        view.turnover,
        view.mix,
        view.correction,
        NOT_SEEN,
    ]
    waves = "; ".join(f"{each.label}: {each.people or each.why} on version {each.version}" for each in view.waves)
    told.append(f"{waves}. {deck.about.rests_on(view.questionnaire)} Made on {deck.about.date}.")
    said(deck, "How far the comparison holds", "\n".join(part for part in told if part), told)


def _word(change: Change) -> str:
    if change.word in MOVED:
        return f"{change.word} {abs(change.points or 0)}"
    return "too few to compare" if change.word == "too few" else "no change seen"


def _change(change: Change) -> str:
    if change.points is None:
        return ""
    if change.low is None or change.high is None:
        return signed(change.points)
    return f"{signed(change.points)} ({signed(change.low)} to {signed(change.high)})"


def _figure(figure: Figure) -> str:
    if figure.points is None:
        return figure.why
    return f"{figure.points}" if figure.low is None else f"{figure.points} ({figure.low} to {figure.high})"


def _reach(figure: Figure) -> tuple[float, float] | None:
    if figure.points is None or figure.low is None or figure.high is None:
        return None
    return figure.points - figure.low, figure.high - figure.points
