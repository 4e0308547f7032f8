"""What it would take to reach the next stage: a choice of the whole or a dimension, and a checklist with promises."""

from __future__ import annotations

import streamlit as st

from assessments import reach_words as words
from assessments.reach import Line, choices, reach_view
from assessments.room_words import number
from assessments.views import ResultView
from ui.style import plain, quiet
from ui.widgets import promise_form

FIRST = 3  # lines that are listed at once, where more than one would be left


def draw(view: ResultView, of: str) -> None:
    """Draw the part, where the questionnaire has stages and answers that could be better.

    Args:
        view: The result of one person.
        of: Whose assessment a promise is for, as ``ui.who`` says it.
    """
    offered = choices(view)
    if not offered:
        return
    questionnaire_id = view.questionnaire.id
    st.header(words.TITLE, anchor=False)
    chosen = st.selectbox(
        "To reach the next stage with", list(offered), format_func=offered.__getitem__, key=f"reach-{questionnaire_id}"
    )
    found = reach_view(view, chosen)
    st.write(plain(found.told))
    if not found.lines:
        return
    quiet(found.rule)
    quiet(words.HONEST)
    if any(line.unknown for line in found.lines):
        quiet(words.FIND_OUT)
    ordered = sorted(found.lines, key=lambda each: each.step)
    first = len(ordered) if len(ordered) <= FIRST + 1 else FIRST
    if ordered[first:]:
        st.write(f"The {number(first)} smallest steps:")
    for line in ordered[:first]:
        _line(line, of, questionnaire_id)
    if ordered[first:]:
        with st.expander(f"The other {number(len(ordered) - first)} answers"):
            for line in ordered[first:]:
                _line(line, of, questionnaire_id)


def _line(line: Line, of: str, questionnaire_id: str) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{plain(line.item.ask)}**  \nToday: {plain(line.today)}  \n"
            f"Would have to be true: **{plain(line.needed)}**"
        )
        if st.button("Promise to make this true", key=f"reach-{questionnaire_id}-{line.item.id}"):
            promise_form.begin(of, questionnaire_id, line.dimension_id, words.promise(line.item, line.needed))
