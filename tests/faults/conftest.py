"""What is broken on purpose: a PostgreSQL server of its own, SQLite files, a small disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.postgres_server import PostgresServer, of_test

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_DISK = (
    "No small disk could be mounted, for which root is needed, or sudo without a password. "
    "To leave these tests out, set TESTS_SMALL_DISK=off."
)
SIZE = 48 * 1_024 * 1_024


@pytest.fixture(scope="session")
def breakable_server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server that may be stopped and killed, as long as it runs again afterwards."""
    with of_test() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'answers.db'}"
    server: PostgresServer = request.getfixturevalue("breakable_server")
    return server.new_database()


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A disk of a few megabytes."""

    folder: Path

    def fill(self) -> None:
        """Leave no room on it."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4_096))
            except OSError:
                return

    def clear(self) -> None:
        """Make room again."""
        (self.folder / "ballast").unlink()

    def allow(self, *, writing: bool) -> None:
        """Say whether it may be written; nobody may have a file on it open."""
        options = f"remount,{'rw' if writing else 'ro'}"
        subprocess.run([*_alone(), "mount", "-o", options, self.folder], check=True)


@pytest.fixture
def small_disk() -> Iterator[SmallDisk]:
    """Mount a disk in memory; fail where that is not allowed, unless TESTS_SMALL_DISK=off says that this is meant."""
    if os.environ.get("TESTS_SMALL_DISK") == "off":
        pytest.skip("TESTS_SMALL_DISK=off")
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    try:
        with _mounted(folder):
            yield SmallDisk(folder)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    options = f"size={SIZE},mode=0777"
    done = subprocess.run([*_alone(), "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False)
    if done.returncode:
        pytest.fail(NO_DISK, pytrace=False)
    try:
        yield
    finally:
        subprocess.run([*_alone(), "umount", "--lazy", folder], check=True)


def _alone() -> list[str]:
    """Return what goes before a command that only root may give."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]
