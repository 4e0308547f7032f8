"""What a restore and a backup ask a PostgreSQL server about the schema that the application's tables are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.contents import Ask


def version_of(connection: Connection) -> int:
    """Return the server's version, such as 15."""
    found = connection.dialect.server_version_info or (0,)
    return int(found[0])


def tables_of(connection: Connection) -> set[str]:
    """Return the names of the tables in the schema that is used."""
    query = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
    return set(connection.exec_driver_sql(query).scalars())


def asking_on(connection: Connection) -> Ask:
    """Return what asks a connection for single values."""

    def ask(query: str) -> object:
        return connection.exec_driver_sql(query).scalar()

    return ask
