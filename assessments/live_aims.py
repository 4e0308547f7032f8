"""What the organiser of a live wave aims at: targets and importance, set before the first result is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.aims import importance_of, targets_of
from assessments.errors import MoveError, WaveClosedError
from assessments.workflow import NAME_LIMIT, asked_of
from assessments.workshop import Workshop
from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from assessments.model import Importance, Target, Wave
    from assessments.ports import Store

SEEN = "The first result has been shown, so targets and importance stay as they were set before."


class LiveAims:
    """The use cases of targets and importance over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock
        self._workshop = Workshop(store, clock)

    def set_targets(self, wave: Wave, questionnaire_id: str, values: Mapping[str, float], by: str) -> None:
        """Keep targets (dimension id, or "" for all, to 0-100) of a live wave with who set them and when.

        Raises:
            InvalidValueError: A target lies outside 0-100.
            MoveError: A result has been shown.
            WaveClosedError: The wave is closed.
        """
        targets = targets_of(questionnaire_id, values, clean_text(by, NAME_LIMIT), self._clock())
        self._check_unseen(wave)
        self._store.set_targets(wave.id, targets)

    def set_importance(
        self,
        wave: Wave,
        questionnaire_id: str,
        points: Mapping[str, float],
        effort: Mapping[str, int | None],
        by: str,
    ) -> None:
        """Keep how 100 points are given away over the top-level dimensions, and the effort of each, 1-5.

        Raises:
            InvalidValueError: The points do not add up to 100, or an effort lies outside 1-5.
            MoveError: A result has been shown, or the questionnaire is not asked.
            WaveClosedError: The wave is closed.
        """
        self._check_unseen(wave)
        questionnaire = asked_of(self._store.pinned(wave.id), questionnaire_id)
        by = clean_text(by, NAME_LIMIT)
        self._store.set_importance(wave.id, importance_of(questionnaire, points, effort, by, self._clock()))

    def targets(self, wave: Wave, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target; the key "" holds for all dimensions."""
        return self._store.targets(wave.id, questionnaire_id)

    def importance(self, wave: Wave, questionnaire_id: str) -> Mapping[str, Importance]:
        """Return dimension id to its importance."""
        return self._store.importance(wave.id, questionnaire_id)

    def _check_unseen(self, wave: Wave) -> None:
        state = self._workshop.current(wave).state
        if self._workshop.live(wave).batches:
            raise MoveError(SEEN)
        if state == "closed":
            raise WaveClosedError
