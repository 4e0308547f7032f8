"""Whole assessments in memory: read, and kept with all their answers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.kept import Kept, KeptResponse, KeptWave
from storage.door_rules import first_grant, first_key
from storage.memory_kept import Locked, action_in_utc, begun_in_utc, in_utc, live_in_utc, wave_in_utc
from storage.plain import as_utc, dumps
from storage.whole_rules import check_filled, check_following, check_free, check_same, check_whole, keys_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from assessments.model import Assessment, Pinned, Saved, Wave
    from storage import memory_kept
    from storage.whole_rules import Key

Answers = dict[tuple[str, str, str, int], "tuple[Saved, str]"]
Pins = dict[tuple[str, str], "tuple[Pinned, str]"]


class MemoryWhole(Locked):
    """Implements the part of ``assessments.ports.Store`` that is about whole assessments."""

    def assessments(self) -> tuple[Assessment, ...]:
        """Return all assessments, oldest first."""
        with self._lock:
            found = [*self._kept.assessments.values()]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))

    def everything(self, assessment_id: str) -> Kept | None:
        """Return an assessment with everything that belongs to it, as it is at one moment, or None."""
        with self._lock:
            kept = self._kept
            if assessment_id not in kept.assessments:
                return None
            return Kept(
                assessment=kept.assessments[assessment_id],
                organiser_hash=first_key(kept.grants_of(assessment_id)).hash,
                waves=tuple(_read(kept, each) for each in kept.waves_of(assessment_id)),
                actions=kept.actions_of(assessment_id),
            )

    def add_everything(self, kept: Kept) -> None:
        """Keep a new assessment with everything that belongs to it."""
        check_whole(kept)
        assessment, actions = in_utc(kept.assessment), [action_in_utc(each) for each in kept.actions]
        waves = [_in_utc(each) for each in kept.waves]
        with self._lock:
            _check_free(self._kept, [("assessment", [assessment.id]), *keys_of(waves, actions)])
            answers, pins = _answers(waves), _pins(self._kept, waves)
            self._kept.assessments[assessment.id] = assessment
            self._kept.keep_grant(first_grant(assessment, kept.organiser_hash))
            _keep(self._kept, waves, answers, pins)
            self._kept.actions.update({each.id: each for each in actions})

    def add_filled_wave(self, after: str, wave: KeptWave) -> None:
        """Keep the next wave of an assessment with its answers.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
        """
        check_filled(wave)
        waves = [_in_utc(wave)]
        with self._lock:
            check_following(after, wave, self._kept.waves_of(wave.wave.assessment_id))
            _check_free(self._kept, keys_of(waves))
            answers, pins = _answers(waves), _pins(self._kept, waves)
            if wave.live is None:
                self._kept.close_wave(after)
            _keep(self._kept, waves, answers, pins)


def _read(kept: memory_kept.Kept, wave: Wave) -> KeptWave:
    hashes = {response_id: resume_hash for resume_hash, response_id in kept.codes.items()}
    return KeptWave(
        wave=wave,
        definitions=tuple(kept.pinned(wave.id).values()),
        responses=tuple(KeptResponse(each, hashes[each.id]) for each in kept.of_wave(wave.id)),
        votes=kept.votes(wave.id),
        live=kept.live.get(wave.id),
        targets=tuple(
            each for key, each in sorted(kept.targets.items(), key=lambda pair: pair[0]) if key[0] == wave.id
        ),
        importance=tuple(
            each for key, each in sorted(kept.importance.items(), key=lambda pair: pair[0]) if key[0] == wave.id
        ),
    )


def _in_utc(filled: KeptWave) -> KeptWave:
    return replace(
        filled,
        wave=wave_in_utc(filled.wave),
        responses=tuple(replace(each, response=begun_in_utc(each.response)) for each in filled.responses),
        live=filled.live and live_in_utc(filled.live),
        targets=tuple(replace(each, set_at=as_utc(each.set_at)) for each in filled.targets),
        importance=tuple(replace(each, set_at=as_utc(each.set_at)) for each in filled.importance),
    )


def _answers(waves: Sequence[KeptWave]) -> Answers:
    """Return the answers of waves as they are kept.

    Raises:
        ValueError: One is there twice, a value is no plain JSON, or a time has no zone.
    """
    votes = [vote for filled in waves for vote in filled.votes]
    found = {
        (each.response_id, each.questionnaire_id, each.item_id, each.round_number): (
            replace(each.saved, at=as_utc(each.saved.at)),
            dumps(each.saved.answer.value),
        )
        for each in votes
    }
    if len(found) < len(votes):
        raise ValueError("An answer is there twice.")
    return found


def _pins(kept: memory_kept.Kept, waves: Sequence[KeptWave]) -> Pins:
    """Return what is pinned to waves, a definition that is known as it is known.

    Raises:
        ValueError: A definition is not the one that is kept under its digest.
    """
    texts = {each.digest: text for each, text in kept.pins.values()}
    found: Pins = {}
    for filled in waves:
        for each in filled.definitions:
            text = texts.setdefault(each.digest, dumps(each.data))
            check_same(each, json.loads(text))
            found[filled.wave.id, each.questionnaire_id] = (each, text)
    return found


def _check_free(kept: memory_kept.Kept, keys: Iterable[tuple[Key, Sequence[str]]]) -> None:
    held: Mapping[Key, Container[str | None]] = {
        "assessment": kept.assessments,
        "wave": kept.waves,
        "join code": {each.join_code for each in kept.waves.values()},
        "response": kept.responses,
        "resume code": kept.codes,
        "action": kept.actions,
    }
    check_free(keys, lambda kind, values: next((each for each in values if each in held[kind]), None))


def _keep(kept: memory_kept.Kept, waves: Sequence[KeptWave], answers: Answers, pins: Pins) -> None:
    kept.answers.update(answers)
    kept.pins.update(pins)
    for filled in waves:
        wave_id = filled.wave.id
        kept.waves[wave_id] = filled.wave
        if filled.live is not None:
            kept.live[wave_id] = filled.live
        for each in filled.responses:
            kept.keep_response(each.response, each.resume_hash)
        kept.targets.update({(wave_id, each.questionnaire_id, each.dimension_id): each for each in filled.targets})
        kept.importance.update(
            {(wave_id, each.questionnaire_id, each.dimension_id): each for each in filled.importance}
        )
