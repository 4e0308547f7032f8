"""The command ``check``: every problem of every file in one run, and the counts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.__main__ import main
from cli.check import report, shipped
from questionnaires.loader import DEFINITIONS, load_file
from tests.questionnaires.examples import HERE, SHIPPED

ROOT = DEFINITIONS.parent.parent
BROKEN = HERE / "broken"
GOOD = HERE / "valid" / "type-practice.yaml"
FOLDERS = ("benchmarks/data", "questionnaires/sets", "questionnaires/claims")
BESIDES = sum(len(list((ROOT / each).glob("*.yaml"))) for each in FOLDERS)


def test_the_shipped_questionnaires_are_checked_where_no_file_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "check"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{len(SHIPPED) + BESIDES} files, 0 errors, 0 warnings\n"


def test_without_a_file_the_ledger_the_sets_and_the_claims_are_checked_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == f"{len(SHIPPED) + BESIDES} files, 0 errors, 0 warnings\n"


def test_every_problem_of_every_file_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    error, warning = BROKEN / "Q101-item-twice.yaml", BROKEN / "W204-vague-question.yaml"
    assert main(["check", str(error), str(GOOD), str(warning)]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"{error}:21:13: Q101 The id 'one' is used twice. Give one of them another id.",
        f"{warning}:19:14: W204 warning: 'often' means something else to everybody. Say how much, or leave it out.",
        "3 files, 1 error, 1 warning",
    ]
    assert printed.err == ""


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(BROKEN / "W205-unused-scale.yaml")]) == 0
    assert capsys.readouterr().out.endswith("\n1 file, 0 errors, 1 warning\n")


def test_a_missing_file_is_an_error_beside_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    assert main(["check", str(missing), str(BROKEN)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{missing}:1:1: Y000 Cannot be read: No such file or directory. Check the path.",
        f"{BROKEN}:1:1: Y000 Cannot be read: Is a directory. Check the path.",
        "2 files, 2 errors, 0 warnings",
    ]


def test_all_broken_examples_together_are_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(BROKEN.iterdir())
    assert main(["check", *map(str, paths)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(paths) + 1


def test_no_file_is_no_problem() -> None:
    assert report(0, []).out == "0 files, 0 errors, 0 warnings"


def test_shipped_files_are_named_from_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    assert shipped()[0] == Path("questionnaires", "definitions", SHIPPED[0].name)
    monkeypatch.chdir(tmp_path)
    assert shipped() == SHIPPED


@pytest.mark.skipif(sys.platform != "linux", reason="Names of files are bytes on Linux alone.")
def test_a_file_name_that_is_no_text_is_escaped(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")
    assert main(["check", path]) == 1
    assert b"/\\udcff.yaml:1:1: Y000 Cannot be read" in capsysbinary.readouterr().out


def test_a_report_is_a_value() -> None:
    outcome = report(1, load_file(GOOD).problems)
    assert (outcome.out, outcome.err, outcome.code) == ("1 file, 0 errors, 0 warnings", "", 0)
