"""Turns records into rows and rows into records, one pair of functions a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.model import Action, Assessment, Importance, Mirror, Pinned, Response, Round, Saved, Target, Vote, Wave
from questionnaires.values import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row


def of_assessment(assessment: Assessment) -> dict[str, Any]:
    """Return the row of an assessment."""
    return {
        "id": assessment.id,
        "name": assessment.name,
        "created_at": assessment.created_at,
    }


def to_assessment(row: Row[Any]) -> Assessment:
    """Return the assessment of a row."""
    return Assessment(id=row.id, name=row.name, created_at=row.created_at)


def of_wave(wave: Wave) -> dict[str, Any]:
    """Return the row of a wave."""
    return {
        "id": wave.id,
        "assessment_id": wave.assessment_id,
        "label": wave.label,
        "mode": wave.mode,
        "smallest_group": wave.smallest_group,
        "invited": wave.invited,
        "state": wave.state,
        "created_at": wave.created_at,
        "roles": list(wave.roles),
        "units": list(wave.units),
        "join_code": wave.join_code,
        "closes_at": wave.closes_at,
    }


def to_wave(row: Row[Any]) -> Wave:
    """Return the wave of a row."""
    return Wave(
        id=row.id,
        assessment_id=row.assessment_id,
        label=row.label,
        mode=row.mode,
        smallest_group=row.smallest_group,
        invited=row.invited,
        state=row.state,
        created_at=row.created_at,
        roles=tuple(row.roles),
        units=tuple(row.units),
        join_code=row.join_code,
        closes_at=row.closes_at,
    )


def of_pinned(wave_id: str, definition: Pinned) -> dict[str, Any]:
    """Return the row that pins a definition to a wave; the definition's data has a row of its own."""
    return {
        "wave_id": wave_id,
        "questionnaire_id": definition.questionnaire_id,
        "version": definition.version,
        "digest": definition.digest,
    }


def to_pinned(row: Row[Any]) -> Pinned:
    """Return the definition of a row that pins it, joined with its data."""
    return Pinned(questionnaire_id=row.questionnaire_id, version=row.version, digest=row.digest, data=row.data)


def of_response(response: Response, resume_hash: str) -> dict[str, Any]:
    """Return the row of a response; what was submitted has rows of its own."""
    return {
        "id": response.id,
        "wave_id": response.wave_id,
        "role": response.role,
        "unit": response.unit,
        "receipt": response.receipt,
        "resume_hash": resume_hash,
        "started_at": response.started_at,
        "name": response.name,
        "link": response.link,
    }


def to_response(row: Row[Any], submitted: Mapping[str, datetime]) -> Response:
    """Return the response of a row."""
    return Response(
        id=row.id,
        wave_id=row.wave_id,
        role=row.role,
        unit=row.unit,
        receipt=row.receipt,
        started_at=row.started_at,
        submitted=submitted,
        name=row.name,
        link=row.link,
    )


def of_submission(response: Response, questionnaire_id: str) -> dict[str, Any]:
    """Return the row that marks a questionnaire as submitted."""
    return {
        "response_id": response.id,
        "questionnaire_id": questionnaire_id,
        "submitted_at": response.submitted[questionnaire_id],
    }


def of_vote(vote: Vote) -> dict[str, Any]:
    """Return the row of an answer."""
    saved = vote.saved
    return {
        "response_id": vote.response_id,
        "questionnaire_id": vote.questionnaire_id,
        "item_id": vote.item_id,
        "round_number": vote.round_number,
        "kind": saved.answer.kind,
        "value": saved.answer.value,
        "reason": saved.answer.reason,
        "comment": saved.answer.comment,
        "evidence": saved.answer.evidence,
        "saved_at": saved.at,
    }


def to_saved(row: Row[Any]) -> Saved:
    """Return what was saved, of the row of an answer."""
    answer = Answer(kind=row.kind, value=row.value, reason=row.reason, comment=row.comment, evidence=row.evidence)
    return Saved(answer, at=row.saved_at)


def to_vote(row: Row[Any]) -> Vote:
    """Return the answer of a row with where it belongs."""
    return Vote(row.response_id, row.questionnaire_id, row.item_id, row.round_number, to_saved(row))


def of_round(wave_id: str, opened: Round) -> dict[str, Any]:
    """Return the row of a round."""
    return {
        "wave_id": wave_id,
        "number": opened.number,
        "items": None if opened.items is None else [list(item) for item in opened.items],
        "state": opened.state,
        "opened_at": opened.opened_at,
    }


def to_round(row: Row[Any]) -> Round:
    """Return the round of a row."""
    items = None if row.items is None else tuple((each[0], each[1]) for each in row.items)
    return Round(number=row.number, items=items, state=row.state, opened_at=row.opened_at)


def of_target(wave_id: str, target: Target) -> dict[str, Any]:
    """Return the row of a target."""
    return {
        "wave_id": wave_id,
        "questionnaire_id": target.questionnaire_id,
        "dimension_id": target.dimension_id,
        "value": target.value,
        "set_by": target.set_by,
        "set_at": target.set_at,
        "before_result": target.before_result,
    }


def to_target(row: Row[Any]) -> Target:
    """Return the target of a row."""
    return Target(
        questionnaire_id=row.questionnaire_id,
        dimension_id=row.dimension_id,
        value=row.value,
        set_by=row.set_by,
        set_at=row.set_at,
        before_result=row.before_result,
    )


def of_importance(wave_id: str, importance: Importance) -> dict[str, Any]:
    """Return the row of a dimension's importance."""
    return {
        "wave_id": wave_id,
        "questionnaire_id": importance.questionnaire_id,
        "dimension_id": importance.dimension_id,
        "points": importance.points,
        "effort": importance.effort,
        "set_by": importance.set_by,
        "set_at": importance.set_at,
        "before_result": importance.before_result,
    }


def to_importance(row: Row[Any]) -> Importance:
    """Return the importance of a row."""
    return Importance(
        questionnaire_id=row.questionnaire_id,
        dimension_id=row.dimension_id,
        points=row.points,
        effort=row.effort,
        set_by=row.set_by,
        set_at=row.set_at,
        before_result=row.before_result,
    )


def of_action(action: Action) -> dict[str, Any]:
    """Return the row of an action."""
    return {
        "id": action.id,
        "assessment_id": action.assessment_id,
        "wave_id": action.wave_id,
        "questionnaire_id": action.questionnaire_id,
        "dimension_id": action.dimension_id,
        "what": action.what,
        "owner": action.owner,
        "due": action.due,
        "proof": action.proof,
        "state": action.state,
        "made_at": action.made_at,
        "decided_at": action.decided_at,
        "note": action.note,
    }


def to_action(row: Row[Any]) -> Action:
    """Return the action of a row."""
    return Action(
        id=row.id,
        assessment_id=row.assessment_id,
        wave_id=row.wave_id,
        questionnaire_id=row.questionnaire_id,
        dimension_id=row.dimension_id,
        what=row.what,
        owner=row.owner,
        due=row.due,
        proof=row.proof,
        state=row.state,
        made_at=row.made_at,
        decided_at=row.decided_at,
        note=row.note,
    )


def of_mirror(mirror: Mirror) -> dict[str, Any]:
    """Return the row of a mirror."""
    return {"wave_id": mirror.wave_id, "audience": mirror.audience, "mirror_wave_id": mirror.mirror_wave_id}


def to_mirror(row: Row[Any]) -> Mirror:
    """Return the mirror of a row."""
    return Mirror(wave_id=row.wave_id, audience=row.audience, mirror_wave_id=row.mirror_wave_id)
