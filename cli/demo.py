"""The command ``demo``: three made-up assessments in an empty database, and the codes that open them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assessments.demonstration import demonstrations, with_new_codes
from assessments.demonstration_others import others
from assessments.errors import AssessmentError
from cli.command import Command, Outcome
from cli.database import url_of
from questionnaires.loader import load_folder
from storage.location import VARIABLE
from storage.open import open_store

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from assessments.ports import Store

NOT_EMPTY = "The database has assessments already, so nothing was added. Name an empty or a new one with --database."
DONE = (
    "Three made-up assessments were added. Enter one of these codes under “Come back” on the first page to open it.\n"
    "They are shown only now, and whoever has one can change what it opens."
)
DETAILS = f"""\
One imaginary travel company: its head, who answers alone and asks front line and customers the same, a workshop of
twenty-four people, and the managers' last three whole quarters. All of it is made up, and each name says so. The
database is named by --database, or else by {VARIABLE}, or else it is the file data/answers.db, where the pages keep
their answers too.
"""


def fill(store: Store, at: datetime) -> list[tuple[str, str]]:
    """Keep the demonstrations as of a time; return name and code of each."""
    definitions = [each.definition for each in load_folder() if each.definition is not None]
    opened = [with_new_codes(each) for each in demonstrations(definitions, at)]
    for kept, _ in opened:
        store.add_everything(kept)
    others(store, opened[0][0].waves[-1].wave, at)
    return [(kept.assessment.name, code) for kept, code in opened]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--database", metavar="URL", help="where the answers are kept, such as sqlite:///demo.db")


def _run(arguments: Namespace) -> Outcome:
    before = os.umask(0o077)  # answers are nobody else's to read on this machine
    try:
        store = open_store(url_of(arguments))
        try:
            added = [] if store.assessments() else fill(store, datetime.now(UTC))
        finally:
            store.close()
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)
    finally:
        os.umask(before)
    if not added:
        return Outcome(err=NOT_EMPTY, code=1)
    return Outcome("\n".join([DONE, *(f"\n{name}\n  {code}" for name, code in added)]))


COMMAND = Command("Add three made-up assessments to an empty database.", DETAILS, _configure, _run)
