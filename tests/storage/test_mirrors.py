"""What every store keeps of waves that mirror those of a company."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError
from assessments.model import Live, Mirror, Round
from storage.mirror_rules import TAKEN
from tests.storage.samples import (
    AT,
    AT_UTC,
    LATER,
    a_definition,
    a_live_wave,
    a_response,
    a_round,
    a_wave,
    an_assessment,
    saved,
    start,
    start_live,
)
from tests.storage.together import together

if TYPE_CHECKING:
    from assessments.model import Wave
    from assessments.ports import Store
    from questionnaires.forms import Audience

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse


def keep(store: Store, mirror: Mirror, **other: Any) -> Wave:
    """Keep a mirror with the samples, or with what is said instead."""
    wave: Wave = other.get("wave", replace(a_live_wave(mirror.mirror_wave_id, "a2"), roles=(), units=()))
    store.add_mirror(
        mirror,
        other.get("assessment", an_assessment(wave.assessment_id, "Acme asks")),
        wave,
        other.get("definitions", [a_definition(z=1)]),
        other.get("vote", a_round()),
        organiser_hash="nobody's",
    )
    return wave


def test_a_mirror_is_kept_with_its_wave_its_pins_and_its_first_vote(store: Store) -> None:
    start_live(store)
    mirror = Mirror("w1", "customer", "m1")
    wave = keep(store, mirror)

    assert store.mirrors("w1") == (mirror,)
    assert store.mirrored_by("m1") == mirror
    assert store.assessment("a2") == an_assessment("a2", "Acme asks")
    assert store.assessment_by_key("nobody's") == an_assessment("a2", "Acme asks")
    assert store.waves("a2") == (replace(wave, created_at=AT_UTC),)
    assert store.pinned("m1") == {"q1": a_definition(z=1)}
    assert store.live("m1") == Live(1, "progress", late=True, rounds=(Round(1, None, "voting", AT_UTC),), batches=())


def test_a_mirror_takes_answers_at_once_and_the_company_s_wave_has_none_of_them(store: Store) -> None:
    start_live(store)
    keep(store, Mirror("w1", "customer", "m1"))
    store.join(a_response("r9", "m1"), resume_hash="hash of r9")
    store.save_answer("r9", "q1", "i1", saved())

    assert [each.response_id for each in store.votes("m1")] == ["r9"]
    assert store.votes("w1") == ()
    assert store.responses("w1") == ()
    assert [each.id for each in store.waves("a1")] == ["w1"]


def test_what_nobody_mirrors_has_no_mirrors(store: Store) -> None:
    start(store)

    assert store.mirrors("w1") == ()
    assert store.mirrors("w9") == ()
    assert store.mirrored_by("w1") is None


def test_a_wave_has_one_mirror_for_each_audience_in_their_order(store: Store) -> None:
    start(store)  # also somebody who answers alone
    front, customer = Mirror("w1", "front-line", "m1"), Mirror("w1", "customer", "m2")
    keep(store, front)
    keep(store, customer, wave=a_live_wave("m2", "a3"))

    assert store.mirrors("w1") == (customer, front)
    assert store.mirrored_by("m1") == front
    assert store.mirrored_by("m2") == customer


def test_a_second_mirror_for_the_same_audience_is_refused_and_changes_nothing(store: Store) -> None:
    start(store)
    first = Mirror("w1", "customer", "m1")
    keep(store, first)

    with pytest.raises(MoveError) as refused:
        keep(store, Mirror("w1", "customer", "m2"), wave=a_live_wave("m2", "a3"))

    assert str(refused.value) == TAKEN
    assert store.mirrors("w1") == (first,)
    assert store.wave("m2") is None
    assert store.assessment("a3") is None


def test_another_wave_of_the_company_may_be_mirrored_for_the_same_audience(store: Store) -> None:
    start(store, "r1", "w1")
    start(store, "r2", "w2")
    keep(store, Mirror("w1", "customer", "m1"))
    keep(store, Mirror("w2", "customer", "m2"), wave=a_live_wave("m2", "a3"))

    assert [each.mirror_wave_id for each in (*store.mirrors("w1"), *store.mirrors("w2"))] == ["m1", "m2"]


@pytest.mark.parametrize(
    ("wave_id", "audience", "mirror_wave_id", "other"),
    [
        ("w9", "customer", "m1", {}),
        ("m1", "customer", "m1", {}),
        ("w1", "customer", "m1", {"wave": a_live_wave("m2", "a2")}),
        ("w1", "customer", "m1", {"assessment": an_assessment("a3")}),
        ("w1", "customer", "m1", {"assessment": an_assessment("a1"), "wave": a_live_wave("m1", "a1")}),
        ("w1", "customer", "m1", {"wave": a_wave("m1", "a2")}),
        ("w1", "customer", "m1", {"vote": a_round(2)}),
        ("w1", "customer", "m1", {"wave": a_live_wave("m1", "a2", join_code="JOIN-w1")}),
        ("w1", "customer", "w1", {"wave": a_live_wave("w1", "a2")}),
        ("w1", "customer", "m1", {"vote": Round(1, None, "voting", NAIVE)}),
    ],
    ids=[
        "no such wave",
        "itself",
        "another wave",
        "another assessment",
        "an assessment that is there",
        "no join code",
        "a later vote",
        "a join code that is taken",
        "a wave that is there",
        "no zone",
    ],
)
def test_a_mirror_that_does_not_fit_is_refused_and_changes_nothing(
    store: Store, wave_id: str, audience: Audience, mirror_wave_id: str, other: dict[str, Any]
) -> None:
    start_live(store)

    with pytest.raises(ValueError, match=r"\S"):
        keep(store, Mirror(wave_id, audience, mirror_wave_id), **other)

    assert store.mirrors("w1") == ()
    assert store.mirrored_by("m1") is None
    assert store.wave("m1") is None
    assert [each.id for each in store.assessments()] == ["a1"]


def test_a_whole_copy_of_the_mirrored_assessment_holds_nothing_of_the_mirror(store: Store) -> None:
    start_live(store)
    before = store.everything("a1")
    keep(store, Mirror("w1", "customer", "m1"), vote=Round(1, None, "voting", AT))
    store.join(a_response("r9", "m1"), resume_hash="hash of r9")
    store.save_answer("r9", "q1", "i1", saved(at=LATER))

    assert store.everything("a1") == before
    mirrored = store.everything("a2")
    assert mirrored is not None
    assert [vote.response_id for wave in mirrored.waves for vote in wave.votes] == ["r9"]


def test_of_two_who_open_a_mirror_at_once_one_is_refused(store: Store) -> None:
    start(store)

    def opening(place: int) -> str:
        try:
            keep(store, Mirror("w1", "customer", f"m{place}"), wave=a_live_wave(f"m{place}", f"b{place}"))
        except MoveError:
            return "refused"
        return f"m{place}"

    outcomes = together(*(lambda place=place: opening(place) for place in range(4)))

    (kept,) = store.mirrors("w1")
    assert sorted(outcomes) == [kept.mirror_wave_id, "refused", "refused", "refused"]
    assert len(store.assessments()) == 2
