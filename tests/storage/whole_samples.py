"""Builds whole assessments that the tests of the stores keep and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.model import Batch, Live, Pinned, Response, Saved, Vote, Wave
from questionnaires.values import Answer
from tests.storage.samples import (
    AT,
    LATER,
    a_definition,
    a_live_wave,
    a_response,
    a_round,
    a_target,
    a_wave,
    an_action,
    an_assessment,
    an_importance,
)

if TYPE_CHECKING:
    from datetime import datetime

ODD_TEXTS = (
    "Größe 😀 👩‍👩‍👧",
    "ü😀" * 5_000,
    "שלום \u202e مرحبا \u2066",
    "\x01\x08\x0b\x1b\x1f\x7f\x85\u2028\ufeff\t\r\n\n",
    "=1+1",
    "@sum\tx",
    "",
)
KEY = "hash of the organiser key"


def a_definition_with_data(questionnaire_id: str = "q1", number: int = 1) -> Pinned:
    """Return a definition; its digest goes with the number."""
    data: dict[str, Any] = {"title": "ä 😀", "z": [1, 0.1, None, True], "a": {"number": number}}
    return a_definition(questionnaire_id, str(number) * 64, **data)


def a_kept_response(response_id: str = "r1", wave_id: str = "w1", **changes: Any) -> KeptResponse:
    """Return a response whose code has the hash ``hash of <id>``."""
    return KeptResponse(replace(a_response(response_id, wave_id), **changes), f"hash of {response_id}")


def a_vote(response_id: str = "r1", item_id: str = "i1", number: int = 1, answer: Answer | None = None) -> Vote:
    return Vote(response_id, "q1", item_id, number, Saved(answer or Answer(value="focus"), LATER))


def a_filled_lone_wave(
    wave_id: str = "w1", response_id: str = "r1", *, created_at: datetime = AT, definition: Pinned | None = None
) -> KeptWave:
    """Return the wave of somebody who answers alone, with every kind of answer."""
    answers = [
        Answer(value=["a", "b"], comment="=1+1", evidence="data"),
        Answer("not_applicable", reason="We have no customers 😀."),
        Answer("dont_know", evidence="nothing"),
        Answer("unanswered", comment="Only this."),
        Answer(value={"z": 1, "a": {"y": [1.0, True, None]}}),
        Answer(value=10**18 + 1),
        Answer(value=False),
    ]
    return KeptWave(
        wave=replace(a_wave(wave_id), mode="open", created_at=created_at),
        definitions=(a_definition_with_data("q0", 2), definition or a_definition_with_data()),
        responses=(a_kept_response(response_id, wave_id, submitted={"q0": AT, "q1": LATER}, link="l1"),),
        votes=tuple(a_vote(response_id, f"i{number}", answer=each) for number, each in enumerate(answers)),
        live=None,
        targets=(a_target("d9", 12.5, "q0"), a_target(), a_target("d1", 0.1)),
        importance=(an_importance("d2", 60.5, "q0"), replace(an_importance(), effort=None)),
    )


def a_lone_assessment() -> Kept:
    """Return what somebody who answers alone has kept, with two promises."""
    second = replace(an_action("x0"), state="kept", decided_at=LATER, note="Done 😀.")
    return Kept(an_assessment(), KEY, (a_filled_lone_wave(),), (second, an_action("x1")))


def an_open_wave(
    wave_id: str = "w1", prefix: str = "r", *, created_at: datetime = AT, definition: Pinned | None = None
) -> KeptWave:
    """Return a live wave in which people say who they are; odd texts stand wherever somebody may write."""
    people = [
        a_kept_response(f"{prefix}{number}", wave_id, name=text, role=text, unit=text, link=f"l{number}")
        for number, text in enumerate(ODD_TEXTS)
    ]
    votes = [
        a_vote(each.response.id, "i1", answer=Answer(value=text, comment=text, reason=text))
        for each, text in zip(people, ODD_TEXTS, strict=True)
    ]
    wave = replace(a_live_wave(wave_id), mode="open", created_at=created_at, label=ODD_TEXTS[0], invited=None)
    live = Live(revision=2, screen="progress", late=True, rounds=(a_round(1, ("q1", "i1"), ("q1", "i2")),), batches=())
    return KeptWave(wave, (definition or a_definition_with_data(),), tuple(people), tuple(votes), live)


def an_open_assessment() -> Kept:
    """Return an assessment with one live wave that is open."""
    return Kept(an_assessment(name=ODD_TEXTS[2]), KEY, (an_open_wave(),))


def an_anonymous_assessment() -> Kept:
    """Return a closed workshop with two votes, in each of which some came late."""
    rounds = (a_round(1, state="revealed"), replace(a_round(2, ("q1", "i1"), state="stopped"), opened_at=LATER))
    batches = (
        Batch(1, 1, frozenset({"r1", "r2"}), LATER),
        Batch(2, 1, frozenset({"r4"}), LATER + timedelta(microseconds=1)),
        Batch(3, 2, frozenset({"r4", "r1"}), LATER + timedelta(minutes=1)),
        Batch(4, 2, frozenset({"r2"}), LATER + timedelta(minutes=2)),
    )
    votes = [a_vote(f"r{person}", f"i{item}") for person in (1, 2, 3, 4) for item in (1, 2)]
    votes += [a_vote(f"r{person}", "i1", 2, Answer("dont_know")) for person in (1, 2, 4)]
    wave: Wave = replace(a_live_wave(), state="closed", closes_at=LATER + timedelta(days=1))
    filled = KeptWave(
        wave=wave,
        definitions=(a_definition_with_data(),),
        responses=tuple(a_kept_response(f"r{person}") for person in (1, 2, 3, 4, 5)),
        votes=tuple(sorted(votes, key=lambda v: (v.response_id, v.questionnaire_id, v.item_id, v.round_number))),
        live=Live(revision=17, screen="result", late=False, rounds=rounds, batches=batches),
        targets=(a_target(),),
    )
    return Kept(an_assessment(), KEY, (filled,))


def a_long_assessment() -> Kept:
    """Return an assessment with three waves: the same people, asked the same and then something newer."""
    changed = a_definition_with_data(number=3)
    closed = [
        replace(each, wave=replace(each.wave, state="closed"))
        for each in (an_open_wave("w3", "a"), an_open_wave("w1", "b", created_at=LATER))
    ]
    newest = an_open_wave("w2", "c", created_at=LATER + timedelta(days=1), definition=changed)
    actions = (an_action("x2", "w1"), an_action("x3", "w3"))
    return Kept(an_assessment(), KEY, (*closed, newest), actions)


WHOLE = {
    "lone": a_lone_assessment(),
    "open": an_open_assessment(),
    "anonymous": an_anonymous_assessment(),
    "three waves": a_long_assessment(),
    "nothing yet": Kept(an_assessment(), KEY, ()),
}


def renamed(kept: Kept, mark: str) -> Kept:
    """Return an assessment alike, with every id and code another one."""

    def response(each: KeptResponse) -> KeptResponse:
        own: Response = each.response
        return KeptResponse(replace(own, id=mark + own.id, wave_id=mark + own.wave_id), mark + each.resume_hash)

    def wave(each: KeptWave) -> KeptWave:
        own, live = each.wave, each.live
        code = None if own.join_code is None else mark + own.join_code
        if live is not None:
            batches = [replace(b, responses=frozenset(mark + one for one in b.responses)) for b in live.batches]
            live = replace(live, batches=tuple(batches))
        return replace(
            each,
            wave=replace(own, id=mark + own.id, assessment_id=mark + own.assessment_id, join_code=code),
            responses=tuple(response(one) for one in each.responses),
            votes=tuple(replace(vote, response_id=mark + vote.response_id) for vote in each.votes),
            live=live,
        )

    actions = [
        replace(each, id=mark + each.id, assessment_id=mark + each.assessment_id, wave_id=mark + each.wave_id)
        for each in kept.actions
    ]
    return Kept(
        replace(kept.assessment, id=mark + kept.assessment.id),
        mark + kept.organiser_hash,
        tuple(wave(each) for each in kept.waves),
        tuple(actions),
    )
