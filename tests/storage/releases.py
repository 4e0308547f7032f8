"""Makes databases as earlier releases left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Boolean, Date, Float, Integer, Text, column, table

from storage.engine import open_engine
from storage.types import Moment, PlainJson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

# A table's name, the names of its columns, its rows.
Rows = tuple[str, str, list[tuple[Any, ...]]]
MOMENTS = ("created_at", "started_at", "submitted_at", "saved_at", "set_at", "opened_at", "counted_at", "closes_at")
LATER_MOMENTS = ("made_at", "decided_at")
INTEGERS = ("invited", "smallest_group", "revision", "number", "round_number", "batch_number", "effort")
TYPES: dict[str, Any] = {
    **dict.fromkeys((*MOMENTS, *LATER_MOMENTS), Moment),
    **dict.fromkeys(INTEGERS, Integer),
    **dict.fromkeys(("data", "value", "roles", "units", "items"), PlainJson),
    **dict.fromkeys(("before_result", "late"), Boolean),
    "due": Date,
    "points": Float,
}


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
            kinds = {**TYPES, "value": Float} if name == "targets" else TYPES
            into = table(name, *[column(each, kinds.get(each, Text)) for each in names])
            connection.execute(into.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    return engine
