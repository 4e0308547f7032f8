"""The command ``migrate``, and where the commands find the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

import cli.database
from cli.__main__ import main
from storage.engine import open_engine
from storage.migrate import current_revision, newest_revision
from tests.cli.databases import a_database, said, url_of
from tests.storage.release_samples import SAMPLES
from tests.storage.releases import release
from tests.storage.whole_samples import WHOLE

if TYPE_CHECKING:
    from pathlib import Path


def test_it_says_from_which_schema_to_which(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    empty, older = url_of(tmp_path / "empty.db"), url_of(tmp_path / "older.db")
    release(older, "0003", SAMPLES["0003"]).dispose()
    newest = newest_revision()

    done = f"The database was brought from an empty database to schema {newest}.\n"
    assert said(capsysbinary, "migrate", "--database", empty) == (0, done, "")
    again = f"The database has the newest schema, {newest}, already.\n"
    assert said(capsysbinary, "migrate", "--database", empty) == (0, again, "")
    done = f"The database was brought from schema 0003 to schema {newest}.\n"
    assert said(capsysbinary, "migrate", "--database", older) == (0, done, "")
    assert current_revision(open_engine(older)) == newest


def test_a_newer_database_is_left_alone(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    url = a_database(tmp_path / "a.db")
    with open_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    code, out, err = said(capsysbinary, "migrate", "--database", url)

    assert (code, out) == (1, "")
    assert err.startswith("The database has the schema '9999', which this version of the program does not know.")


def test_a_database_that_is_away_is_told_in_a_sentence_without_its_password(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    url = f"postgresql://someone:hunter2@/answers?host={tmp_path}"

    for command in (["migrate"], ["backup", tmp_path / "copy"]):
        code, out, err = said(capsysbinary, *command, "--database", url)
        assert (code, out) == (1, "")
        assert err.startswith("The database could not be reached, read or written: connection")
        assert len(err.splitlines()) == 1
        assert "hunter2" not in err
    assert caplog.text == ""


def test_the_help_says_what_an_older_process_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["migrate", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert "An older version that runs meanwhile does not look at the schema again" in printed
    assert "stop or drain every process of the older version, migrate, and start the new one" in printed


def test_the_commands_find_the_database_in_the_secrets_as_the_app_does(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = a_database(tmp_path / "a.db", WHOLE["lone"])
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(cli.database, "HOME", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(f'[connections.answers]\nurl = "{url}"\n')
    assert "Acme" in said(capsysbinary, "export")[1]

    secrets.write_text("[connections.answers]\nurl = postgresql://someone:hunter2@db/answers\n")
    code, out, err = said(capsysbinary, "export")
    assert (code, out) == (1, "")
    assert err == f"The secrets file {secrets} is not TOML in UTF-8. Texts stand between quotation marks.\n"
