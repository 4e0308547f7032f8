"""What every store keeps to when a live wave is set up and people join."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessments.errors import AlreadySubmittedError, MoveError, UnknownResponseError, WaveClosedError
from assessments.model import Live, Tally
from tests.storage.samples import (
    AT,
    LATER,
    a_definition,
    a_live_wave,
    a_response,
    a_wave,
    an_assessment,
    reveal,
    saved,
    start,
    start_live,
)

if TYPE_CHECKING:
    from assessments.ports import Store

NEW = Live(revision=1, screen="join", late=True, rounds=(), batches=())


def test_what_was_never_kept_is_none_or_empty(store: Store) -> None:
    assert store.assessment_by_key("hash of the organiser key") is None
    assert store.waves("a1") == ()
    assert store.wave_by_join_code("JOIN-w1") is None
    assert store.responses("w1") == ()
    assert store.response_by_receipt("w1", "BCDF-GHJK") is None
    assert store.votes("w1") == ()
    assert store.live("w1") is None
    assert store.tally("w1", 1) == Tally(joined={}, answered={}, voters=0, received=0, counted=0)


def test_a_new_wave_comes_with_its_assessment_and_definitions(store: Store) -> None:
    first, second = a_definition("q1", "1" * 64, title="One"), a_definition("q0", "2" * 64)
    store.add_wave(an_assessment(), a_live_wave(), [first, second], organiser_hash="o")

    assert store.assessment("a1") == an_assessment()
    assert store.wave("w1") == a_live_wave()
    assert list(store.pinned("w1").items()) == [("q0", second), ("q1", first)]
    assert store.responses("w1") == ()
    assert store.live("w1") == NEW


def test_a_wave_without_roles_units_and_join_code_is_kept_and_is_notlive_of(store: Store) -> None:
    store.add_wave(an_assessment(), a_wave(), [], organiser_hash="o")

    assert store.wave("w1") == a_wave()
    assert store.live("w1") is None


def test_a_wave_that_comes_with_a_response_may_be_live_too(store: Store) -> None:
    store.add_response(an_assessment(), a_live_wave(), a_response(), organiser_hash="o", resume_hash="h")
    store.set_screen("w1", "progress")
    store.add_response(an_assessment(), a_live_wave(), a_response("r2"), organiser_hash="o", resume_hash="h2")

    assert store.wave("w1") == a_live_wave()
    assert store.live("w1") == replace(NEW, revision=2, screen="progress")


def test_an_assessment_may_have_several_waves_and_stays_as_it_is(store: Store) -> None:
    late = replace(a_live_wave("w0"), created_at=LATER)
    for wave in (late, a_live_wave("w2"), a_live_wave("w1"), replace(a_live_wave("w9"), assessment_id="a2")):
        assessment = an_assessment(wave.assessment_id, name=f"Named with {wave.id}")
        store.add_wave(assessment, wave, [], organiser_hash=f"hash of {wave.id}")

    assert store.waves("a1") == (a_live_wave("w1"), a_live_wave("w2"), late)
    assert store.assessment("a1") == an_assessment(name="Named with w0")
    assert store.assessment_by_key("hash of w0") == an_assessment(name="Named with w0")
    assert store.assessment_by_key("hash of w9") == an_assessment("a2", name="Named with w9")
    for unknown in ("hash of w1", "", "HASH OF W0"):
        assert store.assessment_by_key(unknown) is None


def test_of_two_assessments_with_one_key_the_older_is_meant(store: Store) -> None:
    store.add_wave(replace(an_assessment("a1"), created_at=LATER), a_live_wave("w1"), [], organiser_hash="o")
    store.add_wave(an_assessment("a3"), a_live_wave("w3", "a3"), [], organiser_hash="o")
    store.add_wave(an_assessment("a2"), a_live_wave("w2", "a2"), [], organiser_hash="o")

    assert store.assessment_by_key("o") == an_assessment("a2")


@pytest.mark.parametrize(("wave_id", "join_code"), [("w1", "new"), ("w2", "JOIN-w1")])
def test_an_id_or_a_join_code_that_is_taken_is_refused(store: Store, wave_id: str, join_code: str) -> None:
    start_live(store)
    wave = a_live_wave(wave_id, "a2", join_code=join_code)

    with pytest.raises(ValueError, match=r"taken|exists"):
        store.add_wave(an_assessment("a2"), wave, [a_definition()], organiser_hash="o")
    with pytest.raises(ValueError, match=r"taken|exists|unknown"):
        store.add_response(
            an_assessment("a2"),
            a_live_wave("w3", "a2", join_code="JOIN-w1"),
            a_response("r1", "w3"),
            organiser_hash="o",
            resume_hash="h",
        )

    assert store.assessment("a2") is None
    assert store.wave("w1") == a_live_wave()
    assert store.wave("w2") is None
    assert store.pinned("w1") == {}
    assert store.response("r1") is None


def test_a_new_wave_needs_an_assessment(store: Store) -> None:
    with pytest.raises(ValueError, match=r"unknown|does not exist"):
        store.add_wave(an_assessment("a1"), a_live_wave("w1", "a9"), [], organiser_hash="o")

    assert store.assessment("a1") is None
    assert store.wave("w1") is None


def test_of_definitions_of_one_questionnaire_the_first_is_pinned(store: Store) -> None:
    definitions = [a_definition(digest="1" * 64), a_definition(digest="2" * 64)]
    store.add_wave(an_assessment(), a_live_wave(), definitions, organiser_hash="o")

    assert store.pinned("w1") == {"q1": definitions[0]}


def test_a_wave_is_found_by_its_join_code_and_by_nothing_else(store: Store) -> None:
    start_live(store, wave_id="w1")
    start_live(store, wave_id="w2")
    start(store, "r3", "w3")

    assert store.wave_by_join_code("JOIN-w2") == a_live_wave("w2")
    for code in ("", "w2", "join-w2", "JOIN-w3", "JOIN-w"):
        assert store.wave_by_join_code(code) is None


def test_who_joins_is_found_by_id_code_and_receipt(store: Store) -> None:
    start_live(store, "r1", wave_id="w1")
    start_live(store, wave_id="w2")
    joined = replace(a_response("r0", "w1"), name="Zoë 😀", receipt="MNPQ-RSTV")
    store.join(joined, resume_hash="hash of r0")
    store.join(a_response("r2", "w2"), resume_hash="hash of r2")

    assert store.response("r0") == joined
    assert store.response_by_code("hash of r0") == joined
    assert store.response_by_receipt("w1", "MNPQ-RSTV") == joined
    assert store.response_by_receipt("w2", "MNPQ-RSTV") is None
    assert store.response_by_receipt("w2", "BCDF-GHJK") == a_response("r2", "w2")
    assert store.responses("w1") == (joined, a_response("r1"))
    assert store.response("r1") == a_response("r1")


def test_who_joins_knows_what_was_submitted_before(store: Store) -> None:
    start_live(store, "r1")
    submitted = a_response("r2", q1=LATER, q2=AT)
    store.join(submitted, resume_hash="h")

    assert store.responses("w1") == (a_response("r1"), submitted)
    with pytest.raises(AlreadySubmittedError):
        store.save_answer("r2", "q1", "i1", saved())
    store.save_answer("r2", "q3", "i1", saved())


@pytest.mark.parametrize(("response_id", "resume_hash"), [("r1", "another hash"), ("r2", "hash of r1")])
def test_nobody_joins_with_an_id_or_a_code_that_is_taken(store: Store, response_id: str, resume_hash: str) -> None:
    start_live(store, "r1")

    with pytest.raises(ValueError, match=r"taken|exists"):
        store.join(a_response(response_id, "w1", q1=AT), resume_hash=resume_hash)

    assert store.responses("w1") == (a_response("r1"),)
    assert store.response_by_code("another hash") is None


@pytest.mark.parametrize("wave_id", ["w1", "w9"])
def test_nobody_joins_a_wave_that_does_not_exist_or_is_somebodys_own(store: Store, wave_id: str) -> None:
    start(store, "r1", "w1")

    with pytest.raises(ValueError, match="does not exist"):
        store.join(a_response("r2", wave_id), resume_hash="hash of r2")

    assert store.response("r2") is None


def test_nobody_joins_a_closed_wave(store: Store) -> None:
    start_live(store, "r1")
    store.close_wave("w1")

    with pytest.raises(WaveClosedError):
        store.join(a_response("r2"), resume_hash="hash of r2")

    assert store.responses("w1") == (a_response("r1"),)


def test_a_participant_may_change_groups_until_an_answer_counts(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved())
    store.set_groups("r1", role="Führung", unit="Nord")

    moved = store.response("r1")
    assert moved is not None
    assert (moved.role, moved.unit) == ("Führung", "Nord")
    assert store.responses("w1")[1] == store.response("r2")

    reveal(store, "r1")
    with pytest.raises(MoveError, match="count already"):
        store.set_groups("r1", role="team", unit="")
    store.set_groups("r2", role="team", unit="")
    store.close_wave("w1")
    with pytest.raises(WaveClosedError):
        store.set_groups("r2", role="manager", unit="")
    with pytest.raises(UnknownResponseError):
        store.set_groups("r3", role="manager", unit="")


def test_a_participant_may_be_linked_until_an_answer_counts(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved())
    store.set_link("r1", "link 😀")
    store.set_link("r2", "another")
    store.set_link("r2", "")

    linked = replace(a_response("r1"), link="link 😀")
    assert store.responses("w1") == (linked, a_response("r2"))
    assert store.response_by_code("hash of r1") == linked

    reveal(store, "r1")
    with pytest.raises(MoveError, match="count already"):
        store.set_link("r1", "")
    store.set_link("r2", "late")
    store.close_wave("w1")
    with pytest.raises(WaveClosedError):
        store.set_link("r2", "")
    with pytest.raises(UnknownResponseError):
        store.set_link("r3", "link")
    assert store.responses("w1") == (linked, replace(a_response("r2"), link="late"))


def test_who_joins_may_be_linked_at_once(store: Store) -> None:
    start_live(store)
    linked = replace(a_response(), link="link")
    store.join(linked, resume_hash="h")

    assert store.response("r1") == linked


def test_who_answers_alone_may_change_groups(store: Store) -> None:
    start(store)
    store.set_groups("r1", role="team", unit="")

    found = store.response("r1")
    assert found is not None
    assert found.role == "team"
