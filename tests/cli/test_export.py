"""An assessment goes into a file that only its owner can read, over no other file; or all of them are listed."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.transfer import complete_copy, shared_copy
from tests.assessments.build import STAGES
from tests.assessments.transfers import lone, team
from tests.cli.databases import a_database, said, url_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Printed = pytest.CaptureFixture[bytes]

ALONE, TEAM = lone(STAGES), team("anonymous", 7, waves=2)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_an_assessment_all_are_listed(tmp_path: Path, capsysbinary: Printed) -> None:
    unnamed = replace(ALONE, assessment=replace(ALONE.assessment, name=""))
    database = a_database(tmp_path / "a.db", unnamed, TEAM)
    code, out, err = said(capsysbinary, "export", "--database", database)
    lines = {
        f"{ALONE.assessment.id}  (without a name)  2026 Q1 (alone, open)",
        f"{TEAM.assessment.id}  Pumps  2026 Q1 (anonymous, closed), 2026 Q2 (anonymous, open)",
    }
    assert (code, set(out.splitlines()), err) == (0, lines, "")


def test_an_open_wave_that_is_open_is_not_called_so_twice(tmp_path: Path, capsysbinary: Printed) -> None:
    kept = team("open", 5)
    _, out, _ = said(capsysbinary, "export", "--database", a_database(tmp_path / "a.db", kept))
    assert out == f"{kept.assessment.id}  Pumps  2026 Q1 (open)\n"


def test_an_empty_database_says_so(tmp_path: Path, capsysbinary: Printed) -> None:
    found = said(capsysbinary, "export", "--database", url_of(tmp_path / "a.db"))
    assert found == (0, "There is no assessment in this database.\n", "")
    assert mode_of(tmp_path / "a.db") == 0o600


def test_a_shared_copy_is_written_for_its_owner_alone(tmp_path: Path, capsysbinary: Printed) -> None:
    database, out = a_database(tmp_path / "a.db", TEAM), tmp_path / "copy.json"
    asked = ("export", "--database", database, "--assessment", TEAM.assessment.id, "--out", out)
    assert said(capsysbinary, *asked) == (0, f"Wrote {out}: a shared copy of “Pumps” with 2 waves.\n", "")
    assert out.read_bytes() == shared_copy(TEAM)
    assert mode_of(out) == 0o600


def test_a_complete_copy_is_written_where_it_is_asked_for(
    tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", a_database(tmp_path / "a.db", ALONE))
    name = f"{ALONE.assessment.id}.json"
    _, out, _ = said(capsysbinary, "export", "--assessment", ALONE.assessment.id, "--complete")
    assert out == f"Wrote {name}: a complete copy of “{ALONE.assessment.name}” with 1 wave.\n"
    assert (tmp_path / name).read_bytes() == complete_copy(ALONE)


def test_a_file_that_is_there_is_only_written_over_by_force(tmp_path: Path, capsysbinary: Printed) -> None:
    database, out = a_database(tmp_path / "a.db", ALONE), tmp_path / "copy.json"
    out.write_bytes(b"a longer text than that of any copy" * 100_000)
    out.chmod(0o644)
    asked = ("export", "--database", database, "--assessment", ALONE.assessment.id, "--out", out)
    refused = f"{out} exists already. Choose another name, or add --force to write over it.\n"
    assert said(capsysbinary, *asked) == (1, "", refused)
    assert out.read_bytes().startswith(b"a longer text")
    assert said(capsysbinary, *asked, "--force")[0] == 0
    assert out.read_bytes() == shared_copy(ALONE)
    assert mode_of(out) == 0o600


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsysbinary: Printed) -> None:
    database, out = a_database(tmp_path / "a.db", ALONE), tmp_path / "none" / "copy.json"
    asked = ("export", "--database", database, "--assessment", ALONE.assessment.id, "--out", out)
    expected = f"{out} cannot be written: No such file or directory. Choose another place.\n"
    assert said(capsysbinary, *asked) == (1, "", expected)


def test_an_assessment_that_is_not_there_is_told_with_the_one_meant(tmp_path: Path, capsysbinary: Printed) -> None:
    database, meant = a_database(tmp_path / "a.db", ALONE), ALONE.assessment.id
    code, out, err = said(capsysbinary, "export", "--database", database, "--assessment", f"{meant}x")
    assert (code, out) == (1, "")
    assert err == f"There is no assessment '{meant}x'. Did you mean '{meant}'?\n"


def test_a_database_that_cannot_be_used_is_told(tmp_path: Path, capsysbinary: Printed) -> None:
    (tmp_path / "a.db").write_bytes(b"no database, but long enough to be taken for one by nobody" * 100)
    code, out, err = said(capsysbinary, "export", "--database", url_of(tmp_path / "a.db"))
    assert (code, out) == (1, "")
    assert err.startswith("The answers cannot be saved at the moment")
    assert said(capsysbinary, "export", "--database", "mysql://x")[0] == 1
