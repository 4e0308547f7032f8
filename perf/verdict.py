"""What one run of a workshop has shown, the targets beside it, and the table that is kept in ``perf/RESULTS.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from perf.load.tally import Figures

RESULTS = Path(__file__).with_name("RESULTS.md")
ANSWER_MS, TIMES_BARE, PRESENTER_MS, FIRST_CARD_MS, MIB_EACH = 300, 3, 2_000, 5_000, 3
FEWEST_FOR_MEMORY = 50  # with fewer people, what the process loads once outweighs what each of them takes
_LIBRARIES = ("streamlit", "SQLAlchemy", "psycopg", "altair", "pandas", "websockets")
_INTRODUCTION = """# How fast for how many

A whole workshop, played by a load client that speaks Streamlit's protocol: everybody arrives within the time given,
fetches all files as a first visit does, taps a role, and answers one question after another while the projector and the
console are open; then the organiser reveals the vote. `python -m perf.workshop --help` says how; `--record` adds a run.

Client and server share the machine. An answer and a step on are timed from the click until the script has finished.
Those that a killed server cut off, or that met its restart, stand in a column of their own, until all phones are back
and two seconds longer; the targets for times hold for all others, those for lost and doubled answers for everything.
The first card is timed from opening the address until the card is drawn, the tap on the role included. The projector is
timed from a voter's click, or the organiser's, until it shows the change. The bare page is Streamlit with the card's
widgets and nothing behind them. Memory is what the server grew by at most, divided by the people. A PostgreSQL server
that a run starts by itself is that of the tests, which does not wait for the disk (`fsync` off).
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One run; times in milliseconds, processor time in per cent of one core.

    Attributes:
        database: Its kind.
        cards: How many questions each person answers at most.
        killed: Whether the server was killed in the middle.
        answer: What answers took.
        step: What going on to the next question took.
        in_restart: What answers and steps took while the server was gone or phones were still coming back.
        bare: What answers took on the bare page.
        first_card: From opening the address to the first card.
        projector: From a change to the projector showing it.
        ranking: From the press on "Reveal" to the ranking on the projector.
        moved: What the phones' change to the waiting screen took.
        moved_per_second: How many phones changed in a second.
        reveal_cpu: The server's processor time while they did.
        start: From the kill until the server answers again.
        returned: From the lost connection until a phone's page is there again.
        shown: How many answers were shown as saved.
        kept: How many are in the database.
        lost: How many that were shown are not.
        doubled: How many are there twice, or without a holder.
        errors: Everything that went wrong, in words.
    """

    people: int
    database: str
    cards: int
    killed: bool
    answer: Figures | None
    step: Figures | None
    in_restart: Figures | None
    bare: Figures | None
    first_card: Figures | None
    projector: Figures | None
    ranking: float
    moved: Figures | None
    moved_per_second: float
    reveal_cpu: float
    start: float
    returned: Figures | None
    shown: int
    kept: int
    lost: int
    doubled: int
    mib_each: float
    server_cpu: float
    client_cpu: float
    errors: tuple[str, ...]

    @property
    def ratio(self) -> float | None:
        """How many times as long as on the bare page 95 of 100 answers take at most."""
        return self.answer.p95 / self.bare.p95 if self.answer and self.bare else None


def misses(row: Row) -> list[str]:
    """Return a sentence for every target that a run misses; a figure that is not there misses its target."""
    limits = [
        ("an answer's p95", row.answer, ANSWER_MS),
        ("the projector's p95", row.projector, PRESENTER_MS),
        ("the first card's p95", row.first_card, FIRST_CARD_MS),
    ]
    found = [
        f"{name} is {figures.p95:.0f} ms, more than {limit}" if figures else f"{name} was not measured"
        for name, figures, limit in limits
        if figures is None or figures.p95 > limit
    ]
    if row.ratio is not None and row.ratio > TIMES_BARE:
        found.append(f"an answer's p95 is {row.ratio:.1f} times the bare page's, more than {TIMES_BARE}")
    if row.people >= FEWEST_FOR_MEMORY and row.mib_each > MIB_EACH:
        found.append(f"a participant takes {row.mib_each:.1f} MiB, more than {MIB_EACH}")
    if row.lost or row.doubled:
        found.append(f"{row.lost} answers are lost, {row.doubled} doubled")
    return found + [f"went wrong: {each}" for each in row.errors]


_HEAD = (
    ("people", ""),
    ("database", ""),
    ("cards", ""),
    ("answer p50 / p95 / p99", f"p95 ≤ {ANSWER_MS}"),
    ("next p95", ""),
    ("bare p95, ratio", f"≤ {TIMES_BARE} ×"),
    ("first card p95", f"≤ {FIRST_CARD_MS}"),
    ("projector p95", f"≤ {PRESENTER_MS}"),
    ("reveal: ranking", ""),
    ("phones p95, per s, CPU", ""),
    ("kill: server, phones p95", ""),
    ("clicks in restart: number, p95, worst", ""),
    ("shown, kept", ""),
    ("lost", "0"),
    ("doubled", "0"),
    ("MiB each", f"≤ {MIB_EACH}"),
    ("CPU server, client", ""),
)


def table(rows: Iterable[Row]) -> str:
    """Return a Markdown table: the head, the targets, a row for every run."""
    lines = [[name for name, _ in _HEAD], ["---"] * len(_HEAD), ["target", *[target for _, target in _HEAD[1:]]]]
    lines += [_cells(row) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> list[str]:
    answer = row.answer
    ratio = "" if row.ratio is None else f", {row.ratio:.1f} ×"
    return [
        str(row.people),
        row.database,
        str(row.cards),
        f"{answer.p50:.0f} / {answer.p95:.0f} / {answer.p99:.0f}" if answer else "–",
        _p95(row.step),
        f"{_p95(row.bare)}{ratio}",
        _p95(row.first_card),
        _p95(row.projector),
        f"{row.ranking:.0f}",
        f"{_p95(row.moved)}, {row.moved_per_second:.0f}, {row.reveal_cpu:.0f} %",
        f"{row.start:.0f}, {_p95(row.returned)}" if row.killed else "no kill",
        f"{row.in_restart.count}, {_p95(row.in_restart)}, {row.in_restart.worst:.0f}" if row.in_restart else "–",
        f"{row.shown}, {row.kept}",
        str(row.lost),
        str(row.doubled),
        f"{row.mib_each:.1f}",
        f"{row.server_cpu:.0f} %, {row.client_cpu:.0f} %",
    ]


def _p95(figures: Figures | None) -> str:
    return f"{figures.p95:.0f}" if figures else "–"


def machine() -> str:
    """Say on what it ran."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    cores = f"{os.cpu_count()} cores, {memory:.1f} GiB, {platform.system()} {platform.machine()}"
    return f"{cores}; Python {platform.python_version()}, {libraries}."


def record(file: Path, at: datetime, command: str, machine_line: str, rows: Sequence[Row]) -> None:
    """Add a section with a table to a file, and make the file where it is missing.

    Args:
        file: Where results are kept.
        at: When the run began.
        command: What was typed.
        machine_line: On what it ran.
        rows: What it has shown.
    """
    missed = [f"- {row.people} people, {row.database}: {each}." for row in rows for each in misses(row)]
    verdict = "\n".join(["Missed:", "", *missed]) if missed else "Every target is met."
    section = (
        f"\n## {at:%Y-%m-%d %H:%M} UTC\n\n`{command}`\n\n{machine_line}\n\n"
        f"Times in milliseconds; CPU in per cent of one core.\n\n{table(rows)}\n\n{verdict}\n"
    )
    before = file.read_text(encoding="utf-8") if file.exists() else _INTRODUCTION
    file.write_text(before + section, encoding="utf-8")
