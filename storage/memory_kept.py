"""What the store in memory keeps, with the checks that a database would make by its keys."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from assessments.errors import UnknownResponseError, WaveClosedError
from assessments.model import Vote
from storage import memory_live
from storage.door_rules import first_grant, in_order
from storage.plain import as_utc

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.keys_model import Entry, Grant, Invitation
    from assessments.model import Action, Assessment, Importance, Live, Mirror, Pinned, Response, Saved, Target, Wave
    from assessments.retention_model import Keeping


@dataclass(slots=True)
class Kept:
    """The tables; whoever uses them holds the store's lock."""

    assessments: dict[str, Assessment] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    trail: dict[str, Entry] = field(default_factory=dict)
    waves: dict[str, Wave] = field(default_factory=dict)
    live: dict[str, Live] = field(default_factory=dict)
    pins: dict[tuple[str, str], tuple[Pinned, str]] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    answers: dict[tuple[str, str, str, int], tuple[Saved, str]] = field(default_factory=dict)
    targets: dict[tuple[str, str, str], Target] = field(default_factory=dict)
    importance: dict[tuple[str, str, str], Importance] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    mirrors: dict[tuple[str, str], Mirror] = field(default_factory=dict)
    keeping: dict[str, Keeping] = field(default_factory=dict)

    def check_assessment(self, assessment_id: str) -> None:
        """Raise ``ValueError`` where there is no such assessment."""
        if assessment_id not in self.assessments:
            raise ValueError("The assessment does not exist.")

    def check_wave(self, wave_id: str) -> None:
        """Raise ``ValueError`` where there is no such wave."""
        if wave_id not in self.waves:
            raise ValueError("The wave does not exist.")

    def check_new(self, response: Response, resume_hash: str) -> None:
        """Raise ``ValueError`` where the response's id or code is taken."""
        if response.id in self.responses or resume_hash in self.codes:
            raise ValueError("A response with this id or code exists.")

    def check_new_wave(self, wave: Wave) -> None:
        """Raise ``ValueError`` where the wave's id or join code is taken."""
        if wave.id in self.waves:
            raise ValueError("A wave with this id exists.")
        if wave.join_code is not None and wave.join_code in {each.join_code for each in self.waves.values()}:
            raise ValueError("A wave with this join code exists.")

    def check_wave_fits(self, wave: Wave, assessment: Assessment) -> None:
        """Raise ``ValueError`` where a new wave has no assessment, or its join code is taken."""
        if wave.id in self.waves:
            return
        if wave.assessment_id not in {assessment.id, *self.assessments}:
            raise ValueError("The assessment of the wave does not exist.")
        self.check_new_wave(wave)

    def keep_wave(self, assessment: Assessment, wave: Wave, organiser_hash: str) -> None:
        """Keep an assessment and a wave where they are new."""
        if self.assessments.setdefault(assessment.id, assessment) is assessment:
            self.keep_grant(first_grant(assessment, organiser_hash))
        if self.waves.setdefault(wave.id, wave).join_code is not None:
            self.live.setdefault(wave.id, memory_live.NEW)

    def keep_grant(self, grant: Grant) -> None:
        """Keep a grant.

        Raises:
            ValueError: Its id is taken.
        """
        if grant.id in self.grants:
            raise ValueError("A grant with this id exists.")
        self.grants[grant.id] = grant

    def grants_of(self, assessment_id: str) -> tuple[Grant, ...]:
        """Return the grants of an assessment, oldest first."""
        return tuple(in_order(each for each in self.grants.values() if each.assessment_id == assessment_id))

    def change_wave(self, wave_id: str, **changes: Any) -> None:
        """Change a wave; one that is live has another revision then."""
        self.waves[wave_id] = replace(self.waves[wave_id], **changes)
        if wave_id in self.live:
            self.live[wave_id] = memory_live.moved(self.live[wave_id])

    def close_wave(self, wave_id: str) -> None:
        """Close a wave that exists and is open."""
        if wave_id in self.waves and self.waves[wave_id].state == "open":
            self.change_wave(wave_id, state="closed")

    def keep_response(self, response: Response, resume_hash: str) -> None:
        """Keep a response with the hash of its code."""
        self.responses[response.id] = response
        self.codes[resume_hash] = response.id

    def live_wave(self, wave_id: str) -> Live:
        """Return how far a live wave is.

        Raises:
            ValueError: There is no live wave with this id.
        """
        if wave_id not in self.live:
            raise ValueError("The live wave does not exist.")
        return self.live[wave_id]

    def open_wave(self, wave_id: str) -> Live:
        """Return how far a live wave is that is open.

        Raises:
            ValueError: There is no live wave with this id.
            WaveClosedError: The wave is closed.
        """
        live = self.live_wave(wave_id)
        if self.waves[wave_id].state == "closed":
            raise WaveClosedError
        return live

    def open_response(self, response_id: str) -> Response:
        """Return a response whose wave is open.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        if response_id not in self.responses:
            raise UnknownResponseError
        response = self.responses[response_id]
        if self.waves[response.wave_id].state == "closed":
            raise WaveClosedError
        return response

    def of_wave(self, wave_id: str) -> tuple[Response, ...]:
        """Return the responses of a wave in the order of their ids."""
        found = [each for each in self.responses.values() if each.wave_id == wave_id]
        return tuple(sorted(found, key=lambda each: each.id))

    def waves_of(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""
        found = [each for each in self.waves.values() if each.assessment_id == assessment_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))

    def actions_of(self, assessment_id: str) -> tuple[Action, ...]:
        """Return the actions of an assessment, the first that is due first, then by the time they were made and id."""
        found = [each for each in self.actions.values() if each.assessment_id == assessment_id]
        return tuple(sorted(found, key=lambda each: (each.due, each.made_at, each.id)))

    def pinned(self, wave_id: str) -> dict[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
        found = {key[1]: thawed(*held) for key, held in self.pins.items() if key[0] == wave_id}
        return dict(sorted(found.items()))

    def votes(self, wave_id: str) -> tuple[Vote, ...]:
        """Return the answers of a wave in the order of their keys."""
        ids = {each.id for each in self.of_wave(wave_id)}
        return tuple(Vote(*key, answered(*self.answers[key])) for key in sorted(self.answers) if key[0] in ids)


class Locked:
    """The tables and the lock under which they are used; base of the parts of the store."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._kept = Kept()


def in_utc(assessment: Assessment) -> Assessment:
    """Return an assessment with its time in UTC."""
    return replace(assessment, created_at=as_utc(assessment.created_at))


def wave_in_utc(wave: Wave) -> Wave:
    """Return a wave with its times in UTC."""
    return replace(wave, created_at=as_utc(wave.created_at), closes_at=time_in_utc(wave.closes_at))


def time_in_utc(time: datetime | None) -> datetime | None:
    """Return a time in UTC where there is one."""
    return None if time is None else as_utc(time)


def begun_in_utc(response: Response) -> Response:
    """Return a response with its times in UTC."""
    submitted = {each: as_utc(time) for each, time in sorted(response.submitted.items())}
    return replace(response, started_at=as_utc(response.started_at), submitted=submitted)


def live_in_utc(live: Live) -> Live:
    """Return how far a live wave is, with its times in UTC."""
    rounds = tuple(replace(each, opened_at=as_utc(each.opened_at)) for each in live.rounds)
    batches = tuple(replace(each, counted_at=as_utc(each.counted_at)) for each in live.batches)
    return replace(live, rounds=rounds, batches=batches)


def action_in_utc(action: Action) -> Action:
    """Return an action with its times in UTC."""
    return replace(action, made_at=as_utc(action.made_at), decided_at=time_in_utc(action.decided_at))


# Values are kept as JSON text, so that nobody changes what is kept by changing a dict that was handed in or out.
def thawed(definition: Pinned, data: str) -> Pinned:
    """Return a definition with the data it was kept with."""
    return replace(definition, data=json.loads(data))


def answered(saved: Saved, value: str) -> Saved:
    """Return an answer with the value it was kept with."""
    return replace(saved, answer=replace(saved.answer, value=json.loads(value)))
