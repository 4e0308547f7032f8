"""Which wave mirrors which, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage import memory_live
from storage.memory_kept import Locked, in_utc, wave_in_utc
from storage.mirror_rules import check_mirror, check_unmirrored
from storage.plain import as_utc, dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Assessment, Mirror, Pinned, Round, Wave


class MemoryMirrors(Locked):
    """Implements the part of ``assessments.ports.Store`` that is about mirrors."""

    def add_mirror(
        self,
        mirror: Mirror,
        assessment: Assessment,
        wave: Wave,
        definitions: Sequence[Pinned],
        vote: Round,
        *,
        organiser_hash: str,
    ) -> None:
        """Keep a new assessment with the one live wave that mirrors a wave of another one, its first vote under way.

        Raises:
            MoveError: The wave is mirrored for this audience already.
        """
        check_mirror(mirror, assessment, wave, vote)
        assessment, wave = in_utc(assessment), wave_in_utc(wave)
        vote = replace(vote, opened_at=as_utc(vote.opened_at))
        pins = [(each, dumps(each.data)) for each in definitions]
        with self._lock:
            self._kept.check_wave(mirror.wave_id)
            check_unmirrored(mirror, self._kept.mirrors.values())
            if assessment.id in self._kept.assessments:
                raise ValueError("An assessment with this id exists.")
            self._kept.check_new_wave(wave)
            self._kept.keep_wave(assessment, wave, organiser_hash)
            self._kept.live[wave.id] = replace(memory_live.NEW, screen="progress", rounds=(vote,))
            for pin in pins:
                self._kept.pins.setdefault((wave.id, pin[0].questionnaire_id), pin)
            self._kept.mirrors[mirror.wave_id, mirror.audience] = mirror

    def mirrors(self, wave_id: str) -> tuple[Mirror, ...]:
        """Return the mirrors of a wave in the order of their audiences."""
        with self._lock:
            found = [each for each in self._kept.mirrors.values() if each.wave_id == wave_id]
        return tuple(sorted(found, key=lambda each: each.audience))

    def mirrored_by(self, mirror_wave_id: str) -> Mirror | None:
        """Return what a wave mirrors, or None where it is no mirror."""
        with self._lock:
            found = [each for each in self._kept.mirrors.values() if each.mirror_wave_id == mirror_wave_id]
        return next(iter(found), None)
