"""Actions as the store returns them, and texts that a file format could trip over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from assessments.model import Action

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 8, 15, 30, tzinfo=UTC)
TITLES = {("stages", "knowing"): "Knowing customers", ("stages", ""): "From awareness to obsession"}
ACTION = Action(
    id="a1",
    assessment_id="pumps",
    wave_id="q1",
    questionnaire_id="stages",
    dimension_id="knowing",
    what="Call ten customers who left",
    owner="Ada",
    due=date(2026, 3, 31),
    proof="Ten notes in the folder",
    state="open",
    made_at=datetime(2026, 1, 15, 16, 0, tzinfo=UTC),
)
KEPT = replace(
    ACTION, id="a2", state="kept", decided_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC), note="Eleven were called."
)
AWKWARD = {
    "commas, semicolons; and \\ backslashes": "commas, semicolons; and \\ backslashes",
    'a "quoted" word': 'a "quoted" word',
    "two\nlines": "two\nlines",
    "two\r\nlines and\ranother": "two\nlines and\nanother",
    "odd\x85line\u2028ends\x0b": "odd\nline\nends",
    "bell\x07, half a pair \ud800, delete\x7f": "bell, half a pair , delete",
    "\t =1+1": "=1+1",
    "مرحبا \u202eabc": "مرحبا \u202eabc",
    "👩🏽‍🚀 and 🇩🇪": "👩🏽‍🚀 and 🇩🇪",
    "BEGIN:VEVENT\nEND:VCALENDAR": "BEGIN:VEVENT\nEND:VCALENDAR",
    "ü" * 10_000: "ü" * 10_000,
    "": "",
}


def action(**own: Any) -> Action:
    """Return an action of Ada's with other values."""
    return replace(ACTION, **own)
