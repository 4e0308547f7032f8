"""The store in memory, for tests: it keeps what a database would keep, and forgets it at the end."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from assessments.errors import AlreadySubmittedError
from storage import memory_live
from storage.memory_kept import Kept, answered, begun_in_utc, in_utc, thawed
from storage.plain import as_utc, dumps
from storage.rules import check_answer, check_lone_answer, check_moving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assessments.model import (
        Assessment,
        Live,
        Pinned,
        Response,
        Round,
        RoundState,
        Saved,
        Tally,
        Target,
        Vote,
        Wave,
    )


class MemoryStore:
    """Implements ``assessments.ports.Store``, for one process and any number of threads."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = Lock()
        self._kept = Kept()

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""
        assessment, wave, response = in_utc(assessment), in_utc(wave), begun_in_utc(response)
        with self._lock:
            self._kept.check_new(response, resume_hash)
            self._kept.check_wave_fits(wave, assessment)
            if response.wave_id not in {wave.id, *self._kept.waves}:
                raise ValueError("The wave of the response does not exist.")
            self._kept.keep_wave(assessment, wave, organiser_hash)
            self._kept.responses[response.id] = response
            self._kept.codes[resume_hash] = response.id

    def add_wave(
        self, assessment: Assessment, wave: Wave, definitions: Sequence[Pinned], *, organiser_hash: str
    ) -> None:
        """Keep a new wave with the definitions pinned to it; its assessment too, where that is new."""
        assessment, wave = in_utc(assessment), in_utc(wave)
        pins = [(each, dumps(each.data)) for each in definitions]
        with self._lock:
            if wave.id in self._kept.waves:
                raise ValueError("A wave with this id exists.")
            self._kept.check_wave_fits(wave, assessment)
            self._kept.keep_wave(assessment, wave, organiser_hash)
            for pin in pins:
                self._kept.pins.setdefault((wave.id, pin[0].questionnaire_id), pin)

    def join(self, response: Response, *, resume_hash: str) -> None:
        """Keep a new response in a wave that exists.

        Raises:
            WaveClosedError: The wave is closed.
        """
        response = begun_in_utc(response)
        with self._lock:
            self._kept.open_wave(response.wave_id)
            self._kept.check_new(response, resume_hash)
            self._kept.responses[response.id] = response
            self._kept.codes[resume_hash] = response.id

    def set_groups(self, response_id: str, *, role: str, unit: str) -> None:
        """Put a response of a live wave into another role and unit, as long as no answer of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """
        with self._lock:
            held = self._kept.open_response(response_id)
            live = self._kept.live.get(held.wave_id)
            check_moving(counts=any(response_id in batch.responses for batch in (live.batches if live else ())))
            self._kept.responses[response_id] = replace(held, role=role, unit=unit)

    def assessment_by_key(self, organiser_hash: str) -> Assessment | None:
        """Return the assessment whose organiser key has this hash, or None."""
        with self._lock:
            found = [
                each for each in self._kept.assessments.values() if self._kept.organisers[each.id] == organiser_hash
            ]
        return min(found, key=lambda each: (each.created_at, each.id), default=None)

    def waves(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""
        with self._lock:
            found = [each for each in self._kept.waves.values() if each.assessment_id == assessment_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))

    def wave_by_join_code(self, join_code: str) -> Wave | None:
        """Return the wave with this join code, as it was kept, or None."""
        with self._lock:
            return next((each for each in self._kept.waves.values() if each.join_code == join_code), None)

    def responses(self, wave_id: str) -> tuple[Response, ...]:
        """Return the responses of a wave in the order of their ids."""
        with self._lock:
            return self._kept.of_wave(wave_id)

    def response_by_receipt(self, wave_id: str, receipt: str) -> Response | None:
        """Return the response of a wave with this receipt, or None."""
        with self._lock:
            return next((each for each in self._kept.of_wave(wave_id) if each.receipt == receipt), None)

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""
        data = dumps(definition.data)
        with self._lock:
            self._kept.check_wave(wave_id)
            return thawed(*self._kept.pins.setdefault((wave_id, definition.questionnaire_id), (definition, data)))

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
        with self._lock:
            found = {key[1]: thawed(*held) for key, held in self._kept.pins.items() if key[0] == wave_id}
        return dict(sorted(found.items()))

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""
        with self._lock:
            return self._kept.assessments.get(assessment_id)

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""
        with self._lock:
            if assessment_id in self._kept.assessments:
                self._kept.assessments[assessment_id] = replace(self._kept.assessments[assessment_id], name=name)

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""
        with self._lock:
            return self._kept.waves.get(wave_id)

    def close_wave(self, wave_id: str) -> None:
        """Close a wave for good, so that no answer comes in any more; closing it twice changes nothing."""
        with self._lock:
            if wave_id in self._kept.waves and self._kept.waves[wave_id].state == "open":
                self._kept.waves[wave_id] = replace(self._kept.waves[wave_id], state="closed")
                if wave_id in self._kept.live:
                    self._kept.live[wave_id] = memory_live.moved(self._kept.live[wave_id])

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""
        with self._lock:
            return self._kept.responses.get(response_id)

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""
        with self._lock:
            return self._kept.responses.get(self._kept.codes.get(resume_hash, ""))

    def save_answer(
        self, response_id: str, questionnaire_id: str, item_id: str, saved: Saved | None, *, round_number: int = 1
    ) -> None:
        """Keep one answer in place of the item's earlier one in the same round; None takes the answer back.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
            RoundClosedError: The round does not take the answer.
        """
        key = (response_id, questionnaire_id, item_id, round_number)
        kept = None if saved is None else (replace(saved, at=as_utc(saved.at)), dumps(saved.answer.value))
        with self._lock:
            response = self._kept.open_response(response_id)
            if questionnaire_id in response.submitted:
                raise AlreadySubmittedError
            live = self._kept.live.get(response.wave_id)
            if live is None:
                check_lone_answer(round_number)
            else:
                counts = response_id in live.counted(round_number)
                check_answer(live.round, round_number, (questionnaire_id, item_id), late=live.late, counts=counts)
            if kept is None:
                self._kept.answers.pop(key, None)
            else:
                self._kept.answers[key] = kept

    def answers(self, response_id: str, questionnaire_id: str, *, round_number: int = 1) -> Mapping[str, Saved]:
        """Return item id to the answer saved in a round, in the order of the ids."""
        wanted = (response_id, questionnaire_id, round_number)
        with self._lock:
            found = {
                item_id: answered(*kept)
                for (*whose, item_id, number), kept in self._kept.answers.items()
                if (*whose, number) == wanted
            }
        return dict(sorted(found.items()))

    def votes(self, wave_id: str, *, response_id: str | None = None) -> tuple[Vote, ...]:
        """Return the answers of a wave, or of one response in it, by response, questionnaire, item and round."""
        with self._lock:
            found = self._kept.votes(wave_id)
        return tuple(each for each in found if response_id in {None, each.response_id})

    def tally(self, wave_id: str, round_number: int) -> Tally:
        """Count what has come in; every role of a response in the wave appears, sorted."""
        with self._lock:
            live = self._kept.live.get(wave_id)
            return memory_live.tally_of(self._kept.of_wave(wave_id), self._kept.votes(wave_id), live, round_number)

    def live(self, wave_id: str) -> Live | None:
        """Return how far a live wave is; None where there is no such wave or it has no join code."""
        with self._lock:
            return self._kept.live.get(wave_id)

    def open_round(self, wave_id: str, opened: Round) -> None:
        """Open the next vote: its number follows the newest round's, and that one has been revealed.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: Another vote was opened, or the newest one has not been revealed.
        """
        with self._lock:
            self._kept.live[wave_id] = memory_live.with_round(self._kept.open_wave(wave_id), opened)

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        """Stop, reopen or reveal the newest round; what was revealed stays so.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round is not the newest one, or was revealed before.
        """
        with self._lock:
            self._kept.live[wave_id] = memory_live.with_state(self._kept.open_wave(wave_id), number, state)

    def count(self, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
        """Let the answers that responses gave in a round count from now on, together; none of them can then change.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round does not exist, or still takes votes of everybody.
        """
        with self._lock:
            live = memory_live.with_batch(self._kept.open_wave(wave_id), round_number, responses, at)
            if not responses <= {each.id for each in self._kept.of_wave(wave_id)}:
                raise ValueError("A response does not exist in this wave.")
            self._kept.live[wave_id] = live

    def set_screen(self, wave_id: str, screen: str) -> None:
        """Say what the projector shows; also in a closed wave."""
        with self._lock:
            self._kept.live[wave_id] = memory_live.moved(self._kept.live_wave(wave_id), screen=screen)

    def set_late(self, wave_id: str, *, late: bool) -> None:
        """Say whether those who do not count yet may answer after a reveal."""
        with self._lock:
            self._kept.live[wave_id] = memory_live.moved(self._kept.live_wave(wave_id), late=late)

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        with self._lock:
            held = self._kept.open_response(response.id)
            at = as_utc(response.submitted[questionnaire_id])
            self._kept.responses[held.id] = replace(held, submitted={questionnaire_id: at, **held.submitted})

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""
        kept = [replace(target, set_at=as_utc(target.set_at)) for target in targets]
        with self._lock:
            for each in kept:
                self._kept.check_wave(wave_id)
                self._kept.targets[wave_id, each.questionnaire_id, each.dimension_id] = each

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target, in the order of the ids; the key "" is the whole questionnaire's."""
        with self._lock:
            found = {
                key[2]: target for key, target in self._kept.targets.items() if key[:2] == (wave_id, questionnaire_id)
            }
        return dict(sorted(found.items()))
