"""Builds the records that the tests of the stores keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from assessments.model import (
    Action,
    Assessment,
    Importance,
    ItemKey,
    Live,
    Opening,
    Pinned,
    Response,
    Round,
    RoundState,
    Saved,
    Target,
    Wave,
)
from questionnaires.values import Answer

if TYPE_CHECKING:
    from assessments.ports import Store

# Half past five in the morning in India is midnight in London.
AT = datetime(2026, 3, 1, 5, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
AT_UTC = datetime(2026, 3, 1, 0, 0, 0, 123456, tzinfo=UTC)
LATER = AT_UTC + timedelta(hours=1)


def an_assessment(assessment_id: str = "a1", name: str = "Acme") -> Assessment:
    return Assessment(id=assessment_id, name=name, created_at=AT)


def a_wave(wave_id: str = "w1", assessment_id: str = "a1", *, label: str = "Q1", invited: int | None = 12) -> Wave:
    return Wave(
        id=wave_id,
        assessment_id=assessment_id,
        label=label,
        mode="anonymous",
        smallest_group=5,
        invited=invited,
        state="open",
        created_at=AT,
    )


def a_response(response_id: str = "r1", wave_id: str = "w1", **submitted: datetime) -> Response:
    return Response(
        id=response_id,
        wave_id=wave_id,
        role="manager",
        unit="Größe 😀",
        receipt="BCDF-GHJK",
        started_at=AT,
        submitted=submitted,
    )


def a_definition(questionnaire_id: str = "q1", digest: str = "d" * 64, **data: Any) -> Pinned:
    return Pinned(questionnaire_id=questionnaire_id, version="1.0.0", digest=digest, data=data)


def a_target(dimension_id: str = "", value: float = 66.6, questionnaire_id: str = "q1") -> Target:
    return Target(
        questionnaire_id=questionnaire_id,
        dimension_id=dimension_id,
        value=value,
        set_by="the board",
        set_at=AT,
        before_result=True,
    )


def an_importance(dimension_id: str = "d1", points: float = 33.3, questionnaire_id: str = "q1") -> Importance:
    return Importance(
        questionnaire_id=questionnaire_id,
        dimension_id=dimension_id,
        points=points,
        effort=3,
        set_by="the board",
        set_at=AT,
        before_result=False,
    )


def an_action(action_id: str = "x1", wave_id: str = "w1", *, due: date = date(2026, 6, 30)) -> Action:
    return Action(
        id=action_id,
        assessment_id="a1",
        wave_id=wave_id,
        questionnaire_id="q1",
        dimension_id="d1",
        what="Call every customer who left 😀.",
        owner="Zoë",
        due=due,
        proof="Fewer leave.",
        state="open",
        made_at=AT,
    )


def a_live_wave(wave_id: str = "w1", assessment_id: str = "a1", *, join_code: str | None = None) -> Wave:
    """Return a wave with a join code, ``JOIN-<id>`` unless it is said."""
    return replace(
        a_wave(wave_id, assessment_id),
        roles=("Führung", "team"),
        units=("north", "south"),
        join_code=join_code or f"JOIN-{wave_id}",
    )


def a_round(number: int = 1, *items: ItemKey, state: RoundState = "voting") -> Round:
    """Return a round on some items; on everything where none is said."""
    return Round(number=number, items=items or None, state=state, opened_at=AT)


def saved(value: Any = "focus", at: datetime = AT) -> Saved:
    return Saved(Answer(value=value), at=at)


def start(store: Store, response_id: str = "r1", wave_id: str = "w1") -> Response:
    """Keep a new response, whose code has the hash ``hash of <id>``, in the assessment a1."""
    response = a_response(response_id, wave_id)
    store.add_response(
        an_assessment(),
        a_wave(wave_id),
        response,
        organiser_hash="hash of the organiser key",
        resume_hash=f"hash of {response_id}",
    )
    return response


def start_live(store: Store, *response_ids: str, wave_id: str = "w1") -> None:
    """Keep a new live wave with these responses, whose codes have the hash ``hash of <id>``, and open its round 1."""
    store.add_wave(an_assessment(), a_live_wave(wave_id), [], organiser_hash="hash of the organiser key")
    for each in response_ids:
        store.join(a_response(each, wave_id), resume_hash=f"hash of {each}")
    store.open_round(wave_id, a_round())


def live_of(store: Store, wave_id: str = "w1") -> Live:
    live = store.live(wave_id)
    assert live is not None
    return live


def reveal(store: Store, *counting: str, number: int = 1, wave_id: str = "w1") -> None:
    """Reveal a round and let these responses count in it."""
    store.set_round_state(wave_id, number, "revealed")
    store.count(wave_id, number, frozenset(counting), LATER)


def an_opening(wave_id: str = "w2", after: str = "w1") -> Opening:
    """Return the opening of a live wave that was created later than the others of the samples."""
    return Opening(after=after, wave=replace(a_live_wave(wave_id), created_at=LATER), definitions=())


def a_lone_opening(wave_id: str = "w2", after: str = "w1", response_id: str = "r2") -> Opening:
    """Return the same for somebody who answers alone."""
    wave = replace(a_wave(wave_id), created_at=LATER)
    return Opening(after=after, wave=wave, definitions=(), response=a_response(response_id, wave_id))
