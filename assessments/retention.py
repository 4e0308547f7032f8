"""How long an assessment is kept: what the organiser chose, what participants were told, and what is due to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.errors import MoveError
from assessments.retention_model import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assessments.model import Assessment
    from assessments.ports import Store
    from assessments.retention_model import Stock

CHOICES = tuple(map(Keeping, (3, 6, 12, 24, 36, 60, None)))
GONE = "This assessment no longer exists."
LONGER = (
    "People who have taken part were told how long their answers are kept, so that can become shorter and not longer."
)


@dataclass(frozen=True, slots=True)
class Term:
    """How long one assessment is kept, as things stand.

    Attributes:
        own: Whether somebody said so of this assessment; else it is as whoever runs the app has set.
        promised: Whether others have taken part, who were told how long their answers are kept.
        until: When it ends if nobody answers any more; None where it has no end.
    """

    assessment: Assessment
    keeping: Keeping
    own: bool
    promised: bool
    stock: Stock
    until: datetime | None

    @property
    def offered(self) -> tuple[Keeping, ...]:
        """What may be chosen, the shortest first; nothing longer than now once others have taken part."""
        found = {*CHOICES, self.keeping}
        if self.promised:
            found = {each for each in found if not each.is_longer(self.keeping)}
        return tuple(sorted(found, key=lambda each: (each.months is None, each.months or 0)))


class Retention:
    """The use cases over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime], months: int | None = None) -> None:
        """Take the store, a clock that returns an aware time, and how long is kept what does not say so itself."""
        self._store = store
        self._clock = clock
        self._default = Keeping(months)

    def term(self, assessment_id: str) -> Term:
        """Return how long an assessment is kept; a mirror as long as the assessment that it mirrors.

        Raises:
            MoveError: There is none.
        """
        assessment_id = self._whose(assessment_id)
        assessment, stock = self._store.assessment(assessment_id), self._store.stock(assessment_id)
        if assessment is None or stock is None:
            raise MoveError(GONE)
        said = self._store.keeping(assessment_id)
        keeping = said or self._default
        asked = stock.mirrors > 0 or any(each.join_code is not None for each in self._store.waves(assessment_id))
        return Term(
            assessment, keeping, said is not None, asked and stock.people > 0, stock, keeping.until(stock.last_at)
        )

    def keeping(self, assessment_id: str) -> Keeping:
        """Return for how long an assessment is kept, in less time than ``term``."""
        return self._store.keeping(self._whose(assessment_id)) or self._default

    def choose(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept.

        Raises:
            MoveError: It is longer than before, and others have taken part; or there is no such assessment.
        """
        if keeping not in self.term(assessment_id).offered:
            raise MoveError(LONGER)
        self._store.set_keeping(assessment_id, keeping)

    def promise(self, assessment_id: str) -> None:
        """Keep what somebody who takes part was told, so that a later change of the operator's makes it no longer."""
        if self._default.months is not None:
            self._store.promise_keeping(self._whose(assessment_id), self._default)

    def from_today(self, keeping: Keeping) -> datetime | None:
        """Return when it ends if the last answer is given now; None where it has no end."""
        return keeping.until(self._clock())

    def due(self) -> tuple[Term, ...]:
        """Return what is to be deleted by now, the oldest assessment first."""
        now = self._clock()
        found = (each.id for each in self._store.assessments() if self._whose(each.id) == each.id)
        terms = (self.term(each) for each in found)
        return tuple(each for each in terms if each.until is not None and each.until <= now)

    def purge(self) -> tuple[Term, ...]:
        """Delete what is due, and return it."""
        found = self.due()
        for each in found:
            self._store.delete_assessment(each.assessment.id)
        return found

    def _whose(self, assessment_id: str) -> str:
        """Return the assessment whose wave an assessment mirrors; itself where it is no mirror."""
        for wave in self._store.waves(assessment_id):
            mirror = self._store.mirrored_by(wave.id)
            mirrored = self._store.wave(mirror.wave_id) if mirror else None
            if mirrored is not None:
                return mirrored.assessment_id
        return assessment_id
