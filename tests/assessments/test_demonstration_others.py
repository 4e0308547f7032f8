"""The demonstration's forms for others: answered, closed, seen beside the head's own answers, and never among them."""

from __future__ import annotations

from datetime import UTC, datetime

from assessments.demonstration import demonstrations
from assessments.demonstration_others import PEOPLE, others
from assessments.mirror import Mirrors
from questionnaires.loader import load_folder
from storage.memory import MemoryStore
from tests.assessments.test_demonstration import CORE

AT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DEFINITIONS = [each.definition for each in load_folder() if each.definition is not None]


def test_both_forms_are_answered_and_closed_and_customers_see_less_than_the_head() -> None:
    store = MemoryStore()
    lone = demonstrations(DEFINITIONS, AT)[0]
    store.add_everything(lone)
    wave = lone.waves[0].wave
    before = store.everything(lone.assessment.id)
    others(store, wave, AT)
    assert store.everything(lone.assessment.id) == before
    mirrors = Mirrors(store, lambda: AT)
    opened = mirrors.opened(wave)
    assert {each.audience: each.tally.people for each in opened} == PEOPLE
    assert {each.wave.state for each in opened} == {"closed"}
    names = {each.name for each in store.assessments()} - {lone.assessment.name}
    assert names == {"Orrinmoor Travel (demonstration)"}
    assert "above your customers" in mirrors.view(wave).headline


def test_it_is_the_same_each_time() -> None:
    told = []
    for _ in range(2):
        store = MemoryStore()
        lone = demonstrations(DEFINITIONS, AT)[0]
        store.add_everything(lone)
        others(store, lone.waves[0].wave, AT)
        told.append(Mirrors(store, lambda: AT).view(lone.waves[0].wave))
    assert told[0] == told[1]


def test_without_questions_for_others_nothing_is_sent() -> None:
    store = MemoryStore()
    lone = demonstrations(CORE, AT)[0]
    store.add_everything(lone)
    others(store, lone.waves[0].wave, AT)
    assert len(store.assessments()) == 1
