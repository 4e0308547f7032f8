"""What no store takes as a whole assessment, and that nothing of it is kept then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from assessments.kept import Kept
from assessments.model import Batch, Saved
from questionnaires.values import Answer
from tests.storage.samples import (
    AT,
    LATER,
    a_definition,
    a_response,
    a_round,
    a_target,
    an_action,
    an_assessment,
    an_importance,
    start,
)
from tests.storage.together import together
from tests.storage.whole_samples import (
    KEY,
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
    from assessments.kept import KeptWave
    from assessments.ports import Store

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse


def _of_wave(kept: Kept, **changes: Any) -> Kept:
    """Return an assessment with something else in its last wave."""
    return replace(kept, waves=(*kept.waves[:-1], replace(kept.waves[-1], **changes)))


def _of_live(kept: Kept, **changes: Any) -> Kept:
    live = kept.waves[-1].live
    assert live is not None
    return _of_wave(kept, live=replace(live, **changes))


def _new(kept: Kept) -> Kept:
    """Return an assessment alike of which nothing is taken."""
    return renamed(kept, "new ")


OPEN, LONE, ANONYMOUS, LONG = (
    _new(each) for each in (an_open_assessment(), a_lone_assessment(), an_anonymous_assessment(), a_long_assessment())
)
[LONE_WAVE], [OPEN_WAVE], [ANONYMOUS_WAVE] = LONE.waves, OPEN.waves, ANONYMOUS.waves
A_RESPONSE, OTHERS = LONG.waves[-1].responses[0], LONG.waves[-1].responses[1:]
A_VOTE = LONE_WAVE.votes[0]
assert ANONYMOUS_WAVE.live is not None
BATCHES, ROUNDS = ANONYMOUS_WAVE.live.batches, ANONYMOUS_WAVE.live.rounds


def _with_response_id(wave: KeptWave, response_id: str) -> KeptWave:
    own = replace(wave.responses[0].response, id=response_id)
    return replace(
        wave,
        responses=(replace(wave.responses[0], response=own),),
        votes=tuple(replace(each, response_id=response_id) for each in wave.votes),
    )


def _with_wave_id(wave: KeptWave, wave_id: str) -> KeptWave:
    responses = [replace(each, response=replace(each.response, wave_id=wave_id)) for each in wave.responses]
    return replace(wave, wave=replace(wave.wave, id=wave_id), responses=tuple(responses))


TAKEN: dict[str, tuple[Kept, str]] = {
    "assessment": (Kept(an_assessment(), KEY, ()), "an assessment with the id a1"),
    "wave": (replace(OPEN, waves=(_with_wave_id(OPEN_WAVE, "w1"),)), "a wave with the id w1"),
    "join code": (
        _of_wave(LONG, wave=replace(LONG.waves[-1].wave, join_code="JOIN-w1")),
        "a wave with the join code JOIN-w1",
    ),
    "response": (
        replace(LONE, waves=(_with_response_id(LONE_WAVE, "r1"),), actions=()),
        "a response with the id r1",
    ),
    "resume code": (
        _of_wave(LONG, responses=(replace(A_RESPONSE, resume_hash="hash of r2"), *OTHERS)),
        "a response with the same resume code",
    ),
    "action": (
        replace(LONG, actions=(*LONG.actions, replace(LONG.actions[0], id="x9"))),
        "an action with the id x9",
    ),
    "wave twice": (replace(LONG, waves=(*LONG.waves, LONG.waves[0])), "a wave with the id new w3"),
    "join code twice": (
        _of_wave(LONG, wave=replace(LONG.waves[-1].wave, join_code="new JOIN-w3")),
        "a wave with the join code new JOIN-w3",
    ),
    "response twice": (
        _of_wave(OPEN, responses=(*OPEN_WAVE.responses, OPEN_WAVE.responses[1])),
        "a response with the id new r1",
    ),
    "resume code twice": (
        _of_wave(LONG, responses=(replace(A_RESPONSE, resume_hash="new hash of c1"), *OTHERS)),
        "a response with the same resume code",
    ),
    "action twice": (replace(LONE, actions=LONE.actions * 2), "an action with the id new x0"),
}


@pytest.mark.parametrize(("kept", "said"), TAKEN.values(), ids=TAKEN.keys())
def test_what_is_taken_is_named_and_nothing_is_kept(store: Store, kept: Kept, said: str) -> None:
    before = an_open_assessment()
    before = replace(before, actions=(an_action("x9"),))
    store.add_everything(before)

    with pytest.raises(ValueError, match=f"^There is {said} already\\.$"):
        store.add_everything(kept)

    assert store.assessments() == (before.assessment,)
    assert store.everything("a1") == before
    assert store.everything(kept.assessment.id) == (before if kept.assessment.id == "a1" else None)
    assert store.wave("new w1") is None
    assert store.response("new r1") is None
    assert store.pinned("new w1") == {}


def test_what_is_taken_is_found_among_many(store: Store) -> None:
    start(store, "r0700")
    people = [a_kept_response(f"r{number:04}", "w2") for number in range(1_200)]
    kept = Kept(an_assessment("a2"), KEY, (replace(an_open_wave("w2"), responses=tuple(people), votes=()),))
    kept = replace(kept, waves=(replace(kept.waves[0], wave=replace(kept.waves[0].wave, assessment_id="a2")),))

    with pytest.raises(ValueError, match="There is a response with the id r0700 already"):
        store.add_everything(kept)

    assert store.assessments() == (an_assessment(),)


def test_an_empty_code_is_taken_like_any_other(store: Store) -> None:
    kept = a_lone_assessment()
    before = _of_wave(kept, responses=(replace(kept.waves[0].responses[0], resume_hash=""),))
    store.add_everything(before)

    with pytest.raises(ValueError, match=r"^There is a response with the same resume code already\.$"):
        store.add_everything(_of_wave(LONE, responses=(replace(LONE_WAVE.responses[0], resume_hash=""),)))

    assert store.everything("a1") == before
    assert store.everything("new a1") is None


MISTAKES: dict[str, tuple[Kept, str]] = {
    "wave of another assessment": (
        _of_wave(LONE, wave=replace(LONE_WAVE.wave, assessment_id="a9")),
        "The wave new w1 belongs to another assessment",
    ),
    "response of another wave": (
        _of_wave(LONE, responses=(replace(LONE_WAVE.responses[0], response=a_response("new r1", "w9")),)),
        "The response new r1 belongs to another wave",
    ),
    "action of another assessment": (
        replace(LONE, actions=(replace(LONE.actions[0], assessment_id="a1"),)),
        "The action new x0 belongs to another",
    ),
    "action of another wave": (
        replace(LONE, actions=(replace(LONE.actions[0], wave_id="w1"),)),
        "The action new x0 belongs to another",
    ),
    "live without a join code": (
        _of_wave(OPEN, wave=replace(OPEN_WAVE.wave, join_code=None)),
        "A wave has a join code where it is live",
    ),
    "join code and not live": (_of_wave(OPEN, live=None), "A wave has a join code where it is live"),
    "answer of another response": (
        _of_wave(LONE, votes=(replace(A_VOTE, response_id="r1"),)),
        "An answer belongs to a response or a vote that is not there",
    ),
    "answer of a vote that is not there": (
        _of_wave(ANONYMOUS, votes=(a_vote("new r1", number=3),)),
        "An answer belongs to a response or a vote that is not there",
    ),
    "second answer of somebody alone": (
        _of_wave(LONE, votes=(replace(A_VOTE, round_number=2),)),
        "An answer belongs to a response or a vote that is not there",
    ),
    "answer twice": (_of_wave(LONE, votes=(A_VOTE, A_VOTE)), "taken|twice"),
    "questionnaire twice": (
        _of_wave(LONE, definitions=(a_definition(), a_definition(digest="e" * 64))),
        "the same questionnaire twice",
    ),
    "target twice": (_of_wave(LONE, targets=(a_target(value=1.0), a_target(value=2.0))), "the same target twice"),
    "importance twice": (
        _of_wave(LONE, importance=(an_importance(points=1.0), an_importance(points=2.0))),
        "the same importance twice",
    ),
    "votes that do not begin with 1": (
        _of_live(OPEN, rounds=(a_round(2),)),
        "The votes of a wave are numbered from 1 on",
    ),
    "vote twice": (_of_live(OPEN, rounds=(a_round(1), a_round(1))), "The votes of a wave are numbered from 1 on"),
    "batches that do not begin with 1": (
        _of_live(ANONYMOUS, batches=BATCHES[1:]),
        "What counts together is numbered from 1 on",
    ),
    "nobody counts": (
        _of_live(ANONYMOUS, batches=(Batch(1, 1, frozenset(), LATER),)),
        "What counts are responses of the wave",
    ),
    "somebody else counts": (
        _of_live(ANONYMOUS, batches=(Batch(1, 1, frozenset({"new r1", "r1"}), LATER),)),
        "What counts are responses of the wave",
    ),
    "counted in a vote that is not there": (
        _of_live(ANONYMOUS, batches=(Batch(1, 3, frozenset({"new r1"}), LATER),)),
        "What counts are responses of the wave",
    ),
    "counted twice": (
        _of_live(ANONYMOUS, batches=(BATCHES[0], replace(BATCHES[0], number=2, responses=frozenset({"new r1"})))),
        "What counts are responses of the wave",
    ),
    "assessment without a zone": (replace(LONE, assessment=replace(LONE.assessment, created_at=NAIVE)), "zone"),
    "wave without a zone": (_of_wave(LONE, wave=replace(LONE_WAVE.wave, created_at=NAIVE)), "zone"),
    "closing without a zone": (_of_wave(OPEN, wave=replace(OPEN_WAVE.wave, closes_at=NAIVE)), "zone"),
    "submitted without a zone": (
        _of_wave(
            LONE,
            responses=(
                replace(
                    LONE_WAVE.responses[0],
                    response=replace(LONE_WAVE.responses[0].response, submitted={"q1": NAIVE}),
                ),
            ),
        ),
        "zone",
    ),
    "answer without a zone": (_of_wave(LONE, votes=(replace(A_VOTE, saved=Saved(Answer(value=1), NAIVE)),)), "zone"),
    "answer that is no JSON": (
        _of_wave(LONE, votes=(replace(A_VOTE, saved=Saved(Answer(value=float("nan")), AT)),)),
        "JSON",
    ),
    "definition that is no JSON": (_of_wave(LONE, definitions=(a_definition(n=float("inf")),)), "JSON"),
    "vote without a zone": (_of_live(ANONYMOUS, rounds=(ROUNDS[0], replace(ROUNDS[1], opened_at=NAIVE))), "zone"),
    "batch without a zone": (_of_live(ANONYMOUS, batches=(replace(BATCHES[0], counted_at=NAIVE),)), "zone"),
    "target without a zone": (_of_wave(LONE, targets=(replace(a_target(), set_at=NAIVE),)), "zone"),
    "importance without a zone": (_of_wave(LONE, importance=(replace(an_importance(), set_at=NAIVE),)), "zone"),
    "last action without a zone": (
        replace(LONE, actions=(*LONE.actions[:1], replace(LONE.actions[1], made_at=NAIVE))),
        "zone",
    ),
    "last action decided without a zone": (
        replace(LONE, actions=(*LONE.actions[:1], replace(LONE.actions[1], decided_at=NAIVE))),
        "zone",
    ),
    "definition changed": (
        _of_wave(LONG, definitions=(a_definition(digest="1" * 64, title="Another"),)),
        "Another definition has the digest of q1",
    ),
}


@pytest.mark.parametrize(("kept", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_does_not_fit_is_refused_and_nothing_is_kept(store: Store, kept: Kept, said: str) -> None:
    before = a_lone_assessment()
    store.add_everything(before)

    with pytest.raises(ValueError, match=said):
        store.add_everything(kept)

    assert store.assessments() == (before.assessment,)
    assert store.everything("a1") == before
    for wave_id in ("new w1", "new w2", "new w3"):
        assert store.wave(wave_id) is None
        assert store.live(wave_id) is None
        assert store.pinned(wave_id) == {}
        assert store.responses(wave_id) == ()
        assert store.targets(wave_id, "q1") == {}
        assert store.importance(wave_id, "q1") == {}
    assert store.actions("new a1") == ()


def test_of_several_who_keep_the_same_one_does(store: Store) -> None:
    kept = a_long_assessment()

    def add() -> str | None:
        try:
            store.add_everything(kept)
        except ValueError as error:
            return str(error)
        return None

    told = together(*[add] * 5)

    assert told.count(None) == 1
    assert store.everything("a1") == kept


def test_an_action_that_is_due_on_another_day_is_in_its_place(store: Store) -> None:
    early, late = an_action("x2", due=date(2026, 1, 1)), an_action("x1", due=date(2027, 1, 1))
    store.add_everything(replace(a_lone_assessment(), actions=(late, early)))

    kept = store.everything("a1")
    assert kept is not None
    assert kept.actions == (early, late)
