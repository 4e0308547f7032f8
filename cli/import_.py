"""The command ``import``: an exported assessment into a database, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.transfer import read_copy
from assessments.transfer_back import put_back
from cli.command import Command, Outcome
from cli.database import configure_database, opened
from cli.reading import content_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from assessments.transfer import Copy
    from assessments.transfer_back import Told

DETAILS = """\
The file is one that 'export' wrote. Everything that is wrong with it is printed as pointer: message, a line each; then
nothing is imported, and the exit code is 1. An assessment that is in the database already is left as it is.

A complete copy brings its codes along. For a shared copy they are made anew and printed here, once: nobody can find
them out later.
"""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an assessment as JSON")
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    content, refused = content_of(arguments.file)
    if refused:
        return Outcome(err=refused, code=1)
    copy, problems = read_copy(content)
    if copy is None:
        return Outcome("\n".join(str(each) for each in problems), code=1)
    try:
        with opened(arguments) as store:
            told = put_back(store, copy)
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)
    return Outcome("\n".join([_done(copy), *(_codes(told) if told else ())]))


def _done(copy: Copy) -> str:
    kept = copy.kept
    waves = ", ".join(each.wave.label for each in kept.waves)
    return f"Imported “{kept.assessment.name}” ({kept.assessment.id}): {waves}."


def _codes(told: Told) -> list[str]:
    return [
        "Its codes are new. Write them down now: they are not shown again.",
        f"Key of the assessment: {told.organiser}",
        *(f"Join code of {label}: {code}" for label, code in told.joining),
        *(f"To come back to {label}, {who}: {code}" for label, who, code in told.returning),
    ]


COMMAND = Command("Put an exported assessment into a database.", DETAILS, _configure, _run)
