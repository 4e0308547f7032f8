"""Ends a backup with a checksum of all before it, so that a letter that a medium changed is noticed as well.

What SQLite and ``pg_restore`` read is in front of it: both leave the end of a file alone that is not theirs.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from storage.contents import CopyError

if TYPE_CHECKING:
    from pathlib import Path

_SEAL = re.compile(rb"\nSHA-256 of all before this line: ([0-9a-f]{64})\n")
LENGTH = 99  # bytes
_PIECE = 1 << 20


def seal(file: Path) -> None:
    """Append the checksum to a file."""
    digest = _digest(file, file.stat().st_size)
    with file.open("ab") as opened:
        opened.write(f"\nSHA-256 of all before this line: {digest}\n".encode())


def sealed_size(file: Path) -> int | None:
    """Return how many bytes are in front of the checksum of a file; None where it has none.

    Raises:
        CopyError: They are not those that the checksum was made of.
        OSError: The file cannot be read.
    """
    size = file.stat().st_size - LENGTH
    if size < 0:
        return None
    with file.open("rb") as opened:
        opened.seek(size, os.SEEK_SET)
        found = _SEAL.fullmatch(opened.read())
    if found is None:
        return None
    if _digest(file, size) != found.group(1).decode():
        raise CopyError(f"{file} is damaged: it is not what it was when the backup was made.")
    return size


def _digest(file: Path, size: int) -> str:
    made, left = hashlib.sha256(), size
    with file.open("rb") as opened:
        while left and (piece := opened.read(min(_PIECE, left))):
            made.update(piece)
            left -= len(piece)
    return made.hexdigest()
