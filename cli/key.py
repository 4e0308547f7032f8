"""The command ``key``: a new key for an assessment whose organisers have lost all of theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.keys import Keys
from cli.command import Command, Outcome
from cli.database import configure_database, opened
from cli.listing import listing
from questionnaires.problems import meant

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DETAILS = """\
Without --assessment it lists the assessments: id, name and waves.

Make sure that whoever asks is who they say they are: the key opens all that an organiser may see and do. It is entered
on the first page under "Come back", and is printed this once. The trail says that it was made from here; keys that were
there before go on to work until an organiser takes them away. For somebody who answers alone there is no such way:
nobody knows whose the answers are, and that is what they were promised.
"""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--assessment", metavar="ID", help="which one; without it they are listed")
    parser.add_argument("--name", default="Made by the operator", help="what the list of keys calls it")
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    try:
        with opened(arguments) as store:
            if arguments.assessment is None:
                return Outcome(listing(store))
            found = store.assessment(arguments.assessment)
            if found is None:
                known = meant(arguments.assessment, [each.id for each in store.assessments()])
                return Outcome(err=f"There is no assessment '{arguments.assessment}'. {known}", code=1)
            return Outcome(Keys(store, lambda: datetime.now(UTC)).recover(found, arguments.name))
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)


COMMAND = Command("Make an organiser's key where all were lost.", DETAILS, _configure, _run)
