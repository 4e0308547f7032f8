"""The commands ``backup`` and ``restore``: what they say, and that nobody else may read what they make."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from storage.migrate import newest_revision
from storage.seal import sealed_size
from tests.cli.databases import a_database, everything, said, url_of
from tests.storage.whole_samples import WHOLE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LONE = WHOLE["lone"]


def test_there_and_back(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    url, file, other = a_database(tmp_path / "a.db", LONE), tmp_path / "copy", url_of(tmp_path / "new" / "b.db")

    before = os.umask(0o022)
    try:
        assert said(capsysbinary, "backup", file, "--database", url) == (
            0,
            f"Wrote {file}: 1 assessment, 1 response and 7 answers, schema {newest_revision()}.\n",
            "",
        )
        assert said(capsysbinary, "restore", file, "--database", other) == (
            0,
            f"Restored {file}: 1 assessment, 1 response and 7 answers, schema {newest_revision()}.\n",
            "",
        )
    finally:
        assert os.umask(before) == 0o022
    assert everything(other, LONE.assessment.id) == LONE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new" / "b.db").stat().st_mode) == 0o600


def test_what_is_there_is_left_alone(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    url, file = a_database(tmp_path / "a.db", LONE), tmp_path / "copy"
    said(capsysbinary, "backup", file, "--database", url)

    code, out, err = said(capsysbinary, "backup", file, "--database", url)
    assert (code, out) == (1, "")
    assert err == f"{file} exists already, and a backup is never written over another file. Choose another name.\n"

    code, out, err = said(capsysbinary, "restore", file, "--database", url)
    assert (code, out) == (1, "")
    assert err == (
        "The database holds 1 assessment, so nothing was restored. Restore into an empty one, or say with --replace "
        "that everything in it may go.\n"
    )
    assert said(capsysbinary, "restore", file, "--database", url, "--replace")[0] == 0
    assert everything(url, LONE.assessment.id) == LONE


def test_a_copy_without_a_checksum_is_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    url, file = a_database(tmp_path / "a.db", LONE), tmp_path / "copy"
    said(capsysbinary, "backup", file, "--database", url)
    os.truncate(file, sealed_size(file) or 0)

    code, out, _ = said(capsysbinary, "restore", file, "--database", url, "--replace")

    assert code == 0
    assert out.endswith("It has no checksum, so only its structure could be checked, and no letter of an answer.\n")
