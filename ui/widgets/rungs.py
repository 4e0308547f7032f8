"""The profile of a ladder: the deepest kind in regular use as a sentence, and all of them as a table."""

from __future__ import annotations

import streamlit as st

from assessments import rungs as ladder
from assessments.views import ResultView
from ui.style import plain, quiet
from ui.widgets import table


def draw(view: ResultView) -> None:
    """Draw the profile, where a dimension of the questionnaire is a ladder."""
    found = ladder.profile(view)
    if found is None:
        return
    st.header(plain(found.title), anchor=False)
    st.write(plain(ladder.deepest(found)))
    table.draw(ladder.rows(found), found.title)
    quiet(ladder.meaning(found))
