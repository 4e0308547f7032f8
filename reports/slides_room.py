"""Slides of a room: where it stands, how sure that is, where it agrees, what it has to talk about, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_told import next_steps
from assessments.room_words import no_gap
from charts.means import means
from charts.naming import average, finding, level_name, named, people
from charts.numbers import numbers
from charts.picture import LIGHT, stage_colours
from charts.stacked import stacked
from charts.votes import votes
from reports.deck_charts import Drawing, Strand, bars
from reports.deck_parts import Grid, above, on_steps, said, tables, under
from reports.slides_result import add_steps

if TYPE_CHECKING:
    from assessments.room_model import Figure, RoomDimension, RoomItem, RoomResult, RoomView
    from reports.deck import Deck

TALKED = 6  # questions that get a slide of their own
MOST = 12  # questions on one chart
GREY = "E3E3E3"
TALK = frozenset({"polarised", "mixed", "unknown", "gap"})


def add_room(deck: Deck, view: RoomView) -> None:
    """Add the slides of a room to a deck."""
    titles = [each.questionnaire for each in view.results]
    deck.foot = deck.about.line(*(each.short_title for each in titles))
    subtitle = [deck.about.line(), f"Answered by {people(view.people)}" if view.people else ""]
    deck.cover(titles[0].title if len(titles) == 1 else "The result of the room", subtitle, view.meaning)
    if view.why:
        said(deck, "There is nothing to show of this room", view.why, [view.why])
        return
    for result in view.results:
        _result(deck, view, result)
    _agreement(deck, view)
    for item in [each for each in view.items if each.concern in TALK][:TALKED]:
        _item(deck, item)
    _contested(deck, view)
    _numbers(deck, view)
    for result in view.results:
        add_steps(deck, next_steps(result), result.headline)
    _method(deck, view)


def _result(deck: Deck, view: RoomView, result: RoomResult) -> None:
    notes = f"{result.decided}\n{view.meaning}"
    slide, box = deck.slide(result.headline, notes)
    drawn = means(result, LIGHT)
    shown = sorted((each for each in result.dimensions if each.figure.points is not None), key=_points)
    overall = result.overall
    stands = "" if overall.points is None else f"{_figure(overall)} of 100 over all dimensions."
    if not shown:
        under(slide, deck, box, overall.why or drawn.title)
        return
    names = tuple(each.dimension.title for each in shown)
    values = tuple(float(_points(each)) for each in shown)
    told = f"{result.headline} {drawn.twin}"
    drawing = Drawing(names, (Strand("Average", values, ink="262730"),), told)
    on_steps(slide, above(box), result.questionnaire.stages, drawing, overall.points)
    under(slide, deck, box, " ".join(part for part in (stands, result.decided) if part))
    _sure(deck, view, result)


def _sure(deck: Deck, view: RoomView, result: RoomResult) -> None:
    """Show the averages with their ranges, where there are any, and what the roles say."""
    drawn = means(result, LIGHT)
    shown = sorted((each for each in result.dimensions if each.figure.points is not None), key=_points)
    if any(each.figure.low is not None for each in shown):
        slide, box = deck.slide(drawn.title, f"{drawn.twin}\n{view.meaning}")
        reach = tuple(_reach(each.figure) for each in shown)
        values = tuple(float(_points(each)) for each in shown)
        names = tuple(f"{each.dimension.title}: {_figure(each.figure)}" for each in shown)
        bars(slide, above(box), Drawing(names, (Strand("Average", values, reach=reach),), drawn.twin))
        under(slide, deck, box, f"The dark line is the range. {view.meaning}")
    rows = tuple(
        (
            each.dimension.title,
            _figure(each.figure),
            each.stage or "",
            each.words or "too few for a measure",
            each.gap or no_gap(each.groups),
        )
        for each in result.dimensions
    )
    header = ("Dimension", "Average (range)", "Nearest stage", "Agreement", "Roles")
    verdicts = {each.item.id: each.now.verdict for each in view.items}
    differ = sum(
        any(verdicts.get(item.id) in {"polarised", "mixed"} for item in each.dimension.all_items())
        for each in result.dimensions
    )
    title = f"Views differ on a question in {differ} of {len(rows)} dimensions"
    if not differ:
        title = "On no question does the room fall apart, as far as that may be shown"
    tables(deck, title, drawn.twin, Grid(header, rows, (3, 1.6, 2, 4, 3.4), 12))


def _agreement(deck: Deck, view: RoomView) -> None:
    """Show the votes on the questions that are most worth talking about, a bar of 100 % each."""
    there = [each for each in view.items if each.now.levels]
    if not there:
        return
    drawn = stacked(there, LIGHT)
    shown = [each for each in there if any(each.now.counts or ())][:MOST]
    slide, box = deck.slide(drawn.title, drawn.twin)
    if not shown:
        rows = tuple((str(row["Question"]), str(row["Agreement"])) for row in drawn.rows[:MOST])
        under(slide, deck, box, drawn.caption)
        tables(deck, drawn.title, drawn.twin, Grid(("Question", "Agreement"), rows, (6, 6), 14))
        return
    most = max(len(each.now.levels) for each in shown)
    alike = (
        len({tuple(level.stage for level in each.now.levels) for each in shown if len(each.now.levels) == most}) == 1
    )
    strands = []
    for place in range(most):
        looks = [stage_colours(len(each.now.levels)) for each in shown]
        colours = tuple(each[min(place, len(each) - 1)][0] for each in looks)
        values = tuple(_count(each, place) for each in shown)
        fullest = next(each for each in shown if len(each.now.levels) == most)
        fill, ink = stage_colours(most)[place]
        name = fullest.now.levels[place].stage if alike else None
        strands.append(Strand(name or _level(place, most), values, fill, colours, ink=ink.lstrip("#")))
    unknown = tuple(float(each.now.unknown) if each.now.unknown else None for each in shown)
    strands.append(Strand("Don't know", unknown, GREY, ink="000000"))
    names = tuple(named(shown))
    bars(slide, above(box), Drawing(names, tuple(strands), drawn.twin, legend=True), shares=True)
    left = len(view.items) - len(shown)
    more = f" {left} more stand in the workbook." if left else ""
    under(
        slide,
        deck,
        box,
        f"The figures are people, most disagreement first. The darkest part is the lowest answer, the lightest the "
        f"highest.{more}",
    )


def _count(item: RoomItem, place: int) -> float | None:
    counts = item.now.counts or ()
    return float(counts[place]) if place < len(counts) and counts[place] else None


def _level(place: int, most: int) -> str:
    return "Lowest answer" if place == 0 else "Highest answer" if place == most - 1 else f"Answer {place + 1}"


def _item(deck: Deck, item: RoomItem) -> None:
    """Show the votes on one question, the first beside the one that counts now, and what to ask the room."""
    drawn = votes(item, LIGHT)
    written = [f"Written: {text}" for text in item.texts]
    notes = [item.item.ask, item.prompt, f"Ask: {item.question}" if item.question else "", *written]
    slide, box = deck.slide(finding(item), "\n".join(part for part in notes if part))
    told = " ".join(part for part in (item.item.ask, average(item.now.figure), item.gap) if part)
    under(slide, deck, box, f"{told} Talk about: {item.question}" if item.question else told)
    if item.now.counts is None:
        return
    sides = [("Now", item.now, 1)]
    if item.first is not None and item.first.counts is not None:
        sides = [("First vote", item.first, 2), *sides]
    names = [" ".join(level_name(item, place).split()) or str(place + 1) for place in range(len(item.now.levels))]
    if item.item.dont_know != "off":
        names.append("Don't know")
    strands = tuple(
        Strand(
            name if len(sides) > 1 else "People",
            tuple(float(count) for count in (*(vote.counts or ()), vote.unknown or 0))[: len(names)],
            colour,
            ink="262730",
        )
        for name, vote, colour in sides
    )
    top = max(1.0, *(value or 0.0 for each in strands for value in each.values))
    drawing = Drawing(tuple(names), strands, drawn.twin, top=top * 1.1, size=14, legend=len(sides) > 1)
    chart = bars(slide, above(box), drawing)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def _contested(deck: Deck, view: RoomView) -> None:
    rows = tuple(
        (each.item.ask, each.now.words, each.shift, each.gap or no_gap(each.groups)) for each in view.contested
    )
    settled = sum(each.course == "settled" for each in view.contested)
    title = f"{len(rows)} questions were contested; {settled} of them settled by the second vote"
    if len(rows) == 1:
        title = "One question was contested" + ("; the second vote settled it" if settled else "")
    elif not settled:
        title = f"{len(rows)} questions were contested"
    notes = "Dissent is recorded here, not averaged away."
    if any(row[2] for row in rows):
        grid = Grid(("Question", "Agreement", "Second vote", "Roles"), rows, (4.5, 1.6, 4, 3), 13)
    else:
        grid = Grid(("Question", "Agreement", "Roles"), tuple((a, b, d) for a, b, _, d in rows), (6, 2, 4), 14)
    tables(deck, title, notes, grid)


def _numbers(deck: Deck, view: RoomView) -> None:
    for item in sorted(view.items, key=lambda each: each.number):
        for given in item.numbers:
            drawn = numbers(given, LIGHT)
            rows = tuple((str(row["Who"]), str(row["Number"])) for row in drawn.rows)
            notes = f"{drawn.twin}\nAsk where each of these figures comes from."
            tables(deck, drawn.title, notes, Grid(("Who", f"Number ({given.unit})"), rows, (6, 3), 16))


def _method(deck: Deck, view: RoomView) -> None:
    wave = view.wave
    told = [view.meaning]
    if wave.mode == "anonymous":
        told.append(
            f"Nothing is shown about fewer than {wave.smallest_group} people, nor anything from which it could be "
            "worked out; distributions and comments need eight. Averages are rounded, and small numbers of people are "
            "given as a range."
        )
    else:
        told.append("This workshop was open: its people were told that their answers may be seen.")
    told.append(
        "Agreement is measured from six people on: by the average distance from the middle answer, and by how much "
        "less the answers vary than answers at random. “Polarised” means that at least 30 % stand at either end."
    )
    asked = (each.questionnaire for each in view.results)
    told.append(f"{deck.about.rests_on(*asked)} Made on {deck.about.date}.")
    said(deck, f"These are the answers of {people(view.people)}: what is shown and what is not", "\n".join(told), told)


def _points(each: RoomDimension) -> int:
    return each.figure.points or 0


def _figure(figure: Figure) -> str:
    if figure.points is None:
        return figure.why
    return f"{figure.points}" if figure.low is None else f"{figure.points} ({figure.low} to {figure.high})"


def _reach(figure: Figure) -> tuple[float, float] | None:
    if figure.points is None or figure.low is None or figure.high is None:
        return None
    return figure.points - figure.low, figure.high - figure.points
