"""What an organiser may do with the pool: see what would be given, join, read the own place, leave."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.anonymity import Level
from assessments.errors import MoveError
from assessments.labels import quarter_of
from assessments.room_hall import hall_of
from assessments.room_scores import revealed, scored
from assessments.workflow import as_answered
from assessments.workshop import Workshop
from benchmarks.checks import SMALLEST_POOL
from benchmarks.pool import needed, publication, waiting
from benchmarks.pool_lists import INDUSTRIES, SIZES, band, countries
from benchmarks.pool_model import WHOLE, Entry, Family, Traits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from assessments.model import Wave
    from assessments.ports import Store
    from benchmarks.pool_model import Placed
    from questionnaires.model import Questionnaire

KNOWN = 100  # waves whose offers are remembered
NOT_CLOSED = "Only a closed workshop can be counted: until then its figures may still move."
NOT_OURS = "These are the answers of another audience, and the pool holds what organisations say about themselves."
ALONE = "Only the wave of a workshop can be counted: one person's answers stand for no organisation."
NOTHING = (
    "Nothing of this workshop can be counted: a questionnaire needs an overall score that may be shown, from at least "
    "{fewest} people."
)
NOT_OFFERED = "This workshop has nothing to give for one of these questionnaires."
NOT_LISTED = "Choose the industry, the country and the size from the lists."


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be given for one questionnaire.

    Attributes:
        scores: Dimension id, or ``WHOLE``, to the score, as the result of the room shows it.
        people: Respondents, a band.
    """

    questionnaire: Questionnaire
    family: Family
    scores: Mapping[str, int]
    people: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What a wave could give to the pool; ``why`` says why there is nothing, and is empty where there is something."""

    offers: tuple[Offer, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """What an organisation has in the pool for one questionnaire.

    Attributes:
        placed: The newest edition of all organisations and of each of its traits, as far as it is in one.
        waiting: How many organisations wait to be counted, itself among them where it does.
        needed: How many have to wait before the next edition.
    """

    entry: Entry
    placed: tuple[Placed, ...]
    waiting: int
    needed: int


class Pool:
    """The use cases of the pool over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock
        self._workshop = Workshop(store, clock)
        self._lock = threading.Lock()
        self._offers: OrderedDict[tuple[str, int], Offered] = OrderedDict()

    def offered(self, wave: Wave) -> Offered:
        """Return what a wave could give to the pool."""
        found = self._store.wave(wave.id) or wave
        if found.join_code is None:
            return Offered((), ALONE)
        if found.state != "closed":
            return Offered((), NOT_CLOSED)
        key = wave.id, self._workshop.live(found).revision
        with self._lock:
            known = self._offers.get(key)
        if known is None:
            known = self._worked_out(found)
            with self._lock:
                self._offers[key] = known
                while len(self._offers) > KNOWN:
                    self._offers.popitem(last=False)
        return known

    def join(self, wave: Wave, questionnaires: Collection[str], traits: Traits) -> None:
        """Give what a wave offers for some questionnaires, in place of what its organisation gave before.

        Raises:
            MoveError: The wave does not offer one of them, it was counted before, or a trait is on no list.
        """
        lists = ((traits.industry, INDUSTRIES), (traits.country, countries()), (traits.size, SIZES))
        if any(said and said not in known for said, known in lists):
            raise MoveError(NOT_LISTED)
        offers = {each.questionnaire.id: each for each in self.offered(wave).offers}
        if not questionnaires or not offers.keys() >= set(questionnaires):
            raise MoveError(NOT_OFFERED)
        for name in sorted(questionnaires):
            offer = offers[name]
            entry = Entry(
                organisation=wave.assessment_id,
                family=offer.family,
                wave_id=wave.id,
                scores=offer.scores,
                people=offer.people,
                traits=traits,
                quarter=quarter_of(wave.created_at),
                joined_at=self._clock(),
            )
            self._store.put_in_pool(entry)
            self._publish(offer.family)

    def leave(self, assessment_id: str) -> None:
        """Delete everything that an organisation gave; what was published of several together stays published."""
        self._store.leave_pool(assessment_id)

    def memberships(self, assessment_id: str) -> tuple[Membership, ...]:
        """Return what an organisation has in the pool."""
        entries = self._store.pool_entries(assessment_id)
        placed = self._store.pool_places(assessment_id) if entries else ()
        found = []
        for each in entries:
            known = self._store.pool(each.family)
            own = _newest([one for one in placed if one.edition.family == each.family])
            found.append(Membership(each, own, len(waiting(known.entries)), needed(known)))
        return tuple(found)

    def _publish(self, family: Family) -> None:
        """Publish what can be published; where somebody else changed the family meanwhile, look again."""
        while True:
            known = self._store.pool(family)
            made = publication(known, family, self._clock())
            if made is None or self._store.publish(made, known.revision):
                return

    def _worked_out(self, wave: Wave) -> Offered:
        if self._store.mirrored_by(wave.id) is not None:
            return Offered((), NOT_OURS)
        fewest = max(SMALLEST_POOL, wave.smallest_group)
        asked = [as_answered(each) for each in self._store.pinned(wave.id).values()]
        offers = [offer for each in asked if (offer := self._offer(wave, each, fewest)) is not None]
        return Offered(tuple(offers), "" if offers else NOTHING.format(fewest=fewest))

    def _offer(self, wave: Wave, questionnaire: Questionnaire, fewest: int) -> Offer | None:
        batches = revealed(self._workshop.live(wave))
        if not batches:
            return None
        responses, votes = self._store.responses(wave.id), self._store.bare_votes(wave.id)
        found = scored(hall_of(questionnaire, wave, batches, responses, votes))
        points, people = found.overall.figure.points, found.overall.shown
        if points is None or people.level is Level.HIDDEN or len(people.members) < fewest:
            return None
        shown = {each.key: each.figure.points for each in found.dimensions}
        scores = {WHOLE: points, **{key: each for key, each in shown.items() if each is not None}}
        family = Family(questionnaire.id, questionnaire.version, questionnaire.form or "")
        return Offer(questionnaire, family, scores, band(len(people.members)))


def _newest(placed: list[Placed]) -> tuple[Placed, ...]:
    """Return the newest of each trait; those of all organisations stand first."""
    found: dict[tuple[str, str], Placed] = {}
    for each in placed:
        found.setdefault((each.edition.kind, each.edition.value), each)
    return tuple(sorted(found.values(), key=lambda each: (each.edition.kind != "all", each.edition.kind)))
