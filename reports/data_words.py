"""The text beside the tables: whose they are, on what they rest, what each holds and how it is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments import room_told
from assessments.room_model import RoomView
from assessments.series_model import SeriesView
from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.views import ResultView
    from questionnaires.model import Questionnaire
    from reports.about import About

HOLDS = {
    "agenda.csv": "What the agenda was about, wave by wave.",
    "answerable.csv": "Which questions could be answered, wave by wave.",
    "answers-tidy.csv": "All answers, a row for each part of an answer, with evidence, reason and comment.",
    "answers-wide": "The answers that count, a row for each respondent and a column for each question.",
    "changes.csv": "What changed between the last two waves, with ranges.",
    "codebook.csv": "Every question, column and option, with its points and its name in SPSS.",
    "derived.csv": "Figures worked out from the answers, wave by wave.",
    "distributions.csv": "What was released of every vote: people for each option, mean, range, or why it is hidden.",
    "figures-given.csv": "The same figure as several people gave it.",
    "figures.csv": "The overall score and the dimensions, wave by wave.",
    "labels": "Syntax for SPSS that reads the wide table and names variables and values.",
    "respondents.csv": "Who is behind the codes of respondents.",
    "scores.csv": "The overall score and the dimensions, rounded as on the page.",
    "written.csv": "What was written, in alphabetical order, without names.",
}
ENCODING = (
    "All tables are UTF-8 with a byte order mark, so that Excel shows every letter; commas stand between the columns, "
    "and a point is the sign for decimals."
)
APOSTROPHES = (
    "An apostrophe stands before everything in a text that a spreadsheet would work out as a formula: before =, +, - "
    "and @ at its beginning or after a semicolon, a tab or a line end, with or without spaces or further apostrophes "
    "between. Take that one apostrophe out, and the text is as it was typed."
)
WIDE = (
    'In the wide table an empty cell is a question without an answer, dk is "don\'t know", na is "not applicable". '
    "Several options have bars between them, none is an empty list, shares are written part=number, an agenda is a "
    "list of topics as JSON, and ⏎ is a line end. `python -m cli score QUESTIONNAIRE answers-wide.csv` works the "
    "scores out again."
)
TIDY = "In the tidy table “counts” says whether an answer counts, or a later vote replaced it or added a comment to it."
NO_ANSWERS = (
    "This wave is anonymous. A row for each respondent would be a figure about one person, so this file holds what was "
    "released of the whole and of groups that are large enough."
)
NO_ROWS = "A comparison of waves rests on figures that were released for each of them; it holds no answers."


def about_text(
    view: ResultView | RoomView | SeriesView, about: About, asked: Sequence[Questionnaire], names: Sequence[str]
) -> bytes:
    """Return the text, UTF-8 with a byte order mark.

    Args:
        view: What the tables are made of.
        about: Whose it is.
        asked: The questionnaires.
        names: Of the tables beside it.
    """
    lines = [f"{name}: {' '.join(clean(said).split())}" for name, said in about.facts(*asked)]
    lines += [
        "",
        *_limits(view),
        "",
        "What is in it",
        *(f"{name}: {_holds(name)}" for name in names),
        "",
        ENCODING,
        APOSTROPHES,
    ]
    if any(name.startswith("answers") for name in names):
        lines += [WIDE, TIDY]
    return ("\r\n".join([*lines, ""])).encode("utf-8-sig")


def _holds(name: str) -> str:
    return next(said for start, said in HOLDS.items() if name.startswith(start))


def _limits(view: ResultView | RoomView | SeriesView) -> list[str]:
    match view:
        case RoomView() if view.why:
            return [view.why]
        case RoomView():
            anonymous = [NO_ANSWERS] if view.wave.mode == "anonymous" else []
            return [*anonymous, room_told.rules(view.wave)]
        case SeriesView():
            return [NO_ROWS]
        case _:
            return ["One person answered this. It is that person's view, not the company's."]
