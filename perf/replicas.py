"""Plays a workshop over two replicas, nginx and PostgreSQL, of which one replica is killed and the database restarted.

``python -m perf.replicas`` plays it with 400 people; ``--record`` keeps the figures in ``perf/RESULTS.md``. It ends
with 1 where an answer that was shown as saved is lost, one is doubled, or somebody could not go on.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessments.model import Wave
from assessments.plan import Plan as WavePlan
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from perf.hall import ROLES, SETTLED, definition
from perf.load.kept import doubled_answers, lost_answers
from perf.load.patient import Patient
from perf.load.player import Plan
from perf.load.stage import CHART, PROGRESS, Console, Projector, close
from perf.load.tab import Tab
from perf.load.tally import LostError, Tally
from perf.outage import Outage, Outcome, lines, outcome, record
from perf.site import Site, running_site
from perf.verdict import RESULTS, machine
from storage.open import open_store
from ui.context import now

_SMALLEST_GROUP = 5
_LOOK = 0.1  # seconds
_UP_AGAIN = 1.0  # seconds after which whoever watches over the replicas starts one again
_OFTEN = 10  # more losses of the connection than anybody has


@dataclass(frozen=True, slots=True)
class Course:
    """How a run goes.

    Attributes:
        pace: Mean seconds from one answer to the next.
        cards: How many questions each answers at most.
        arrive: Seconds within which all arrive.
    """

    people: int
    pace: float
    cards: int
    arrive: float

    @property
    def limit(self) -> float:
        """Seconds after which nobody answers any more: a good deal more than it should take."""
        return 2 * (self.arrive + self.pace * self.cards) + 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return 1 where it does not hold up."""
    options = options_of(arguments)
    began = now()
    course = Course(options.people, options.pace, options.cards, options.arrive)
    with running_site() as site:
        found, told = hold(course, site)
    print(*told, "", machine(), "", *lines(found), sep="\n")
    if options.record:
        typed = shlex.join(sys.argv[1:] if arguments is None else arguments)
        record(RESULTS, began, f"python -m perf.replicas {typed}".strip(), found)
    return int(bool(found.misses))


def hold(course: Course, site: Site) -> tuple[Outcome, list[str]]:
    """Hold a workshop on a running site; return what it has shown, and further lines that explain it."""
    store = open_store(site.database)
    workshop, workflow = Workshop(store, now), Workflow(store, now)
    plan = WavePlan("Imaginary Pumps (demonstration)", (definition(),), ROLES, (), "anonymous", _SMALLEST_GROUP, None)
    made = workshop.set_up(plan)
    tally, stage, outage = Tally(), Tally(), Outage()
    phones = asyncio.run(_play(course, site, (made.wave, made.organiser_code), (tally, stage), outage))
    votes = workshop.votes(made.wave)
    lost = lost_answers(workflow, definition().questionnaire, phones)
    doubled = doubled_answers(workflow, votes, phones)
    store.close()
    errors = tuple(f"{count} x {text}" for text, count in (tally.errors + stage.errors).most_common())
    wrong = len(lost), len(doubled)
    found = outcome(phones, tally, outage, course.cards, kept=len(votes), wrong=wrong, errors=errors)
    return found, [*tally.lines(), "projector and console:", *stage.lines(), *lost, *doubled]


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; ``None`` is that of the process."""
    known = argparse.ArgumentParser(prog="python -m perf.replicas", description=(__doc__ or "").partition("\n")[0])
    known.add_argument("--people", type=int, default=400, metavar="N", help="how many take part, else 400")
    known.add_argument("--pace", type=float, default=8, metavar="SECONDS", help="from one answer to the next, else 8")
    known.add_argument("--cards", type=int, default=12, metavar="N", help="how many each answers at most, else 12")
    known.add_argument("--arrive", type=float, default=60, metavar="SECONDS", help="within which all come, else 60")
    known.add_argument("--record", action="store_true", help=f"keep the figures in perf/{RESULTS.name}")
    return known.parse_args(arguments)


async def _play(
    course: Course, site: Site, led: tuple[Wave, str], tallies: tuple[Tally, Tally], outage: Outage
) -> list[Patient]:
    (wave, key), (tally, stage), url = led, tallies, site.proxy.url
    projector, console = Projector(url, stage), Console(url, stage, key)
    await console.open()
    await projector.tab.open(f"present?code={wave.join_code}")
    await console.press("Start the vote")
    await projector.until(PROGRESS)
    revealed, until = asyncio.Event(), time.perf_counter() + course.limit
    phones = []
    for number in range(course.people):
        plan = Plan(f"^{ROLES[number % len(ROLES)]}$", course.pace, course.cards, files=True)
        address = f"join?code={wave.join_code}"
        phones.append(Patient(url, address, plan, tally, number, until, revealed, losses=_OFTEN))
    playing = asyncio.gather(*(_later(phone, course.arrive) for phone in phones))
    voting = asyncio.gather(*(phone.voted.wait() for phone in phones))

    def given() -> float:
        return sum(len(each.saved) for each in phones) / (course.people * course.cards)

    try:
        await _until(lambda: given() > 1 / 3 or voting.done())
        killing = asyncio.create_task(_kill(site, outage))
        await asyncio.gather(_be_there(projector.tab), _be_there(console.tab))
        await _until(lambda: given() > 2 / 3 or voting.done())
        outage.restarted_at = time.perf_counter()
        await asyncio.to_thread(site.restart_database)
        outage.answered_at = time.perf_counter()
        await asyncio.gather(voting, killing)
        await asyncio.gather(_be_there(projector.tab), _be_there(console.tab))
        pressed = time.perf_counter()
        await console.press("Reveal.*")
        outage.ranking = await projector.until(CHART) - pressed
    except LostError as error:
        stage.errors[str(error)] += 1
    finally:
        revealed.set()
        await playing
        await close(projector.tab, console.tab)
    return phones


async def _later(phone: Patient, within: float) -> None:
    await asyncio.sleep(within * random.Random(phone.seed).random())  # noqa: S311 - so that a run can be repeated
    await phone.play()


async def _until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110 - what is waited for is a count that many write
        await asyncio.sleep(_LOOK)


async def _kill(site: Site, outage: Outage) -> None:
    replica = site.replicas[0]
    outage.killed_at = time.perf_counter()
    replica.kill()
    await asyncio.sleep(_UP_AGAIN)
    await asyncio.to_thread(replica.start_again)
    outage.up_at = time.perf_counter()


async def _be_there(tab: Tab) -> None:
    """Come back if the connection is lost."""
    try:
        await tab.stay(SETTLED)
    except LostError:
        await tab.regain()


if __name__ == "__main__":
    sys.exit(main())
