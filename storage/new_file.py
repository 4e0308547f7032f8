"""Makes a file whole or not at all, which nobody else may read, and never in the place of another."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from storage.contents import CopyError

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE = 0o600


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Yield an empty file to be filled; when the block ends well, it is on the disk under its final name.

    Raises:
        CopyError: There is a file of this name, or none can be made there. What the block raises is passed on.
    """
    if path.exists():
        raise CopyError(_taken(path))
    try:
        folder = TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    with folder as name:
        draft = Path(name) / path.name
        draft.touch(PRIVATE)
        yield draft
        try:
            _settle(draft)
            path.touch(PRIVATE, exist_ok=False)  # the name is nobody else's from here on
            draft.replace(path)
            _settle(path.parent)
        except FileExistsError:
            raise CopyError(_taken(path)) from None
        except OSError as error:
            raise _unwritable(path, error) from error


def _settle(path: Path) -> None:
    """Wait until a file or the names in a folder are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _taken(path: Path) -> str:
    return f"{path} exists already, and a backup is never written over another file. Choose another name."


def _unwritable(path: Path, error: OSError) -> CopyError:
    return CopyError(f"{path} cannot be written: {error.strerror}. Choose another place.")
