"""Makes one file in a process of its own, and prints as JSON how long that took and how much memory it needed.

``perf.reports`` starts it: ``python -m perf.report_one WHAT DATABASE PEOPLE WHO ROUNDS VIEW``.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from assessments.kept import Kept
from assessments.transfer import shared_copy
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from benchmarks.loader import load_folder
from perf.report_rooms import ASKED, BEGUN, Size, Who, kept
from reports import subjects
from reports.formats import FORMATS
from storage.open import open_store
from storage.sql import SqlStore

NOTHING, FILL, VIEW, COPY = "nothing", "fill", "view", "json"
KIB = 1024


def main(arguments: Sequence[str]) -> None:
    """Do what is asked and print the outcome."""
    what, url, people, who, rounds, view = arguments
    size = Size(int(people), next(each for each in get_args(Who) if each == who))
    print(json.dumps(done(what, url, size, int(rounds), Path(view))))


def done(what: str, url: str, size: Size, rounds: int, view: Path) -> dict[str, Any]:
    """Return what was measured: ``read`` and ``made`` in seconds, one a round; ``size`` and ``peak`` in bytes.

    Args:
        what: ``nothing``, so that the memory of the imports is known; ``fill`` the database; ``view``, to read it and
            keep in a file what is shown; a format, to make it of that file; or ``json``, from the database on.
        url: Of the database.
        size: How many people it is filled with.
        rounds: How often it is timed.
        view: Where what is shown is kept.
    """
    if what in FORMATS:
        taken: subjects.Taken = pickle.loads(view.read_bytes())  # noqa: S301 - a process of this run wrote it
        make = FORMATS[what].make
        return _timed(lambda: taken, lambda found: make(found[0], found[1], None), rounds)[0]
    if what == NOTHING:
        return {"peak": _peak()}
    store = open_store(url)
    try:
        if what == VIEW:
            measured, shown = _timed(lambda: _taken(store, size), lambda _: b"", rounds)
            view.write_bytes(pickle.dumps(shown))
        elif what == COPY:
            measured, _ = _timed(lambda: _everything(store), shared_copy, rounds)
        else:
            measured = {}
            store.add_everything(kept(size))
        return measured
    finally:
        store.close()


def _taken(store: SqlStore, size: Size) -> subjects.Taken:
    """Read what is to be taken along and work it out, as the pages and the command line do."""
    dress = subjects.Dress(BEGUN, load_folder()[0])
    if size.who != "alone":
        return subjects.of_room(Workshop(store, _now), store.waves("a")[0], dress)
    found = subjects.of_result(Workflow(store, _now), store.responses("w")[0], ASKED, dress)
    assert found is not None  # noqa: S101 - the only questionnaire is submitted
    return found


def _everything(store: SqlStore) -> Kept:
    found = store.everything("a")
    assert found is not None  # noqa: S101 - it is the one that was filled in
    return found


def _now() -> datetime:
    return datetime.now(UTC)


def _timed(read: Callable[[], Any], make: Callable[[Any], bytes], rounds: int) -> tuple[dict[str, Any], Any]:
    """Return seconds of the processor, the size of the file and the memory so far; and what was read."""
    times: list[tuple[float, float]] = []
    found = None
    length = 0
    for _ in range(rounds):
        found = None  # what one round holds is not there in the next
        began = time.process_time()
        found = read()
        middle = time.process_time()
        length = len(make(found))
        times.append((middle - began, time.process_time() - middle))
    before, after = zip(*times, strict=True)
    return {"read": before, "made": after, "size": length, "peak": _peak()}, found


def _peak() -> int:
    """Return the most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


if __name__ == "__main__":
    main(sys.argv[1:])
