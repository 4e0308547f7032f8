"""Files with figures of others that belong to one assessment: taken, shown, removed again."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from assessments.errors import MoveError
from assessments.workflow import NAME_LIMIT
from benchmarks.own import Given, read_own
from benchmarks.own_model import OwnFile
from questionnaires.problems import errors
from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from assessments.ports import Store
    from questionnaires.problems import Problem

MOST = 10
FULL = f"At most {MOST} files are kept. Remove one first."


class OwnFiles:
    """The use cases of such files over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    def take(self, assessment_id: str, name: str, content: bytes, giver: str) -> tuple[Problem, ...]:
        """Keep a file that has no error; return what is wrong with it.

        Raises:
            InvalidValueError: The giver's name is too long.
            MoveError: As many files as fit are there already.
        """
        name, giver = called(name), clean_text(giver, NAME_LIMIT)
        _, problems = read_own(content, name)
        if errors(problems):
            return problems
        if len(self._store.own_files(assessment_id)) >= MOST:
            raise MoveError(FULL)
        text = content.decode("utf-8-sig")
        self._store.put_own_file(OwnFile(secrets.token_hex(8), assessment_id, name, giver, text, self._clock()))
        return problems

    def given(self, assessment_id: str) -> Mapping[str, Given]:
        """Return the id of each file to what it holds, the newest first; rules that came later hold for it too."""
        found = {}
        for each in self._store.own_files(assessment_id):
            ledger, _ = read_own(each.content.encode(), each.name)
            found[each.id] = Given(each.name, each.giver, each.kept_at.date(), ledger)
        return found

    def drop(self, assessment_id: str, file_id: str) -> None:
        """Remove a file."""
        self._store.drop_own_file(assessment_id, file_id)


def called(name: str) -> str:
    """Return a file's name without the folders, and no longer than a name may be; its end stays."""
    plain = "".join(each for each in PurePosixPath(PureWindowsPath(name).name).name if each.isprintable()).strip()
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(suffix) - 1]}{dot}{suffix}" if len(plain) > NAME_LIMIT else plain
