"""What an organisation aims at and promises, in memory: targets, the importance of dimensions, actions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.memory_kept import Locked, action_in_utc
from storage.plain import as_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Action, Importance, Target


class MemoryAims(Locked):
    """Implements the part of ``assessments.ports.Store`` that is about aims."""

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""
        kept = [replace(each, set_at=as_utc(each.set_at)) for each in targets]
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

    def set_importance(self, wave_id: str, importance: Sequence[Importance]) -> None:
        """Keep the importance of dimensions in place of what was kept for the same ones."""
        kept = [replace(each, set_at=as_utc(each.set_at)) for each in importance]
        with self._lock:
            for each in kept:
                self._kept.check_wave(wave_id)
                self._kept.importance[wave_id, each.questionnaire_id, each.dimension_id] = each

    def importance(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Importance]:
        """Return dimension id to its importance, in the order of the ids."""
        with self._lock:
            found = {
                key[2]: each for key, each in self._kept.importance.items() if key[:2] == (wave_id, questionnaire_id)
            }
        return dict(sorted(found.items()))

    def put_action(self, action: Action) -> None:
        """Keep an action, in place of the one with the same id."""
        action = action_in_utc(action)
        with self._lock:
            self._kept.check_wave(action.wave_id)
            self._kept.check_assessment(action.assessment_id)
            self._kept.actions[action.id] = action

    def actions(self, assessment_id: str) -> tuple[Action, ...]:
        """Return the actions of an assessment, the first that is due first, then by the time they were made and id."""
        with self._lock:
            return self._kept.actions_of(assessment_id)
