"""Times as the visitor's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def local(moment: datetime) -> datetime:
    """Return the moment in the visitor's time zone, or in UTC where the browser does not say."""
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.astimezone(UTC)


def clock_time(moment: datetime) -> str:
    """Return hours, minutes and seconds."""
    return f"{local(moment):%H:%M:%S}"


def date_words(moment: datetime) -> str:
    """Return a date in words."""
    return f"{local(moment):%-d %B %Y}"
