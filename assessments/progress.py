"""How far a respondent is in one questionnaire: what is asked, what is answered, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.conditions import asked_items

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.model import Saved
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a respondent stands.

    Attributes:
        asked: The items that are asked, in order.
        answered: Ids of those with an answer ("don't know" is one).
        last_saved: When anything was last kept; None before the first answer.
    """

    asked: tuple[Item, ...]
    answered: frozenset[str]
    last_saved: datetime | None

    @property
    def open_items(self) -> tuple[Item, ...]:
        """The items without an answer, in order."""
        return tuple(item for item in self.asked if item.id not in self.answered)

    @property
    def resume_at(self) -> int:
        """Index of the first item without an answer; the last item where all have one."""
        return next((at for at, item in enumerate(self.asked) if item.id not in self.answered), len(self.asked) - 1)


def progress(questionnaire: Questionnaire, kept: Mapping[str, Saved]) -> Progress:
    """Work out the progress of one response in one questionnaire."""
    asked = asked_items(questionnaire, {item_id: saved.answer for item_id, saved in kept.items()})
    answered = frozenset(item.id for item in asked if item.id in kept and kept[item.id].answer.kind != "unanswered")
    return Progress(asked, answered, max((saved.at for saved in kept.values()), default=None))
