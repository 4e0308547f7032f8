"""The board: read twice a second for each wave, worked out once for each reveal, however many look at it."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from assessments.workshop import Workshop
from charts.picture import LIGHT, Picture
from charts.stacked import stacked
from tests.assessments.build import LINE, QUESTIONS, STAGES
from tests.ui.build import FaultyStore, House
from tests.ui.desk import SPLIT, Desk, hold
from ui import board as board_module
from ui.board import Board
from ui.context import CORE

if TYPE_CHECKING:
    from assessments.model import Wave
    from assessments.room_model import RoomView


class CountingStore(FaultyStore):
    """A store that counts how often each of its methods is asked for."""

    def __init__(self) -> None:
        """Start empty."""
        self._asked: Counter[str] = Counter()
        super().__init__()

    def __getattribute__(self, name: str) -> Any:
        """Count, and hand out the method."""
        if not name.startswith("_") and name not in {"broken", "interrupted"}:
            self._asked[name] += 1
        return super().__getattribute__(name)

    def _since(self) -> Counter[str]:
        """Return what was asked since the last time."""
        asked, self._asked = self._asked, Counter()
        return asked


class Second:
    """A clock that only goes forward."""

    def __init__(self) -> None:
        """Start somewhere."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


@pytest.fixture
def desk() -> Desk:
    """A workshop over a store that counts."""
    return hold(House(store=CountingStore()))


def asked_since(desk: Desk) -> Counter[str]:
    """Return what the store was asked for since the last time."""
    store = desk.house.store
    assert isinstance(store, CountingStore)
    return store._since()  # noqa: SLF001 - a public name would be counted as well


def board_of(desk: Desk, clock: Second) -> Board:
    """Return a board over the desk's store with a clock of its own."""
    return Board(desk.house.context.workshop, CORE, clock)


def test_a_wave_is_read_twice_a_second(desk: Desk) -> None:
    clock = Second()
    board = board_of(desk, clock)
    asked_since(desk)
    for _ in range(50):
        board.state(desk.first)
    assert asked_since(desk) == {"wave": 1, "live": 1}
    clock.now += 0.49
    board.state(desk.first)
    assert asked_since(desk) == {}
    clock.now += 0.02
    board.state(desk.first)
    assert asked_since(desk) == {"wave": 1, "live": 1}


def test_the_answers_are_counted_twice_a_second(desk: Desk) -> None:
    clock = Second()
    board = board_of(desk, clock)
    asked_since(desk)
    assert [board.tally(desk.first).people for _ in range(50)] == [0] * 50
    assert asked_since(desk) == {"wave": 1, "live": 1, "tally": 1}
    desk.join()
    assert board.tally(desk.first).people == 0
    clock.now += 1
    assert board.tally(desk.first).people == 1


def test_two_waves_are_read_apart(desk: Desk) -> None:
    board = board_of(desk, Second())
    other = hold(desk.house)
    other.do(Workshop.start)
    assert board.state(desk.first)[1].round is None
    assert board.state(other.first)[1].round is not None


def test_after_a_move_everything_is_read_anew(desk: Desk) -> None:
    board = board_of(desk, Second())
    board.tally(desk.first)
    desk.do(Workshop.start)
    desk.join()
    assert board.state(desk.first)[1].round is None
    board.forget(desk.first)
    assert board.state(desk.first)[1].round is not None
    assert board.tally(desk.first).people == 1


def test_a_store_that_fails_is_asked_again(desk: Desk) -> None:
    clock = Second()
    board = board_of(desk, clock)
    desk.house.store.broken = frozenset({"live"})
    with pytest.raises(Exception, match="cannot be saved at the moment"):
        board.state(desk.first)
    desk.house.store.broken = frozenset()
    assert board.state(desk.first)[0] == desk.wave


def test_the_questionnaires_are_read_once_and_the_core_ones_come_in_their_order() -> None:
    desk = hold(House(store=CountingStore()), QUESTIONS, LINE, STAGES)
    board = board_of(desk, Second())
    asked_since(desk)
    for _ in range(3):
        assert [each.id for each in board.asked(desk.first)] == [STAGES, LINE, QUESTIONS]
    assert asked_since(desk) == {"pinned": 1}


def revealed(desk: Desk) -> Desk:
    """Let eight people vote, four against four on the first question."""
    desk.do(Workshop.start)
    desk.crowd(SPLIT)
    return desk.do(Workshop.reveal)


def test_a_room_is_worked_out_once_for_each_reveal(desk: Desk) -> None:
    revealed(desk)
    clock = Second()
    board = board_of(desk, clock)
    view = board.room(desk.first)
    asked_since(desk)
    for _ in range(3):
        clock.now += 1
        assert board.room(desk.first) is view
    assert asked_since(desk) == {"wave": 3, "live": 3}
    desk.crowd(SPLIT)
    desk.do(Workshop.show, "result")
    clock.now += 1
    assert board.room(desk.first) is view  # answers and screens change nothing
    desk.do(Workshop.count_late)
    clock.now += 1
    assert board.room(desk.first).people == "16"


def test_a_vote_that_is_opened_or_a_wave_that_is_closed_changes_the_room(desk: Desk) -> None:
    revealed(desk)
    clock = Second()
    board = board_of(desk, clock)
    views = [board.room(desk.first)]
    for move in (lambda workshop, wave: workshop.start(wave, [("sample", "one")]), Workshop.close):
        desk.do(move)
        clock.now += 1
        views.append(board.room(desk.first))
    assert len({id(each) for each in views}) == 3
    assert [each.wave.state for each in views] == ["open", "open", "closed"]


def test_a_chart_is_drawn_once_for_each_reveal(desk: Desk) -> None:
    revealed(desk)
    clock = Second()
    board = board_of(desk, clock)
    calls: list[RoomView] = []

    def draw(view: RoomView) -> Picture:
        calls.append(view)
        return stacked(view.items, LIGHT)

    for _ in range(3):
        drawn = board.drawn(desk.first, "ranking", draw)
        clock.now += 1
    assert len(calls) == 1
    assert drawn.picture.title == "We are split on 1 of 3 questions, and agree on 2."
    assert drawn.spec is not None
    assert drawn.spec["layer"]
    board.drawn(desk.first, "ranking in the dark", draw)
    assert len(calls) == 2
    desk.crowd(SPLIT)
    desk.do(Workshop.count_late)
    clock.now += 1
    board.drawn(desk.first, "ranking", draw)
    assert [each.people for each in calls] == ["5–9", "5–9", "16"]


def test_a_chart_of_an_earlier_reveal_is_not_shown_after_a_later_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    revealed(desk)
    clock = Second()
    board = board_of(desk, clock)
    earlier = board.room(desk.first)
    desk.crowd(SPLIT)
    desk.do(Workshop.count_late)
    clock.now += 1
    later = board.room(desk.first)
    calls: list[RoomView] = []

    def draw(view: RoomView) -> Picture:
        calls.append(view)
        return stacked(view.items, LIGHT)

    with monkeypatch.context() as patch:
        patch.setattr(board, "room", lambda _: earlier)  # a session that read the room just before the later reveal
        board.drawn(desk.first, "ranking", draw)
    board.drawn(desk.first, "ranking", draw)
    board.drawn(desk.first, "ranking", draw)
    assert [id(each) for each in calls] == [id(earlier), id(later)]


def test_where_there_is_nothing_to_draw(desk: Desk) -> None:
    board = board_of(desk, Second())
    assert board.drawn(desk.first, "ranking", lambda view: stacked(view.items, LIGHT)).spec is None


def test_so_many_waves_are_known_and_the_one_unseen_the_longest_goes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "KNOWN", 2)
    board = board_of(desk, Second())
    second, third = hold(desk.house), hold(desk.house)
    for each in (desk, second, desk, third):
        board.state(each.first)
    asked_since(desk)
    board.state(desk.first)
    board.state(third.first)
    assert asked_since(desk) == {}
    board.state(second.first)
    assert asked_since(desk) == {"wave": 1, "live": 1}


class Watched:
    """A lock that tells when somebody has to wait for it."""

    def __init__(self, waiting: threading.Event) -> None:
        """Take what is set as soon as somebody waits."""
        self.lock = threading.Lock()
        self.waiting = waiting

    def __enter__(self) -> None:
        """Take the lock, or say that it is taken."""
        if not self.lock.acquire(blocking=False):
            self.waiting.set()
            self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        """Give the lock back."""
        self.lock.release()


@pytest.mark.parametrize(("method", "lock", "slow"), [("state", "reading", "live"), ("room", "working", "votes")])
def test_of_two_sessions_that_ask_at_once_one_waits_for_the_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, method: str, lock: str, slow: str
) -> None:
    revealed(desk)
    board, waiting, calls = board_of(desk, Second()), threading.Event(), []
    entry = board._entry(desk.first)  # noqa: SLF001 - whether somebody waits cannot be seen from outside
    monkeypatch.setattr(entry, lock, Watched(waiting))
    read = getattr(desk.house.context.workshop, slow)

    def takes_its_time(wave: Wave) -> Any:
        calls.append(wave)
        if len(calls) > 1:
            waiting.set()  # nobody waited
        waiting.wait()
        return read(wave)

    if method == "room":
        board.state(desk.first)
    monkeypatch.setattr(desk.house.context.workshop, slow, takes_its_time)
    with ThreadPoolExecutor(2) as pool:
        one, other = (pool.submit(getattr(board, method), desk.first) for _ in range(2))
        assert one.result() is other.result()
    assert len(calls) == 1
