"""Opens the next wave of an assessment in the tables of the store in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage import memory_live
from storage.memory_kept import begun_in_utc, wave_in_utc
from storage.next_rules import check_next
from storage.plain import as_utc, dumps

if TYPE_CHECKING:
    from assessments.model import Opening
    from storage.memory_kept import Kept


def open_next(kept: Kept, opening: Opening, resume_hash: str | None) -> None:
    """Keep the next wave with everything it begins with; the lone one before it is closed.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
    """
    wave, response = wave_in_utc(opening.wave), opening.response and begun_in_utc(opening.response)
    pins = [(each, dumps(each.data)) for each in opening.definitions]
    targets = [replace(each, set_at=as_utc(each.set_at)) for each in opening.targets]
    importance = [replace(each, set_at=as_utc(each.set_at)) for each in opening.importance]
    vote = opening.vote and replace(opening.vote, opened_at=as_utc(opening.vote.opened_at))
    kept.check_new_wave(wave)
    if response is not None and resume_hash is not None:
        kept.check_new(response, resume_hash)
    check_next(opening, resume_hash, [each for each in kept.waves.values() if each.assessment_id == wave.assessment_id])
    if wave.join_code is None:
        kept.close_wave(opening.after)
    else:
        kept.live[wave.id] = replace(memory_live.NEW, screen="progress", rounds=(vote,)) if vote else memory_live.NEW
    kept.waves[wave.id] = wave
    for pin in pins:
        kept.pins.setdefault((wave.id, pin[0].questionnaire_id), pin)
    kept.targets.update({(wave.id, each.questionnaire_id, each.dimension_id): each for each in targets})
    kept.importance.update({(wave.id, each.questionnaire_id, each.dimension_id): each for each in importance})
    if response is not None and resume_hash is not None:
        kept.keep_response(response, resume_hash)
