"""What every store keeps to, whatever it keeps the answers in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import AlreadySubmittedError, UnknownResponseError, WaveClosedError
from assessments.model import Saved
from questionnaires.values import Answer
from tests.storage.samples import (
    AT,
    AT_UTC,
    LATER,
    a_definition,
    a_response,
    a_target,
    a_wave,
    an_assessment,
    saved,
    start,
)

if TYPE_CHECKING:
    from assessments.ports import Store


def test_what_was_never_kept_is_none_or_empty(store: Store) -> None:
    assert store.assessment("a1") is None
    assert store.wave("w1") is None
    assert store.response("r1") is None
    assert store.response_by_code("hash of r1") is None
    assert store.pinned("w1") == {}
    assert store.answers("r1", "q1") == {}
    assert store.targets("w1", "q1") == {}


def test_a_new_response_comes_with_its_assessment_and_wave(store: Store) -> None:
    response = start(store)

    assert store.assessment("a1") == an_assessment()
    assert store.wave("w1") == a_wave()
    assert store.response("r1") == response


def test_times_come_back_in_utc(store: Store) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved(at=AT))
    store.submit(a_response(q1=AT), "q1")
    store.set_targets("w1", [a_target()])

    assessment, wave, response = store.assessment("a1"), store.wave("w1"), store.response("r1")
    assert assessment is not None
    assert wave is not None
    assert response is not None
    times = [
        assessment.created_at,
        wave.created_at,
        response.started_at,
        response.submitted["q1"],
        store.answers("r1", "q1")["i1"].at,
        store.targets("w1", "q1")[""].set_at,
    ]
    assert [(time, time.tzinfo) for time in times] == [(AT_UTC, UTC)] * 6


def test_an_assessment_and_a_wave_that_are_known_stay_as_they_are(store: Store) -> None:
    start(store, "r1")
    store.add_response(
        an_assessment(name="Another name"),
        a_wave(label="Another label"),
        a_response("r2"),
        organiser_hash="another hash",
        resume_hash="hash of r2",
    )

    assert store.assessment("a1") == an_assessment()
    assert store.wave("w1") == a_wave()
    assert store.response("r2") == a_response("r2")


def test_nobody_may_have_counted_the_invited(store: Store) -> None:
    wave = a_wave(invited=None)
    store.add_response(an_assessment(), wave, a_response(), organiser_hash="o", resume_hash="h")

    assert store.wave("w1") == wave


def test_a_response_may_arrive_submitted(store: Store) -> None:
    response = a_response(q1=AT, q2=LATER)
    store.add_response(an_assessment(), a_wave(), response, organiser_hash="o", resume_hash="h")

    assert store.response("r1") == response
    with pytest.raises(AlreadySubmittedError):
        store.save_answer("r1", "q2", "i1", saved())


def test_a_response_is_found_by_the_hash_of_its_code_and_by_nothing_else(store: Store) -> None:
    start(store, "r1")
    second = start(store, "r2")

    assert store.response_by_code("hash of r2") == second
    for code in ("r2", "", "hash of r3", "HASH OF R2", "hash of the organiser key"):
        assert store.response_by_code(code) is None


def test_a_response_found_by_its_code_knows_what_was_submitted(store: Store) -> None:
    start(store)
    store.submit(a_response(q1=LATER), "q1")

    assert store.response_by_code("hash of r1") == a_response(q1=LATER)


@pytest.mark.parametrize(("response_id", "resume_hash"), [("r1", "another hash"), ("r2", "hash of r1")])
def test_an_id_or_a_code_that_is_taken_is_refused(store: Store, response_id: str, resume_hash: str) -> None:
    start(store, "r1")

    with pytest.raises(ValueError, match=r"taken|exists"):
        store.add_response(
            an_assessment("a2"),
            a_wave("w2", "a2"),
            a_response(response_id, "w2"),
            organiser_hash="o",
            resume_hash=resume_hash,
        )

    assert store.assessment("a2") is None
    assert store.wave("w2") is None
    assert store.response("r1") == a_response("r1")
    assert store.response("r2") is None
    assert store.response_by_code("another hash") is None


@pytest.mark.parametrize(("assessment_of_wave", "wave_of_response"), [("a9", "w1"), ("a1", "w9")])
def test_a_response_needs_a_wave_and_a_wave_an_assessment(
    store: Store, assessment_of_wave: str, wave_of_response: str
) -> None:
    wave, response = a_wave("w1", assessment_of_wave), a_response("r1", wave_of_response)

    with pytest.raises(ValueError, match=r"unknown|does not exist"):
        store.add_response(an_assessment("a1"), wave, response, organiser_hash="o", resume_hash="h")

    assert store.assessment("a1") is None
    assert store.wave("w1") is None
    assert store.response("r1") is None


def test_the_first_definition_that_is_pinned_holds(store: Store) -> None:
    start(store)
    first = a_definition(digest="1" * 64, title="First", dimensions=[{"id": "d1", "weight": 0.1}])
    second = a_definition(digest="2" * 64, title="Second")

    assert store.pin("w1", first) == first
    assert store.pin("w1", second) == first
    assert store.pinned("w1") == {"q1": first}


def test_each_wave_has_its_own_definitions(store: Store) -> None:
    start(store, "r1", "w1")
    start(store, "r2", "w2")
    old, new, other = a_definition(digest="1" * 64), a_definition(digest="2" * 64, a=1), a_definition("q0", "3" * 64)
    for wave_id, definition in [("w1", old), ("w1", other), ("w2", new), ("w2", other)]:
        store.pin(wave_id, definition)

    assert list(store.pinned("w1").items()) == [("q0", other), ("q1", old)]
    assert list(store.pinned("w2").items()) == [("q0", other), ("q1", new)]


def test_a_pinned_definition_keeps_the_order_of_its_keys_and_cannot_be_changed_from_outside(store: Store) -> None:
    start(store)
    data: dict[str, Any] = {"z": 1, "a": {"y": [1, 2], "b": "ä 😀"}}
    store.pin("w1", a_definition(**data))
    data["a"]["b"] = "changed"
    held: Any = store.pinned("w1")["q1"].data
    held["a"]["y"].append(3)

    kept = store.pinned("w1")["q1"].data
    assert str(kept) == "{'z': 1, 'a': {'y': [1, 2], 'b': 'ä 😀'}}"


def test_nothing_is_pinned_to_a_wave_that_does_not_exist(store: Store) -> None:
    with pytest.raises(ValueError, match=r"unknown|does not exist"):
        store.pin("w1", a_definition())

    assert store.pinned("w1") == {}


def test_an_assessment_can_be_renamed(store: Store) -> None:
    start(store)
    store.rename_assessment("a1", "Neuer Name 😀")
    store.rename_assessment("a2", "Nobody")

    assert store.assessment("a1") == an_assessment(name="Neuer Name 😀")
    assert store.assessment("a2") is None


def test_a_wave_is_closed_once_and_for_all(store: Store) -> None:
    start(store, "r1", "w1")
    start(store, "r2", "w2")
    store.close_wave("w1")
    store.close_wave("w1")
    store.close_wave("w3")

    assert store.wave("w1") == replace(a_wave("w1"), state="closed")
    assert store.wave("w2") == a_wave("w2")
    assert store.wave("w3") is None


def test_saving_again_replaces_the_answer(store: Store) -> None:
    start(store)
    full = Saved(Answer(value=[1], comment="Because.", evidence="data"), at=AT)
    again = Saved(Answer(kind="not_applicable", reason="No customers."), at=LATER)
    store.save_answer("r1", "q1", "i1", full)
    assert store.answers("r1", "q1") == {"i1": full}

    store.save_answer("r1", "q1", "i1", again)
    store.save_answer("r1", "q1", "i1", again)

    assert store.answers("r1", "q1") == {"i1": again}


def test_answers_belong_to_a_response_a_questionnaire_and_an_item(store: Store) -> None:
    start(store, "r1")
    start(store, "r2")
    for response_id, questionnaire_id, item_id, value in [
        ("r1", "q1", "i2", "b"),
        ("r1", "q1", "i1", "a"),
        ("r1", "q2", "i1", "c"),
        ("r2", "q1", "i1", "d"),
    ]:
        store.save_answer(response_id, questionnaire_id, item_id, saved(value))

    assert list(store.answers("r1", "q1").items()) == [("i1", saved("a")), ("i2", saved("b"))]
    assert store.answers("r1", "q2") == {"i1": saved("c")}
    assert store.answers("r2", "q1") == {"i1": saved("d")}


def test_none_takes_an_answer_back(store: Store) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.save_answer("r1", "q1", "i2", saved("b"))
    store.save_answer("r1", "q1", "i1", None)
    store.save_answer("r1", "q1", "never-answered", None)

    assert store.answers("r1", "q1") == {"i2": saved("b")}


def test_answers_are_given_to_a_response(store: Store) -> None:
    with pytest.raises(UnknownResponseError):
        store.save_answer("r1", "q1", "i1", saved())
    with pytest.raises(UnknownResponseError):
        store.save_answer("r1", "q1", "i1", None)

    assert store.answers("r1", "q1") == {}


def test_a_closed_wave_takes_no_answers_and_keeps_what_it_has(store: Store) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.close_wave("w1")

    for attempt in (saved("b"), None):
        with pytest.raises(WaveClosedError):
            store.save_answer("r1", "q1", "i1", attempt)
    with pytest.raises(WaveClosedError):
        store.submit(a_response(q1=AT), "q1")

    assert store.answers("r1", "q1") == {"i1": saved("a")}
    assert store.response("r1") == a_response("r1")


def test_a_submitted_questionnaire_is_fixed_and_the_others_are_not(store: Store) -> None:
    start(store, "r1")
    start(store, "r2")
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.submit(a_response(q1=AT), "q1")

    for attempt in (saved("b"), None):
        with pytest.raises(AlreadySubmittedError):
            store.save_answer("r1", "q1", "i1", attempt)
    store.save_answer("r1", "q2", "i1", saved("c"))
    store.save_answer("r2", "q1", "i1", saved("d"))

    assert store.answers("r1", "q1") == {"i1": saved("a")}
    assert store.answers("r1", "q2") == {"i1": saved("c")}
    assert store.answers("r2", "q1") == {"i1": saved("d")}


def test_submitting_twice_keeps_the_first_time(store: Store) -> None:
    start(store)
    store.submit(a_response(q1=AT), "q1")
    store.submit(a_response(q1=LATER, q2=LATER), "q1")
    assert store.response("r1") == a_response(q1=AT)

    store.submit(a_response(q2=LATER), "q2")
    assert store.response("r1") == a_response(q1=AT, q2=LATER)


def test_only_a_response_that_exists_can_be_submitted_and_only_with_its_time(store: Store) -> None:
    with pytest.raises(UnknownResponseError):
        store.submit(a_response(q1=AT), "q1")
    response = start(store)
    with pytest.raises(KeyError):
        store.submit(response, "q1")

    assert store.response("r1") == response


def test_targets_replace_those_of_the_same_dimension(store: Store) -> None:
    start(store)
    store.set_targets("w1", [a_target("", 50), a_target("d2", 60), a_target("d1", 0.1)])
    changed = replace(a_target("d2", 70), set_by="somebody else", set_at=LATER, before_result=False)
    store.set_targets("w1", [changed, a_target("d3", 10), a_target("d3", 20), a_target("", 5, "q2")])
    store.set_targets("w1", [])

    expected = {"": a_target("", 50), "d1": a_target("d1", 0.1), "d2": changed, "d3": a_target("d3", 20)}
    assert list(store.targets("w1", "q1").items()) == list(expected.items())
    assert store.targets("w1", "q2") == {"": a_target("", 5, "q2")}
    assert store.targets("w2", "q1") == {}


def test_no_target_is_set_for_a_wave_that_does_not_exist(store: Store) -> None:
    with pytest.raises(ValueError, match=r"unknown|does not exist"):
        store.set_targets("w1", [a_target()])

    assert store.targets("w1", "q1") == {}
