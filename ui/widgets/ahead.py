"""A quarter that has not begun yet is opened only by somebody who says so once more."""

from __future__ import annotations

import streamlit as st

from assessments.labels import is_ahead, tidy
from ui.context import Context
from ui.style import plain
from ui.times import date_words, local


def may_open(context: Context, label: str, key: str) -> bool:
    """Ask once more where a label names a quarter that has not begun; return whether it may be opened.

    Args:
        context: The app's parts.
        label: What the wave is to be called.
        key: The checkbox's key; the label is added to it, so that a yes holds for one label.
    """
    called, now = tidy(label), context.clock()
    if not is_ahead(called, local(now)):
        return True
    st.write(
        f"{plain(called)} has not begun yet: today is {plain(date_words(now))}. What is answered from now on stands "
        f"under {plain(called)}, and this cannot be undone."
    )
    return st.checkbox(f"Yes, begin {plain(called)} already", key=f"{key}:{called}")
