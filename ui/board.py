"""What everybody in a room asks for at once: read twice a second for each wave, worked out once for each reveal."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from assessments.model import Live, Tally, Wave
from assessments.room import room_view
from assessments.room_model import RoomView
from assessments.workflow import as_answered
from assessments.workshop import Workshop
from charts.picture import Picture
from questionnaires.model import Questionnaire

FRESH = 0.5  # seconds
KNOWN = 200  # waves


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, ready to be sent: a specification of plain values, None where there is nothing to draw."""

    picture: Picture
    spec: dict[str, Any] | None


def made_ready(picture: Picture) -> Drawn:
    """Return a chart as it is sent."""
    return Drawn(picture, picture.chart.to_dict() if picture.chart is not None else None)


@dataclass(slots=True)
class _Entry:
    """What is known of one wave; each lock lets one session read while the others wait for it."""

    reading: threading.Lock = field(default_factory=threading.Lock)
    working: threading.Lock = field(default_factory=threading.Lock)
    state: tuple[float, tuple[Wave, Live]] | None = None
    tally: tuple[float, Tally] | None = None
    asked: tuple[Questionnaire, ...] | None = None
    room: tuple[object, RoomView] | None = None
    drawn: dict[str, tuple[RoomView, Drawn]] = field(default_factory=dict)


class Board:
    """Shared by all sessions of a process."""

    def __init__(self, workshop: Workshop, order: Sequence[str] = (), clock: Callable[[], float] = monotonic) -> None:
        """Take the use cases, the questionnaires that come first, and a clock that only goes forward, in seconds."""
        self._workshop = workshop
        self._place = {questionnaire_id: place for place, questionnaire_id in enumerate(order)}
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def state(self, wave: Wave) -> tuple[Wave, Live]:
        """Return a wave and how far it is, at most half a second old."""
        entry = self._entry(wave)
        with entry.reading:
            if entry.state is None or self._clock() - entry.state[0] >= FRESH:
                entry.state = self._clock(), (self._workshop.current(wave), self._workshop.live(wave))
            return entry.state[1]

    def tally(self, wave: Wave) -> Tally:
        """Return how many answers have come in, at most half a second old."""
        live = self.state(wave)[1]
        entry = self._entry(wave)
        with entry.reading:
            if entry.tally is None or self._clock() - entry.tally[0] >= FRESH:
                entry.tally = self._clock(), self._workshop.tally(wave, live)
            return entry.tally[1]

    def asked(self, wave: Wave) -> tuple[Questionnaire, ...]:
        """Return the questionnaires of a wave as they were pinned."""
        entry = self._entry(wave)
        with entry.reading:
            if entry.asked is None:
                asked = (as_answered(each) for each in self._workshop.pinned(wave).values())
                entry.asked = tuple(sorted(asked, key=lambda each: self._place.get(each.id, len(self._place))))
            return entry.asked

    def questions(self, wave: Wave) -> int:
        """Return how many questions the newest vote asks everybody."""
        newest = self.state(wave)[1].round
        items = ((each, item) for each in self.asked(wave) for item in each.items)
        return sum(
            newest is not None and newest.asks((each.id, item.id)) and item.ask_if is None for each, item in items
        )

    def room(self, wave: Wave) -> RoomView:
        """Return what may be shown about the room as of the last reveal."""
        now, live = self.state(wave)
        asked = self.asked(wave)
        entry = self._entry(wave)
        key = (live.batches, tuple(each.state for each in live.rounds), now.state, now.invited)
        with entry.working:
            if entry.room is None or entry.room[0] != key:
                view = room_view(now, live, asked, self._workshop.responses(wave), self._workshop.votes(wave))
                entry.room = (key, view)
                entry.drawn.clear()
            return entry.room[1]

    def drawn(self, wave: Wave, name: str, draw: Callable[[RoomView], Picture]) -> Drawn:
        """Return a chart of the room as of the last reveal; ``name`` tells it from the wave's other charts."""
        view = self.room(wave)
        entry = self._entry(wave)
        with entry.working:
            known = entry.drawn.get(name)
            if known is not None and known[0] is view:
                return known[1]
            drawn = made_ready(draw(view))
            entry.drawn[name] = view, drawn  # with its view: a reveal may have come since that was read
            return drawn

    def forget(self, wave: Wave) -> None:
        """Read everything anew: somebody has just changed it."""
        entry = self._entry(wave)
        with entry.reading:
            entry.state = entry.tally = None

    def drop(self, wave: Wave) -> None:
        """Keep nothing more of a wave: it was deleted."""
        with self._lock:
            self._entries.pop(wave.id, None)

    def _entry(self, wave: Wave) -> _Entry:
        with self._lock:
            entry = self._entries.setdefault(wave.id, _Entry())
            self._entries.move_to_end(wave.id)
            while len(self._entries) > KNOWN:
                self._entries.popitem(last=False)
            return entry
