"""Whom a wave asks in the place of the company's own people; that never changes, so a session asks once."""

from __future__ import annotations

import streamlit as st

from assessments.model import Wave
from questionnaires.forms import Audience
from ui.context import Context


def audience(context: Context, wave: Wave) -> Audience | None:
    """Return the audience of a mirror; None for a wave of the company's own.

    Raises:
        StoreUnavailableError: The database cannot be read.
    """
    key = f"audience:{wave.id}"
    if key not in st.session_state:
        st.session_state[key] = context.mirrors.audience(wave)
    found: Audience | None = st.session_state[key]
    return found
