"""What the pages of an organiser say in a browser that leads no workshop: how to get there, or what is wrong."""

from __future__ import annotations

import streamlit as st

from ui.go import go
from ui.passes import ORGANISER

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
LOST = (
    "The organiser link that was opened in this browser leads to no workshop: a character in it is wrong, it is the "
    "link of another site, or its key was exchanged or taken away. Open it again from where you keep it, copy it from "
    "the first character to the last, or ask an organiser for a new one."
)


def draw() -> None:
    """Say it, and lead to where a workshop is set up."""
    if ORGANISER.brought():
        st.error(LOST)
    else:
        st.write(NOBODY)
    if st.button("Hold a workshop", type="primary"):
        go("set-up")
