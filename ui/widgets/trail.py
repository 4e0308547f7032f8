"""What was done, by whom and when: the newest lines of the trail, and all of it as a file."""

from __future__ import annotations

import streamlit as st

from assessments import trail as words
from assessments.keys_model import Grant
from reports.trail_csv import trail_csv
from ui.context import Context
from ui.style import quiet
from ui.times import minute_words
from ui.widgets import table
from ui.widgets.take_file import name_of

HEADER = "What was done"
ABOUT = (
    "What organisers and co-facilitators did here, the newest first. It holds no answers, no keys and no codes, and is "
    "deleted together with the assessment."
)
FIRST = 20  # lines that are drawn; the file holds all


def draw(context: Context, held: Grant, name: str) -> None:
    """Draw the trail; ``name`` is the assessment's."""
    st.header(HEADER, anchor=False)
    st.write(ABOUT)
    trail = context.keys.trail(held)
    if not trail:
        st.write("Nothing was done yet that stands here.")
        return
    rows = [{"When": minute_words(each.at), "Who": words.who(each), "What": words.what(each)} for each in trail[:FIRST]]
    table.draw(rows, HEADER)
    if trail[FIRST:]:
        quiet(f"These are the newest {FIRST} of {len(trail)} lines. The file holds all of them.")
    file = name_of(name, "trail", suffix=".csv")
    st.download_button("As a table (CSV)", trail_csv(trail), file, "text/csv", key="trail-csv", on_click="ignore")
