"""What moved between the last two waves: the table with its intervals, the findings in words, how far they hold."""

from __future__ import annotations

import streamlit as st

from assessments.series_model import SeriesView
from assessments.series_told import HOLDS, limits, sentences, table_rows, table_title
from ui.style import plain, quiet
from ui.widgets import table


def draw_table(view: SeriesView) -> None:
    """Draw a row for the whole and for each dimension, and what the rows rest on."""
    rows, notes = table_rows(view)
    table.draw(rows, table_title(view))
    for note in notes:
        quiet(note)


def draw_words(view: SeriesView) -> None:
    """Say in sentences what moved; what did not, or may not be said, is one click away."""
    moved, rest = sentences(view)
    for sentence in moved:
        st.markdown(f"- {plain(sentence)}")
    if rest:
        with st.expander("The other dimensions in words" if moved else "Every dimension in words"):
            for sentence in rest:
                st.markdown(f"- {plain(sentence)}")


def draw_limits(view: SeriesView) -> None:
    """Say how far the comparison holds: versions, people, roles, the number of comparisons."""
    notes = limits(view)
    if not notes and not view.mix:
        return
    st.header(HOLDS, anchor=False)
    if view.mix:
        st.warning(plain(view.mix), icon=":material/balance:")
    for note in notes:
        st.markdown(f"- {plain(note)}")
