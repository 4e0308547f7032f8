"""What every store keeps to when the next wave of an assessment is opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError, WaveClosedError
from assessments.model import Live
from tests.storage.samples import (
    AT,
    LATER,
    a_definition,
    a_live_wave,
    a_lone_opening,
    a_response,
    a_round,
    a_target,
    a_wave,
    an_assessment,
    an_importance,
    an_opening,
    live_of,
    saved,
    start,
    start_live,
)

if TYPE_CHECKING:
    from assessments.model import Opening, Response
    from assessments.ports import Store

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse
NEW = Live(revision=1, screen="join", late=True, rounds=(), batches=())


def _closed_live(store: Store) -> None:
    """Keep a live wave with the response r1 that is closed."""
    start_live(store, "r1")
    store.close_wave("w1")


def test_a_live_wave_begins_with_everything_it_is_given(store: Store) -> None:
    _closed_live(store)
    before = store.wave("w1"), store.live("w1"), store.responses("w1")
    wave = replace(a_live_wave("w2"), created_at=LATER, closes_at=LATER + timedelta(days=90), label="Q2")
    first, second = a_definition("q1", "1" * 64, title="One"), a_definition("q0", "2" * 64)
    opening = replace(
        an_opening(),
        wave=wave,
        definitions=[first, second],
        targets=[a_target("", 70.0), a_target("d1", 80.0, "q0")],
        importance=[an_importance("d1", 60.0), an_importance("d2", 40.0)],
    )
    store.add_next_wave(opening)

    assert store.waves("a1") == (before[0], wave)
    assert store.wave_by_join_code("JOIN-w2") == wave
    assert store.live("w2") == NEW
    assert list(store.pinned("w2").items()) == [("q0", second), ("q1", first)]
    assert store.targets("w2", "q1") == {"": a_target("", 70.0)}
    assert store.targets("w2", "q0") == {"d1": a_target("d1", 80.0, "q0")}
    assert store.importance("w2", "q1") == {"d1": an_importance("d1", 60.0), "d2": an_importance("d2", 40.0)}
    assert store.responses("w2") == ()
    assert (store.wave("w1"), store.live("w1"), store.responses("w1")) == before


def test_a_live_wave_may_begin_with_its_first_vote_under_way(store: Store) -> None:
    _closed_live(store)
    vote = a_round(1, ("q1", "i1"), ("q1", "i2"))
    store.add_next_wave(replace(an_opening(), vote=vote))
    store.join(a_response("r2", "w2"), resume_hash="hash of r2")
    store.save_answer("r2", "q1", "i2", saved())

    assert store.live("w2") == replace(NEW, screen="progress", rounds=(vote,))
    assert store.answers("r2", "q1") == {"i2": saved()}


def test_the_wave_of_somebody_who_answers_alone_is_closed_by_the_next(store: Store) -> None:
    response = start(store)
    opening = replace(a_lone_opening(), definitions=[a_definition()], targets=[a_target()])
    store.add_next_wave(opening, resume_hash="hash of r2")

    assert store.waves("a1") == (replace(a_wave(), state="closed"), opening.wave)
    assert store.response("r1") == response
    assert store.response_by_code("hash of r2") == a_response("r2", "w2")
    assert store.pinned("w2") == {"q1": a_definition()}
    assert store.targets("w2", "q1") == {"": a_target()}
    assert store.live("w2") is None
    store.save_answer("r2", "q1", "i1", saved())
    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved())


def test_a_response_that_begins_a_wave_brings_its_link_and_what_it_submitted(store: Store) -> None:
    start(store)
    response = replace(a_response("r2", "w2", q1=LATER), link="link", started_at=LATER)
    store.add_next_wave(replace(a_lone_opening(), response=response), resume_hash="hash of r2")

    assert store.responses("w2") == (response,)


def test_a_lone_wave_that_was_closed_before_is_followed_too(store: Store) -> None:
    start(store)
    store.close_wave("w1")
    store.add_next_wave(a_lone_opening(), resume_hash="hash of r2")

    assert [each.state for each in store.waves("a1")] == ["closed", "open"]


def test_a_live_wave_has_to_be_closed_first(store: Store) -> None:
    start_live(store, "r1")

    with pytest.raises(MoveError, match="Close the last one first"):
        store.add_next_wave(an_opening())

    assert store.waves("a1") == (a_live_wave(),)
    assert store.live("w2") is None
    store.save_answer("r1", "q1", "i1", saved())


@pytest.mark.parametrize("alone", [True, False])
def test_only_the_newest_wave_is_followed(store: Store, *, alone: bool) -> None:
    if alone:
        start(store)
        store.add_next_wave(a_lone_opening(), resume_hash="hash of r2")
        again: Opening = a_lone_opening("w3", "w1", "r3")
    else:
        _closed_live(store)
        store.add_next_wave(an_opening())
        again = an_opening("w3")
    before = store.waves("a1"), store.live("w2")
    again = replace(again, wave=replace(again.wave, created_at=LATER + timedelta(hours=1)))

    with pytest.raises(MoveError, match="Another one was opened"):
        store.add_next_wave(again, resume_hash="hash of r3" if alone else None)

    assert (store.waves("a1"), store.live("w2")) == before
    assert store.response("r3") is None


def test_waves_follow_each_other(store: Store) -> None:
    _closed_live(store)
    for number in range(2, 6):
        opening = an_opening(f"w{number}", f"w{number - 1}")
        wave = replace(opening.wave, created_at=LATER + timedelta(days=number))
        store.add_next_wave(replace(opening, wave=wave, vote=a_round()))
        store.close_wave(wave.id)

    assert [each.id for each in store.waves("a1")] == ["w1", "w2", "w3", "w4", "w5"]
    assert live_of(store, "w5").revision == 2


def test_waves_of_another_assessment_do_not_matter(store: Store) -> None:
    _closed_live(store)
    newer = replace(a_live_wave("w9", "a2"), created_at=LATER + timedelta(days=1))
    store.add_wave(an_assessment("a2"), newer, [], organiser_hash="o")
    store.add_next_wave(an_opening())

    assert [each.id for each in store.waves("a1")] == ["w1", "w2"]
    assert store.waves("a2") == (newer,)


def _of_wave(opening: Opening, **changes: Any) -> Opening:
    return replace(opening, wave=replace(opening.wave, **changes))


def _of_response(opening: Opening, response: Response | None) -> Opening:
    return replace(opening, response=response)


LIVE_MISTAKES: dict[str, tuple[Opening, str | None]] = {
    "no wave before": (an_opening(after="w9"), None),
    "wave of another assessment before": (an_opening(after="w8"), None),
    "no assessment": (_of_wave(an_opening(), assessment_id="a9"), None),
    "wave taken": (_of_wave(an_opening(), id="w1"), None),
    "join code taken": (_of_wave(an_opening(), join_code="JOIN-w1"), None),
    "join code of another assessment": (_of_wave(an_opening(), join_code="JOIN-w8"), None),
    "alone after live": (a_lone_opening(), "hash of r2"),
    "created before": (_of_wave(an_opening(), created_at=AT - timedelta(microseconds=1)), None),
    "created at the same time": (_of_wave(an_opening(), created_at=AT), None),
    "created without a zone": (_of_wave(an_opening(), created_at=NAIVE), None),
    "closes without a zone": (_of_wave(an_opening(), closes_at=NAIVE), None),
    "target without a zone": (replace(an_opening(), targets=[replace(a_target(), set_at=NAIVE)]), None),
    "importance without a zone": (replace(an_opening(), importance=[replace(an_importance(), set_at=NAIVE)]), None),
    "vote without a zone": (replace(an_opening(), vote=replace(a_round(), opened_at=NAIVE)), None),
    "definition that is no JSON": (replace(an_opening(), definitions=[a_definition(n=float("nan"))]), None),
    "second vote": (replace(an_opening(), vote=a_round(2)), None),
    "a response in a live wave": (_of_response(an_opening(), a_response("r2", "w2")), "hash of r2"),
    "a code without a response": (an_opening(), "hash of r2"),
}
LONE_MISTAKES: dict[str, tuple[Opening, str | None]] = {
    "no wave before": (a_lone_opening(after="w9"), "hash of r2"),
    "wave taken": (_of_response(_of_wave(a_lone_opening(), id="w1"), a_response("r2")), "hash of r2"),
    "live after alone": (an_opening(), None),
    "no response": (_of_response(a_lone_opening(), None), None),
    "no code": (a_lone_opening(), None),
    "response taken": (_of_response(a_lone_opening(), a_response("r1", "w2")), "hash of r2"),
    "code taken": (a_lone_opening(), "hash of r1"),
    "response of another wave": (_of_response(a_lone_opening(), a_response("r2", "w1")), "hash of r2"),
    "response without a zone": (
        _of_response(a_lone_opening(), replace(a_response("r2", "w2"), started_at=NAIVE)),
        "hash of r2",
    ),
    "a vote": (replace(a_lone_opening(), vote=a_round()), "hash of r2"),
}


@pytest.mark.parametrize(("opening", "resume_hash"), LIVE_MISTAKES.values(), ids=LIVE_MISTAKES.keys())
def test_what_does_not_fit_opens_no_live_wave(store: Store, opening: Opening, resume_hash: str | None) -> None:
    _closed_live(store)
    store.add_wave(an_assessment("a2"), a_live_wave("w8", "a2"), [], organiser_hash="o")
    before = store.waves("a1"), store.live("w1")

    with pytest.raises(ValueError, match=r"."):
        store.add_next_wave(opening, resume_hash=resume_hash)

    assert (store.waves("a1"), store.live("w1")) == before
    assert store.wave("w2") is None
    assert store.targets("w2", "q1") == {}
    assert store.importance("w2", "q1") == {}
    assert store.response("r2") is None


@pytest.mark.parametrize(("opening", "resume_hash"), LONE_MISTAKES.values(), ids=LONE_MISTAKES.keys())
def test_what_does_not_fit_opens_no_lone_wave_and_closes_none(
    store: Store, opening: Opening, resume_hash: str | None
) -> None:
    start(store)

    with pytest.raises(ValueError, match=r"."):
        store.add_next_wave(opening, resume_hash=resume_hash)

    assert store.waves("a1") == (a_wave(),)
    assert store.wave("w2") is None
    assert store.responses("w1") == (a_response(),)
    assert store.response("r2") is None
    store.save_answer("r1", "q1", "i1", saved())
