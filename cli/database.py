"""Where the commands that read or change assessments find the database: as the app does, or where they are told."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.location import VARIABLE, database_url
from storage.open import open_store

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from assessments.ports import Store

HOME = Path(__file__).resolve().parent.parent
OWN = 0o077  # what is made belongs to nobody else on this machine


def configure_database(parser: ArgumentParser) -> None:
    """Declare where the database is."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help=f"sqlite:///FILE or postgresql://...; without it, {VARIABLE} of the environment, or the app's own file",
    )


@contextmanager
def opened(arguments: Namespace) -> Iterator[Store]:
    """Open the store of the database that was asked for, as long as it is used.

    Raises:
        AssessmentError: There is none that can be used; ``str()`` is a sentence.
    """
    before = os.umask(OWN)
    try:
        with closing(open_store(arguments.database or database_url(os.environ, HOME))) as store:
            yield store
    finally:
        os.umask(before)
