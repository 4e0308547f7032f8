"""The table of commands, and what wrong usage gives."""

from __future__ import annotations

import runpy
import subprocess
import sys

import pytest

from cli.__main__ import COMMANDS, main
from questionnaires.loader import DEFINITIONS

ROOT = DEFINITIONS.parent.parent


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["score"], ["score", "one"], ["schema", "extra"]])
def test_wrong_usage_is_code_two_and_prints_nothing_as_a_result(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    printed = capsys.readouterr()
    assert stop.value.code == 2
    assert printed.out == ""
    assert printed.err.startswith("usage: python -m cli")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    printed = capsys.readouterr().out
    assert stop.value.code == 0
    assert COMMANDS[command].summary in printed
    assert COMMANDS[command].details.strip() in printed


def test_the_list_of_commands_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    assert all(command.summary in printed for command in COMMANDS.values())


def test_the_exit_code_is_that_of_the_outcome(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "cli.__main__")
    monkeypatch.setattr(sys, "argv", ["cli", "check", "no-such-file.yaml"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("cli", run_name="__main__")
    assert stop.value.code == 1
    assert capsys.readouterr().out.endswith("\n1 file, 1 error, 0 warnings\n")


@pytest.mark.parametrize("command", [["schema"], ["check"]])
def test_a_command_runs_as_a_module(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "cli", *command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout
