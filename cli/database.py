"""Where the commands that read or change assessments find the database: as the app does, or where they are told."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.location import SECRETS, VARIABLE, database_url, read_secrets
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
        help=f"sqlite:///FILE or postgresql://...; without it, {VARIABLE} of the environment, the connection in "
        f"{SECRETS}, or the app's own file. A URL with a password is better left to these: others on this machine "
        "see what is typed here",
    )


def url_of(arguments: Namespace) -> str:
    """Return the address of the database that was asked for.

    Raises:
        DatabaseAddressError: The secrets that name it cannot be used.
    """
    given: str | None = arguments.database
    return given or database_url(os.environ, HOME, read_secrets(Path.home() / SECRETS, HOME / SECRETS))


@contextmanager
def private() -> Iterator[None]:
    """Run a block whose new files nobody else on this machine may read."""
    before = os.umask(OWN)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def opened(arguments: Namespace) -> Iterator[Store]:
    """Open the store of the database that was asked for, as long as it is used.

    Raises:
        AssessmentError: There is none that can be used; ``str()`` is a sentence.
    """
    with private(), closing(open_store(url_of(arguments))) as store:
        yield store
