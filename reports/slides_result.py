"""Slides of one respondent's result: where it stands, the gaps, what to do next, how the score comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts.answerable import answerable
from charts.dumbbell import dumbbell
from charts.ladder import ladder
from charts.line import line
from charts.mix import mix
from charts.picture import FOCUS, GREYS, LIGHT
from reports.deck import Deck
from reports.deck_charts import Drawing, Strand, bars
from reports.deck_parts import Grid, above, on_steps, said, tables, under
from scoring.sentences import driver_sentence

if TYPE_CHECKING:
    from assessments.views import Answerable, DimensionView, ResultView
    from scoring.gaps import NextStep

ALONE = (
    "One person answered this. It is that person's view, not the company's: ask two colleagues from other functions to "
    "answer it too, and talk about where you differ."
)
LEFT, RIGHT = 2, 1  # accents of what lies left of the whole, and of what does not


def add_result(deck: Deck, view: ResultView) -> None:
    """Add the slides of a result to a deck."""
    asked = view.questionnaire
    when = "" if view.submitted_at is None else f"Answered by one person on {view.submitted_at:%-d %B %Y}"
    deck.foot = deck.about.line(asked.short_title)
    deck.cover(asked.title, [deck.about.line(), when], f"{asked.purpose} {ALONE}")
    if asked.result == "stages":
        _ladder(deck, view)
    elif asked.result == "line":
        _line(deck, view)
    elif view.answerable is not None:
        _answerable(deck, view, view.answerable)
    else:
        _agenda(deck, view)
    add_steps(deck, view.steps, view.headline)
    if view.agenda is None:
        _gaps(deck, view)
    _behind(deck, view)
    _dimensions(deck, view)
    _method(deck, view)


def add_steps(deck: Deck, steps: tuple[NextStep, ...], headline: str) -> None:
    """Add what to do next."""
    rows = tuple(
        (str(number), each.title, each.text, "\n".join(part for part in (each.because, each.reason) if part))
        for number, each in enumerate(steps, start=1)
    )
    title = "Three things to do next" if len(rows) == 3 else "What to do next"  # noqa: PLR2004 - three
    if rows and not steps[0].title.endswith("."):
        title += f": begin with “{steps[0].title}”"
    notes = [headline, "Ask who takes each of these on, until when, and what will show that it worked."]
    notes += [f"{each.title}: {each.reason} {each.because}".rstrip() for each in steps]
    tables(deck, title, "\n".join(notes), Grid(("", "For", "What to do", "Why"), rows, (0.4, 2.2, 5, 4), 15))


def _ladder(deck: Deck, view: ResultView) -> None:
    drawn = ladder(view, LIGHT)
    slide, box = deck.slide(drawn.title, f"{view.decided}\n{drawn.twin}\n{ALONE}")
    if not drawn.rows:
        under(slide, deck, box, view.decided or "There are not enough answers for a score.")
        return
    names = tuple(str(row["Dimension"]) for row in drawn.rows)
    values = tuple(float(row["Score"]) for row in drawn.rows)
    drawing = Drawing(names, (Strand("Score", values, ink="262730"),), drawn.twin)
    whole = None if view.result.score is None else round(view.result.score, 1)
    on_steps(slide, above(box), view.questionnaire.stages, drawing, whole)
    stands = "" if whole is None else f"The dashed line is the average of all dimensions, {whole:.1f}."
    under(slide, deck, box, f"{view.decided} {stands}".strip())


def _line(deck: Deck, view: ResultView) -> None:
    drawn = line(view, LIGHT)
    slide, box = deck.slide(drawn.title, drawn.twin)
    spread = view.spread
    if not drawn.rows or spread is None:
        return
    names = tuple(str(row["Question"]) for row in drawn.rows)
    values = tuple(float(row["Position"]) for row in drawn.rows)
    ours, others = "#0072B2", "#D55E00"
    colours = tuple(others if value < spread.position else ours for value in values)
    drawing = Drawing(names, (Strand("Position", values, colours=colours, ink="262730"),), drawn.twin)
    on_steps(slide, above(box), view.questionnaire.stages, drawing, spread.position)
    middle = spread.middle
    under(
        slide,
        deck,
        box,
        f"The dashed line is the position of the whole, {spread.position:.0f}. Half of the answers lie between "
        f"{middle[0]:.0f} and {middle[1]:.0f}; their standard deviation is {spread.deviation:.0f} points.",
    )
    low, high = view.ends
    stages = view.questionnaire.stages
    rows = tuple(
        (f"Furthest towards “{stage.title}”", each.item.label, each.text)
        for stage, items in ((stages[0], low), (stages[-1], high))
        for each in items
    )
    rows += tuple(
        ("First thought", each.item.label, each.text)
        for each in view.outside
        if each.answer is not None and each.answer.kind == "value"
    )
    title = f"What pulls towards “{stages[0].title}”, and what towards “{stages[-1].title}”"
    tables(deck, title, drawn.twin, Grid(("Where", "Question", "Answer"), rows, (3, 3, 6), 14))


def _answerable(deck: Deck, view: ResultView, found: Answerable) -> None:
    drawn = answerable(view, LIGHT)
    slide, box = deck.slide(drawn.title, drawn.twin)
    if drawn.rows:
        ids = {each.item.label: each.item.id for one in view.dimensions for each in one.items}
        names = tuple(str(row["Question"]) for row in drawn.rows)
        points = tuple(float(row["Points"]) for row in drawn.rows)
        before = (found.detail.get(ids[name]) for name in names)
        lost = tuple(
            None if each is None or each.level_points - kept < 0.05 else round(each.level_points - kept, 1)  # noqa: PLR2004 - less than shown
            for each, kept in zip(before, points, strict=True)
        )
        strands = (
            Strand("Points", points, ink="FFFFFF"),
            Strand("Taken away by a missing definition or a contradiction", lost, light=0.6, ink="262730"),
        )
        bars(slide, above(box), Drawing(names, strands, drawn.twin, legend=True), stacked=True)
    under(slide, deck, box, drawn.caption)
    said(
        deck,
        f"{len(found.contradictions)} contradictions between the figures"
        if len(found.contradictions) > 1
        else "The figures contradict each other",
        "Ask who can say which figure is right, and where it comes from.",
        [each.message for each in found.contradictions],
    )
    rows = tuple(
        (each.title, f"{each.value:.2f} times" if each.id == "skew" else f"{100 * each.value:.1f} %", each.formula)
        for each in found.derived
    )
    tables(
        deck,
        "What the figures that were given imply",
        drawn.twin,
        Grid(("Figure", "Value", "How"), rows, (4, 2, 6), 15),
    )


def _agenda(deck: Deck, view: ResultView) -> None:
    drawn = mix(view, LIGHT)
    agenda = view.agenda
    slide, box = deck.slide(drawn.title, drawn.twin)
    if agenda is None or agenda.result is None or not drawn.rows:
        return
    result, titles = agenda.result, {each.id: each.title for each in agenda.item.categories}
    names = tuple(key for key in drawn.rows[0] if key != "View")
    greys = iter(GREYS * len(drawn.rows))
    strands = []
    for category, row in zip(agenda.item.categories, drawn.rows, strict=True):
        colour = FOCUS if category.id == agenda.item.focus else next(greys)
        values = tuple(float(str(row[name]).removesuffix(" %")) for name in names)
        shown = tuple(value or None for value in values)
        dark = colour in {FOCUS, GREYS[0]}
        strands.append(Strand(category.title, shown, colour, ink="FFFFFF" if dark else "000000", quiet_below=5.0))
    drawing = Drawing(names, tuple(strands), drawn.twin, '0" %"', size=14, legend=True)
    bars(slide, above(box), drawing, shares=True)
    under(slide, deck, box, drawn.caption)
    facts = [driver_sentence(agenda.item, result)]
    if agenda.stated:
        facts.append(f"Said: {agenda.stated_text}. Seen: {', '.join(titles[each].lower() for each in result.leader)}.")
    if result.distance is not None:
        facts.append(f"{100 * result.distance:.0f} % of the minutes would have to move to reach the mix you want.")
    if result.bumped:
        facts.append(f"Bumped: {'; '.join(result.bumped)}.")
    if result.opinion:
        facts.append(f"Argued on opinion: {'; '.join(result.opinion)}.")
    facts += [agenda.item.flags[flag].say for flag in result.flags if flag in agenda.item.flags]
    said(deck, facts[0], drawn.twin, facts[1:])


def _gaps(deck: Deck, view: ResultView) -> None:
    drawn = dumbbell(view, LIGHT)
    if not drawn.rows:
        return
    slide, box = deck.slide(drawn.title, f"{drawn.twin}\n{view.target_note}")
    goal = next(key for key in drawn.rows[0] if key not in {"Dimension", "Score", "Gap", "Stage"})
    names = tuple(str(row["Dimension"]) for row in drawn.rows)
    strands = (
        Strand("Score", tuple(float(row["Score"]) for row in drawn.rows), ink="FFFFFF"),
        Strand(f"Gap to {goal.lower()}", tuple(float(row["Gap"]) or None for row in drawn.rows), 2, ink="000000"),
    )
    bars(slide, above(box), Drawing(names, strands, drawn.twin, legend=True), stacked=True)
    caption = (
        "Sorted by priority: weight times gap. No published benchmark measures these dimensions, so none is drawn."
    )
    under(slide, deck, box, f"{view.target_note} {caption}")


def _behind(deck: Deck, view: ResultView) -> None:
    """Show the answers of the dimensions that the next steps are for."""
    wanted = {each.dimension_id: place for place, each in enumerate(view.steps)}
    found = [each for each in view.dimensions if each.dimension.id in wanted and each.score is not None]
    found.sort(key=lambda each: wanted[each.dimension.id])
    if not found:
        return
    first = found[0]
    title = f"The answers behind it: “{first.dimension.title}” stands at {first.score:.1f} of 100{_nearest(first)}"
    rows = tuple(
        (
            f"{each.dimension.title}: {each.score:.1f}" if place == 0 else "",
            one.item.label,
            " ".join([one.text, *one.notes]),
            _points(one.points),
        )
        for each in found
        for place, one in enumerate(each.items)
    )
    notes = [f"{each.dimension.title}: {each.dimension.summary} Worked out: {each.working}." for each in found]
    notes += [
        f"{one.item.label}: {one.answer.comment}"
        for each in found
        for one in each.items
        if one.answer is not None and one.answer.comment
    ]
    tables(deck, title, "\n".join(notes), Grid(("For", "Question", "Answer", "Points"), rows, (2.8, 2.4, 6.4, 1), 14))


def _nearest(each: DimensionView) -> str:
    return f", nearest to “{each.stage}”" if each.stage else ""


def _points(points: float | None) -> str:
    return "" if points is None else f"{round(points, 1):g}"


def _dimensions(deck: Deck, view: ResultView) -> None:
    rows = tuple(
        (
            each.dimension.title,
            "" if each.score is None else f"{each.score:.1f}",
            each.stage or "",
            each.goal_text,
            f"{100 * each.dont_know_share:.0f} %",
        )
        for each in view.dimensions
    )
    if len(rows) == 1:
        return
    scored = sum(each.score is not None for each in view.dimensions)
    title = f"All dimensions in figures: {scored} of {len(rows)} could be scored"
    grid = Grid(("Dimension", "Score", "Nearest stage", "Goal", "Don't know"), rows, (5, 1.2, 3, 3, 1.6), 14)
    tables(deck, title, "\n".join(f"{each.dimension.title}: {each.working}" for each in view.dimensions), grid)


def _method(deck: Deck, view: ResultView) -> None:
    asked, result = view.questionnaire, view.result
    scored = sum(each.score is not None for each in view.dimensions)
    title = "How the score comes about"
    if result.score is not None:
        title += f": {result.score:.1f} of 100, on {scored} of {len(view.dimensions)} dimensions"
    worked = f"Overall = {view.working}" if view.working else ""
    pinned = f"Questionnaire {asked.id} {asked.version}, fingerprint {view.digest[:12]}."
    made = f"Made on {deck.about.date}."
    told = [worked, view.decided, view.band, view.target_note, ALONE, f"{pinned} {made}"]
    said(deck, title, "\n".join(told), told, 16)
