"""Plain forms in which every store keeps values: JSON as text, times in UTC."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

_ENCODER = json.JSONEncoder(allow_nan=False)  # ``json.dumps`` would make one for each value


def dumps(value: Any) -> str:
    """Return a value as JSON.

    Raises:
        ValueError: A number is not finite; PostgreSQL would refuse it, SQLite would keep what nobody else can read.
        TypeError: The value is no plain JSON.
    """
    return _ENCODER.encode(value)


def as_utc(time: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: The time has no zone, so it is no moment.
    """
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone.")
    return time.astimezone(UTC)
