"""Makes databases as earlier releases left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Text, column, table

from storage.engine import open_engine
from storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine
    from sqlalchemy.sql.expression import TableClause

# A table's name, the names of its columns, its rows.
Rows = tuple[str, str, list[tuple[Any, ...]]]


def release(url: str, revision: str, filled: Sequence[Rows]) -> Engine:
    """Make a database of a revision with these rows, in an order in which every row finds what it points at."""
    engine = open_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for name, columns, rows in filled:
            names = columns.split()
            connection.execute(typed(name, names).insert(), [dict(zip(names, row, strict=True)) for row in rows])
    return engine


def typed(name: str, columns: Sequence[str]) -> TableClause:
    """Return a table with these columns, whose types are today's; those that are gone are texts."""
    today = metadata.tables[name].c
    return table(name, *[column(each, today[each].type if each in today else Text) for each in columns])
