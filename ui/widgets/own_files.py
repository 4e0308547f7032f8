"""Bringing along a file with figures of others: checked before it is kept, listed, removed again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.errors import MoveError
from assessments.workflow import NAME_LIMIT
from benchmarks.own import LARGEST, SUFFIXES
from benchmarks.own_table import template
from questionnaires.problems import Problem, errors
from ui.context import Context
from ui.style import plain, quiet
from ui.widgets import own_beside

MOST_PROBLEMS = 20
LABEL = "File with figures of others, YAML or CSV"
GIVER = "Who gives these figures (optional)"
_TOLD = "own-told"  # what became of the last file: its id, and what was wrong with it


def draw(context: Context, assessment_id: str) -> None:
    """Draw the form, and the files that are kept."""
    st.write(
        "Figures that you have from elsewhere can stand beside your result: scores of the same questionnaire, shares, "
        "reference values. They follow the same rules as the published ones: source, year, number and population, or "
        "they are refused. Only you and those who work with this assessment see them."
    )
    upload = st.file_uploader(LABEL, type=[each[1:] for each in SUFFIXES], key="own-file", max_upload_size=1)
    quiet(f"At most {LARGEST // 1000:,} kB. Nothing is kept of a file with an error.")
    st.download_button(
        "Download an empty table (CSV)", template(), "figures-of-others.csv", "text/csv", on_click="ignore"
    )
    if upload is not None:
        giver = st.text_input(GIVER, max_chars=NAME_LIMIT, key=f"own-giver:{upload.file_id}")
        if st.button("Keep this file", type="primary", key="own-keep"):
            st.session_state[_TOLD] = (
                upload.file_id,
                _taken(context, assessment_id, upload.name, upload.getvalue(), giver),
            )
        _tell(upload.file_id)
    kept = context.files.given(assessment_id)
    for file_id, each in kept.items():
        with st.container(border=True):
            st.markdown(f"**{plain(each.name)}**")
            figures = len(each.ledger.benchmarks)
            st.write(plain(f"{own_beside.brought(each)} It holds {figures} {'figure' if figures == 1 else 'figures'}."))
            if st.button(f"Remove {plain(each.name)}", key=f"own-drop-{file_id}"):
                context.files.drop(assessment_id, file_id)
                st.rerun()


def _taken(
    context: Context, assessment_id: str, name: str, content: bytes, giver: str
) -> tuple[str, tuple[Problem, ...]]:
    """Keep a file; return why it could not be taken, and what is wrong in it."""
    try:
        return "", context.files.take(assessment_id, name, content, giver)
    except MoveError as error:
        return str(error), ()


def _tell(file_id: str) -> None:
    told: tuple[str, tuple[str, Sequence[Problem]]] | None = st.session_state.get(_TOLD)
    if told is None or told[0] != file_id:
        return
    refused, problems = told[1]
    wrong = errors(problems)
    if refused:
        st.error(plain(refused), icon=":material/error:")
    elif wrong:
        many = "one thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
        st.error(f"Nothing was kept, because {many} wrong in the file.", icon=":material/error:")
        st.markdown("\n".join(f"- {plain(str(each))}" for each in wrong[:MOST_PROBLEMS]))
        if wrong[MOST_PROBLEMS:]:
            quiet(f"These are the first {MOST_PROBLEMS}.")
    else:
        st.success("The file is kept. What it says stands beside your result.", icon=":material/check:")
