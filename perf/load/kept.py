"""Whether everything that was shown as saved is in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from assessments.model import Vote
from assessments.workflow import Workflow
from questionnaires.items import Agreement, Choice, Disclosure, Frequency, Item, Practice, Rubric
from questionnaires.model import Questionnaire
from questionnaires.words import PRACTICE_WORDS


class Visitor(Protocol):
    """Somebody who remembers what was shown as saved."""

    @property
    def code(self) -> str:
        """The code to come back with; empty where the visitor never got one."""

    @property
    def saved(self) -> Mapping[str, int]:
        """Item id to the position of the option, from 0."""


def option_ids(item: Item, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids of a scale's options from top to bottom; none where the item has no scale."""
    match item:
        case Rubric() | Choice():
            return tuple(option.id for option in item.options)
        case Agreement() | Frequency() | Disclosure():
            return tuple(level.id for level in questionnaire.scales[item.scale])
        case Practice():
            return tuple(PRACTICE_WORDS)
        case _:
            return ()


def lost_answers(workflow: Workflow, questionnaire: Questionnaire, players: Iterable[Visitor]) -> list[str]:
    """Return a line for every answer that was shown as saved and is not in the database as it was given."""
    lost = []
    for player in players:
        response = workflow.resume(player.code)
        kept = workflow.answers(response.id, questionnaire.id) if response else {}
        for item_id, option in player.saved.items():
            wanted = option_ids(questionnaire.item_by_id[item_id], questionnaire)[option]
            found = kept[item_id].answer.value if item_id in kept else None
            if found != wanted:
                lost.append(f"{player.code} {item_id}: shown as saved {wanted}, found {found}")
    return lost


def doubled_answers(workflow: Workflow, votes: Iterable[Vote], players: Iterable[Visitor]) -> list[str]:
    """Return a line for every answer that is there twice, or that is nobody's: its giver had to join a second time."""
    held = {response.id for player in players if (response := workflow.resume(player.code))}
    places = Counter((vote.response_id, vote.questionnaire_id, vote.item_id, vote.round_number) for vote in votes)
    twice = [f"{place}: {count} times" for place, count in places.items() if count > 1]
    return twice + [f"{place}: nobody holds its code" for place in places if place[0] not in held]
