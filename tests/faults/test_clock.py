"""A clock that jumps: order and counts go by what happened, closing times by the clock, and nobody waits for ever."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from assessments.errors import WaveClosedError
from assessments.next_wave import NextPlan
from assessments.plan import Plan
from assessments.quarters import Quarters
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from questionnaires.values import Answer, option_ids
from storage.open import open_store
from tests.assessments.build import STAGES, asked, definition
from tests.assessments.waves import Clock
from ui import throttle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.model import Wave
    from assessments.ports import Store

ASKED = asked(STAGES)
ITEM = ASKED.items[0]
OPTIONS = [Answer(value=each) for each in option_ids(ITEM, ASKED)]
DAY, YEAR = timedelta(days=1), timedelta(days=365)
JUMPS = (-DAY, YEAR, -2 * YEAR, timedelta())


class Site:
    """The use cases over a real store, and the clock they go by."""

    def __init__(self, store: Store) -> None:
        """Begin at the samples' time."""
        self.clock = Clock()
        self.store = store
        self.workflow = Workflow(store, self.clock)
        self.workshop = Workshop(store, self.clock)
        self.quarters = Quarters(store, self.clock)

    def set_up(self, *, closes_in: timedelta | None = None) -> Wave:
        """Set a workshop up."""
        closes_at = None if closes_in is None else self.clock() + closes_in
        return self.workshop.set_up(Plan("Pumps", (definition(STAGES),), mode="open", closes_at=closes_at)).wave


@pytest.fixture
def site(url: str) -> Iterator[Site]:
    """Return a site on each kind of database in turn."""
    store = open_store(url)
    yield Site(store)
    store.close()


def test_the_last_answer_counts_whatever_the_clock_says(site: Site) -> None:
    begun = site.workflow.begin("Pumps").response
    site.workflow.take_up(begun, definition(STAGES))

    for jump, answer in zip(JUMPS, OPTIONS, strict=True):
        now = site.clock.move(jump)
        site.workflow.save(begun.id, ASKED, ITEM.id, answer)
        kept = site.workflow.answers(begun.id, STAGES)[ITEM.id]
        assert (kept.answer, kept.at) == (answer, now), "the page tells when it was saved, by the clock"

    site.clock.move(-YEAR)
    assert site.workflow.submit(begun, STAGES).submitted == {STAGES: site.clock()}


def test_votes_and_revisions_go_up_whatever_the_clock_says(site: Site) -> None:
    wave = site.set_up()
    people = [site.workshop.join(wave).response for _ in range(5)]
    revisions = [site.workshop.live(wave).revision]

    for number, jump in enumerate(JUMPS, start=1):
        site.clock.move(jump)
        site.workshop.start(wave)
        for each in people:
            site.workflow.save(each.id, ASKED, ITEM.id, OPTIONS[-number], round_number=number)
        site.clock.move(jump)
        site.workshop.reveal(wave)
        revisions.append(site.workshop.live(wave).revision)

    live = site.workshop.live(wave)
    assert [each.number for each in live.rounds] == [1, 2, 3, 4]
    assert [(each.number, each.round_number, len(each.responses)) for each in live.batches] == [
        (number, number, 5) for number in (1, 2, 3, 4)
    ]
    assert revisions == sorted(set(revisions))
    last = {each.saved.answer for each in site.workshop.votes(wave) if each.round_number == len(JUMPS)}
    assert last == {OPTIONS[-len(JUMPS)]}


def test_a_wave_with_a_closing_time_takes_answers_when_the_clock_says_so(site: Site) -> None:
    wave = site.set_up(closes_in=DAY)
    person = site.workshop.join(wave).response
    site.workflow.save(person.id, ASKED, ITEM.id, OPTIONS[0])

    site.clock.move(YEAR)
    with pytest.raises(WaveClosedError):
        site.workflow.save(person.id, ASKED, ITEM.id, OPTIONS[1])
    with pytest.raises(WaveClosedError):
        site.workshop.join(wave)
    assert site.workflow.answers(person.id, STAGES)[ITEM.id].answer == OPTIONS[0]

    site.clock.move(-YEAR)
    site.workflow.save(person.id, ASKED, ITEM.id, OPTIONS[2])
    assert site.workflow.answers(person.id, STAGES)[ITEM.id].answer == OPTIONS[2]


def test_a_wave_that_was_closed_stays_so_when_the_clock_is_set_back(site: Site) -> None:
    wave = site.set_up(closes_in=DAY)
    person = site.workshop.join(wave).response
    site.workflow.save(person.id, ASKED, ITEM.id, OPTIONS[0])
    site.clock.move(YEAR)
    site.workshop.reveal(wave)
    site.workshop.close(wave)

    site.clock.move(-2 * YEAR)

    with pytest.raises(WaveClosedError):
        site.workflow.save(person.id, ASKED, ITEM.id, OPTIONS[1])
    (vote,) = site.workshop.votes(wave)
    assert vote.saved.answer == OPTIONS[0]


def test_waves_stand_in_the_order_in_which_they_were_opened(site: Site) -> None:
    waves = [site.set_up()]
    for number, jump in enumerate(JUMPS):
        site.workshop.close(waves[-1])
        site.clock.move(jump)
        waves.append(site.quarters.open_next(waves[-1], NextPlan(f"Wave {number}", None, (definition(STAGES),))))

    found = site.quarters.waves(waves[0].assessment_id)
    assert [each.id for each in found] == [each.id for each in waves]
    assert [each.state for each in found] == ["closed"] * len(JUMPS) + ["open"]


@pytest.mark.parametrize("jump", [-YEAR, YEAR])
def test_nobody_is_made_to_wait_for_a_clock_that_was_set(jump: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_failures", OrderedDict())
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    clock = Clock()
    for _ in range(throttle.FREE):
        throttle.failed(clock())
    assert 0 < throttle.wait(clock()) <= throttle.WINDOW

    assert throttle.wait(clock.move(jump)) == 0
