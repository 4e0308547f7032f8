"""When a wave closes by itself: asked for on the visitor's clock, and said in words."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from assessments.model import Wave
from ui.times import local, meant, minute_words, zone

HELP = (
    "Until then people answer when they like. From that minute on nothing more is taken, whether or not anybody is at "
    "the console. Left empty, only you close it."
)
UNDER_WAY = "With a closing time the vote is under way at once, and people answer when they like."


def ask(key: str, kept: datetime | None = None) -> datetime | None:
    """Ask for the time; return it in UTC, None where the field is empty.

    Args:
        key: The field's key.
        kept: What the field begins with.
    """
    if key not in st.session_state:
        st.session_state[key] = None if kept is None else local(kept).replace(tzinfo=None, second=0, microsecond=0)
    st.datetime_input(
        f"Closes by itself on (optional; the time is that of {zone()})",
        value=None,
        key=key,
        format="YYYY-MM-DD",
        help=HELP,
    )
    return chosen(key)


def chosen(key: str) -> datetime | None:
    """Return what the field holds, in UTC."""
    wall: datetime | None = st.session_state.get(key)
    return None if wall is None else meant(wall)


def words(wave: Wave) -> str:
    """Return when a wave closes by itself; empty where it does not, or is closed."""
    if wave.closes_at is None or wave.state == "closed":
        return ""
    return f"Closes by itself on {minute_words(wave.closes_at)}."
