"""What every store keeps to when the next wave comes with its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import AssessmentError, MoveError, WaveClosedError
from assessments.kept import Kept
from assessments.model import Batch, Live
from tests.storage.samples import AT, LATER, a_definition, a_live_wave, a_round, an_assessment, saved, start, start_live
from tests.storage.together import together
from tests.storage.whole_samples import (
    KEY,
    a_definition_with_data,
    a_filled_lone_wave,
    a_kept_response,
    a_lone_assessment,
    a_vote,
    an_open_assessment,
    an_open_wave,
)

if TYPE_CHECKING:
    from assessments.kept import KeptWave
    from assessments.ports import Store

SECOND = an_open_wave("w2", "s", created_at=LATER)
LONE_SECOND = a_filled_lone_wave("w2", "r2", created_at=LATER)


def _closed(store: Store) -> Kept:
    """Keep an assessment whose live wave is closed, and return it as it is kept."""
    store.add_everything(an_open_assessment())
    store.close_wave("w1")
    kept = store.everything("a1")
    assert kept is not None
    return kept


def test_a_live_wave_comes_with_everything(store: Store) -> None:
    before = _closed(store)
    rounds = (a_round(1, state="revealed"), a_round(2, ("q1", "i1"), state="stopped"))
    batches = (Batch(1, 1, frozenset({"s0", "s2"}), LATER), Batch(2, 2, frozenset({"s0"}), LATER))
    live = Live(revision=9, screen="result", late=False, rounds=rounds, batches=batches)
    wave = replace(
        SECOND,
        wave=replace(SECOND.wave, state="closed"),
        live=live,
        votes=(SECOND.votes[0], a_vote("s0", "i1", 2), *SECOND.votes[1:]),
    )
    store.add_filled_wave("w1", wave)

    assert store.everything("a1") == replace(before, waves=(*before.waves, wave))


def test_a_live_wave_that_is_open_goes_on(store: Store) -> None:
    _closed(store)
    store.add_filled_wave("w1", SECOND)
    store.save_answer("s0", "q1", "i2", saved())

    assert len(store.votes("w2")) == len(SECOND.votes) + 1


def test_the_wave_of_somebody_who_answers_alone_is_closed_by_the_next(store: Store) -> None:
    kept = a_lone_assessment()
    store.add_everything(kept)
    store.add_filled_wave("w1", LONE_SECOND)

    closed = replace(kept.waves[0], wave=replace(kept.waves[0].wave, state="closed"))
    assert store.everything("a1") == replace(kept, waves=(closed, LONE_SECOND))
    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q2", "i1", saved())
    store.save_answer("r2", "q2", "i1", saved())


def test_a_definition_that_is_known_is_shared(store: Store) -> None:
    store.add_everything(Kept(an_assessment(), KEY, (a_filled_lone_wave(),)))
    store.add_filled_wave("w1", LONE_SECOND)

    assert store.pinned("w2") == store.pinned("w1")


def test_a_live_wave_has_to_be_closed_first(store: Store) -> None:
    before = an_open_assessment()
    store.add_everything(before)

    with pytest.raises(MoveError, match="Close the last one first"):
        store.add_filled_wave("w1", SECOND)

    assert store.everything("a1") == before


@pytest.mark.parametrize("alone", [True, False])
def test_only_the_newest_wave_is_followed(store: Store, *, alone: bool) -> None:
    if alone:
        store.add_everything(a_lone_assessment())
        first, again = LONE_SECOND, a_filled_lone_wave("w3", "r3", created_at=LATER + timedelta(days=1))
    else:
        _closed(store)
        first, again = SECOND, an_open_wave("w3", "t", created_at=LATER + timedelta(days=1))
    store.add_filled_wave("w1", first)
    before = store.everything("a1")

    with pytest.raises(MoveError, match="Another one was opened"):
        store.add_filled_wave("w1", again)

    assert store.everything("a1") == before


def _of_wave(filled: KeptWave, **changes: Any) -> KeptWave:
    return replace(filled, wave=replace(filled.wave, **changes))


def _renamed_wave(filled: KeptWave, wave_id: str) -> KeptWave:
    responses = [replace(each, response=replace(each.response, wave_id=wave_id)) for each in filled.responses]
    return replace(_of_wave(filled, id=wave_id), responses=tuple(responses))


LIVE_MISTAKES: dict[str, tuple[str, KeptWave, str]] = {
    "no wave before": ("w9", SECOND, "The wave before does not exist"),
    "wave of another assessment before": ("w8", SECOND, "The wave before does not exist"),
    "no assessment": ("w1", _of_wave(SECOND, assessment_id="a9"), "The wave before does not exist"),
    "wave taken": ("w1", _renamed_wave(SECOND, "w1"), "There is a wave with the id w1"),
    "join code taken": ("w1", _of_wave(SECOND, join_code="JOIN-w1"), "There is a wave with the join code JOIN-w1"),
    "join code of another assessment": (
        "w1",
        _of_wave(SECOND, join_code="JOIN-w8"),
        "There is a wave with the join code JOIN-w8",
    ),
    "response taken": ("w1", an_open_wave("w2", "r", created_at=LATER), "There is a response with the id"),
    "resume code taken": (
        "w1",
        replace(SECOND, responses=(replace(SECOND.responses[0], resume_hash="hash of r3"), *SECOND.responses[1:])),
        "There is a response with the same resume code",
    ),
    "alone after live": ("w1", LONE_SECOND, "After a live wave comes a live one"),
    "created at the same time": ("w1", _of_wave(SECOND, created_at=AT), "has to be created later"),
    "parts that do not fit": ("w1", replace(SECOND, live=None), "A wave has a join code where it is live"),
    "answer twice": ("w1", replace(SECOND, votes=SECOND.votes * 2), "taken|twice"),
    "definition changed": (
        "w1",
        replace(SECOND, definitions=(a_definition(digest="1" * 64, title="Another"),)),
        "Another definition has the digest of q1",
    ),
}
LONE_MISTAKES: dict[str, tuple[str, KeptWave, str]] = {
    "no wave before": ("w9", LONE_SECOND, "The wave before does not exist"),
    "live after alone": ("w1", SECOND, "After a live wave comes a live one"),
    "response taken": ("w1", a_filled_lone_wave("w2", "r1", created_at=LATER), "There is a response with the id"),
    "no response": ("w1", replace(LONE_SECOND, responses=(), votes=()), "has one response"),
    "two responses": (
        "w1",
        replace(LONE_SECOND, responses=(*LONE_SECOND.responses, a_kept_response("r3", "w2"))),
        "has one response",
    ),
    "created before": (
        "w1",
        _of_wave(LONE_SECOND, created_at=AT - timedelta(microseconds=1)),
        "has to be created later",
    ),
}


@pytest.mark.parametrize(("after", "wave", "said"), LIVE_MISTAKES.values(), ids=LIVE_MISTAKES.keys())
def test_what_does_not_fit_is_no_next_live_wave(store: Store, after: str, wave: KeptWave, said: str) -> None:
    before = _closed(store)
    store.add_wave(an_assessment("a2"), a_live_wave("w8", "a2"), [], organiser_hash="o")

    with pytest.raises(ValueError, match=said):
        store.add_filled_wave(after, wave)

    assert store.everything("a1") == before
    assert store.wave("w2") is None
    assert store.response("s0") is None


@pytest.mark.parametrize(("after", "wave", "said"), LONE_MISTAKES.values(), ids=LONE_MISTAKES.keys())
def test_what_does_not_fit_is_no_next_lone_wave_and_closes_none(
    store: Store, after: str, wave: KeptWave, said: str
) -> None:
    before = a_lone_assessment()
    store.add_everything(before)

    with pytest.raises(ValueError, match=said):
        store.add_filled_wave(after, wave)

    assert store.everything("a1") == before
    assert store.wave("w2") is None
    assert store.response("r2") is None


def test_what_is_taken_is_named(store: Store) -> None:
    _closed(store)

    with pytest.raises(ValueError, match=r"^There is a response with the id r0 already\.$"):
        store.add_filled_wave("w1", an_open_wave("w2", "r", created_at=LATER))


def test_it_follows_what_was_kept_step_by_step(store: Store) -> None:
    start_live(store, "r1")
    store.close_wave("w1")
    store.add_filled_wave("w1", SECOND)

    assert [each.id for each in store.waves("a1")] == ["w1", "w2"]


def test_of_several_who_bring_the_next_wave_at_once_one_does(store: Store) -> None:
    start(store)
    waves = [a_filled_lone_wave(f"n{number}", f"s{number}", created_at=LATER) for number in range(5)]

    def add(wave: KeptWave) -> type[Exception] | None:
        try:
            store.add_filled_wave("w1", wave)
        except (AssessmentError, ValueError) as error:
            return type(error)
        return None

    errors = together(*[lambda each=each: add(each) for each in waves])

    assert (errors.count(None), errors.count(MoveError)) == (1, 4)
    kept = store.everything("a1")
    assert kept is not None
    assert kept.waves[1:] == (waves[errors.index(None)],)
    assert kept.waves[1].definitions[1] == a_definition_with_data()
