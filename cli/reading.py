"""Reads a file that a command was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def content_of(path: Path) -> tuple[bytes, str]:
    """Return the content of a file, and why it cannot be read; the latter is empty where it can."""
    try:
        return path.read_bytes(), ""
    except OSError as error:
        return b"", f"{path} cannot be read: {error.strerror}. Check the path."
