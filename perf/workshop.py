"""Times a whole workshop with so many phones, a projector and a console, and holds it against the targets.

``python -m perf.workshop --people 200`` runs it on a new SQLite file; ``--all --record`` runs 10, 50, 100 and 200
people on SQLite and PostgreSQL and keeps the table in ``perf/RESULTS.md``. It ends with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from perf.databases import POSTGRES, SQLITE, new_database
from perf.hall import Course, hold
from perf.load.player import Plan, Player, crowd
from perf.load.server import ROOT, serving
from perf.load.tally import Figures, Tally
from perf.verdict import RESULTS, machine, misses, record, table
from ui.context import now

EVERYBODY = (10, 50, 100, 200)
CARDS, CARDS_OF_ALL, BARE_CARDS = 29, 12, 6
KINDS = {"sqlite": SQLITE, "postgres": POSTGRES}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return 1 where a target is missed."""
    options = options_of(arguments)
    began = now()
    rows = []
    for people in options.people:
        course = course_of(options, people)
        bare = None if options.no_bare else _bare(course)
        for kind in options.on:
            with _database(options.database, kind) as url:
                row, lines = hold(course, url, bare)
            print(f"\n{people} people, {row.database}", *lines, *misses(row), sep="\n  ", flush=True)
            rows.append(row)
    print(f"\n{machine()}\n\n{table(rows)}")
    if options.record:
        typed = shlex.join(sys.argv[1:] if arguments is None else arguments)
        record(RESULTS, began, f"python -m perf.workshop {typed}".strip(), machine(), rows)
    return int(any(misses(row) for row in rows))


def _bare(course: Course) -> Figures | None:
    """Return what answers take on the bare page, for the same people at the same pace."""
    tally = Tally()
    plan = Plan("", course.pace, min(course.cards, BARE_CARDS), course.files)

    async def play(url: str) -> None:
        players = [Player(url, plan, tally, seed) for seed in range(course.people)]
        await crowd(players, course.arrive)

    with serving(ROOT / "perf" / "bare.py", {}) as server:
        asyncio.run(play(server.url))
    print(f"\n{course.people} people, bare page", *tally.lines(), sep="\n  ", flush=True)
    return tally.figures("answer")


@contextmanager
def _database(url: str | None, kind: str) -> Iterator[str]:
    if url:
        yield url
        return
    with new_database(KINDS[kind]) as made:
        yield made


def course_of(options: argparse.Namespace, people: int) -> Course:
    """Return how a run with so many people goes."""
    cards = options.cards or (CARDS_OF_ALL if options.all else CARDS)
    files = not options.no_files
    return Course(people, options.pace, cards, options.arrive, 60 * options.minutes, files, options.kill)


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; ``None`` is that of the process."""
    known = argparse.ArgumentParser(prog="python -m perf.workshop", description=(__doc__ or "").partition("\n")[0])
    known.add_argument("--all", action="store_true", help=f"{EVERYBODY} people on both databases, {CARDS_OF_ALL} cards")
    known.add_argument("--people", type=int, nargs="+", metavar="N", help="one run each; 200, or with --all a choice")
    known.add_argument("--on", choices=KINDS, nargs="+", help="sqlite, or with --all a choice")
    known.add_argument("--database", metavar="URL", help="an empty database of your own instead of a new one")
    known.add_argument("--pace", type=float, default=8, metavar="SECONDS", help="from one answer to the next")
    known.add_argument("--cards", type=int, default=0, help=f"how many each answers at most, else {CARDS}")
    known.add_argument("--arrive", type=float, default=30, metavar="SECONDS", help="within which all have come")
    known.add_argument("--minutes", type=float, default=20, metavar="M", help="after which nobody answers any more")
    known.add_argument("--no-files", action="store_true", help="do not fetch Streamlit's files first")
    known.add_argument("--kill", action="store_true", help="kill the server in the middle and start it again")
    known.add_argument("--no-bare", action="store_true", help="leave the bare page out")
    known.add_argument("--record", action="store_true", help=f"keep the table in perf/{RESULTS.name}")
    options = known.parse_args(arguments)
    options.people = options.people or (list(EVERYBODY) if options.all else [200])
    options.on = options.on or (list(KINDS) if options.all else ["sqlite"])
    if options.database and len(options.people) * len(options.on) > 1:
        known.error("A database of your own is good for one run.")
    return options


if __name__ == "__main__":
    sys.exit(main())
