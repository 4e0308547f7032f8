"""The last sheet of a workbook: how the figures come about, what formulas cannot carry, and what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import Agenda, Allocation, Disclosure
from reports.given import MOST_PEOPLE, allowed
from scoring.items import is_scored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.views import ResultView
    from questionnaires.model import Questionnaire
    from reports.book import Book
    from reports.given import Given

COMBINED = {
    "mean": "the mean of its parts, each with its weight, of those that have points",
    "sum": "the points of its parts over the weight of all that apply, so that a gap counts as nothing",
    "min": "the lowest of its parts",
    "ladder": "the mean of its parts, each weighted by its place",
    "cumulative": "the highest stage up to which enough criteria of every stage are met",
}
ENOUGH = (
    "A score needs answers to two thirds of the weight that applies (“don't know” is an answer), and points for half "
    "of it. Where that is missing, the cell stays empty."
)
TRY = (
    "To see what an answer does, change its yellow cell to another code. Columns called “now” follow; columns called "
    "“as given” or “as shown” keep what the app showed. “Now” has more digits than the screen."
)


def write_method_of_result(book: Book, view: ResultView) -> None:
    """Add the method of one respondent's result."""
    told = [*_rules(view.questionnaire), TRY, view.decided, view.band, view.target_note]
    told.append(
        "One person answered this. It is that person's view, not the company's."
        + (f" Submitted on {view.submitted_at:%-d %B %Y}." if view.submitted_at else "")
    )
    told.append(f"Questionnaire {view.questionnaire.id} {view.questionnaire.version}, fingerprint {view.digest}.")
    _write(book, told)


def write_method_of_room(book: Book, view: RoomView, given: Sequence[Given]) -> None:
    """Add the method of a room."""
    told = [view.meaning]
    wave = view.wave
    if wave.mode == "anonymous":
        told.append(
            f"This wave is anonymous: its answers are not in this file. Nothing is shown about fewer than "
            f"{wave.smallest_group} people, nor anything from which it could be worked out; distributions and comments "
            "need eight. The overall score is worked out from the averages that are shown."
        )
    for result in view.results:
        told += [f"{result.questionnaire.title}:", *_rules(result.questionnaire), result.decided]
        if wave.mode == "open" and not allowed(wave, given, result.questionnaire.id):
            told.append(
                f"The answers are not in this file; with more than {MOST_PEOPLE:,} people they are in the CSV only."
            )
        told += _pinned(book, result.questionnaire)
    if wave.mode == "open":
        told.append(
            "The average of a dimension is that of the people who have a score in it, rounded; the overall score is "
            f"worked out from the rounded averages, as on the screen. {TRY}"
        )
    _write(book, told)


def write_method_of_series(book: Book, view: SeriesView) -> None:
    """Add the method of a series."""
    told = [view.comparable, *view.breaks, view.stage, view.turnover, view.mix, view.correction]
    told.append(
        "The figures of every wave are those that its own result shows. They are rounded, so the difference of two may "
        "differ by a point from the change, which is worked out before rounding. The answers are in the workbook of "
        "each wave, where they may be seen."
    )
    told += _pinned(book, view.questionnaire)
    _write(book, told)


def _pinned(book: Book, asked: Questionnaire) -> list[str]:
    """Return every version of a questionnaire that the file rests on, with its whole fingerprint."""
    known = [str(each) for each in book.about.pinned if each.questionnaire_id == asked.id]
    return [f"Questionnaire {each}." for each in known or [f"{asked.id} {asked.version}"]]


def _rules(asked: Questionnaire) -> list[str]:
    told = [
        f"The score of a dimension is {COMBINED[rule]}." for rule in sorted({each.combine for each in asked.walk()})
    ]
    told.append(f"The overall score is {COMBINED[asked.combine]}.")
    told.append(ENOUGH)
    held = [
        each.label for each in asked.items if is_scored(each) and isinstance(each, (Disclosure, Allocation, Agenda))
    ]
    if held:
        told.append(
            "No formula works out the points of these questions, because they rest on several figures, caps and "
            f"contradictions; they stand as the app found them: {', '.join(held)}. Dimensions and overall score are "
            "formulas."
        )
    if any(each.combine == "cumulative" for each in asked.walk()):
        told.append(
            "The score of a dimension with criteria for each stage stands as the app found it, without a formula."
        )
    if asked.stages and asked.stage_rule in {"cumulative", "chained"}:
        told.append("The overall stage rests on criteria for each stage; it stands as the app found it.")
    return told


def _write(book: Book, told: Sequence[str]) -> None:
    page = book.sheet("Method", (120,))
    page.title("Method", book.about.line(f"made on {book.about.date}"))
    for row, text in enumerate((each for each in told if each), start=3):
        page.put(row, 0, text, "text")
