"""The command ``export``: one assessment of the database to a file, or the list of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.transfer import complete_copy, shared_copy
from cli.command import Command, Outcome
from cli.database import configure_database, opened
from cli.listing import listing
from cli.private_file import configure_force, write_private
from questionnaires.problems import meant

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from assessments.ports import Store

DETAILS = """\
Without --assessment it lists the assessments: id, name and waves.

The file is JSON. It is a copy to hand on: without access keys and codes, and of anonymous waves with the figures that
were released instead of the answers. With --complete it holds everything, and such a copy of an anonymous wave can be
imported again; keep it as closely as the database. Nobody else on the machine may read the file.
"""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--assessment", metavar="ID", help="which one; without it they are listed")
    parser.add_argument("--complete", action="store_true", help="with every answer and the hashes of all codes")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to; without it, ID.json in the current folder")
    configure_force(parser)
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    try:
        with opened(arguments) as store:
            return Outcome(listing(store)) if arguments.assessment is None else _export(store, arguments)
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)


def _export(store: Store, arguments: Namespace) -> Outcome:
    kept = store.everything(arguments.assessment)
    if kept is None:
        known = meant(arguments.assessment, [each.id for each in store.assessments()])
        return Outcome(err=f"There is no assessment '{arguments.assessment}'. {known}", code=1)
    path = arguments.out or Path(f"{kept.assessment.id}.json")
    content = complete_copy(kept) if arguments.complete else shared_copy(kept)
    refused = write_private(path, content, force=arguments.force)
    if refused:
        return Outcome(err=refused, code=1)
    kind = "complete" if arguments.complete else "shared"
    return Outcome(f"Wrote {path}: a {kind} copy of “{kept.assessment.name}” with {_waves(len(kept.waves))}.")


def _waves(number: int) -> str:
    return "1 wave" if number == 1 else f"{number} waves"


COMMAND = Command("Write an assessment to a JSON file, or list all of them.", DETAILS, _configure, _run)
