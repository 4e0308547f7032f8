"""What differs in a file is printed a line each, and only a file that holds what it states makes the exit code 0."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assessments.transfer import shared_copy
from cli.verify import MOST_LINES
from tests.assessments.build import STAGES
from tests.assessments.transfers import altered, lone, mended, team
from tests.cli.databases import said

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Printed = pytest.CaptureFixture[bytes]

ALONE = shared_copy(lone(STAGES))
[RESPONSE] = json.loads(ALONE)["results"]["responses"]


def figures(data: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of the one response."""
    found: dict[str, Any] = data["results"]["responses"][RESPONSE]
    return found


def test_a_file_that_holds_what_it_states_is_praised(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"
    file.write_bytes(ALONE)
    code, out, err = said(capsysbinary, "verify", file)
    number = len(figures(json.loads(ALONE))) + len(json.loads(ALONE)["results"]["series"])
    assert (code, err) == (0, "")
    assert out == (
        f"{number} figures worked out again, 0 differences, 0 parts changed, 0 problems.\n"
        "Everything is as the file states it.\n"
    )


def test_what_differs_is_named_with_both_values(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"

    def change(data: dict[str, Any]) -> None:
        own = figures(data)
        own[f"{STAGES}/stage/overall"] = 4
        own[f"{STAGES}/stage/decided-by"] = None
        own["made-up"] = "3"

    file.write_bytes(altered(ALONE, change))
    code, out, err = said(capsysbinary, "verify", file)
    of = f"Differs  response {RESPONSE} of “2026 Q1”: "
    lines = out.splitlines()
    assert (code, err) == (1, "")
    since = "not as it was when the file was made"
    assert lines[0] == f"Changed  The figures of response {RESPONSE} of wave “2026 Q1”: {since}"
    assert lines[1] == f"Changed  The whole: {since}"
    assert set(lines[2:5]) == {
        f"{of}{STAGES}/stage/overall is stated as 4, and comes out as 2",
        f"{of}{STAGES}/stage/decided-by is stated as no figure, and comes out as 'gate'",
        f"{of}made-up is stated as '3', and comes out as nothing at all",
    }
    assert lines[-1] == "The file does not hold what it states."


def test_problems_are_printed_at_their_places(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"
    file.write_bytes(b"{")
    code, out, _ = said(capsysbinary, "verify", file)
    assert code == 1
    assert out.startswith("Problem  /: Not readable as JSON: ")
    assert "\n0 figures worked out again, 0 differences, 0 parts changed, 1 problem.\n" in out


def test_of_very_many_differences_the_first_are_printed(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"
    extra = {f"x{number}": 1 for number in range(MOST_LINES + 7)}
    file.write_bytes(mended(altered(ALONE, lambda data: figures(data).update(extra))))
    _, out, _ = said(capsysbinary, "verify", file)
    assert out.count("Differs  ") == MOST_LINES
    assert "\n... and 7 more figures that differ.\n" in out


def test_figures_that_rest_on_withheld_answers_are_counted(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"
    file.write_bytes(shared_copy(team("anonymous", 7)))
    code, out, _ = said(capsysbinary, "verify", file)
    results = json.loads(file.read_bytes())["results"]
    number = len(results["series"]) + sum(map(len, results["waves"].values()))
    assert code == 0
    assert f"\nNot worked out again: {number} figures of anonymous waves, whose answers the file may not hold.\n" in out
    assert out.endswith("\nWhat could be checked is as the file states it.\n")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsysbinary: Printed) -> None:
    expected = f"{tmp_path / 'none'} cannot be read: No such file or directory. Check the path.\n"
    assert said(capsysbinary, "verify", tmp_path / "none") == (1, "", expected)
