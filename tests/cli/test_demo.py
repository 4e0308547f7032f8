"""The command ``demo``: three made-up assessments, once, in an empty database."""

from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessments.quarters import Quarters
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from cli.__main__ import main
from storage.open import open_store

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "Orrinmoor Travel, management team (demonstration)",
    "Orrinmoor Travel, managing director (demonstration)",
    "Orrinmoor Travel, workshop (demonstration)",
]


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def codes(printed: str) -> dict[str, str]:
    """Return name to code as they were printed."""
    return dict(re.findall(r"^(\S.* \(demonstration\))\n  ([A-Z2-9-]{19})$", printed, re.MULTILINE))


def test_each_code_opens_its_assessment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    assert main(["demo", "--database", url]) == 0
    found = codes(capsys.readouterr().out)
    assert sorted(found) == NAMES
    store = open_store(url)
    response = Workflow(store, now).resume(found[NAMES[1]])
    assert response is not None
    assert (response.role, len(response.submitted)) == ("Managing director", 7)
    for name, people in ((NAMES[0], 8), (NAMES[2], 24)):
        entered = Workshop(store, now).enter(found[name])
        assert entered is not None
        assert (entered[0].name, len(store.responses(entered[1].id))) == (name, people)
    assert (
        len(Quarters(store, now).history(next(each.id for each in store.assessments() if each.name == NAMES[0]))) == 3
    )
    store.close()


def test_a_database_with_assessments_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    store = open_store(url)
    Workflow(store, now).begin("Own answers")
    assert main(["demo", "--database", url]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "The database has assessments already, so nothing was added. Name an empty or a new one with --database.\n"
    )
    assert [each.name for each in store.assessments()] == ["Own answers"]
    store.close()


def test_the_database_of_the_pages_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "answers.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    before = os.umask(0o022)
    try:
        assert main(["demo"]) == 0
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
    assert sorted(codes(capsys.readouterr().out)) == NAMES
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_address_that_is_none_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--database", "nowhere"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "The database URL cannot be read. An example: sqlite:///data/answers.db\n"
