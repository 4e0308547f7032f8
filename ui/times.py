"""Times as the visitor's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def zone() -> tzinfo:
    """Return the visitor's time zone, or UTC where the browser does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local(moment: datetime) -> datetime:
    """Return the moment in the visitor's time zone."""
    return moment.astimezone(zone())


def meant(wall: datetime) -> datetime:
    """Return in UTC what a date and a time without a zone mean on the visitor's clock."""
    return wall.replace(tzinfo=zone()).astimezone(UTC)


def clock_time(moment: datetime) -> str:
    """Return hours, minutes and seconds."""
    return f"{local(moment):%H:%M:%S}"


def date_words(moment: datetime) -> str:
    """Return a date in words."""
    return f"{local(moment):%-d %B %Y}"


def minute_words(moment: datetime) -> str:
    """Return a date, hours and minutes, and whose clock shows them."""
    return f"{date_words(moment)}, {local(moment):%H:%M} ({zone()})"


def minutes_words(count: int) -> str:
    """Return how long something takes."""
    return "1 minute" if count == 1 else f"{count} minutes"


def questions_words(count: int) -> str:
    """Return a number of questions in words."""
    return "1 question" if count == 1 else f"{count} questions"
