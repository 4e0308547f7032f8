"""Nothing acknowledged is lost, halved or doubled when the writing process is killed, two hundred times over."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from storage.open import open_store
from tests.faults.warm_parent import answer
from tests.storage.samples import start
from tests.storage.whole_samples import WHOLE, renamed

KILLS = 200
ROOT = Path(__file__).resolve().parents[2]


def _told(url: str) -> list[list[tuple[str, str]]]:
    """Kill writers, and return for each what it was told: kind and name."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.warm_parent", url, str(KILLS), "20260307"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    children = done.stdout.split("killed\n")
    assert children.pop() == ""
    return [
        [(kind, name) for kind, _, name in (line.partition(" ") for line in each.splitlines())] for each in children
    ]


def test_what_was_acknowledged_outlives_two_hundred_kills(url: str) -> None:
    with closing(open_store(url)) as store:
        start(store)
    told = _told(url)
    assert len(told) == KILLS
    assert sum(map(len, told)) > 2 * KILLS, "the writers wrote too little for this to show anything"

    with closing(open_store(url)) as store:
        found = dict(store.answers("r1", "q1"))
        newest = found.pop("newest")
        whole = {each.id.removesuffix(".a1"): store.everything(each.id) for each in store.assessments()}
    del whole["a1"]

    answers = {name for each in told for kind, name in each if kind == "answer"}
    assert answers <= found.keys()
    assert all(found[each] == answer(each) for each in found)
    unsaid = sorted(found.keys() - answers)  # kept, and killed before anybody was told
    assert all(_follows(told[int(name.partition(".")[0])], name) for name in unsaid), unsaid
    assert {name for each in told for kind, name in each if kind == "whole"} <= whole.keys()
    assert all(each == renamed(WHOLE["anonymous"], f"{name}.") for name, each in whole.items())

    last = max(child for child, each in enumerate(told) if any(kind == "newest" for kind, _ in each))
    said = [name for kind, name in told[last] if kind == "newest"][-1]
    assert newest in [answer(said), *(answer(name) for name in found if _number(name) > _number(said))]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def _follows(said: list[tuple[str, str]], name: str) -> bool:
    """Say whether an answer is the one that comes after all that were acknowledged of its child."""
    return _number(name)[1] == len([kind for kind, _ in said if kind == "answer"])


def _number(name: str) -> tuple[int, int]:
    child, _, number = name.partition(".")
    return int(child), int(number)
