"""Adds rows whose key may be taken, in the words that SQLite and PostgreSQL share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table


def add_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row unless there is one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    connection.execute(_insert(connection, table).values(row).on_conflict_do_nothing(index_elements=keys))


def put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row, or put its values in place of those of the row with the same primary key."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(connection, table).values(row)
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
