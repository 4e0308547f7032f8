"""Times what is worked out for the page "What changed" against reading the same rows and one grouped mean in pandas.

``python -m perf.progress`` fills a new SQLite file with 40 waves of 200 people who answer 40 questions each, and times
both in turns. ``--record`` keeps the result in ``perf/RESULTS.md``. It ends with 1 where the target is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd
from sqlalchemy import Engine, text

from assessments.model import Assessment, Batch, Pinned, Response, Round, Saved, Vote, Wave
from assessments.quarters import Quarters
from assessments.series import series_view
from perf.databases import SQLITE, new_database
from perf.verdict import RESULTS, machine
from questionnaires.values import Answer
from storage import rows, tables
from storage.engine import open_engine, reading
from storage.open import open_store

TIMES_PANDAS = 3
DIMENSIONS, ITEMS_EACH, LEVELS = 8, 5, 4
START = datetime(2016, 1, 4, 9, tzinfo=UTC)
KNOWN, GIVEN, LINKED = 0.95, 0.98, 0.6  # shares: of answers that are no "don't know", of items answered, of people
SOURCE = {"file": "perf", "at": "made up"}
POINTS = {f'"l{level}"': 100 * (level - 1) / (LEVELS - 1) for level in range(1, LEVELS + 1)}
ASKED = {
    "id": "sample",
    "version": "1.0.0",
    "title": "Sample",
    "short_title": "Sample",
    "for": ["anybody"],
    "minutes": 20,
    "purpose": "To be timed.",
    "decision": "Whether it is fast enough.",
    "source": SOURCE,
    "stage_rule": "tolerant_gate",
    "stages": [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, LEVELS + 1)],
    "dimensions": [
        {
            "id": f"d{place}",
            "title": f"Dimension {place}",
            "summary": "A part.",
            "items": [
                {
                    "id": f"q{ITEMS_EACH * place + each:02}",
                    "type": "rubric",
                    "label": f"Question {ITEMS_EACH * place + each}",
                    "ask": "Where do we stand?",
                    "source": SOURCE,
                    "options": [{"id": f"l{level}", "text": f"Level {level}"} for level in range(1, LEVELS + 1)],
                }
                for each in range(ITEMS_EACH)
            ],
        }
        for place in range(DIMENSIONS)
    ],
}
QUERY = text(
    "SELECT response_id, questionnaire_id, item_id, round_number, kind, value, wave_id FROM answers "
    "JOIN responses ON responses.id = answers.response_id JOIN waves ON waves.id = responses.wave_id "
    "WHERE assessment_id = 'a'"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is compared."""

    waves: int
    people: int


@dataclass(frozen=True, slots=True)
class Timed:
    """What one run has shown; times in seconds, one of each kind a round.

    Attributes:
        answers: How many rows both read.
        history: Reading what came in.
        view: Working the view out of it.
        pandas: Reading the same rows, and one grouped mean.
    """

    size: Size
    answers: int
    history: tuple[float, ...]
    view: tuple[float, ...]
    pandas: tuple[float, ...]

    @property
    def ours(self) -> float:
        """The median time of the page's view."""
        return median(one + two for one, two in zip(self.history, self.view, strict=True))

    @property
    def ratio(self) -> float:
        """How many times as long as in pandas it takes."""
        return self.ours / median(self.pandas)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return 1 where the target is missed."""
    known = argparse.ArgumentParser(prog="python -m perf.progress", description=(__doc__ or "").partition("\n")[0])
    known.add_argument("--waves", type=int, default=40)
    known.add_argument("--people", type=int, default=200)
    known.add_argument("--rounds", type=int, default=3, help="how often each is timed")
    known.add_argument("--record", action="store_true", help=f"keep the result in perf/{RESULTS.name}")
    options = known.parse_args(arguments)
    with new_database(SQLITE) as url:
        found = measured(url, Size(options.waves, options.people), options.rounds)
    print(f"{machine()}\n\n{lines(found)}")
    if options.record:
        record(RESULTS, datetime.now(UTC), found)
    return int(found.ratio > TIMES_PANDAS)


def measured(url: str, size: Size, rounds: int) -> Timed:
    """Fill an empty database and time both, one after the other, as often as asked."""
    store = open_store(url)
    engine = open_engine(url)
    answers = fill(engine, size)
    quarters = Quarters(store, lambda: datetime.now(UTC))
    pages, frames = [], []
    for _ in range(rounds):
        frames.append(_pandas(engine))
        pages.append(_page(quarters))
    store.close()
    engine.dispose()
    history, view = zip(*pages, strict=True)
    return Timed(size, answers, history, view, tuple(frames))


def _page(quarters: Quarters) -> tuple[float, float]:
    """Return the seconds that reading and working out take."""
    began = time.perf_counter()
    history = quarters.history("a")
    read = time.perf_counter()
    series_view(history, "sample")
    return read - began, time.perf_counter() - read


def _pandas(engine: Engine) -> float:
    """Return the seconds that reading the same rows and one grouped mean take."""
    began = time.perf_counter()
    with reading(engine).begin() as connection:
        frame = pd.read_sql(QUERY, connection)
    frame["points"] = frame["value"].map(POINTS)
    frame.groupby(["wave_id", "item_id"])["points"].mean()
    return time.perf_counter() - began


def fill(engine: Engine, size: Size) -> int:
    """Fill an empty database with the waves of one assessment; return the number of answers."""
    draw = random.Random(1)  # noqa: S311 - the same answers in every run
    count = 0
    with engine.begin() as connection:
        connection.execute(tables.assessments.insert(), rows.of_assessment(Assessment("a", "Sample", START)))
        connection.execute(tables.definitions.insert(), {"digest": "d", "data": ASKED})
        for place in range(size.waves):
            wave = _wave(place)
            batch = Batch(1, 1, frozenset(), wave.created_at)
            people = [_person(wave, each, draw) for each in range(size.people)]
            votes = [rows.of_vote(vote) for each in people for vote in _votes(each, draw)]
            count += len(votes)
            pinned = Pinned("sample", "1.0.0", "d", ASKED)
            connection.execute(tables.waves.insert(), rows.of_wave(wave))
            connection.execute(tables.wave_questionnaires.insert(), rows.of_pinned(wave.id, pinned))
            connection.execute(
                tables.rounds.insert(), rows.of_round(wave.id, Round(1, None, "revealed", wave.created_at))
            )
            in_wave = {"wave_id": wave.id, "round_number": 1}
            connection.execute(
                tables.batches.insert(), {**in_wave, "number": batch.number, "counted_at": batch.counted_at}
            )
            connection.execute(tables.responses.insert(), [rows.of_response(each, each.id) for each in people])
            connection.execute(tables.answers.insert(), votes)
            connection.execute(
                tables.counted.insert(), [{**in_wave, "response_id": each.id, "batch_number": 1} for each in people]
            )
    return count


def _wave(place: int) -> Wave:
    at = START + timedelta(days=91 * place)
    label, groups = f"{at.year} Q{(at.month + 2) // 3}", (("Lead", "Front", "Back"), ("North", "South"))
    return Wave(f"w{place:03}", "a", label, "anonymous", 5, None, "closed", at, *groups, join_code=f"CODE{place:03}")


def _person(wave: Wave, place: int, draw: random.Random) -> Response:
    link = f"c:{place}" if draw.random() < LINKED else ""
    who = draw.choice(wave.roles), draw.choice(wave.units)
    return Response(f"{wave.id}-{draw.getrandbits(64):016x}", wave.id, *who, "R", wave.created_at, link=link)


def _votes(person: Response, draw: random.Random) -> Iterator[Vote]:
    for place in range(DIMENSIONS * ITEMS_EACH):
        known, level = draw.random() < KNOWN, draw.randint(1, LEVELS)
        answer = Answer(value=f"l{level}") if known else Answer("dont_know")
        if draw.random() < GIVEN:
            yield Vote(person.id, "sample", f"q{place:02}", 1, Saved(answer, person.started_at))


def lines(found: Timed) -> str:
    """Return what a run has shown, as it is printed and kept."""
    verdict = "met" if found.ratio <= TIMES_PANDAS else "missed"
    rounds = [
        f"| {place} | {read:.2f} | {view:.2f} | {read + view:.2f} | {frame:.2f} | {(read + view) / frame:.2f} |"
        for place, (read, view, frame) in enumerate(zip(found.history, found.view, found.pandas, strict=True), start=1)
    ]
    questions = DIMENSIONS * ITEMS_EACH
    size = f"{found.size.waves} waves x {found.size.people} people x {questions} questions, {found.answers:,} answers"
    ratio = f"Median of the page {found.ours:.2f} s, ratio of the medians {found.ratio:.2f}"
    head = ["| round | read | worked out | page | pandas | ratio |", "| --- | --- | --- | --- | --- | --- |"]
    target = f"the target, at most {TIMES_PANDAS}, is {verdict}."
    return "\n".join([f"{size}, SQLite. Seconds.", "", *head, *rounds, "", f"{ratio}; {target}"])


def record(file: Path, at: datetime, found: Timed) -> None:
    """Add a section to the file where results are kept."""
    section = (
        f"\n## {at:%Y-%m-%d %H:%M} UTC: what changed\n\n`python -m perf.progress`: the view of the page “What changed” "
        "against reading the same columns of the same rows with pandas.read_sql and one grouped mean, in turns.\n\n"
        f"{machine()}\n\n{lines(found)}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + section, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
