"""Migrations that are killed: the schema is the old one, nothing is lost, and the next one does all of the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.migrate import current_revision, migrate, newest_revision
from storage.open import open_store
from tests.storage.release_samples import SAMPLES
from tests.storage.releases import release

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
OLDEST = next(iter(SAMPLES))


@pytest.mark.parametrize("statement", ["ALTER TABLE", "CREATE TABLE rounds", "INSERT", "UPDATE alembic_version"])
def test_a_migration_that_is_killed_is_done_by_the_next_one(statement: str, url: str) -> None:
    engine = release(url, OLDEST, SAMPLES[OLDEST])
    engine.dispose()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child_migrator", url, statement],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waits\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL

    assert current_revision(engine) == OLDEST
    assert migrate(engine).before == OLDEST
    assert current_revision(engine) == newest_revision()
    assert len(open_store(url).answers("r1", "q1")) == 2
