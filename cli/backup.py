"""The command ``backup``: the whole database copied into one file while the app goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli.command import Command
from cli.database import configure_database
from cli.upkeep import looked_after
from storage.backup import backup

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cli.command import Outcome

DETAILS = """\
The app may run meanwhile. Every answer that a page showed as saved before the command began is in the copy, and all of
the copy is of one moment. FILE is new: another file is never written over, and what could not be finished is not left
behind. It holds every answer and the hashes of all codes, and nobody else on this machine may read it; keep it so.

The copy of an SQLite database is an SQLite file whose structure was checked. That of a PostgreSQL database is written
by the program pg_dump, in its custom format, and read through once. pg_dump has to be installed, and no older than the
server; its password is not among its arguments. At the end of FILE stands a checksum, which 'restore' compares.
"""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="where to; the file must not be there yet")
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    def write(url: str) -> str:
        held = backup(url, arguments.file)
        return f"Wrote {arguments.file}: {held}, schema {held.revision}."

    return looked_after(arguments, write)


COMMAND = Command("Copy the whole database into a file.", DETAILS, _configure, _run)
