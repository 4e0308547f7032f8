"""Who may delete what: one's own answers, with others' safe from what that would tell; and a whole assessment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.deletion import WORD, Deletion, wanted
from assessments.errors import MoveError, UnknownResponseError
from assessments.looks import looks_of
from storage.memory import MemoryStore
from tests.storage.samples import (
    AT_UTC,
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


def test_who_answers_alone_deletes_the_whole_assessment() -> None:
    store = MemoryStore()
    response = start(store)
    assert Deletion(store).way(response) == "assessment"
    Deletion(store).delete(an_assessment(), "acme")
    assert store.assessments() == ()
    with pytest.raises(UnknownResponseError):
        Deletion(store).way(response)


def test_a_participant_takes_answers_out_as_long_as_nothing_shown_rests_on_them() -> None:
    store = MemoryStore()
    start_live(store, *(f"r{number}" for number in range(8)))
    deletion = Deletion(store)
    assert deletion.way(a_response("r0")) == "answers"
    reveal(store, *(f"r{number}" for number in range(6)))
    assert deletion.way(a_response("r0")) == "detach"
    assert deletion.way(a_response("r7")) == "answers"
    deletion.take_out(a_response("r7"))
    assert store.response("r7") is None


def test_where_all_see_everything_answers_are_taken_out_at_any_time() -> None:
    store = MemoryStore()
    store.add_wave(an_assessment(), replace(a_live_wave(), mode="open"), [], organiser_hash="o")
    store.open_round("w1", a_round())
    store.join(a_response("r1"), resume_hash="h")
    reveal(store, "r1")
    assert Deletion(store).way(a_response("r1")) == "answers"
    Deletion(store).take_out(a_response("r1"))
    assert store.responses("w1") == ()


def test_nothing_that_was_shown_changes_when_an_anonymous_participant_goes() -> None:
    store = MemoryStore()
    people = [f"r{number}" for number in range(6)]
    start_live(store, *people)
    for each in people:
        store.save_answer(each, "q1", "i1", saved(each))
    reveal(store, *people)
    before = store.bare_votes("w1"), looks_of(live_of(store).batches), store.tally("w1", 1)
    with pytest.raises(MoveError):
        Deletion(store).take_out(a_response("r0"))
    Deletion(store).detach(a_response("r0"))
    assert (store.bare_votes("w1"), looks_of(live_of(store).batches), store.tally("w1", 1)) == before


def test_no_two_who_go_can_be_told_apart_afterwards() -> None:
    store = MemoryStore()
    start_live(store, "r0", "r1")
    reveal(store, "r0", "r1")
    for each in ("r0", "r1"):
        Deletion(store).detach(a_response(each))
        assert store.response_by_code(f"hash of {each}") is None
    left = [each.receipt for each in store.responses("w1")]
    assert a_response().receipt not in left
    assert len(set(left)) == 2
    assert {each.started_at for each in store.responses("w1")} == {AT_UTC}


@pytest.mark.parametrize(
    ("name", "typed", "goes"),
    [
        ("Acme", "Acme", True),
        ("Acme  AG ", " acme ag", True),
        ("Größe", "GRÖSSE", True),
        ("Acme", "Acm", False),
        ("Acme", "", False),
        ("Acme", WORD, False),
        ("", WORD, True),
        ("  ", "Delete", True),
        ("", "", False),
    ],
)
def test_an_assessment_goes_where_its_name_was_typed(name: str, typed: str, *, goes: bool) -> None:
    store = MemoryStore()
    start(store)
    store.rename_assessment("a1", name)
    if goes:
        Deletion(store).delete(an_assessment(name=name), typed)
    else:
        with pytest.raises(MoveError, match=wanted(an_assessment(name=name))):
            Deletion(store).delete(an_assessment(name=name), typed)
    assert (store.assessment("a1") is None) == goes
