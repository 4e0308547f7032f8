"""Asking whether answers may be seen, and where they may not, the smallest group anything is shown about."""

from __future__ import annotations

import streamlit as st

from assessments.model import Mode
from assessments.plan import DEFAULT_GROUP, FEWEST, MOST

MODES: dict[Mode, str] = {
    "anonymous": "**Anonymous**: no names are asked, and nothing is shown about fewer people than you choose below.",
    "open": "**Open**: everybody agrees that their answers may be seen, by role, and by name if they give one.",
}


def ask(form: str, smallest: int = DEFAULT_GROUP) -> tuple[Mode, int]:
    """Draw both fields; return the mode and the smallest group.

    Args:
        form: What the keys of the fields begin with.
        smallest: What the second field begins with.
    """
    mode = st.radio(
        "May answers be seen? This cannot be changed afterwards.",
        list(MODES),
        format_func=lambda each: MODES[each],
        key=f"{form}-mode",
        width="stretch",
    )
    if mode == "open":
        return mode, DEFAULT_GROUP
    fewest = st.number_input(
        "Smallest group anything is shown about",
        min_value=FEWEST,
        max_value=MOST,
        value=smallest,
        key=f"{form}-smallest",
        help="Five is usual. Distributions and comments need eight people in any case.",
    )
    return mode, int(fewest)
