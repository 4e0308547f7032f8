"""What an assessment was over its waves: worked out once for all sessions, until a wave has something new to show."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assessments.model import Pinned, Wave
from assessments.quarters import Quarters
from assessments.series import series_view
from assessments.series_model import SeriesView
from assessments.workflow import as_answered
from assessments.workshop import Workshop
from charts.picture import Picture
from questionnaires.model import Questionnaire
from ui.board import Board, Drawn, made_ready

KNOWN = 100  # assessments
READ = 200  # questionnaires


@dataclass(slots=True)
class _Entry:
    """What is known of one assessment; the lock lets one session work it out while the others wait for it."""

    working: threading.Lock = field(default_factory=threading.Lock)
    key: object = None
    views: tuple[SeriesView, ...] = ()
    drawn: dict[str, tuple[SeriesView, Drawn]] = field(default_factory=dict)


class Past:
    """Shared by all sessions of a process."""

    def __init__(self, quarters: Quarters, workshop: Workshop, board: Board, order: Sequence[str] = ()) -> None:
        """Take the use cases, what is known of live waves, and the questionnaires that come first."""
        self._quarters = quarters
        self._workshop = workshop
        self._board = board
        self._place = {questionnaire_id: place for place, questionnaire_id in enumerate(order)}
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._questionnaires: OrderedDict[str, Questionnaire] = OrderedDict()

    def views(self, waves: Sequence[Wave]) -> tuple[SeriesView, ...]:
        """Return one view for each questionnaire that has a result.

        Args:
            waves: All of one assessment, oldest first.
        """
        key = tuple(self._mark(each) for each in waves)
        entry = self._entry(waves[0].assessment_id)
        with entry.working:
            if entry.key != key:
                entry.views = self._worked_out(waves[0].assessment_id)
                entry.key = key
                entry.drawn.clear()
            return entry.views

    def asked(self, wave: Wave) -> tuple[Questionnaire, ...]:
        """Return the questionnaires of a wave as they were pinned; who answers alone may take up more."""
        found = (self._parsed(each) for each in self._workshop.pinned(wave).values())
        return tuple(sorted(found, key=lambda each: self._place.get(each.id, len(self._place))))

    def drawn(self, wave: Wave, view: SeriesView, name: str, draw: Callable[[SeriesView], Picture]) -> Drawn:
        """Return a chart of a view; ``name`` tells it from the view's other charts."""
        entry, name = self._entry(wave.assessment_id), f"{view.questionnaire.id}/{name}"
        with entry.working:
            known = entry.drawn.get(name)
            if known is not None and known[0] is view:
                return known[1]
            drawn = made_ready(draw(view))
            entry.drawn[name] = view, drawn  # with its view: another wave may have been revealed since that was read
            return drawn

    def forget(self, wave: Wave) -> None:
        """Work everything out anew: a target has just been set."""
        entry = self._entry(wave.assessment_id)
        with entry.working:
            entry.key = None

    def drop(self, assessment_id: str) -> None:
        """Keep nothing more of an assessment: it was deleted."""
        with self._lock:
            self._entries.pop(assessment_id, None)

    def _mark(self, wave: Wave) -> object:
        """Return what changes with everything that a wave may show; also a closed one may lose somebody's answers."""
        if wave.state == "closed" and wave.join_code is None:
            return wave.id
        if wave.join_code is None:
            submitted = tuple(tuple(each.submitted.items()) for each in self._workshop.responses(wave))
            return wave.id, submitted
        now, live = self._board.state(wave)
        return wave.id, now.state, live.batches, tuple(each.state for each in live.rounds), now.invited

    def _worked_out(self, assessment_id: str) -> tuple[SeriesView, ...]:
        history = self._quarters.history(assessment_id)
        asked = dict.fromkeys(each.id for quarter in history for each in quarter.asked)
        ordered = sorted(asked, key=lambda each: self._place.get(each, len(self._place)))
        views = (series_view(history, each) for each in ordered)
        return tuple(each for each in views if each.waves)

    def _parsed(self, pinned: Pinned) -> Questionnaire:
        """Return a questionnaire, read once for all waves that ask the same."""
        with self._lock:
            found = self._questionnaires.get(pinned.digest)
            if found is None:
                found = self._questionnaires[pinned.digest] = as_answered(pinned)
            self._questionnaires.move_to_end(pinned.digest)
            while len(self._questionnaires) > READ:
                self._questionnaires.popitem(last=False)
            return found

    def _entry(self, assessment_id: str) -> _Entry:
        with self._lock:
            entry = self._entries.setdefault(assessment_id, _Entry())
            self._entries.move_to_end(assessment_id)
            while len(self._entries) > KNOWN:
                self._entries.popitem(last=False)
            return entry
