"""What a form would bring, in sentences and tables: the same on the page and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.intake_private import WHAT
from assessments.intake_targets import titles_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.intake_form import Form
    from assessments.intake_match import Proposal
    from assessments.intake_taken import Taken
    from assessments.intake_targets import Target
    from questionnaires.model import Questionnaire

BY = {"id": "by its id", "text": "by the text of the question", "guess": "a guess, because the texts are alike"}
NO_USE = "nothing in the questionnaire fits"
CHOSEN = "chosen"
MOST_NUMBERS = 20  # of rows that are listed for one thing that is wrong
HEADERS = {1: "one header row", 2: "two header rows", 3: "three header rows"}


def shape(form: Form) -> str:
    """Say in a sentence what the file is."""
    rows = len(form.rows) + len(form.ragged)
    what = f"an export of {form.tool}" if form.tool else "a table"
    return (
        f"The file is {what} with {HEADERS[form.headers]}, {_count(rows, 'row')} of answers and "
        f"{_count(len(form.columns), 'column')}."
    )


def used_rows(
    form: Form, proposed: Sequence[Proposal], mapping: Mapping[int, Target], questionnaire: Questionnaire
) -> list[dict[str, str]]:
    """Return one row for each column that is used: its name, what it holds, and what speaks for that."""
    titles = titles_of(questionnaire)
    return [
        {
            "Column": form.columns[place].name,
            "Holds": titles[target],
            "Known": BY[proposed[place].how] if proposed[place].target == target else CHOSEN,
        }
        for place, target in sorted(mapping.items())
    ]


def left_out_rows(proposed: Sequence[Proposal], mapping: Mapping[int, Target]) -> list[dict[str, str]]:
    """Return one row for each column that is left out: its name and why, those about people first."""
    rest = [each for each in proposed if each.column.place not in mapping]
    return [
        {"Column": each.column.name, "Left out because": _why(each)}
        for each in sorted(rest, key=lambda each: (not each.private, each.column.place))
    ]


def guesses(proposed: Sequence[Proposal], mapping: Mapping[int, Target]) -> list[Proposal]:
    """Return the guesses that a mapping takes over."""
    return [
        each for each in proposed if each.how == "guess" and mapping.get(each.column.place) == each.target is not None
    ]


def answer_rows(taken: Taken, questionnaire: Questionnaire) -> list[dict[str, str]]:
    """Return one row for each question: its number and text, and how many answers there are."""
    answered = taken.answered()
    return [
        {
            "Question": f"{number}. {item.ask}",
            "Answers": f"{answered[item.id]:,}" if item.id in answered else "no column",
        }
        for number, item in enumerate(questionnaire.items, start=1)
    ]


def finding_rows(taken: Taken, most: int) -> list[dict[str, str]]:
    """Return one row for each of the first things that cannot be read: where it stands, and what is wrong with it."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for each in taken.findings:
        rows.setdefault((each.column, each.value, each.message), []).append(each.row)
    return [
        {"Row": _listed(numbers), "Column": column, "Value": value, "What is wrong": message}
        for (column, value, message), numbers in list(rows.items())[:most]
    ]


def _listed(numbers: Sequence[int]) -> str:
    """Return numbers of rows with commas between them; of many the first ones."""
    more = len(numbers) - MOST_NUMBERS
    listed = ", ".join(str(each) for each in numbers[:MOST_NUMBERS])
    return f"{listed} and {more:,} more" if more > 0 else listed


def twice_sentence(taken: Taken, most: int) -> str:
    """Say which rows repeat others; empty where none does."""
    if not taken.repeated:
        return ""
    pairs = [f"row {row} repeats row {first}" for row, first in taken.twice[:most]]
    more = taken.repeated - len(pairs)
    rest = f"; {more:,} more" if more else ""
    listed = f"{', '.join(pairs)}{rest}."
    return listed[0].upper() + listed[1:]


def outcome(taken: Taken) -> tuple[str, ...]:
    """Say in sentences what the wave would hold, and what would be missing from it."""
    people = len(taken.people)
    answers = sum(taken.answered().values())
    found = [f"{_count(people, 'person', 'people')} with {_count(answers, 'answer')} in all."]
    if taken.repeated:
        kept = ("is left out", "are left out") if taken.once else ("is taken all the same", "are taken all the same")
        same = "an earlier one and"
        found.append(_either(taken.repeated, "row", f"repeats {same} {kept[0]}", f"repeat {same} {kept[1]}"))
    if taken.silent:
        why = "left out, because nothing in"
        found.append(_either(taken.silent, "row", f"is {why} it is an answer", f"are {why} them is an answer"))
    if taken.left_out and not taken.stopped:
        why = "left out, because something in"
        found.append(_either(taken.left_out, "row", f"is {why} it cannot be read", f"are {why} them cannot be read"))
    if taken.emptied and not taken.stopped:
        why = "left empty, because"
        found.append(_either(taken.emptied, "answer", f"is {why} it cannot be read", f"are {why} they cannot be read"))
    for what, names in (("Roles", taken.roles), ("Departments or sites", taken.units)):
        if names:
            found.append(f"{what}: {', '.join(names)}.")
    return (*found, *taken.notes)


def _why(each: Proposal) -> str:
    return f"it seems to hold {WHAT[each.private]}" if each.private else NO_USE


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def _either(number: int, noun: str, one: str, many: str) -> str:
    return f"{_count(number, noun)} {one if number == 1 else many}."
