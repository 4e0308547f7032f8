"""Deletion, and how long everything else is kept, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessments.errors import UnknownResponseError
from assessments.retention_model import Stock
from storage import memory_live
from storage.deletion_rules import check_live, check_taking_out
from storage.memory_pool import MemoryPool

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.model import Live, Response
    from assessments.retention_model import Keeping


class MemoryDeletion(MemoryPool):
    """Implements ``assessments.ports_deletion.DeletionStore``."""

    def delete_assessment(self, assessment_id: str) -> None:
        """Delete an assessment with the mirrors of its waves and everything that belongs to any of them."""
        self.leave_pool(assessment_id)
        with self._lock:
            ids = self._with_mirrors(assessment_id)
            waves = {each.id for each in self._kept.waves.values() if each.assessment_id in ids}
            self._drop_responses({each.id for each in self._kept.responses.values() if each.wave_id in waves})
            kept, pool = self._kept, self._pool
            for of_wave in (kept.waves, kept.live):
                _drop(of_wave, waves)
            for first_is_wave in (kept.pins, kept.targets, kept.importance):
                _drop(first_is_wave, {key for key in first_is_wave if key[0] in waves})
            _drop(kept.mirrors, {key for key, e in kept.mirrors.items() if waves & {e.wave_id, e.mirror_wave_id}})
            for belongs in (kept.actions, kept.grants, kept.invitations, kept.trail, pool.files):
                _drop(belongs, {key for key, each in belongs.items() if each.assessment_id in ids})
            pool.counted = {each for each in pool.counted if each[0] not in waves}
            _drop(kept.assessments, ids)
            _drop(kept.keeping, ids)

    def delete_response(self, response_id: str) -> None:
        """Delete a response of a live wave with its answers; the wave's revision is raised.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: The wave is anonymous, and an answer of it counts; or it belongs to somebody who answers alone.
        """
        with self._lock:
            response, live = self._held(response_id)
            check_taking_out(self._kept.waves[response.wave_id].mode, counts=_counts(live, response_id))
            self._drop_responses({response_id})
            left = [(each, each.responses - {response_id}) for each in live.batches]
            batches = [replace(each, responses=people) for each, people in left if people]
            numbered = tuple(replace(each, number=place) for place, each in enumerate(batches, start=1))
            self._kept.live[response.wave_id] = memory_live.moved(live, batches=numbered)

    def detach_response(self, response_id: str, *, resume_hash: str, receipt: str) -> None:
        """Let no code lead to a response of a live wave any more, and delete its answers in votes it does not count in.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: It belongs to somebody who answers alone.
        """
        with self._lock:
            response, live = self._held(response_id)
            kept = self._kept
            _drop(kept.codes, {code for code, whose in kept.codes.items() if whose == response_id})
            kept.keep_response(replace(response, receipt=receipt), resume_hash)
            counting = {each.round_number for each in live.batches if response_id in each.responses}
            _drop(kept.answers, {key for key in kept.answers if key[0] == response_id and key[3] not in counting})
            kept.live[response.wave_id] = memory_live.moved(live)

    def counts(self, response_id: str) -> bool:
        """Say whether an answer of a response counts in what was revealed."""
        with self._lock:
            return any(_counts(each, response_id) for each in self._kept.live.values())

    def keeping(self, assessment_id: str) -> Keeping | None:
        """Return how long an assessment is kept, or None where nobody said."""
        with self._lock:
            return self._kept.keeping.get(assessment_id)

    def set_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept."""
        with self._lock:
            self._kept.check_assessment(assessment_id)
            self._kept.keeping[assessment_id] = keeping

    def promise_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept unless somebody said before; one that is gone changes nothing."""
        with self._lock:
            if assessment_id in self._kept.assessments:
                self._kept.keeping.setdefault(assessment_id, keeping)

    def stock(self, assessment_id: str) -> Stock | None:
        """Return how much there is of an assessment, or None where there is none."""
        with self._lock:
            if assessment_id not in self._kept.assessments:
                return None
            ids = self._with_mirrors(assessment_id)
            waves = {each.id: each for each in self._kept.waves.values() if each.assessment_id in ids}
            people = {each.id: each for each in self._kept.responses.values() if each.wave_id in waves}
            answers = [saved for key, (saved, _) in self._kept.answers.items() if key[0] in people]
            times = [self._kept.assessments[assessment_id].created_at, *(each.at for each in answers)]
            times += [each.created_at for each in waves.values()] + [each.started_at for each in people.values()]
            return Stock(max(times), len(waves), len(people), len(answers), len(ids) - 1)

    def wipe(self) -> bool:
        """Say that there is no file."""
        return True

    def _with_mirrors(self, assessment_id: str) -> set[str]:
        """Return an assessment's id and those of the mirrors of its waves."""
        waves = self._kept.waves
        own = {each.id for each in waves.values() if each.assessment_id == assessment_id}
        held = (each.mirror_wave_id for each in self._kept.mirrors.values() if each.wave_id in own)
        return {assessment_id, *(waves[each].assessment_id for each in held)}

    def _held(self, response_id: str) -> tuple[Response, Live]:
        """Return a response of a live wave with how far that is."""
        response = self._kept.responses.get(response_id)
        if response is None:
            raise UnknownResponseError
        live = self._kept.live.get(response.wave_id)
        check_live(live=live is not None)
        return response, self._kept.live_wave(response.wave_id)

    def _drop_responses(self, ids: Collection[str]) -> None:
        kept = self._kept
        _drop(kept.responses, ids)
        _drop(kept.codes, {code for code, whose in kept.codes.items() if whose in ids})
        _drop(kept.answers, {key for key in kept.answers if key[0] in ids})


def _drop(held: dict[Any, Any], keys: Collection[Any]) -> None:
    for key in keys:
        held.pop(key, None)


def _counts(live: Live, response_id: str) -> bool:
    return any(response_id in each.responses for each in live.batches)
