"""Canonical JSON, fingerprints of it, and times as text: the same value gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT, VERSION = "customer-centricity-assessment", 1
ASKED = "definitions"


def canonical(value: Any, *, as_it_stands: bool = False) -> str:
    """Return plain values as JSON without spaces, with sorted keys or with the keys as they stand.

    Raises:
        ValueError: A number is not finite.
    """
    return json.dumps(value, sort_keys=not as_it_stands, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def file_of(data: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file; in a questionnaire the order of keys says something, and so stays as it is."""
    asked = (f"{canonical(key)}:{canonical(each, as_it_stands=True)}" for key, each in sorted(data[ASKED].items()))
    texts = {key: canonical(value) for key, value in data.items() if key != ASKED} | {ASKED: f"{{{','.join(asked)}}}"}
    return f"{{{','.join(f'{canonical(key)}:{text}' for key, text in sorted(texts.items()))}}}\n".encode()


def mark(value: Any, *, as_it_stands: bool = False) -> str:
    """Return the SHA-256 of plain values in canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value, as_it_stands=as_it_stands).encode()).hexdigest()


def moment(time: datetime) -> str:
    """Return a time in UTC as ISO 8601, with microseconds where it has any."""
    return time.astimezone(UTC).isoformat()


def moment_of(text: str) -> datetime:
    """Return the time of a text that ``moment`` wrote.

    Raises:
        ValueError: It is no time, or not written so.
    """
    time = datetime.fromisoformat(text)
    if time.tzinfo is None or moment(time) != text:
        raise ValueError("another notation")
    return time
