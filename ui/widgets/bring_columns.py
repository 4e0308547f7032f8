"""Which column of a file holds which question: what was recognised, what was guessed, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import streamlit as st

from assessments.intake_form import Column, Form
from assessments.intake_match import Proposal
from assessments.intake_private import WHAT
from assessments.intake_targets import Target, titles_of
from assessments.intake_told import guesses
from questionnaires.model import Questionnaire
from ui.style import plain, quiet

LEFT_OUT = "Left out"
MOST = 100  # columns left out that can be chosen on the page
EXAMPLES, LONGEST = 2, 40  # of what stands in a column


def choose(
    form: Form, proposed: Sequence[Proposal], questionnaire: Questionnaire, prefix: str
) -> tuple[dict[int, Target], bool]:
    """Let every column be given to a question.

    Args:
        form: The file.
        proposed: What was found out.
        questionnaire: What was asked.
        prefix: With which the keys of the fields begin.

    Returns:
        Place of a column to what it holds, and whether nothing stands in the way: no question has two columns, and
        every guess is confirmed.
    """
    titles = titles_of(questionnaire)
    groups = {
        "guess": [each for each in proposed if each.how == "guess"],
        "sure": [each for each in proposed if each.target is not None and each.how != "guess"],
        "out": [each for each in proposed if each.target is None],
    }
    chosen: dict[int, Target] = {}
    sure = True
    if groups["guess"]:
        guessed = _columns(len(groups["guess"]))
        with st.expander(f"{guessed} guessed, please check", expanded=True):
            chosen |= _fields(form, groups["guess"], titles, prefix)
            sure = _confirmed(proposed, chosen, prefix)
    if groups["sure"]:
        with st.expander(f"{_columns(len(groups['sure']))} recognised"):
            quiet("By the id of the question, or by its text.")
            chosen |= _fields(form, groups["sure"], titles, prefix)
    if groups["out"]:
        private = sum(bool(each.private) for each in groups["out"])
        with st.expander(f"{_columns(len(groups['out']))} left out, {private} of them about people"):
            chosen |= _fields(form, groups["out"][:MOST], titles, prefix)
            if groups["out"][MOST:]:
                quiet(f"{len(groups['out']) - MOST} more are left out. The command line can take those too.")
    twice = _twice(chosen)
    for target, columns in twice.items():
        names = " and ".join(f"“{form.columns[place].name}”" for place in columns)
        st.error(plain(f"{names} are both to hold “{titles[target]}”. Leave one of them out."), icon=":material/error:")
    return chosen, sure and not twice


def _fields(form: Form, proposed: Sequence[Proposal], titles: Mapping[Target, str], prefix: str) -> dict[int, Target]:
    options: list[Target | None] = [None, *titles]
    chosen = {}
    for each in proposed:
        place = each.column.place
        found = st.selectbox(
            plain(f"Column {place + 1}: {each.column.name}"),
            options,
            index=options.index(each.target),
            format_func=lambda target: titles[target] if target is not None else LEFT_OUT,
            key=f"{prefix}:{place}",
        )
        quiet(_about(form, each))
        if found is not None:
            chosen[place] = found
    return chosen


def _about(form: Form, proposal: Proposal) -> str:
    """Say what stands in a column; of a column about people only what it seems to be."""
    if proposal.private:
        return f"Left out, because it seems to hold {WHAT[proposal.private]}."
    asked = _question(proposal.column)
    examples = ", ".join(f"“{each}”" for each in _examples(form, proposal.column.place))
    return f"{asked}For example {examples}." if examples else f"{asked}The column is empty."


def _question(column: Column) -> str:
    return f"{column.text} " if column.text and column.code else ""


def _examples(form: Form, place: int) -> list[str]:
    given = dict.fromkeys(row.cells[place] for row in islice(form.rows, 200) if row.cells[place])
    return [cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…" for cell in islice(given, EXAMPLES)]


def _twice(chosen: Mapping[int, Target]) -> dict[Target, list[int]]:
    places: dict[Target, list[int]] = {}
    for place, target in chosen.items():
        places.setdefault(target, []).append(place)
    return {target: columns for target, columns in places.items() if len(columns) > 1}


def _confirmed(proposed: Sequence[Proposal], chosen: Mapping[int, Target], prefix: str) -> bool:
    """Ask whether the guesses that still stand are right; True where there are none."""
    left = guesses(proposed, chosen)
    if not left:
        return True
    what = "This guess is right" if len(left) == 1 else f"These {len(left)} guesses are right"
    return st.checkbox(what, key=f"{prefix}:sure")


def _columns(count: int) -> str:
    return f"{count} column" if count == 1 else f"{count} columns"
