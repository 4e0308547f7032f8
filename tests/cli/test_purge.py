"""What was kept long enough goes, where that is asked for in so many words; and nothing where a setting is wrong."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cli import purge
from cli.purge import DONE, DRY, NOT_WIPED, NOTHING, WRONG
from tests.cli.databases import a_database, everything, said
from tests.storage.whole_samples import WHOLE, renamed

if TYPE_CHECKING:
    from pathlib import Path

    from assessments.kept import Kept

    Printed = pytest.CaptureFixture[bytes]

# Everything in the samples was done on the first of March 2026.
LONE = WHOLE["lone"]
LINE = "a1  Acme  1 wave, 1 participant, 7 answers, the last on 2026-03-01"
OPEN = renamed(replace(WHOLE["anonymous"], assessment=replace(WHOLE["anonymous"].assessment, name="")), "b")
OPEN_LINE = "ba1  (without a name)  1 wave, 5 participants, 11 answers, the last on 2026-03-01"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no secrets file of this machine's say anything."""
    monkeypatch.setattr(purge, "HOME", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))


def two(tmp_path: Path) -> tuple[str, Kept, Kept]:
    return a_database(tmp_path / "a.db", LONE, OPEN), LONE, OPEN


def test_without_a_period_nothing_is_ever_due(tmp_path: Path, capsysbinary: Printed) -> None:
    database, *_ = two(tmp_path)
    assert said(capsysbinary, "purge", "--yes", "--database", database) == (0, f"{NOTHING}\n", "")


def test_without_yes_it_is_only_said_what_would_go(
    tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUSTOMER_KEEP_MONTHS", "1")
    database, lone, team = two(tmp_path)
    expected = f"{DRY}\n{LINE}\n{OPEN_LINE}\n"
    assert said(capsysbinary, "purge", "--database", database) == (0, expected, "")
    assert everything(database, "a1") == lone
    assert everything(database, "ba1") == team


def test_with_yes_it_goes(tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUSTOMER_KEEP_MONTHS", "1")
    database, *_ = two(tmp_path)
    asked = ("purge", "--yes", "--database", database)
    assert said(capsysbinary, *asked) == (0, f"{DONE}\n{LINE}\n{OPEN_LINE}\n", "")
    assert (everything(database, "a1"), everything(database, "ba1")) == (None, None)
    assert said(capsysbinary, *asked) == (0, f"{NOTHING}\n", "")


def test_a_period_in_the_secrets_file_holds_too(tmp_path: Path, capsysbinary: Printed) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("CUSTOMER_KEEP_MONTHS = 1\n[connections]\n")
    database, *_ = two(tmp_path)
    assert said(capsysbinary, "purge", "--database", database)[1].startswith(DRY)


def test_a_period_that_cannot_be_read_deletes_nothing(
    tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUSTOMER_KEEP_MONTHS", "a year")
    database, lone, _ = two(tmp_path)
    code, out, err = said(capsysbinary, "purge", "--yes", "--database", database)
    assert (code, out, err.splitlines()[0]) == (1, "", WRONG)
    assert "CUSTOMER_KEEP_MONTHS" in err
    assert everything(database, "a1") == lone


def test_a_file_that_somebody_reads_is_said_to_hold_it_still(
    tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.open.open_store.__kwdefaults__", {"busy_seconds": 0.05})
    database, *_ = two(tmp_path)
    reader = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM answers").fetchall()
    code, out, err = said(capsysbinary, "purge", "--yes", "--database", database)
    assert (code, out, err) == (1, f"{NOTHING}\n", f"{NOT_WIPED}\n")
    reader.close()


def test_a_database_that_cannot_be_used_is_told(capsysbinary: Printed) -> None:
    assert said(capsysbinary, "purge", "--database", "mysql://x")[:2] == (1, "")
