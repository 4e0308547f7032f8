"""A change made by a widget beside the cards: kept, or said to be not saved for as long as the widget shows it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments.errors import AssessmentError
from questionnaires.values import InvalidValueError
from ui.style import plain


def attempt(key: str, change: Callable[[], None]) -> None:
    """Make the change that the widget ``key`` asks for, in a callback, where no page is there to catch an error."""
    try:
        change()
    except (AssessmentError, InvalidValueError) as error:
        st.session_state[_trouble(key)] = (st.session_state[key], str(error))
    else:
        st.session_state.pop(_trouble(key), None)


def say_trouble(key: str, again: Callable[[], None]) -> None:
    """Say that what the widget ``key`` shows was not saved, where that is so."""
    tried, message = st.session_state.get(_trouble(key), (None, ""))
    if message and tried == st.session_state.get(key):
        st.error(f"Not saved. {plain(message)}", icon=":material/error:")
        st.button("Save again", key=f"again:{key}", on_click=again)


def _trouble(key: str) -> str:
    return f"trouble:{key}"
