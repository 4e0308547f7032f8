"""The store in memory, for tests: it keeps what a database would keep, and forgets it at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessments.errors import AlreadySubmittedError, WaveClosedError
from assessments.model import Saved
from questionnaires.values import Answer
from storage.memory_aims import MemoryAims
from storage.memory_deletion import MemoryDeletion
from storage.memory_doors import MemoryDoors
from storage.memory_kept import answered, begun_in_utc, in_utc, thawed, time_in_utc, wave_in_utc
from storage.memory_mirrors import MemoryMirrors
from storage.memory_moves import MemoryMoves
from storage.memory_next import open_next
from storage.memory_whole import MemoryWhole
from storage.plain import as_utc, dumps
from storage.rules import check_answer, check_lone_answer, check_moving, check_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assessments.model import Assessment, Opening, Pinned, Response, Vote, Wave


class MemoryStore(MemoryMoves, MemoryAims, MemoryDoors, MemoryMirrors, MemoryDeletion, MemoryWhole):
    """Implements ``assessments.ports.Store``, for one process and any number of threads."""

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""
        assessment, wave, response = in_utc(assessment), wave_in_utc(wave), begun_in_utc(response)
        with self._lock:
            self._kept.check_new(response, resume_hash)
            self._kept.check_wave_fits(wave, assessment)
            if response.wave_id not in {wave.id, *self._kept.waves}:
                raise ValueError("The wave of the response does not exist.")
            self._kept.keep_wave(assessment, wave, organiser_hash)
            self._kept.keep_response(response, resume_hash)

    def add_wave(
        self, assessment: Assessment, wave: Wave, definitions: Sequence[Pinned], *, organiser_hash: str
    ) -> None:
        """Keep a new wave with the definitions pinned to it; its assessment too, where that is new."""
        assessment, wave = in_utc(assessment), wave_in_utc(wave)
        pins = [(each, dumps(each.data)) for each in definitions]
        with self._lock:
            self._kept.check_new_wave(wave)
            self._kept.check_wave_fits(wave, assessment)
            self._kept.keep_wave(assessment, wave, organiser_hash)
            for pin in pins:
                self._kept.pins.setdefault((wave.id, pin[0].questionnaire_id), pin)

    def add_next_wave(self, opening: Opening, *, resume_hash: str | None = None) -> None:
        """Keep the next wave of an assessment with everything it begins with, in one transaction.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
        """
        with self._lock:
            open_next(self._kept, opening, resume_hash)

    def set_closing(self, wave_id: str, closes_at: datetime | None) -> None:
        """Say from when on a wave takes no answer.

        Raises:
            WaveClosedError: The wave is closed.
        """
        closes_at = time_in_utc(closes_at)
        with self._lock:
            self._kept.check_wave(wave_id)
            if self._kept.waves[wave_id].state == "closed":
                raise WaveClosedError
            self._kept.change_wave(wave_id, closes_at=closes_at)

    def join(self, response: Response, *, resume_hash: str) -> None:
        """Keep a new response in a wave that exists.

        Raises:
            WaveClosedError: The wave is closed.
        """
        response = begun_in_utc(response)
        with self._lock:
            self._kept.open_wave(response.wave_id)
            check_time(self._kept.waves[response.wave_id].closes_at, response.started_at)
            self._kept.check_new(response, resume_hash)
            self._kept.keep_response(response, resume_hash)

    def set_groups(self, response_id: str, *, role: str, unit: str) -> None:
        """Put a response of a live wave into another role and unit, as long as no answer of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """
        self._tell(response_id, role=role, unit=unit)

    def set_link(self, response_id: str, link: str) -> None:
        """Link a response of a live wave to those of the same person in other waves, as long as none of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """
        self._tell(response_id, link=link)

    def assessment_by_key(self, organiser_hash: str) -> Assessment | None:
        """Return the assessment that a key with this hash opens, in whatever role, or None."""
        with self._lock:
            keys = [each for each in self._kept.grants.values() if (each.kind, each.hash) == ("key", organiser_hash)]
            found = [self._kept.assessments[each.assessment_id] for each in keys]
        return min(found, key=lambda each: (each.created_at, each.id), default=None)

    def waves(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""
        with self._lock:
            return self._kept.waves_of(assessment_id)

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
            return self._kept.pinned(wave_id)

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
            self._kept.close_wave(wave_id)

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""
        with self._lock:
            return self._kept.responses.get(response_id)

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""
        with self._lock:
            return self._kept.responses.get(self._kept.codes.get(resume_hash, ""))

    def save_answer(
        self,
        response_id: str,
        questionnaire_id: str,
        item_id: str,
        saved: Saved | None,
        *,
        round_number: int = 1,
        at: datetime | None = None,
    ) -> None:
        """Keep one answer in place of the item's earlier one in the same round; None takes the answer back.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
            RoundClosedError: The round does not take the answer.
        """
        key = (response_id, questionnaire_id, item_id, round_number)
        given_at = saved.at if at is None and saved is not None else at
        kept = None if saved is None else (replace(saved, at=as_utc(saved.at)), dumps(saved.answer.value))
        with self._lock:
            response = self._kept.open_response(response_id)
            check_time(self._kept.waves[response.wave_id].closes_at, given_at)
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

    def bare_votes(self, wave_id: str) -> Sequence[Vote]:
        """Return the answers of a wave without comment, reason, evidence and time of their own, in no order."""
        wave = self.wave(wave_id)
        if wave is None:
            return ()
        return tuple(
            replace(each, saved=Saved(Answer(each.saved.answer.kind, each.saved.answer.value), wave.created_at))
            for each in self.votes(wave_id)
        )

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        with self._lock:
            held = self._kept.open_response(response.id)
            at = as_utc(response.submitted[questionnaire_id])
            check_time(self._kept.waves[held.wave_id].closes_at, at)
            self._kept.responses[held.id] = begun_in_utc(
                replace(held, submitted={questionnaire_id: at, **held.submitted})
            )

    def _tell(self, response_id: str, **told: Any) -> None:
        with self._lock:
            held = self._kept.open_response(response_id)
            live = self._kept.live.get(held.wave_id)
            check_moving(counts=any(response_id in batch.responses for batch in (live.batches if live else ())))
            self._kept.responses[response_id] = replace(held, **told)
