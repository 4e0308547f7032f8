"""Times every file to take away, and how much memory it needs, for one person, a room and 100,000 people.

``python -m perf.reports`` fills a new SQLite file for each size. Reading it and working out the view is timed in a
process of its own, and so is making each file of that view; both together are the whole way. Times are those of the
processor. ``--record`` keeps the result in ``perf/RESULTS.md``. It ends with 1 where the target is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from perf.databases import SQLITE, new_database
from perf.report_one import COPY, FILL, NOTHING, VIEW
from perf.report_rooms import Size
from perf.verdict import RESULTS, machine
from reports.formats import FORMATS

TIMES_SMALL = 5  # as long as for a small room a file may take for a large one
SMALL, LARGE = 200, 100_000
SUMMARIES = ("pdf", "pptx", "xlsx")  # what the target is about: files of figures, not of rows of people
MANY = 1_000  # from so many people on the records are read once
KIB, MIB = 2**10, 2**20
HEAD = ("people", "who", "file", "KiB", "file: s", "MiB", "read, worked out: s", "MiB", "whole way: s")
ROOMS = ("anonymous", "open")
WHO = {"alone": "alone", "anonymous": "unknown", "open": "by name"}


@dataclass(frozen=True, slots=True)
class Timed:
    """One file; processor times in seconds, memory (beyond that of the imports) and size in bytes.

    Attributes:
        made: What it took from its view; of the JSON, from its records.
        peak: The memory for that; of the JSON, for the whole way.
        read: What reading the records took, and working out the view.
        read_peak: The memory for that; of the JSON, for the whole way.
        size: Of the file.
    """

    kind: str
    of: Size
    made: float
    peak: int
    read: float
    read_peak: int
    size: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return 1 where the target is missed."""
    known = argparse.ArgumentParser(prog="python -m perf.reports", description=(__doc__ or "").partition("\n")[0])
    known.add_argument("--people", type=int, nargs="*", default=[SMALL, LARGE], help="how many are in each room")
    known.add_argument("--who", choices=ROOMS, nargs="*", default=ROOMS, help="unknown people, or by name")
    known.add_argument("--rounds", type=int, default=3, help="how often each is timed")
    known.add_argument("--record", action="store_true", help=f"keep the result in perf/{RESULTS.name}")
    options = known.parse_args(arguments)
    rooms = [Size(each, who) for who in options.who for each in options.people]
    found = [each for size in (Size(1, "alone"), *rooms) for each in measured(size, options.rounds)]
    print(f"{machine()}\n\n{lines(found)}")
    if options.record:
        record(RESULTS, datetime.now(UTC), found)
    return int(any(ratio > TIMES_SMALL for _, ratio in ratios(found)))


def measured(size: Size, rounds: int) -> Iterator[Timed]:
    """Fill a database and make every file of it, one after the other."""
    with new_database(SQLITE) as url, tempfile.TemporaryDirectory() as folder:
        view = Path(folder) / "view"

        def one(what: str, times: int = 1) -> dict[str, Any]:
            arguments = (what, url, str(size.people), size.who, str(times), str(view))
            command = [sys.executable, "-m", "perf.report_one", *arguments]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own module
            found: dict[str, Any] = json.loads(done.stdout)
            return found

        one(FILL)
        imports = one(NOTHING)["peak"]
        many = 1 if size.people >= MANY else rounds
        shown = one(VIEW, many)
        for kind in (*FORMATS, COPY):
            file = one(kind, many if kind == COPY else rounds)
            first = file if kind == COPY else shown
            found = Timed(
                kind,
                size,
                median(file["made"]),
                file["peak"] - imports,
                median(first["read"]),
                first["peak"] - imports,
                file["size"],
            )
            print(row(found), file=sys.stderr)
            yield found


def ratios(found: Sequence[Timed]) -> list[tuple[Timed, float]]:
    """Return files of figures of a large room, with how many times as long as for a small one each takes."""
    small = {(each.kind, each.of.who): each.made for each in found if each.of.people == SMALL}
    large = [each for each in found if each.of.people == LARGE and each.kind in SUMMARIES]
    return [(each, each.made / before) for each in large if (before := small.get((each.kind, each.of.who)))]


def row(each: Timed) -> str:
    """Return one file as a row of the table."""
    cells = (
        f"{each.of.people:,}",
        WHO[each.of.who],
        each.kind,
        f"{each.size / KIB:,.0f}",
        f"{each.made:.2f}",
        f"{each.peak / MIB:,.0f}",
        f"{each.read:.2f}",
        f"{each.read_peak / MIB:,.0f}",
        f"{each.read + each.made:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def lines(found: Sequence[Timed]) -> str:
    """Return what a run has shown, as it is printed and kept."""
    table = [f"| {' | '.join(HEAD)} |", f"|{' --- |' * len(HEAD)}", *map(row, found)]
    compared = [
        f"- {each.kind}, {WHO[each.of.who]}: {ratio:.2f} times as long, the target is "
        f"{'met' if ratio <= TIMES_SMALL else 'missed'}."
        for each, ratio in ratios(found)
    ]
    target = f"From its view, a file of figures of {LARGE:,} people may take {TIMES_SMALL} times as long as of {SMALL}:"
    grown = [
        f"- {each.kind}: {1000 * each.made / each.of.people:.3f} s for 1,000 people."
        for each in found
        if each.of.who == "open" and each.of.people >= MANY and each.kind not in SUMMARIES
    ]
    rows = "Files with a row for every answer grow with the people by their nature; where they are by name:"
    parts = [table, *([target, "", *compared] for _ in compared[:1]), *([rows, "", *grown] for _ in grown[:1])]
    return "\n\n".join("\n".join(part) for part in parts)


def record(file: Path, at: datetime, found: Sequence[Timed]) -> None:
    """Add a section to the file where results are kept."""
    section = (
        f"\n## {at:%Y-%m-%d %H:%M} UTC: files to take away\n\n`python -m perf.reports`: each file in a process of its "
        "own, from what the page shows; beside it, what it takes to read the records from an SQLite file and to work "
        "out what the page shows. Seconds of processor time, medians; the records of 1,000 people and more are read "
        "once. Memory is the most that a process held, less what its imports take. The JSON is the copy to hand on; it "
        "is made of the records, and works out its figures by itself.\n\n"
        f"{machine()}\n\n{lines(found)}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + section, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
