"""A live wave as the anonymity rules see it, and everybody's answers as they count after each reveal."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from assessments.anonymity import Look, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Batch, Vote, Wave
    from questionnaires.values import Answer

Ballots = dict[str, dict[str, "Answer"]]  # respondent to item id to answer


def rules_of(wave: Wave) -> Rules:
    """Return the rules that a wave was set up with."""
    return Rules(wave.mode, wave.smallest_group)


def looks_of(batches: Sequence[Batch]) -> tuple[Look, ...]:
    """Return one look for each batch."""
    looks: list[Look] = []
    counted: frozenset[str] = frozenset()
    for batch in batches:
        counted |= batch.responses
        looks.append(Look(batch.round_number, counted, batch.responses))
    return tuple(looks)


def ballots(votes: Sequence[Vote], batches: Sequence[Batch]) -> Mapping[str, Ballots]:
    """Return the answers that count after some batches; a later vote takes the place of an earlier one.

    A comment alone, given in a later vote, is put to the earlier answer.

    Returns:
        Questionnaire id to respondent to item id to answer. Who counts without an answer is not in it.
    """
    counted = {(response, batch.round_number) for batch in batches for response in batch.responses}
    found: dict[str, Ballots] = {}
    given = [vote for vote in votes if (vote.response_id, vote.round_number) in counted]
    for vote in sorted(given, key=attrgetter("round_number")):
        answers = found.setdefault(vote.questionnaire_id, {}).setdefault(vote.response_id, {})
        answer = vote.saved.answer
        if answer.kind == "unanswered" and (earlier := answers.get(vote.item_id)) is not None:
            answer = replace(earlier, comment=answer.comment)
        answers[vote.item_id] = answer
    return found
