"""What is gone when one person's answers are deleted, when they are not, and what is left of them then."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessments.errors import MoveError, UnknownResponseError
from assessments.model import Batch
from storage import tables
from storage.deletion_rules import ALONE, SHOWN
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import (
    AT_UTC,
    LATER,
    a_live_wave,
    a_response,
    a_round,
    an_assessment,
    live_of,
    reveal,
    saved,
    start,
    start_live,
)
from tests.storage.whole_samples import WHOLE

if TYPE_CHECKING:
    from assessments.ports import Store


def start_open(store: Store, *response_ids: str) -> None:
    """Keep a live wave in which everybody sees who answered what, and open its first vote."""
    store.add_wave(an_assessment(), replace(a_live_wave(), mode="open"), [], organiser_hash="o")
    store.open_round("w1", a_round())
    for each in response_ids:
        store.join(a_response(each), resume_hash=f"hash of {each}")
        store.save_answer(each, "q1", "i1", saved(each))


def test_answers_that_do_not_count_are_deleted_also_where_they_are_anonymous(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved())
    store.save_answer("r2", "q1", "i1", saved())
    before = live_of(store)
    assert not store.counts("r1")

    store.delete_response("r1")

    assert (store.response("r1"), store.response_by_code("hash of r1")) == (None, None)
    assert [each.response_id for each in store.votes("w1")] == ["r2"]
    assert live_of(store) == replace(before, revision=before.revision + 1)
    store.join(a_response("r1"), resume_hash="hash of r1")


def test_anonymous_answers_that_count_stay_and_nothing_changes(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved())
    reveal(store, "r1", "r2")
    before = store.everything("a1")
    assert store.counts("r1")
    with pytest.raises(MoveError, match=SHOWN[:40]):
        store.delete_response("r1")
    assert store.everything("a1") == before


def test_answers_of_an_open_wave_are_deleted_also_where_they_count(store: Store) -> None:
    start_open(store, "r1", "r2", "r3")
    reveal(store, "r1")
    store.count("w1", 1, frozenset({"r2", "r3"}), LATER)

    store.delete_response("r1")
    assert live_of(store).batches == (Batch(1, 1, frozenset({"r2", "r3"}), LATER),)
    store.delete_response("r2")
    assert live_of(store).batches == (Batch(1, 1, frozenset({"r3"}), LATER),)

    store.join(a_response("r4"), resume_hash="hash of r4")
    store.count("w1", 1, frozenset({"r4"}), LATER)
    assert [(each.number, each.responses) for each in live_of(store).batches] == [
        (1, frozenset({"r3"})),
        (2, frozenset({"r4"})),
    ]
    kept = store.everything("a1")
    assert kept is not None
    store.delete_assessment("a1")
    store.add_everything(kept)
    assert store.everything("a1") == kept


def test_a_closed_wave_that_is_open_to_all_loses_answers_too(store: Store) -> None:
    start_open(store, "r1", "r2")
    reveal(store, "r1", "r2")
    store.close_wave("w1")
    store.delete_response("r1")
    assert [each.id for each in store.responses("w1")] == ["r2"]


def test_no_row_of_a_batch_is_left_that_nobody_is_in(url: str) -> None:
    with closing(open_store(url)) as store:
        start_open(store, "r1")
        reveal(store, "r1")
        store.delete_response("r1")
    engine = open_engine(url)
    with engine.connect() as connection:
        assert connection.execute(select(tables.batches)).all() == []
    engine.dispose()


def test_who_answers_alone_has_a_whole_assessment_to_delete(store: Store) -> None:
    start(store)
    for take in (store.delete_response, lambda each: store.detach_response(each, resume_hash="h", receipt="R")):
        with pytest.raises(MoveError, match=ALONE):
            take("r1")
    assert store.response("r1") is not None


def test_answers_that_are_not_there_are_said_to_be_gone(store: Store) -> None:
    for take in (store.delete_response, lambda each: store.detach_response(each, resume_hash="h", receipt="R")):
        with pytest.raises(UnknownResponseError):
            take("r1")
    assert not store.counts("r1")


def test_no_code_leads_to_answers_that_stay_and_only_those_that_count_do(store: Store) -> None:
    start_live(store, "r1", "r2")
    for each in ("r1", "r2"):
        store.save_answer(each, "q1", "i1", saved())
    reveal(store, "r1", "r2")
    store.open_round("w1", a_round(2))
    for each in ("r1", "r2"):
        store.save_answer(each, "q1", "i1", saved("other"), round_number=2)
    before = live_of(store)

    store.detach_response("r1", resume_hash="nobody knows", receipt="NOBODY")

    assert store.response_by_code("hash of r1") is None
    assert store.response_by_receipt("w1", "BCDF-GHJK") == store.response("r2")
    assert store.response("r1") == replace(a_response("r1"), receipt="NOBODY", started_at=AT_UTC)
    assert [(each.response_id, each.round_number) for each in store.votes("w1")] == [("r1", 1), ("r2", 1), ("r2", 2)]
    assert live_of(store) == replace(before, revision=before.revision + 1)
    assert store.everything("a1") is not None


def test_whole_samples_lose_nobody_who_counts(store: Store) -> None:
    store.add_everything(WHOLE["anonymous"])
    for each in ("r1", "r2", "r4"):
        with pytest.raises(MoveError):
            store.delete_response(each)
    for each in ("r3", "r5"):
        store.delete_response(each)
    assert [each.id for each in store.responses("w1")] == ["r1", "r2", "r4"]
