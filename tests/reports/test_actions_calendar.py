"""Two readers of others read the calendar of actions back, and a later file holds over an earlier one."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import ics
import pytest
from icalendar import Calendar

from assessments.model import Action
from reports.actions_calendar import PRODUCT, actions_calendar
from tests.reports.build import ACTION, AWKWARD, KEPT, NOW, TITLES, action


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def written(*actions: Action, organisation: str = "Imaginary Pumps", made_at: datetime = NOW) -> bytes:
    return actions_calendar(actions, TITLES, organisation, made_at)


def events(content: bytes) -> list[Any]:
    """Return the events of a file in which icalendar finds no error; what each holds is found at run time."""
    calendar = Calendar.from_ical(content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return list(calendar.events)


def event(promised: Action, made_at: datetime = NOW) -> Any:
    """Return the one event of one action."""
    (found,) = events(written(promised, made_at=made_at))
    return found


def other_event(content: bytes) -> ics.Event:
    """Return the one event of a file as the other reader has it."""
    (found,) = ics.Calendar(content.decode()).events
    return found


def test_an_open_action_is_a_day_with_its_words() -> None:
    found = event(ACTION)
    assert (found.start, found.end, found["DTSTART"].params["VALUE"]) == (date(2026, 3, 31), date(2026, 4, 1), "DATE")
    assert found["SUMMARY"] == "Call ten customers who left (Ada)"
    assert found["DESCRIPTION"].splitlines() == [
        "For: Knowing customers",
        "Owner: Ada",
        "What will show that it worked: Ten notes in the folder",
        "Promised: 2026-01-15, Imaginary Pumps",
    ]
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert (found["UID"], found.DTSTAMP) == ("a1@actions.customer-centricity", NOW)


def test_another_reader_sees_the_same() -> None:
    found = other_event(written(ACTION))
    assert (found.name, found.uid, found.all_day) == (
        "Call ten customers who left (Ada)",
        "a1@actions.customer-centricity",
        True,
    )
    assert (found.begin.date(), found.end.date(), found.created) == (date(2026, 3, 31), date(2026, 4, 1), NOW)
    assert (found.status, found.transparent) == ("CONFIRMED", True)
    assert found.description.splitlines()[2] == "What will show that it worked: Ten notes in the folder"
    assert [alarm.trigger for alarm in found.alarms] == [timedelta(days=-7, hours=9)]


def test_the_calendar_is_named_after_the_organisation() -> None:
    content = written(organisation="Pumps, Valves; \\n & Söhne\nWest")
    assert b"\r\nNAME:Actions of Pumps\\, Valves\\; \\\\n & S" in content
    assert ics.Calendar(content.decode()).events == set()
    calendar = Calendar.from_ical(written())
    assert (calendar.calendar_name, calendar["X-WR-CALNAME"]) == ("Actions of Imaginary Pumps",) * 2
    assert (calendar["VERSION"], calendar["PRODID"], calendar.events) == ("2.0", PRODUCT, [])


@pytest.mark.parametrize(
    ("due", "reminder"),
    [
        (date(2026, 3, 31), ("Due in 7 days: Call ten customers who left", timedelta(days=-7, hours=9))),
        (date(2026, 3, 18), ("Due in 7 days: Call ten customers who left", timedelta(days=-7, hours=9))),
        (date(2026, 3, 17), ("Due tomorrow: Call ten customers who left", timedelta(days=-1, hours=9))),
        (date(2026, 3, 12), ("Due tomorrow: Call ten customers who left", timedelta(days=-1, hours=9))),
        (date(2026, 3, 11), None),
        (date(2026, 3, 9), None),
    ],
)
def test_a_reminder_comes_at_nine_on_a_day_that_is_still_to_come(
    due: date, reminder: tuple[str, timedelta] | None
) -> None:
    found = event(action(due=due))
    reminders = [(alarm["DESCRIPTION"], alarm.TRIGGER) for alarm in found.walk("VALARM")]
    assert reminders == ([reminder] if reminder else [])
    assert all(alarm["ACTION"] == "DISPLAY" for alarm in found.walk("VALARM"))


@pytest.mark.parametrize(("state", "word"), [("kept", "Kept"), ("dropped", "Dropped")])
def test_a_decided_action_is_cancelled_so_that_nobody_is_reminded(state: str, word: str) -> None:
    found = event(action(id="a2", state=state, decided_at=KEPT.decided_at, note=KEPT.note))
    assert (found["STATUS"], found["SUMMARY"]) == ("CANCELLED", f"{word}: Call ten customers who left")
    assert "What became of it: Eleven were called." in found["DESCRIPTION"].splitlines()
    assert found.walk("VALARM") == []
    assert found["UID"] == "a2@actions.customer-centricity"


def test_a_later_file_holds_over_an_earlier_one() -> None:
    before = event(ACTION)
    after = event(replace(ACTION, due=date(2026, 4, 15)), made_at=NOW + timedelta(minutes=1))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert 0 < after["SEQUENCE"] < 2**31
    assert after.DTSTAMP > before.DTSTAMP


def test_the_same_actions_at_the_same_time_give_the_same_bytes() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert written(ACTION, KEPT) == written(ACTION, KEPT) == written(ACTION, KEPT, made_at=there)


def test_every_action_is_an_event_in_the_order_given() -> None:
    content = written(KEPT, ACTION, action(id="a3"))
    assert [found["UID"].split("@")[0] for found in events(content)] == ["a2", "a1", "a3"]
    assert {found.uid.split("@")[0] for found in ics.Calendar(content.decode()).events} == {"a1", "a2", "a3"}


def test_what_is_not_known_is_left_out() -> None:
    found = event(action(owner="", proof="", questionnaire_id="gone", dimension_id=""))
    assert found["SUMMARY"] == "Call ten customers who left"
    assert found["DESCRIPTION"].splitlines() == ["For: gone", "Promised: 2026-01-15, Imaginary Pumps"]


@pytest.mark.parametrize(("text", "expected"), AWKWARD.items(), ids=range(len(AWKWARD)))
def test_awkward_texts_come_back_from_both_readers(text: str, expected: str) -> None:
    line = " ".join(expected.split())
    content = written(action(what=text, owner="", proof=text, note=text), organisation=text)
    (found,) = events(content)
    other = other_event(content)
    parts = ["For: Knowing customers", f"What will show that it worked: {expected}", f"What became of it: {expected}"]
    promised = f"Promised: 2026-01-15, {line}" if line else "Promised: 2026-01-15"
    description = "\n".join([*(parts if expected else parts[:1]), promised])
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (line, description)
    assert (other.name or "", other.description) == (line, description)


def test_lines_end_as_the_standard_says_and_none_is_longer_than_75_bytes() -> None:
    content = written(action(what="Ümläute überall " * 40, proof="👩🏽‍🚀" * 40))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert [line.decode() for line in lines]  # no character is torn apart
    assert event(action(what="Ümläute überall " * 40))["SUMMARY"].startswith("Ümläute überall Ümläute")


def test_the_stamp_is_in_universal_time() -> None:
    there = datetime(2026, 3, 10, 9, 15, 30, tzinfo=timezone(timedelta(hours=1)))
    assert b"\r\nDTSTAMP:20260310T081530Z\r\n" in written(ACTION, made_at=there)
    assert datetime(2026, 3, 10, 8, 15, 30, tzinfo=UTC) == event(ACTION, made_at=there).DTSTAMP
