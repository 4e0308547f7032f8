"""What a workshop may give to the pool, and what joining and leaving do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError
from assessments.model import Assessment, Mirror, Wave
from assessments.plan import Plan
from assessments.pool import ALONE, NOT_CLOSED, NOT_LISTED, NOT_OFFERED, NOT_OURS, Pool
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from benchmarks.pool_model import WHOLE, Entry, Family, Traits
from questionnaires.forms import short_form
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import AT
from tests.scoring.build import dimension, rubric
from tests.ui.build import made, usable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Mode
    from benchmarks.pool_model import Publication
    from questionnaires.loader import Definition

SMALL = usable(made(dimension("d", rubric("one"), rubric("two")), dimension("e", rubric("three"))))
FAMILY = Family("sample", "1.0.0")
MADE = Traits("manufacturing", "DE", "50-249")
# d: 0 and 33.3 for one, 100 for two; e: 66.7 for all but the last.
BALLOTS = [{"one": f"l{place % 2 + 1}", "two": "l4", "three": "l3" if place else "l2"} for place in range(8)]


class Interrupted(MemoryStore):
    """A store in which somebody joins while somebody else's publication is on its way."""

    meanwhile: Entry | None = None

    def publish(self, publication: Publication, revision: int) -> bool:
        """Let somebody be quicker, once."""
        quicker, self.meanwhile = self.meanwhile, None
        if quicker is not None:
            self.put_in_pool(quicker)
        return super().publish(publication, revision)


class House:
    """A store with closed workshops."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        """Begin empty."""
        self.store = store or MemoryStore()
        self.pool = Pool(self.store, lambda: AT)
        self.workshop = Workshop(self.store, lambda: AT)

    def held(
        self,
        ballots: Sequence[Mapping[str, Any]] = BALLOTS,
        asked: Definition = SMALL,
        mode: Mode = "anonymous",
        smallest: int = 5,
    ) -> Wave:
        """Hold a workshop and close it."""
        workflow = Workflow(self.store, lambda: AT)
        wave = self.workshop.set_up(Plan("Pumps", (asked,), (), (), mode, smallest)).wave
        self.workshop.start(wave)
        for raw in ballots:
            begun = self.workshop.join(wave, "", "", "")
            for item, value in raw.items():
                workflow.save(begun.response.id, asked.questionnaire, item, Answer("value", value), round_number=1)
        self.workshop.close(wave)
        return wave

    def others(self, count: int, traits: Traits = MADE) -> None:
        """Put other organisations into the pool."""
        for place in range(count):
            self.store.put_in_pool(self.other(place, traits))

    def other(self, place: int, traits: Traits = MADE) -> Entry:
        """Return what another organisation gives."""
        name = f"o{place}"
        wave = Wave(f"w{place}", name, "Q", "open", 5, None, "closed", AT)
        self.store.add_wave(Assessment(name, name, AT), wave, [], organiser_hash=name)
        return Entry(name, FAMILY, wave.id, {WHOLE: 10 * place, "d": 5}, "5-9", traits, "2026 Q1", AT)


def test_what_is_given_is_what_the_result_shows_by_hand() -> None:
    # one: four times 0, four times 33.3: 16.7. two: 100. d: 58.3, shown as 58. three: 33.3 once and 66.7 seven times:
    # 62.5, shown as 63. Overall the mean of the figures shown: 60.5, shown as 61.
    house = House()
    (offer,) = house.pool.offered(house.held()).offers
    assert (offer.scores, offer.people, offer.family) == ({WHOLE: 61, "d": 58, "e": 63}, "5-9", FAMILY)


@pytest.mark.parametrize(
    ("people", "mode", "smallest", "offers"),
    [
        (4, "open", 1, 0),
        (5, "open", 1, 1),
        (5, "anonymous", 3, 1),
        (4, "anonymous", 3, 0),
        (6, "anonymous", 7, 0),
    ],
)
def test_five_people_are_needed_and_as_many_as_the_workshop_itself_asks_for(
    people: int, mode: Mode, smallest: int, offers: int
) -> None:
    house = House()
    found = house.pool.offered(house.held(BALLOTS[:people], mode=mode, smallest=smallest))
    assert (len(found.offers), bool(found.why)) == (offers, not offers)


def test_only_who_has_the_score_counts_as_a_respondent() -> None:
    house = House()
    few = [*BALLOTS[:4], *({"three": "l1"} for _ in range(4))]  # four have a score on the whole
    assert house.pool.offered(house.held(few, mode="open", smallest=1)).offers == ()


def test_a_short_form_is_another_instrument() -> None:
    house = House()
    form = short_form(SMALL, "pulse", ["one", "three"], 1)
    (offer,) = house.pool.offered(
        house.held([{"one": "l2", "three": f"l{place % 4 + 1}"} for place in range(8)], form)
    ).offers
    assert offer.family == Family("sample", "1.0.0", "pulse")


def test_a_workshop_that_goes_on_has_nothing_to_give() -> None:
    house = House()
    wave = house.workshop.set_up(Plan("Pumps", (SMALL,), (), (), "anonymous", 5)).wave
    assert house.pool.offered(wave).why == NOT_CLOSED
    house.workshop.close(wave)
    assert "from at least 5 people" in house.pool.offered(wave).why


def test_somebody_alone_has_nothing_to_give() -> None:
    house = House()
    begun = Workflow(house.store, lambda: AT).begin("Ada")
    _, wave = Workflow(house.store, lambda: AT).names(begun.response)
    assert house.pool.offered(wave).why == ALONE


def test_the_answers_of_customers_are_nothing_to_give() -> None:
    house = House()
    company, wave = house.held(), house.held()
    mirror = Mirror(company.id, "customer", wave.id)
    house.store._kept.mirrors[company.id, "customer"] = mirror  # noqa: SLF001 - what the page for customers keeps
    assert house.pool.offered(wave).why == NOT_OURS


def test_what_is_offered_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.pool.KNOWN", 1)
    house = House()
    first, second = house.held(), house.held()
    found = house.pool.offered(first)
    assert house.pool.offered(first) is found
    house.pool.offered(second)
    assert house.pool.offered(first) == found


def test_the_fifth_who_joins_is_placed_and_so_are_the_others() -> None:
    house = House()
    wave = house.held()
    house.others(3)
    house.pool.join(wave, ["sample"], Traits())
    (waits,) = house.pool.memberships(wave.assessment_id)
    assert (waits.placed, waits.waiting, waits.needed, waits.entry.quarter) == ((), 4, 5, "2026 Q1")
    house.store.put_in_pool(house.other(3))
    house.pool.join(wave, ["sample"], MADE)  # what was said can be corrected until it is counted
    (member,) = house.pool.memberships(wave.assessment_id)
    assert member.entry.traits == MADE
    (placed,) = member.placed
    # 0, 10, 20, 30 and 61: first of five, the middle 20, the highest 61 shown as 60; d is 5 for all others: not shown.
    assert placed.places == {WHOLE: (1, 61)}
    assert placed.edition.figures == {WHOLE: (0, 20, 60)}
    assert (member.waiting, member.needed) == (0, 5)


def test_a_measurement_is_counted_once() -> None:
    house = House()
    wave = house.held()
    house.others(4)
    house.pool.join(wave, ["sample"], MADE)
    with pytest.raises(MoveError, match="counted in the pool before"):
        house.pool.join(wave, ["sample"], Traits())
    house.pool.leave(wave.assessment_id)
    assert house.pool.memberships(wave.assessment_id) == ()
    with pytest.raises(MoveError, match="counted in the pool before"):
        house.pool.join(wave, ["sample"], MADE)
    assert [each.entry.spent for each in house.pool.memberships("o1")] == [True]
    assert len(house.pool.memberships("o1")[0].placed) == 1


def test_each_trait_is_placed_by_its_newest_edition() -> None:
    house = House()
    sold = Traits("trade", "FR", "1-49")
    for place in range(6):
        house.store.put_in_pool(house.other(place, sold))
    for place in range(6, 10):
        house.store.put_in_pool(house.other(place, MADE))
    house.pool.join(house.held(), ["sample"], MADE)
    (member,) = house.pool.memberships("o7")
    assert [(each.edition.kind, each.edition.organisations) for each in member.placed] == [
        ("all", 11),
        ("country", 5),
        ("industry", 5),
        ("size", 5),
    ]


@pytest.mark.parametrize("traits", [Traits("x"), Traits("", "XX"), Traits("", "", "12")])
def test_what_is_on_no_list_is_refused(traits: Traits) -> None:
    house = House()
    with pytest.raises(MoveError, match=NOT_LISTED):
        house.pool.join(house.held(), ["sample"], traits)


@pytest.mark.parametrize("wanted", [[], ["sample", "another"], ["another"]])
def test_what_is_not_offered_is_refused(wanted: list[str]) -> None:
    house = House()
    wave = house.held()
    with pytest.raises(MoveError, match=NOT_OFFERED):
        house.pool.join(wave, wanted, Traits())
    assert house.pool.memberships(wave.assessment_id) == ()


def test_who_joins_while_an_edition_is_on_its_way_is_in_it() -> None:
    store = Interrupted()
    house = House(store)
    wave = house.held()
    house.others(4)
    store.meanwhile = replace(house.other(4), scores={WHOLE: 77})
    house.pool.join(wave, ["sample"], MADE)
    (member,) = house.pool.memberships(wave.assessment_id)
    assert member.placed[0].edition.organisations == 6
    assert member.placed[0].places == {WHOLE: (2, 61)}


def test_a_wave_that_the_store_does_not_know_is_taken_as_it_is() -> None:
    house = House()
    wave = Wave("w", "a", "Q", "open", 5, None, "open", AT, join_code="ABC234")
    assert house.pool.offered(wave).why == NOT_CLOSED
