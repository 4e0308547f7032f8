"""The command ``key``: what it prints opens the assessment as an organiser's key does, and nothing else changes."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from assessments.codes import RESUME_LENGTH, code_hash, is_code
from assessments.keys import NO_NAME, NOBODY_LEADS
from storage.open import open_store
from tests.cli.databases import a_database, everything, said
from tests.storage.whole_samples import WHOLE, renamed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assessments.keys_model import Grant

    Printed = pytest.CaptureFixture[bytes]

LONE, TEAM = WHOLE["lone"], renamed(WHOLE["anonymous"], "b")


def grants(url: str, assessment_id: str) -> tuple[Grant, ...]:
    """Return who may come into an assessment."""
    with closing(open_store(url)) as store:
        return store.grants(assessment_id)


def test_a_lost_key_is_made_anew_beside_those_that_were_there(tmp_path: Path, capsysbinary: Printed) -> None:
    database = a_database(tmp_path / "a.db", LONE, TEAM)
    before = grants(database, "ba1")

    code, printed, err = said(capsysbinary, "key", "--assessment", "ba1", "--name", "Anna", "--database", database)

    assert (code, err) == (0, "")
    assert is_code(printed.strip(), RESUME_LENGTH)
    assert printed.count("-") == 3
    *others, made = grants(database, "ba1")
    assert tuple(others) == before
    assert (made.kind, made.role, made.name, made.hash) == ("key", "organiser", "Anna", code_hash(printed.strip()))
    assert everything(database, "ba1") == TEAM


def test_without_an_assessment_they_are_listed(tmp_path: Path, capsysbinary: Printed) -> None:
    database = a_database(tmp_path / "a.db", LONE, TEAM)
    listed = said(capsysbinary, "export", "--database", database)
    assert said(capsysbinary, "key", "--database", database) == listed
    assert "ba1" in listed[1]


def test_what_is_wrong_is_said_and_changes_nothing(tmp_path: Path, capsysbinary: Printed) -> None:
    database = a_database(tmp_path / "a.db", LONE, TEAM)
    before = grants(database, "a1"), grants(database, "ba1")
    for arguments, why in (
        (("--assessment", "ba2"), "There is no assessment 'ba2'. Did you mean 'ba1'?"),
        (("--assessment", "a1"), NOBODY_LEADS),
        (("--assessment", "ba1", "--name", " "), NO_NAME),
    ):
        assert said(capsysbinary, "key", *arguments, "--database", database) == (1, "", f"{why}\n")
    assert (grants(database, "a1"), grants(database, "ba1")) == before
