"""What questions, levels and averages of a room are called on its charts."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from questionnaires.items import Contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Figure, RoomItem
    from scoring.agreement import Verdict

ACROSS, LINES = 48, 2  # letters that stand side by side on a narrow screen, and lines for one name
PAIR = 2
LABEL = 30  # letters of a label that leave room for a word beside it

_FINDINGS: dict[Verdict, str] = {
    "unanimous": "Everybody sees {} alike.",
    "agreement": "Most see {} alike.",
    "mixed": "Views on {} are mixed.",
    "polarised": "The room is polarised on {}.",
}


def folded(text: str) -> str:
    """Break a text into at most two lines; what is longer ends in three dots."""
    return "\n".join(wrap(text, ACROSS, max_lines=LINES, placeholder=" …"))


def cut(text: str, letters: int = LABEL) -> str:
    """Return a text that has at most so many letters."""
    return shorten(text, letters, placeholder=" …") if " " in text else text[:letters]


def numbered(item: RoomItem) -> str:
    """Return a question's label with its number in front; some labels bring a number of their own."""
    label = item.item.label
    return label if label[0].isdigit() else f"{item.number} {label}"


def named(items: Sequence[RoomItem]) -> list[str]:
    """Return what each of several questions is called; without numbers where questionnaires number them apart."""
    one = len({each.questionnaire.id for each in items}) < 2  # noqa: PLR2004 - numbers of two would repeat
    return [numbered(each) if one else each.item.label for each in items]


def ends_named(items: Sequence[RoomItem]) -> tuple[str, str]:
    """Return what a legend calls the lowest and the highest level of several questions."""
    noun = "stage" if all(level.stage for each in items for level in each.now.levels) else "answer"
    return f"lowest {noun}", f"highest {noun}"


def level_name(item: RoomItem, place: int) -> str:
    """Return a level in at most two lines: its stage, its text, or the pole it stands for; empty between two poles."""
    levels, asked = item.now.levels, item.item
    if not isinstance(asked, Contrast):
        return folded(levels[place].stage or levels[place].title)
    if 0 < place < len(levels) - 1:
        return ""
    return folded(asked.right if (place > 0) is not asked.reversed else asked.left)


def level_text(item: RoomItem, place: int) -> str:
    """Return a level in full."""
    level = item.now.levels[place]
    return f"{level.stage}: {level.title}" if level.stage else level.title


def finding(item: RoomItem) -> str:
    """Say how far the room agrees on a question, and what a second vote changed."""
    label, vote = f"“{item.item.label}”", item.now
    if vote.verdict is not None:
        said = _FINDINGS[vote.verdict].format(label)
    elif vote.words:
        said = f"{label}: {vote.words}."
    else:
        said = f"{label} has no levels to agree on."
    return f"{said[:1].upper()}{said[1:]} {item.shift}".rstrip()


def average(figure: Figure) -> str:
    """Say a mean with its interval and the people it rests on, or why there is none."""
    if figure.points is None:
        return figure.why
    reach = f" (range {figure.low} to {figure.high})" if figure.low is not None else ""
    return f"The average is {figure.points} of 100{reach}, from {people(figure.people)}."


def people(count: str | int) -> str:
    """Return a number of people, as a number or as a band, with its noun."""
    return "1 person" if str(count) == "1" else f"{count} people"


def all_of(count: int, things: str) -> str:
    """Return that all of several things are meant, at least two: "Both units", "All 3 units"."""
    return f"Both {things}" if count == PAIR else f"All {count} {things}"
