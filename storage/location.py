"""Where the database is, from the environment: one setting, with a default that needs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "DATABASE_URL"


def database_url(environment: Mapping[str, str], home: Path) -> str:
    """Return ``DATABASE_URL``, or the address of a SQLite file in ``home/data``, a folder that git ignores."""
    given = environment.get(VARIABLE, "").strip()
    return given or f"sqlite:///{(home / 'data' / 'answers.db').as_posix()}"
