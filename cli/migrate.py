"""The command ``migrate``: the schema of the database brought up to the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.command import Command
from cli.database import configure_database
from cli.upkeep import looked_after
from storage.engine import open_engine
from storage.migrate import migrate

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cli.command import Outcome

DETAILS = """\
It prints the schema that was found and the one that is there now. Either all of the upgrade happens or nothing. Of
several that run at once, one does the work and the others wait for it and then find it done. The app does the same
when it starts, so the command is needed only where the upgrade is to come before that, or where the app's own user of
the database may not change tables. A database that a newer version made is left as it is, and the exit code is 1.

An older version that runs meanwhile does not look at the schema again: it goes on, and fails wherever it reads or
writes what was taken away or changed. So make a backup, stop or drain every process of the older version, migrate, and
start the new one. Going back to the older version needs that backup: no schema is ever taken back.
"""


def _configure(parser: ArgumentParser) -> None:
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    return looked_after(arguments, _migrate)


def _migrate(url: str) -> str:
    engine = open_engine(url)
    try:
        done = migrate(engine)
    finally:
        engine.dispose()
    if done.before == done.after:
        return f"The database has the newest schema, {done.after}, already."
    before = "an empty database" if done.before is None else f"schema {done.before}"
    return f"The database was brought from {before} to schema {done.after}."


COMMAND = Command("Bring the database to the newest schema.", DETAILS, _configure, _run)
