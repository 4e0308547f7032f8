"""What every store keeps to when an assessment is read or kept as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.errors import AlreadySubmittedError, WaveClosedError
from assessments.kept import Kept
from assessments.model import Saved
from storage import whole, whole_writing
from tests.storage.samples import (
    AT,
    AT_UTC,
    LATER,
    a_definition,
    a_live_wave,
    a_response,
    a_round,
    a_target,
    an_action,
    an_assessment,
    an_importance,
    saved,
    start,
    start_live,
)
from tests.storage.strategies import answers
from tests.storage.whole_samples import (
    KEY,
    ODD_TEXTS,
    WHOLE,
    a_filled_lone_wave,
    a_kept_response,
    a_lone_assessment,
    a_long_assessment,
    a_vote,
    an_anonymous_assessment,
    an_open_assessment,
    an_open_wave,
    renamed,
)

if TYPE_CHECKING:
    from assessments.ports import Store
    from questionnaires.values import Answer


def test_nothing_is_known_of_an_assessment_that_is_not_there(store: Store) -> None:
    assert store.everything("a1") is None
    assert store.assessments() == ()


@pytest.mark.parametrize("kept", WHOLE.values(), ids=WHOLE.keys())
def test_what_was_kept_as_a_whole_comes_back_exactly(store: Store, kept: Kept) -> None:
    store.add_everything(kept)

    assert store.everything("a1") == kept
    assert store.assessments() == (kept.assessment,)


@pytest.mark.parametrize("kept", WHOLE.values(), ids=WHOLE.keys())
def test_it_comes_back_where_others_are_kept_and_leaves_them_alone(store: Store, kept: Kept) -> None:
    others = [renamed(each, f"{name} ") for name, each in WHOLE.items()]
    for each in others:
        store.add_everything(each)
    store.add_everything(kept)

    assert store.everything("a1") == kept
    assert [store.everything(each.assessment.id) for each in others] == others


@pytest.mark.parametrize("kept", WHOLE.values(), ids=WHOLE.keys())
def test_many_answers_are_kept_and_read_in_parts(store: Store, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "FEW", 2)
    monkeypatch.setattr(whole_writing, "MANY", 3)
    store.add_everything(kept)

    assert store.everything("a1") == kept


def test_assessments_are_told_oldest_first(store: Store) -> None:
    named = [("b", LATER), ("a", LATER), ("c", AT)]
    made = {each: replace(an_assessment(each), created_at=at) for each, at in named}
    for each in made.values():
        store.add_everything(Kept(each, KEY, ()))

    assert store.assessments() == (made["c"], made["a"], made["b"])


def test_what_was_kept_step_by_step_is_told_as_a_whole(store: Store) -> None:
    start_live(store, "r2", "r1", wave_id="w9")
    full = Saved(replace(saved().answer, comment="Because 😀.", evidence="data"), at=LATER)
    store.save_answer("r2", "q1", "i2", full)
    store.save_answer("r2", "q1", "i1", saved(["b", "a"]))
    store.save_answer("r1", "q0", "i1", saved({"z": 1, "a": 2}))
    store.submit(a_response("r1", "w9", q2=LATER, q1=AT), "q2")
    store.submit(a_response("r1", "w9", q2=LATER, q1=AT), "q1")
    store.set_round_state("w9", 1, "revealed")
    store.count("w9", 1, frozenset({"r1"}), LATER)
    store.count("w9", 1, frozenset({"r2"}), LATER)
    store.open_round("w9", a_round(2, ("q1", "i1")))
    store.set_screen("w9", "ranking")
    store.pin("w9", a_definition("q1", "1" * 64, b=1, a=2))
    store.pin("w9", a_definition("q0", "2" * 64))
    store.set_targets("w9", [a_target("d2"), a_target("d1"), a_target("", 5.0, "q0")])
    store.set_importance("w9", [an_importance("d2"), an_importance("d1")])
    store.put_action(an_action("x2", "w9"))
    store.put_action(an_action("x1", "w9"))

    kept = store.everything("a1")
    assert kept is not None
    [filled] = kept.waves
    assert (kept.assessment, kept.organiser_hash) == (an_assessment(), KEY)
    assert filled.wave == a_live_wave("w9")
    assert filled.definitions == (a_definition("q0", "2" * 64), a_definition("q1", "1" * 64, b=1, a=2))
    assert filled.responses == (
        a_kept_response("r1", "w9", submitted={"q1": AT, "q2": LATER}),
        a_kept_response("r2", "w9"),
    )
    assert list(filled.responses[0].response.submitted) == ["q1", "q2"]
    assert [(v.response_id, v.questionnaire_id, v.item_id, v.saved) for v in filled.votes] == [
        ("r1", "q0", "i1", saved({"z": 1, "a": 2})),
        ("r2", "q1", "i1", saved(["b", "a"])),
        ("r2", "q1", "i2", full),
    ]
    assert filled.live == store.live("w9")
    assert filled.targets == (a_target("", 5.0, "q0"), a_target("d1"), a_target("d2"))
    assert filled.importance == (an_importance("d1"), an_importance("d2"))
    assert kept.actions == (an_action("x1", "w9"), an_action("x2", "w9"))


def test_what_was_kept_as_a_whole_is_found_by_every_other_way(store: Store) -> None:
    kept = an_anonymous_assessment()
    store.add_everything(kept)
    [filled] = kept.waves

    assert store.assessment_by_key(KEY) == kept.assessment
    assert store.wave_by_join_code("JOIN-w1") == filled.wave
    assert store.waves("a1") == (filled.wave,)
    assert store.live("w1") == filled.live
    assert store.votes("w1") == filled.votes
    assert store.response_by_code("hash of r4") == filled.responses[3].response
    assert store.pinned("w1") == {"q1": filled.definitions[0]}
    assert store.targets("w1", "q1") == {"": a_target()}
    tally = store.tally("w1", 2)
    assert (tally.people, tally.voters, tally.received, tally.counted) == (5, 3, 11, 9)


def test_actions_of_what_was_kept_as_a_whole_are_found(store: Store) -> None:
    store.add_everything(a_lone_assessment())

    assert store.actions("a1") == a_lone_assessment().actions


def test_times_come_back_in_utc(store: Store) -> None:
    store.add_everything(a_lone_assessment())
    store.add_everything(renamed(an_anonymous_assessment(), "live "))
    lone, live = store.everything("a1"), store.everything("live a1")

    assert lone is not None
    assert live is not None
    [[alone], [workshop]] = lone.waves, live.waves
    assert workshop.live is not None
    times = [
        lone.assessment.created_at,
        alone.wave.created_at,
        alone.responses[0].response.started_at,
        alone.responses[0].response.submitted["q0"],
        alone.targets[0].set_at,
        alone.importance[0].set_at,
        lone.actions[1].made_at,
        workshop.live.rounds[0].opened_at,
    ]
    assert [(time, time.tzinfo) for time in times] == [(AT_UTC, UTC)] * 8
    others = [alone.votes[0].saved.at, lone.actions[0].decided_at, workshop.live.batches[0].counted_at]
    assert [(time, time and time.tzinfo) for time in others] == [(LATER, UTC)] * 3


def test_an_open_wave_goes_on(store: Store) -> None:
    store.add_everything(an_open_assessment())
    store.save_answer("r1", "q1", "i2", saved("new"))
    store.join(a_response("new"), resume_hash="hash of new")
    store.set_round_state("w1", 1, "revealed")
    store.count("w1", 1, frozenset({"r1"}), LATER)

    live = store.live("w1")
    assert live is not None
    assert (live.revision, live.screen, len(live.batches)) == (4, "progress", 1)
    assert len(store.votes("w1")) == len(ODD_TEXTS) + 1
    assert len(store.responses("w1")) == len(ODD_TEXTS) + 1


def test_a_closed_wave_and_a_submitted_questionnaire_stay_so(store: Store) -> None:
    store.add_everything(an_anonymous_assessment())
    store.add_everything(renamed(a_lone_assessment(), "lone "))

    with pytest.raises(WaveClosedError):
        store.save_answer("r5", "q1", "i1", saved(), round_number=2, at=AT)
    with pytest.raises(AlreadySubmittedError):
        store.save_answer("lone r1", "q1", "i1", saved())


def test_what_is_kept_cannot_be_changed_from_outside(store: Store) -> None:
    value = {"figures": {"nps": 12}}
    wave = replace(a_filled_lone_wave(), votes=(a_vote(answer=saved(value).answer),))
    store.add_everything(Kept(an_assessment(), KEY, (wave,)))
    value["figures"]["nps"] = 13

    assert store.answers("r1", "q1")["i1"].answer.value == {"figures": {"nps": 12}}


def test_a_definition_keeps_the_order_of_its_keys(store: Store) -> None:
    definition = a_definition(z=1, a={"y": 1, "b": "ä 😀"})
    wave = replace(an_open_wave(), definitions=(definition,))
    store.add_everything(Kept(an_assessment(), KEY, (wave,)))

    kept = store.everything("a1")
    assert kept is not None
    assert str(kept.waves[0].definitions[0].data) == str(definition.data)


def test_a_definition_that_is_known_stays_as_it_is(store: Store) -> None:
    start(store)
    store.pin("w1", a_definition(z=1, a=2))
    wave = replace(an_open_wave("w2"), definitions=(a_definition(a=2, z=1),))
    store.add_everything(renamed(Kept(an_assessment(), KEY, (wave,)), "other "))

    assert list(store.pinned("other w2")["q1"].data) == ["z", "a"]
    assert list(store.pinned("w1")["q1"].data) == ["z", "a"]


def test_two_assessments_may_have_one_key_which_leads_to_the_older_one(store: Store) -> None:
    store.add_everything(a_lone_assessment())
    newer = replace(renamed(an_open_assessment(), "new "), organiser_hash=KEY)
    newer = replace(newer, assessment=replace(newer.assessment, created_at=LATER))
    store.add_everything(newer)

    assert store.assessment_by_key(KEY) == an_assessment()
    assert store.everything("new a1") == newer


def test_answers_come_back_as_they_were_given(store: Store) -> None:
    numbers = count()

    @settings(deadline=None, max_examples=60)
    @given(
        st.lists(answers, max_size=5),
        st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.timezones()),  # noqa: DTZ001  bounds
    )
    def round_trip(given_answers: list[Answer], at: datetime) -> None:
        mark = f"{next(numbers)} "
        votes = [
            replace(a_vote(item_id=f"i{place}"), saved=Saved(each, at)) for place, each in enumerate(given_answers)
        ]
        filled = replace(a_filled_lone_wave(), votes=tuple(votes))
        store.add_everything(renamed(Kept(an_assessment(), KEY, (filled,)), mark))

        found = store.everything(f"{mark}a1")
        assert found is not None
        told = [(each.item_id, each.saved) for each in found.waves[0].votes]
        # Compared in UTC: a time that the clocks go through twice is not equal to any in another zone.
        assert told == [(each.item_id, Saved(each.saved.answer, at.astimezone(UTC))) for each in votes]
        # As JSON, because 1, True and 1.0 are equal to Python.
        assert json.dumps([each.answer.value for _, each in told]) == json.dumps([e.value for e in given_answers])

    round_trip()


def test_waves_that_came_later_are_told_too(store: Store) -> None:
    store.add_everything(a_long_assessment())
    wave = replace(a_live_wave("w0"), created_at=LATER + timedelta(days=2))
    store.add_wave(an_assessment(), wave, [], organiser_hash="another")

    kept = store.everything("a1")
    assert kept is not None
    assert [each.wave.id for each in kept.waves] == ["w3", "w1", "w2", "w0"]
    assert kept.organiser_hash == KEY
