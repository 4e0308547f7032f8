"""What every page is handed: the workflow over the store, the questionnaires, the benchmarks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from assessments import order
from assessments.deletion import Deletion
from assessments.intake import Intake
from assessments.keys import Keys
from assessments.live_aims import LiveAims
from assessments.mirror import Mirrors
from assessments.pool import Pool
from assessments.pool_files import OwnFiles
from assessments.ports import Store
from assessments.promises import Promises
from assessments.quarters import Quarters
from assessments.retention import Retention
from assessments.settings import DEFAULTS, Settings
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from benchmarks.model import Benchmark
from benchmarks.own import Given
from questionnaires.loader import Definition, Loaded
from questionnaires.sets import Ready
from ui.board import Board
from ui.past import Past

CORE = order.CORE


@dataclass(frozen=True, slots=True)
class Context:
    """One app's parts, shared by all its sessions.

    Attributes:
        workflow: What may be done with answers.
        workshop: What may be done with a live wave.
        quarters: What may be done with an assessment over its waves.
        promises: What may be done with what was promised after a wave.
        aims: What the organiser of a live wave aims at.
        intake: What brings in answers that were given elsewhere.
        mirrors: What lets the front line and customers answer the same questions.
        pool: What lets an organisation stand beside others.
        files: What keeps figures of others that somebody brings along.
        deletion: What may be deleted.
        retention: How long everything is kept.
        keys: What may be done about who comes in.
        board: What everybody in a room asks for, read once for all.
        past: What an assessment was over its waves, worked out once for all.
        loaded: Every questionnaire file, broken ones with their problems.
        benchmarks: The published figures that passed their checks.
        sets: What is asked together on one occasion.
        clock: Returns the time, aware.
        given: Files with figures of others that whoever runs the app put beside the published ones.
        settings: What whoever runs the app has decided.
        is_current: Says whether the database answers and has the schema that this program works with.
    """

    workflow: Workflow
    workshop: Workshop
    quarters: Quarters
    promises: Promises
    aims: LiveAims
    intake: Intake
    mirrors: Mirrors
    pool: Pool
    files: OwnFiles
    keys: Keys
    deletion: Deletion
    retention: Retention
    board: Board
    past: Past
    loaded: tuple[Loaded, ...]
    benchmarks: tuple[Benchmark, ...]
    clock: Callable[[], datetime]
    sets: tuple[Ready, ...] = ()
    given: tuple[Given, ...] = ()
    settings: Settings = DEFAULTS
    is_current: Callable[[], bool] = lambda: True

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The questionnaires that can be answered, the core four first."""
        usable = [each.definition for each in self.loaded if each.definition is not None]
        place = {name: number for number, name in enumerate(CORE)}
        return tuple(sorted(usable, key=lambda each: place.get(each.questionnaire.id, len(place))))

    @property
    def broken(self) -> tuple[Loaded, ...]:
        """The questionnaire files that cannot be used."""
        return tuple(each for each in self.loaded if each.definition is None)


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def assemble(
    store: Store,
    loaded: tuple[Loaded, ...],
    benchmarks: tuple[Benchmark, ...],
    clock: Callable[[], datetime] = now,
    sets: tuple[Ready, ...] = (),
    given: tuple[Given, ...] = (),
    *,
    settings: Settings = DEFAULTS,
) -> Context:
    """Put the parts of an app together."""
    workshop, quarters = Workshop(store, clock), Quarters(store, clock)
    board = Board(workshop, CORE)
    return Context(
        Workflow(store, clock),
        workshop,
        quarters,
        Promises(store, clock),
        LiveAims(store, clock),
        Intake(store, clock),
        Mirrors(store, clock),
        Pool(store, clock),
        OwnFiles(store, clock),
        Keys(store, clock),
        Deletion(store),
        Retention(store, clock, settings.keep_months),
        board,
        Past(quarters, workshop, board, CORE),
        loaded,
        benchmarks,
        clock,
        sets,
        given,
        settings,
    )


_provided: list[Callable[[], Context]] = []
_opened: dict[str, Context] = {}
_opening = threading.Lock()


def opened(url: str, open_one: Callable[[str], Context]) -> Context:
    """Return the context of a database, opened once per process, whoever comes first; after a failure anew.

    Streamlit's own cache does not hold it: any visitor's browser may ask for that to be emptied, and the board with
    all that is known of every room would go with it.
    """
    with _opening:
        if url not in _opened:
            _opened[url] = open_one(url)
        return _opened[url]


def provide(factory: Callable[[], Context]) -> None:
    """Say where the script finds its context; the composition root calls this once per process."""
    _provided[:] = [factory]


def provided() -> Context:
    """Return the context of this process."""
    return _provided[0]()
