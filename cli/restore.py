"""The command ``restore``: a backup put into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.command import Command
from cli.database import configure_database
from cli.upkeep import looked_after
from storage.restore import restore

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cli.command import Outcome

DETAILS = """\
FILE is one that 'backup' wrote. Either all of it is restored or nothing is changed: a file that is damaged, of another
program, of the other kind of database or of a newer version of this one is refused. A backup of an older version is
brought up to date. With --replace everything that is in the database goes, or in its schema on PostgreSQL, which
therefore has to be this application's own.

What was deleted after the backup was made is there again afterwards, and what was answered after it is not.

Stop the app before, and start it afterwards: a process that runs meanwhile may show what it has read earlier. The
program pg_restore has to be installed for PostgreSQL, and no older than the server.
"""
UNSEALED = "It has no checksum, so only its structure could be checked, and no letter of an answer."


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup; it is only read")
    parser.add_argument("--replace", action="store_true", help="also where the database holds assessments: they go")
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    def put(url: str) -> str:
        done = restore(url, arguments.file, replace=arguments.replace)
        before, after = done.migrated.before, done.migrated.after
        upgraded = f", brought up from schema {before}" if before != after else ""
        unsealed = "" if done.is_sealed else f"\n{UNSEALED}"
        return f"Restored {arguments.file}: {done.held}, schema {after}{upgraded}.{unsealed}"

    return looked_after(arguments, put)


COMMAND = Command("Put a backup into the database.", DETAILS, _configure, _run)
