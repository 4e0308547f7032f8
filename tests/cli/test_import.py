"""A file goes into a database whole or not at all, and codes that are made anew are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.codes import code_hash
from assessments.transfer import complete_copy, shared_copy
from tests.assessments.build import STAGES
from tests.assessments.transfers import altered, lone, team
from tests.cli.databases import a_database, everything, said, url_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Printed = pytest.CaptureFixture[bytes]

ALONE, TEAM = lone(STAGES, waves=2), team("open", 5)


def test_a_complete_copy_goes_from_one_database_into_another_and_comes_out_the_same(
    tmp_path: Path, capsysbinary: Printed
) -> None:
    kept = team("anonymous", 7, waves=2)
    first, second = a_database(tmp_path / "a.db", kept), url_of(tmp_path / "b.db")
    one, two, chosen = tmp_path / "one.json", tmp_path / "two.json", ("--assessment", kept.assessment.id, "--complete")
    assert said(capsysbinary, "export", "--database", first, *chosen, "--out", one)[0] == 0
    code, out, err = said(capsysbinary, "import", one, "--database", second)
    assert (code, out, err) == (0, f"Imported “Pumps” ({kept.assessment.id}): 2026 Q1, 2026 Q2.\n", "")
    assert said(capsysbinary, "export", "--database", second, *chosen, "--out", two)[0] == 0
    assert one.read_bytes() == two.read_bytes() == complete_copy(kept)


def test_a_shared_copy_tells_its_new_codes_once(tmp_path: Path, capsysbinary: Printed) -> None:
    file, database = tmp_path / "copy.json", url_of(tmp_path / "b.db")
    file.write_bytes(shared_copy(TEAM))
    code, out, _ = said(capsysbinary, "import", file, "--database", database)
    done, warning, key, join, *seats = out.splitlines()
    kept = everything(database, TEAM.assessment.id)
    assert code == 0
    assert kept is not None
    assert done == f"Imported “Pumps” ({TEAM.assessment.id}): 2026 Q1."
    assert warning == "Its codes are new. Write them down now: they are not shown again."
    assert code_hash(key.removeprefix("Key of the assessment: ")) == kept.organiser_hash
    joined = join.removeprefix("Join code of 2026 Q1: ")
    assert joined.replace("-", "") == kept.waves[0].wave.join_code
    assert [code_hash(each.rsplit(": ", 1)[1]) for each in seats] == [
        own.resume_hash for own in kept.waves[0].responses
    ]
    assert any(each.startswith("To come back to 2026 Q1, Ada, Lead, North: ") for each in seats)
    assert shared_copy(kept) == file.read_bytes()


def test_somebody_who_answers_alone_is_told_one_code(tmp_path: Path, capsysbinary: Printed) -> None:
    file = tmp_path / "copy.json"
    file.write_bytes(shared_copy(ALONE))
    _, out, _ = said(capsysbinary, "import", file, "--database", url_of(tmp_path / "b.db"))
    assert [line.split(": ")[0] for line in out.splitlines()][2:] == ["Key of the assessment"]


def test_everything_that_is_wrong_is_printed_and_no_database_is_made(tmp_path: Path, capsysbinary: Printed) -> None:
    file, database = tmp_path / "copy.json", tmp_path / "b.db"

    def change(data: dict[str, dict[str, str]]) -> None:
        data["assessment"]["nmae"] = "x"
        del data["actions"]

    file.write_bytes(altered(shared_copy(ALONE), change))
    code, out, err = said(capsysbinary, "import", file, "--database", url_of(database))
    assert (code, err) == (1, "")
    assert out == "/: 'actions' is missing. Add it.\n/assessment/nmae: 'nmae' is not known here. Did you mean 'name'?\n"
    assert not database.exists()


def test_what_is_there_already_is_left_as_it_is(tmp_path: Path, capsysbinary: Printed) -> None:
    file, database = tmp_path / "copy.json", a_database(tmp_path / "a.db", TEAM)
    file.write_bytes(shared_copy(TEAM))
    code, out, err = said(capsysbinary, "import", file, "--database", database)
    assert (code, out) == (1, "")
    assert err == f"The assessment “Pumps” ({TEAM.assessment.id}) is in the database already. Nothing was changed.\n"
    assert everything(database, TEAM.assessment.id) == TEAM


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsysbinary: Printed) -> None:
    expected = f"{tmp_path} cannot be read: Is a directory. Check the path.\n"
    assert said(capsysbinary, "import", tmp_path) == (1, "", expected)
