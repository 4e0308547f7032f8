"""Column types that keep the same value on SQLite and PostgreSQL: moments in UTC and plain JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.plain import as_utc, dumps


class Moment(TypeDecorator[datetime]):
    """A time with its zone; SQLite knows no zones and keeps the UTC time without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database is given."""
        if value is None:
            return None
        return as_utc(value) if _is_postgresql(dialect) else as_utc(value).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database gave, in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if _is_postgresql(dialect) else value.replace(tzinfo=UTC)


class PlainJson(TypeDecorator[Any]):
    """A plain JSON value; None is NULL.

    On SQLite the column is TEXT: a column declared JSON has the affinity NUMERIC there, which turns a whole number
    beyond 64 bits into a float and so changes the answer. On PostgreSQL it is ``json``, not ``jsonb``, because
    ``jsonb`` loses the order of the keys and refuses the character NUL.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of the column."""
        return dialect.type_descriptor(JSON(none_as_null=True) if _is_postgresql(dialect) else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Return what the database is given."""
        return value if value is None or _is_postgresql(dialect) else dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value that was kept."""
        return value if value is None or _is_postgresql(dialect) else json.loads(value)


def _is_postgresql(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
