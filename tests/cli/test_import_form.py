"""The command ``import-form``: a preview that writes nothing, and with ``--yes`` a room that opens with its code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import code_hash
from cli.__main__ import main
from storage.open import open_store
from tests.assessments.forms.asked import ASK, HERE, definition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessments.kept import Kept

HEADER = f"Timestamp,Email,Role,{ASK['detail']},How often do you go and visit customers?,Remarks"
ROWS = [
    f"2026-02-0{place},p{place}@example.org,{'Service' if place % 2 else 'Sales'},{place % 4 + 1},{place % 5 + 1},so"
    for place in range(1, 9)
]
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Return how the command is run on lines, in a database of its own: exit code, output and errors."""
    monkeypatch.setenv("DATABASE_URL", address(tmp_path))
    monkeypatch.setattr("cli.import_form.find", lambda _: type("Found", (), {"definition": definition()}))

    def ran(*arguments: str, lines: list[str] | None = None) -> tuple[int, str, str]:
        file = tmp_path / "answers.csv"
        file.write_text("\n".join([HEADER, *ROWS] if lines is None else lines), encoding="utf-8")
        code = main(["import-form", str(file), "--questionnaire", "sample", *arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return ran


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'answers.db'}"


def kept(folder: Path) -> list[Kept]:
    store = open_store(address(folder))
    found = [store.everything(each.id) for each in store.assessments()]
    store.close()
    return [each for each in found if each is not None]


def test_a_preview_says_everything_and_makes_no_database(run: Callable[..., Any], tmp_path: Path) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    for line in (
        "The file is an export of Google Forms with one header row, 8 rows of answers and 6 columns.",
        f"  {ASK['detail']}: 1. {ASK['detail']} (by the text of the question)",
        "  Email: it seems to hold e-mail addresses",
        "  Remarks: nothing in the questionnaire fits",
        "Perhaps meant; take them with --guesses, or one by one with --map:",
        f"  How often do you go and visit customers?: 3. {ASK['visits']}",
        f"  1. {ASK['detail']}: 8",
        f"  3. {ASK['visits']}: no column",
        "8 people with 8 answers in all.",
        "Nothing was written. Add --yes to bring this in.",
    ):
        assert line in out.splitlines()
    assert not (tmp_path / "answers.db").exists()


def test_with_yes_it_writes_and_the_code_opens_the_room(run: Callable[..., Any], tmp_path: Path) -> None:
    code, out, err = run("--yes", "--guesses", "--title", "Imaginary Pumps", "--label", "Spring", "--invited", "12")
    assert (code, err) == (0, "")
    (one,) = kept(tmp_path)
    (wave,) = one.waves
    assert (one.assessment.name, wave.wave.label, wave.wave.invited, wave.wave.mode) == (
        "Imaginary Pumps",
        "Spring",
        12,
        "anonymous",
    )
    assert (wave.wave.roles, len(wave.responses), len(wave.votes)) == (("Sales", "Service"), 8, 16)
    found = CODE.search(out)
    assert found is not None
    store = open_store(address(tmp_path))
    assert store.assessment_by_key(code_hash(found.group())) == one.assessment
    store.close()


def test_columns_are_named_by_header_or_number_and_left_out(run: Callable[..., Any], tmp_path: Path) -> None:
    arguments = ("--map", "Remarks=change-first", "--map", "5=visits", "--map", f"{ASK['detail']}=-", "--role", "Role")
    more = ("--name", "2", "--respondent", "Timestamp", "--open", "--yes")
    code, out, _ = run(*arguments, *more)
    assert code == 0
    assert f"  {ASK['detail']}: nothing in the questionnaire fits" in out.splitlines()
    (one,) = kept(tmp_path)
    assert {vote.item_id for vote in one.waves[0].votes} == {"change-first", "visits"}
    assert {each.response.name for each in one.waves[0].responses} == {f"p{place}@example.org" for place in range(1, 9)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "Remarks"), "“Remarks” does not say what the column holds. Write COLUMN=ITEM."),
        (("--map", "Remarks=visit"), "“visit” is no question. Did you mean 'visits'?"),
        (("--map", "Remark=visits"), "There is no column “Remark”. Did you mean 'Remarks'?"),
        (("--role", "7"), "There is no column “7”."),
        (("--role", "Role", "--map", "Remarks=visits", "--map", "5=visits"), "Two columns are said to hold visits."),
    ],
)
def test_arguments_that_do_not_fit_the_file(run: Callable[..., Any], arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments, "--yes")
    assert (code, out) == (1, "")
    assert said in err


def test_a_code_of_a_tool_names_its_column(run: Callable[..., Any]) -> None:
    lines = (HERE / "qualtrics.csv").read_text(encoding="utf-8-sig").splitlines()
    code, out, _ = run("--unit", "Q7", "--map", "Q1=change-first", "--map", "Q6=-", "--unknown", "cells", lines=lines)
    assert code == 1  # three people are too few
    assert "  Q7: Department or site of the respondent (a guess, because the texts are alike)" in out.splitlines()
    assert "  Q1: 12. What would you change first? (chosen)" in out.splitlines()


def test_what_cannot_be_read_is_listed_and_writes_nothing(run: Callable[..., Any], tmp_path: Path) -> None:
    lines = [HEADER, *ROWS, f"{ROWS[0]},more", "x,y,Sales,many,2,"]
    code, out, err = run("--yes", lines=lines)
    assert code == 1
    assert "  row 11, In how much detail do you know your customers?: “many” is none of the answers." in out
    assert "  row 10, the whole row: It has 7 cells, the header 6, so it is left out." in out.splitlines()
    assert err.splitlines() == [
        "Nothing was written.",
        "2 cells or rows cannot be read. Mend the file, or choose to leave out what cannot be read.",
    ]
    assert kept(tmp_path) == []
    assert run("--yes", "--unknown", "rows", lines=lines)[0] == 0


def test_many_different_findings_are_cut(run: Callable[..., Any]) -> None:
    lines = ["detail-of-knowledge", *(f"word {place}" for place in range(60))]
    code, out, _ = run("--missing", "word 0", lines=lines)
    assert code == 1
    assert "What cannot be read (59):" in out.splitlines()
    assert "  and more" in out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "lines", "people"),
    [
        ((), [HEADER, *ROWS, ROWS[0]], 8),  # times tell rows apart, so what is alike is the same person
        (("--repeated", "all"), [HEADER, *ROWS, ROWS[0]], 9),
        ((), ["detail-of-knowledge", *"121212"], 6),  # nothing tells them apart
        (("--repeated", "first", "--smallest", "3"), ["detail-of-knowledge", *"1212343"], 4),
    ],
)
def test_rows_that_repeat_others(
    run: Callable[..., Any], tmp_path: Path, arguments: tuple[str, ...], lines: list[str], people: int
) -> None:
    assert run("--yes", *arguments, lines=lines)[0] == 0
    assert len(kept(tmp_path)[0].waves[0].responses) == people


def test_the_next_wave_of_an_assessment(run: Callable[..., Any], tmp_path: Path) -> None:
    run("--yes", "--guesses")
    (one,) = kept(tmp_path)
    own = one.assessment.id
    before = run("--assessment", own, "--guesses")
    assert (before[0], len(kept(tmp_path)[0].waves)) == (0, 1)
    assert "Nothing was written. Add --yes to bring this in." in before[1]
    code, out, err = run("--assessment", own, "--guesses", "--yes", "--label", "Later")
    assert (code, err) == (0, "")
    assert "The answers were brought in. The assessment has one more wave, “Later”." in out.splitlines()
    (one,) = kept(tmp_path)
    assert [each.wave.label for each in one.waves][-1] == "Later"
    assert one.waves[-1].wave.roles == one.waves[0].wave.roles
    code, _, err = run("--assessment", own, "--guesses", "--yes", "--label", "Later")
    assert code == 1
    assert "There is a wave called “Later” already" in err
    assert run("--assessment", own, "--guesses", "--yes")[0] == 0  # the next quarter
    assert len(kept(tmp_path)[0].waves) == 3


def test_an_assessment_that_is_not_there(run: Callable[..., Any]) -> None:
    code, out, err = run("--assessment", "nobody")
    assert (code, out) == (1, "")
    assert err.endswith("There is no assessment nobody in this database.\n")


def test_files_that_cannot_be_used(run: Callable[..., Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(lines=[""])
    assert (code, err.partition(": ")[2]) == (
        1,
        "The file is empty. Export the answers again, and check that there are any.\n",
    )
    missing = tmp_path / "none.csv"
    assert main(["import-form", str(missing), "--questionnaire", "sample"]) == 1
    assert capfd.readouterr().err == f"{missing}: Cannot be read: No such file or directory. Check the path.\n"


def test_a_database_that_cannot_be_opened(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    code, out, err = run("--yes", "--database", f"sqlite:///{tmp_path / 'file' / 'answers.db'}")
    assert (code, out) == (1, "")
    assert "the database does not accept them" in err


def test_a_questionnaire_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["import-form", str(tmp_path / "x.csv"), "--questionnaire", "no-such"]) == 1
    assert "no-such" in capfd.readouterr().err
