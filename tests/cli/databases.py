"""A database with assessments for the tests of the commands, and what a command prints."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from cli.__main__ import main
from storage.open import open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assessments.kept import Kept


def url_of(path: Path) -> str:
    """Return the address of an SQLite file."""
    return f"sqlite:///{path.as_posix()}"


def a_database(path: Path, *kept: Kept) -> str:
    """Return the address of a new database that holds assessments."""
    with closing(open_store(url_of(path))) as store:
        for each in kept:
            store.add_everything(each)
    return url_of(path)


def everything(url: str, assessment_id: str) -> Kept | None:
    """Return what a database keeps of an assessment."""
    with closing(open_store(url)) as store:
        return store.everything(assessment_id)


def said(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command, and return its exit code and what it printed on both streams."""
    code = main([str(each) for each in arguments])
    printed = capsysbinary.readouterr()
    return code, printed.out.decode(), printed.err.decode()
