"""An assessment as plain values: every record of it, in an order that does not depend on where it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.transfer_plain import moment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assessments.kept import Kept, KeptResponse, KeptWave
    from assessments.model import Action, Importance, Live, Target, Vote

Plain = dict[str, Any]


def plain_of(kept: Kept, withheld: Mapping[str, str] | None = None) -> Plain:
    """Return assessment, definitions, waves and actions; codes and hashes only where there are any.

    Args:
        kept: Everything that the file is to hold.
        withheld: Wave id to the sentence why its answers stay behind.
    """
    instead = withheld or {}
    pinned = {each.digest: each.data for wave in kept.waves for each in wave.definitions}
    assessment = kept.assessment
    waves = sorted(kept.waves, key=lambda each: (each.wave.created_at, each.wave.id))
    actions = sorted(kept.actions, key=lambda each: (each.due, each.made_at, each.id))
    return {
        "assessment": {
            "id": assessment.id,
            "name": assessment.name,
            "created_at": moment(assessment.created_at),
            **_if_any("organiser_hash", kept.organiser_hash),
        },
        "definitions": {digest: dict(data) for digest, data in pinned.items()},
        "waves": [_wave(each, instead.get(each.wave.id, "")) for each in waves],
        "actions": [_action(each) for each in actions],
    }


def _if_any(key: str, value: Any) -> Plain:
    return {key: value} if value else {}


def _wave(each: KeptWave, withheld: str) -> Plain:
    wave = each.wave
    given: dict[str, list[Vote]] = {}
    for vote in each.votes:
        given.setdefault(vote.response_id, []).append(vote)
    targets = sorted(each.targets, key=lambda one: (one.questionnaire_id, one.dimension_id))
    importance = sorted(each.importance, key=lambda one: (one.questionnaire_id, one.dimension_id))
    people = sorted(each.responses, key=lambda own: own.response.id)
    return {
        "id": wave.id,
        "label": wave.label,
        "mode": wave.mode,
        "smallest_group": wave.smallest_group,
        "invited": wave.invited,
        "state": wave.state,
        "created_at": moment(wave.created_at),
        "closes_at": moment(wave.closes_at) if wave.closes_at else None,
        "roles": list(wave.roles),
        "units": list(wave.units),
        **_if_any("join_code", wave.join_code),
        "definitions": [
            {"questionnaire": one.questionnaire_id, "version": one.version, "digest": one.digest}
            for one in sorted(each.definitions, key=lambda one: one.questionnaire_id)
        ],
        "live": _live(each.live, named=not withheld) if each.live else None,
        "responses": [_response(own, given.get(own.response.id, ())) for own in people],
        "targets": [_target(one) for one in targets],
        "importance": [_importance(one) for one in importance],
        **_if_any("withheld", withheld),
    }


def _live(live: Live, *, named: bool) -> Plain:
    return {
        "revision": live.revision,
        "screen": live.screen,
        "late": live.late,
        "rounds": [
            {
                "number": each.number,
                "items": None if each.items is None else [list(item) for item in each.items],
                "state": each.state,
                "opened_at": moment(each.opened_at),
            }
            for each in live.rounds
        ],
        "batches": [
            {
                "number": each.number,
                "round": each.round_number,
                "counted_at": moment(each.counted_at),
                **({"responses": sorted(each.responses)} if named else {}),
            }
            for each in live.batches
        ],
    }


def _response(own: KeptResponse, votes: Collection[Vote]) -> Plain:
    response = own.response
    answers: dict[str, dict[str, list[Plain]]] = {}
    for vote in sorted(votes, key=lambda each: each.round_number):
        answers.setdefault(vote.questionnaire_id, {}).setdefault(vote.item_id, []).append(_answer(vote))
    return {
        "id": response.id,
        "role": response.role,
        "unit": response.unit,
        "name": response.name,
        "link": response.link,
        "started_at": moment(response.started_at),
        "submitted": {name: moment(at) for name, at in response.submitted.items()},
        **_if_any("receipt", response.receipt),
        **_if_any("resume_hash", own.resume_hash),
        "answers": answers,
    }


def _answer(vote: Vote) -> Plain:
    answer = vote.saved.answer
    return {
        "round": vote.round_number,
        "kind": answer.kind,
        **({"value": answer.value} if answer.kind == "value" else {}),
        **_if_any("reason", answer.reason),
        **_if_any("comment", answer.comment),
        **_if_any("evidence", answer.evidence),
        "at": moment(vote.saved.at),
    }


def _target(each: Target) -> Plain:
    return {
        "questionnaire": each.questionnaire_id,
        "dimension": each.dimension_id,
        "value": float(each.value),  # a database gives 60.0 back for 60
        "set_by": each.set_by,
        "set_at": moment(each.set_at),
        "before_result": each.before_result,
    }


def _importance(each: Importance) -> Plain:
    return {
        "questionnaire": each.questionnaire_id,
        "dimension": each.dimension_id,
        "points": float(each.points),
        "effort": each.effort,
        "set_by": each.set_by,
        "set_at": moment(each.set_at),
        "before_result": each.before_result,
    }


def _action(each: Action) -> Plain:
    return {
        "id": each.id,
        "wave": each.wave_id,
        "questionnaire": each.questionnaire_id,
        "dimension": each.dimension_id,
        "what": each.what,
        "owner": each.owner,
        "due": each.due.isoformat(),
        "proof": each.proof,
        "state": each.state,
        "made_at": moment(each.made_at),
        "decided_at": moment(each.decided_at) if each.decided_at else None,
        "note": each.note,
    }
