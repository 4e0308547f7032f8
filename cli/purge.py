"""The command ``purge``: delete the assessments whose time has come, or say which they are."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.retention import Retention
from assessments.settings import read_settings
from cli.command import Command, Outcome
from cli.database import HOME, configure_database, opened
from cli.listing import UNNAMED
from storage.location import SECRETS, read_secrets

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from assessments.retention import Term

DETAILS = """\
An assessment is kept for a number of months after the last answer: what its organiser chose, else CUSTOMER_KEEP_MONTHS
of the environment, else for ever. Without --yes nothing is changed, and what would go is printed. Run it once a day
with --yes. What was deleted cannot be brought back; a backup still holds it until the backup is deleted too.
"""
NOTHING = "Nothing is due."
WRONG = "Nothing was deleted, because of the settings:"
DRY = "Nothing was deleted. With --yes these would be, with everything that belongs to them:"
DONE = "Deleted, with everything that belongs to them:"
NOT_WIPED = (
    "The rows are gone, but the database file could not be rewritten, so what was deleted may still be found in unused "
    "parts of it. Run this again when less is going on, or when the disk has room."
)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="delete; without it, it is only said what would be")
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    try:
        settings, problems = read_settings(read_secrets(Path.home() / SECRETS, HOME / SECRETS) | os.environ)
        if problems:
            return Outcome(err="\n".join([WRONG, *(f"  {each}" for each in problems)]), code=1)
        with opened(arguments) as store:
            retention = Retention(store, lambda: datetime.now(UTC), settings.keep_months)
            if not arguments.yes:
                return Outcome(_listed(DRY, retention.due()))
            gone = retention.purge()
            wiped = store.wipe()
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)
    return Outcome(_listed(DONE, gone), "" if wiped else NOT_WIPED, 0 if wiped else 1)


def _listed(before: str, terms: tuple[Term, ...]) -> str:
    return "\n".join([before, *map(_line, terms)]) if terms else NOTHING


def _line(term: Term) -> str:
    stock = term.stock
    parts = (_number(stock.waves, "wave"), _number(stock.people, "participant"), _number(stock.answers, "answer"))
    name = term.assessment.name or UNNAMED
    return f"{term.assessment.id}  {name}  {', '.join(parts)}, the last on {stock.last_at:%Y-%m-%d}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


COMMAND = Command("Delete the assessments that were kept long enough.", DETAILS, _configure, _run)
