"""How the cells of a file are read, and what they bring; cells that cannot be read and repeated rows are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from assessments.intake_form import Form
from assessments.intake_take import has_marks, take
from assessments.intake_taken import Taken, Twice, Unknown, Wanted
from assessments.intake_targets import Target
from assessments.intake_told import answer_rows, finding_rows, outcome, twice_sentence
from assessments.model import Wave
from assessments.plan import listed
from questionnaires.model import Questionnaire
from ui.style import plain, quiet
from ui.widgets import table

_TAKEN = "bring-taken"  # what the last choices brought
MOST_FINDINGS, MOST_PAIRS = 100, 20
UNKNOWN: dict[Unknown, str] = {
    "stop": "Bring nothing in before the file is mended",
    "rows": "Leave out the rows where something cannot be read",
    "cells": "Leave those answers empty and take the rest of the row",
}
TWICE: dict[Twice, str] = {
    "first": "Take the first of each and leave out the others",
    "all": "Take all of them: different people may have answered alike",
}


def read(form: Form, questionnaire: Questionnaire, mapping: Mapping[int, Target], last: Wave | None, key: str) -> Taken:
    """Ask how the cells are to be read, and show what they bring.

    Args:
        form: The file.
        questionnaire: What was asked.
        mapping: Place of a column to what it holds.
        last: The wave that these answers follow; None for a new assessment.
        key: With which the keys of the fields begin.
    """
    codes = st.text_input(
        "Codes that stand for no answer, with commas between them (optional)",
        key=f"{key}:missing",
        placeholder="-99, 98",
        max_chars=100,
    )
    groups = (None, None) if last is None else (last.roles, last.units)
    unknown: Unknown = st.session_state.get(f"{key}:unknown", "stop")
    twice: Twice = st.session_state.get(f"{key}:twice", "first" if has_marks(form, mapping) else "all")
    taken = _taken(form, questionnaire, Wanted(mapping, frozenset(listed(codes)), unknown, twice, *groups), key)
    if taken.found:
        _findings(taken, key)
    if taken.repeated:
        _repeated(taken, twice, key)
    st.subheader("What this brings in", anchor=False)
    _listed(outcome(taken))
    with st.expander("Answers by question"):
        table.draw(answer_rows(taken, questionnaire), "Answers by question")
    return taken


def _taken(form: Form, questionnaire: Questionnaire, wanted: Wanted, key: str) -> Taken:
    """Return what the file brings, worked out once for the same choices."""
    known: tuple[tuple[str, Wanted], Taken] | None = st.session_state.get(_TAKEN)
    if known is None or known[0] != (key, wanted):
        known = ((key, wanted), take(form, questionnaire, wanted))
        st.session_state[_TAKEN] = known
    return known[1]


def _findings(taken: Taken, key: str) -> None:
    many = f"{taken.found:,} cells or rows cannot be read" if taken.found > 1 else "One cell or row cannot be read"
    st.subheader(many, anchor=False)
    rows = finding_rows(taken, MOST_FINDINGS + 1)
    _listed(
        f"Row{'s' if ',' in row['Row'] else ''} {row['Row']}, column “{row['Column']}”: {row['What is wrong']}"
        for row in rows[:MOST_FINDINGS]
    )
    if rows[MOST_FINDINGS:]:
        quiet(f"These are the first {MOST_FINDINGS} things that are wrong.")
    st.radio("What to do with them", list(UNKNOWN), format_func=lambda each: UNKNOWN[each], key=f"{key}:unknown")


def _repeated(taken: Taken, twice: Twice, key: str) -> None:
    many = f"{taken.repeated:,} rows repeat others" if taken.repeated > 1 else "One row repeats another"
    st.subheader(many, anchor=False)
    st.write(plain(twice_sentence(taken, MOST_PAIRS)))
    st.radio(
        "What to do with rows that are alike",
        list(TWICE),
        index=list(TWICE).index(twice),
        format_func=lambda each: TWICE[each],
        key=f"{key}:twice",
    )


def _listed(sentences: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {plain(' '.join(each.split()))}" for each in sentences))
