"""The store in memory, for tests: it keeps what a database would keep, and forgets it at the end."""

from __future__ import annotations

import json
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from assessments.errors import AlreadySubmittedError, UnknownResponseError, WaveClosedError
from storage.plain import as_utc, dumps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Assessment, Pinned, Response, Saved, Target, Wave


class MemoryStore:
    """Implements ``assessments.ports.Store``, for one process and any number of threads."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._assessments: dict[str, Assessment] = {}
        self._organisers: dict[str, str] = {}
        self._waves: dict[str, Wave] = {}
        self._pins: dict[tuple[str, str], tuple[Pinned, str]] = {}
        self._responses: dict[str, Response] = {}
        self._codes: dict[str, str] = {}
        self._answers: dict[tuple[str, str, str], tuple[Saved, str]] = {}
        self._targets: dict[tuple[str, str, str], Target] = {}

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""
        assessment = replace(assessment, created_at=as_utc(assessment.created_at))
        wave = replace(wave, created_at=as_utc(wave.created_at))
        submitted = {each: as_utc(time) for each, time in response.submitted.items()}
        response = replace(response, started_at=as_utc(response.started_at), submitted=submitted)
        with self._lock:
            if response.id in self._responses or resume_hash in self._codes:
                raise ValueError("A response with this id or code exists.")
            if wave.id not in self._waves and wave.assessment_id not in {assessment.id, *self._assessments}:
                raise ValueError("The assessment of the wave does not exist.")
            if response.wave_id not in {wave.id, *self._waves}:
                raise ValueError("The wave of the response does not exist.")
            self._assessments.setdefault(assessment.id, assessment)
            self._organisers.setdefault(assessment.id, organiser_hash)
            self._waves.setdefault(wave.id, wave)
            self._responses[response.id] = response
            self._codes[resume_hash] = response.id

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""
        data = dumps(definition.data)
        with self._lock:
            self._check_wave(wave_id)
            return _thawed(*self._pins.setdefault((wave_id, definition.questionnaire_id), (definition, data)))

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
        with self._lock:
            found = {key[1]: _thawed(*held) for key, held in self._pins.items() if key[0] == wave_id}
        return dict(sorted(found.items()))

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""
        with self._lock:
            return self._assessments.get(assessment_id)

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""
        with self._lock:
            if assessment_id in self._assessments:
                self._assessments[assessment_id] = replace(self._assessments[assessment_id], name=name)

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""
        with self._lock:
            return self._waves.get(wave_id)

    def close_wave(self, wave_id: str) -> None:
        """Close a wave; closing it twice changes nothing."""
        with self._lock:
            if wave_id in self._waves:
                self._waves[wave_id] = replace(self._waves[wave_id], state="closed")

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""
        with self._lock:
            return self._responses.get(response_id)

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""
        with self._lock:
            return self._responses.get(self._codes.get(resume_hash, ""))

    def save_answer(self, response_id: str, questionnaire_id: str, item_id: str, saved: Saved | None) -> None:
        """Keep one answer in place of the item's earlier one; None takes the answer back.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
        """
        key = (response_id, questionnaire_id, item_id)
        kept = None if saved is None else (replace(saved, at=as_utc(saved.at)), dumps(saved.answer.value))
        with self._lock:
            if questionnaire_id in self._open_response(response_id).submitted:
                raise AlreadySubmittedError
            if kept is None:
                self._answers.pop(key, None)
            else:
                self._answers[key] = kept

    def answers(self, response_id: str, questionnaire_id: str) -> Mapping[str, Saved]:
        """Return item id to the saved answer, in the order of the ids."""
        wanted = (response_id, questionnaire_id)
        with self._lock:
            found = {key[2]: _answered(*kept) for key, kept in self._answers.items() if key[:2] == wanted}
        return dict(sorted(found.items()))

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        with self._lock:
            held = self._open_response(response.id)
            at = as_utc(response.submitted[questionnaire_id])
            self._responses[held.id] = replace(held, submitted={questionnaire_id: at, **held.submitted})

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""
        kept = [replace(target, set_at=as_utc(target.set_at)) for target in targets]
        with self._lock:
            for each in kept:
                self._check_wave(wave_id)
                self._targets[wave_id, each.questionnaire_id, each.dimension_id] = each

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target, in the order of the ids; the key "" is the whole questionnaire's."""
        with self._lock:
            found = {key[2]: target for key, target in self._targets.items() if key[:2] == (wave_id, questionnaire_id)}
        return dict(sorted(found.items()))

    def _check_wave(self, wave_id: str) -> None:
        if wave_id not in self._waves:
            raise ValueError("The wave does not exist.")

    def _open_response(self, response_id: str) -> Response:
        if response_id not in self._responses:
            raise UnknownResponseError
        response = self._responses[response_id]
        if self._waves[response.wave_id].state == "closed":
            raise WaveClosedError
        return response


# Values are kept as JSON text, so that nobody changes what is kept by changing a dict that was handed in or out.
def _thawed(definition: Pinned, data: str) -> Pinned:
    return replace(definition, data=json.loads(data))


def _answered(saved: Saved, value: str) -> Saved:
    return replace(saved, answer=replace(saved.answer, value=json.loads(value)))
