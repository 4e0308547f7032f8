"""Writes a file that nobody else on the machine may read, and no file that is there already unless told to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path

PRIVATE = 0o600


def configure_force(parser: ArgumentParser) -> None:
    """Declare that a file may be written over."""
    parser.add_argument("--force", action="store_true", help="write over the file where there is one already")


def write_private(path: Path, content: bytes, *, force: bool) -> str:
    """Write a file, and return why it could not be written; empty where it was."""
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        with open(os.open(path, flags, PRIVATE), "wb") as file:  # noqa: PTH123 - the mode has to be there from the first byte
            os.fchmod(file.fileno(), PRIVATE)  # also where it was there with another one
            file.write(content)
    except FileExistsError:
        return f"{path} exists already. Choose another name, or add --force to write over it."
    except OSError as error:
        return f"{path} cannot be written: {error.strerror}. Choose another place."
    return ""
