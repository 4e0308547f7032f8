"""One workshop from the first visitor to the reveal, and what it has shown."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from assessments.model import Wave
from assessments.plan import Plan as WavePlan
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from perf.databases import kind_of
from perf.load.kept import doubled_answers, lost_answers
from perf.load.phone import Phone
from perf.load.player import Plan
from perf.load.server import ROOT, Running, serving
from perf.load.stage import CHART, JOIN, PROGRESS, Console, Projector, close, voter_delays
from perf.load.tally import Figures, LostError, Tally, figures_of
from perf.verdict import Row
from questionnaires.loader import DEFINITIONS, Definition, load_file
from storage.open import open_store
from ui.context import CORE, now
from ui.pages.console import SCREENS

ROLES = ("Leadership", "Middle management", "Front line")
_SMALLEST_GROUP = 5
_BETWEEN_SCREENS = 4.0  # seconds
IN_RESTART = "in restart"
SETTLED = 2.0  # seconds after the last phone has come back in which the restart is not over yet


@dataclass(frozen=True, slots=True)
class Course:
    """How a run goes.

    Attributes:
        pace: Mean seconds from one answer to the next.
        cards: How many questions each answers at most.
        arrive: Seconds within which all arrive.
        limit: Seconds after which nobody answers any more.
        files: Whether each fetches all files first.
        kill: Whether the server is killed in the middle, and started again.
    """

    people: int
    pace: float
    cards: int
    arrive: float
    limit: float
    files: bool
    kill: bool

    @property
    def middle(self) -> float:
        """When about half of the answers are in, in seconds from the start."""
        return min((self.arrive + self.cards * self.pace) / 2 + self.arrive / 4, self.limit / 2)


@dataclass(slots=True)
class Seen:
    """What was seen of the reveal and of the projector; times as ``time.perf_counter`` counts, delays in seconds.

    Attributes:
        tally: What projector and console waited for.
        killed_at: When the server was killed; 0 where it was not.
        start: How long it then took until the server answered again.
    """

    tally: Tally
    moves: list[float] = field(default_factory=list)
    killed_at: float = 0.0
    start: float = 0.0
    voting_from: float = 0.0
    revealed_at: float = 0.0
    ranking: float = 0.0
    over_at: float = 0.0
    client_cpu: float = 0.0


def definition() -> Definition:
    """Return the questionnaire of the workshop.

    Raises:
        RuntimeError: It cannot be read.
    """
    found = load_file(DEFINITIONS / f"{CORE[0]}.yaml").definition
    if found is None:
        raise RuntimeError(f"{CORE[0]} cannot be read; `python -m cli check` says why.")
    return found


def hold(course: Course, database: str, bare: Figures | None) -> tuple[Row, list[str]]:
    """Hold a workshop on a new server.

    Args:
        course: How it goes.
        database: The URL of the database.
        bare: What answers took on the bare page.

    Returns:
        The row of the table, and further lines that explain it.
    """
    store = open_store(database)
    workshop, workflow = Workshop(store, now), Workflow(store, now)
    name = "Imaginary Pumps (demonstration)"
    made = workshop.set_up(WavePlan(name, (definition(),), ROLES, (), "anonymous", _SMALLEST_GROUP, None))
    tally, seen = Tally(), Seen(Tally())
    with serving(ROOT / "streamlit_app.py", {"DATABASE_URL": database}) as server:
        phones, projector = asyncio.run(_play(course, server, (made.wave, made.organiser_code), tally, seen))
    if seen.killed_at:
        set_restart_apart(tally, seen.killed_at, seen.killed_at + seen.start)
    votes = workshop.votes(made.wave)
    wrong = lost_answers(workflow, definition().questionnaire, phones)
    twice = doubled_answers(workflow, votes, phones)
    store.close()
    delays = voter_delays((each.voted_at for each in phones if each.voted_at is not None), projector.shown) + seen.moves
    shown_at = [each.shown_at for each in phones if each.shown_at is not None]
    row = Row(
        people=course.people,
        database=kind_of(database),
        cards=course.cards,
        killed=course.kill,
        answer=tally.figures("answer"),
        step=tally.figures("next"),
        in_restart=tally.figures(IN_RESTART),
        bare=bare,
        first_card=tally.figures("first card"),
        projector=figures_of(delays, delays),
        ranking=1_000 * seen.ranking,
        moved=tally.figures("moved"),
        moved_per_second=per_second(shown_at),
        reveal_cpu=server.share(seen.revealed_at, seen.over_at),
        start=1_000 * seen.start,
        returned=tally.figures("back"),
        shown=sum(len(each.saved) for each in phones),
        kept=len(votes),
        lost=len(wrong),
        doubled=len(twice),
        mib_each=server.grown / course.people,
        server_cpu=server.share(seen.voting_from, seen.revealed_at),
        client_cpu=seen.client_cpu,
        errors=tuple(f"{count} x {text}" for text, count in (tally.errors + seen.tally.errors).most_common()),
    )
    return row, [*tally.lines(), "projector and console:", *seen.tally.lines(), server.line, *wrong, *twice]


def set_restart_apart(tally: Tally, killed: float, up: float) -> None:
    """Count answers and steps during a restart apart: from the kill until the last phone is back, and a little longer.

    Args:
        tally: What the phones waited for.
        killed: When the server was killed, as ``time.perf_counter`` counts.
        up: When it answered again; a phone that lost its connection later did not lose it to the kill.
    """
    over = [
        tally.began + each.at
        for each in tally.clicks
        if each.kind == "back" and each.at - each.finished < up - tally.began
    ]
    tally.set_apart({"answer", "next"}, IN_RESTART, killed, max(over, default=up) + SETTLED)


def per_second(times: Iterable[float]) -> float:
    """Return how many of these happened in a second, from the first to the last; the times are in seconds."""
    ordered = sorted(times)
    if len(ordered) < 2 or ordered[0] == ordered[-1]:  # noqa: PLR2004 - a rate needs two points
        return float(len(ordered))
    return (len(ordered) - 1) / (ordered[-1] - ordered[0])


async def _play(
    course: Course, server: Running, led: tuple[Wave, str], tally: Tally, seen: Seen
) -> tuple[list[Phone], Projector]:
    wave, key = led
    projector, console = Projector(server.url, seen.tally), Console(server.url, seen.tally, key)
    await console.open()
    await projector.tab.open(f"present?code={wave.join_code}")
    await console.press("Start the vote")
    await projector.until(PROGRESS)
    seen.voting_from, cpu = time.perf_counter(), time.process_time()
    sampling = asyncio.create_task(server.sample())
    until = seen.voting_from + course.limit
    phones, revealed = [], asyncio.Event()
    for number in range(course.people):
        plan = Plan(f"^{ROLES[number % len(ROLES)]}$", course.pace, course.cards, course.files)
        address = f"join?code={wave.join_code}"
        phones.append(Phone(server.url, address, plan, tally, number, until, revealed, losses=int(course.kill)))
    playing = asyncio.gather(*(_later(phone, course.arrive, number) for number, phone in enumerate(phones)))
    voting = asyncio.gather(*(phone.voted.wait() for phone in phones))
    try:
        await asyncio.wait([voting], timeout=course.middle)
        if course.kill:
            await _kill(server, projector, console, seen)
        while not voting.done():
            await _show_another_screen(console, projector, seen)
            await asyncio.wait([voting], timeout=_BETWEEN_SCREENS)
        seen.client_cpu = 100 * (time.process_time() - cpu) / (time.perf_counter() - seen.voting_from)
        await _reveal(server, console, projector, seen)
    except LostError as error:
        seen.tally.errors[str(error)] += 1
    finally:
        revealed.set()
        await playing
        seen.over_at = time.perf_counter()
        server.take_sample()
        sampling.cancel()
        await close(projector.tab, console.tab)
    return phones, projector


async def _later(phone: Phone, within: float, number: int) -> None:
    await asyncio.sleep(within * random.Random(number).random())  # noqa: S311 - so that a run can be repeated
    await phone.play()


async def _kill(server: Running, projector: Projector, console: Console, seen: Seen) -> None:
    seen.killed_at = time.perf_counter()
    server.kill()
    await asyncio.to_thread(server.start_again)
    seen.start = time.perf_counter() - seen.killed_at
    await asyncio.gather(projector.tab.regain(), console.tab.regain())


async def _show_another_screen(console: Console, projector: Projector, seen: Seen) -> None:
    wanted = JOIN if projector.shown[-1].screen == PROGRESS else PROGRESS
    pressed = time.perf_counter()
    showing = asyncio.create_task(projector.until(wanted))
    await console.press(SCREENS[wanted])
    seen.moves.append(await showing - pressed)


async def _reveal(server: Running, console: Console, projector: Projector, seen: Seen) -> None:
    server.take_sample()
    seen.revealed_at = time.perf_counter()
    showing = asyncio.create_task(projector.until(CHART))
    await console.press("Reveal.*")
    seen.ranking = await showing - seen.revealed_at
