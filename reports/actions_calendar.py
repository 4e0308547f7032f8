"""Actions as a calendar file: each one a day on which it is due, with a reminder before.

An action is an event and not a task, because the calendars that most people use leave tasks out of what they import.
It fills the day without making anybody busy.

An action that was decided, kept or dropped, is written as a cancelled event without a reminder. Were it left out, a
calendar that had taken it from an earlier file would go on to remind of it. The sequence number grows with the time at
which the file is made, so that of two files the later one holds, whatever was changed in between.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event
from icalendar.enums import STATUS, TRANSP
from icalendar.prop import vText

from reports.words import clean, title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assessments.model import Action

PRODUCT = "-//Customer centricity//Actions//EN"
REMIND_DAYS = (7, 1)  # before the last day; the first of them that is still to come
REMIND_HOUR = 9


def actions_calendar(
    actions: Sequence[Action], titles: Mapping[tuple[str, str], str], organisation: str, made_at: datetime
) -> bytes:
    """Return an iCalendar file (RFC 5545) with one event of a whole day for each action, in the order given.

    Args:
        actions: What was promised; those that were decided too.
        titles: Questionnaire id and dimension id to title; the dimension ``""`` is the whole questionnaire.
        organisation: Whose actions these are.
        made_at: When the file is made, with a time zone.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    name = vText(_line(f"Actions of {organisation}"))  # as plain text its commas would not be escaped
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    for action in actions:
        calendar.add_component(_event(action, titles, organisation, made_at))
    content: bytes = calendar.to_ical()
    return content


def _event(action: Action, titles: Mapping[tuple[str, str], str], organisation: str, made_at: datetime) -> Event:
    is_open = action.state == "open"
    event = Event.new(
        uid=f"{action.id}@actions.customer-centricity",
        stamp=made_at,
        sequence=int(made_at.timestamp()) // 60,
        start=action.due,
        end=action.due + timedelta(days=1),
        summary=_summary(action),
        description=_description(action, titles, organisation),
        status=STATUS.CONFIRMED if is_open else STATUS.CANCELLED,
        transparency=TRANSP.TRANSPARENT,
    )
    ahead = next((days for days in REMIND_DAYS if made_at.date() < action.due - timedelta(days=days)), None)
    if is_open and ahead is not None:
        # A day begins at midnight, where the calendar is.
        event.add_component(Alarm.new_display(_reminder(action, ahead), timedelta(days=-ahead, hours=REMIND_HOUR)))
    return event


def _summary(action: Action) -> str:
    what = _line(action.what)
    if action.state != "open":
        return f"{action.state.capitalize()}: {what}"
    owner = _line(action.owner)
    return f"{what} ({owner})" if owner else what


def _reminder(action: Action, ahead: int) -> str:
    return f"Due {'tomorrow' if ahead == 1 else f'in {ahead} days'}: {_line(action.what)}"


def _description(action: Action, titles: Mapping[tuple[str, str], str], organisation: str) -> str:
    parts = (
        ("For", title_of(action, titles)),
        ("Owner", clean(action.owner)),
        ("What will show that it worked", clean(action.proof)),
        ("What became of it", clean(action.note)),
        ("Promised", f"{action.made_at:%Y-%m-%d}, {_line(organisation)}".removesuffix(", ")),
    )
    return "\n".join(f"{name}: {text}" for name, text in parts if text)


def _line(text: str) -> str:
    """Return text on one line."""
    return " ".join(clean(text).split())
