"""Answers person by person, for a file that may hold them: of somebody who answers alone, and of an open wave."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from assessments.looks import ballots
from assessments.room_scores import revealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Live, Response, Saved, Vote, Wave
    from questionnaires.values import Answer

    Past = tuple[int, str, Answer]  # number of the vote, item id, what was answered then

MOST_PEOPLE = 500  # with more, a workbook of formulas opens too slowly; the CSV has everybody


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered to one questionnaire.

    Attributes:
        who: What they want to be called, or their place.
        answers: Item id to the answer that counts.
        place: Counted from 1; the same person has the same one in all questionnaires of a wave.
        rounds: Item id to the number of the vote whose answer counts, where it is not the first.
        earlier: Answers that a later vote replaced or added a comment to, in the order of the votes.
    """

    questionnaire_id: str
    who: str
    role: str
    unit: str
    answers: Mapping[str, Answer]
    place: int = 1
    rounds: Mapping[str, int] = field(default_factory=dict)
    earlier: tuple[Past, ...] = ()


def given_alone(response: Response, questionnaire_id: str, kept: Mapping[str, Saved]) -> Given:
    """Return what somebody answered alone."""
    answers = {item_id: saved.answer for item_id, saved in kept.items()}
    return Given(questionnaire_id, response.name or person(1), response.role, response.unit, answers)


def given_in(wave: Wave, live: Live, responses: Sequence[Response], votes: Sequence[Vote]) -> tuple[Given, ...]:
    """Return the answers that count since the last reveal; none of an anonymous wave.

    Args:
        wave: The wave.
        live: How far it is.
        responses: Who takes part.
        votes: Every answer of the wave, with comments.
    """
    if wave.mode != "open":
        return ()
    who = {each.id: (place, each) for place, each in enumerate(responses, start=1)}
    rounds, earlier = _history(live, votes)
    return tuple(
        Given(
            questionnaire_id,
            who[each][1].name or person(who[each][0]),
            who[each][1].role,
            who[each][1].unit,
            answers,
            who[each][0],
            rounds.get((questionnaire_id, each), {}),
            tuple(earlier.get((questionnaire_id, each), ())),
        )
        for questionnaire_id, people in ballots(votes, revealed(live)).items()
        for each, answers in sorted(people.items())
    )


def person(place: int) -> str:
    """Return what somebody is called who gave no name."""
    return f"Person {place}"


def _history(
    live: Live, votes: Sequence[Vote]
) -> tuple[dict[tuple[str, str], dict[str, int]], dict[tuple[str, str], list[Past]]]:
    """Return, by questionnaire and respondent, in which vote the answers that count were given, and what was before."""
    counted = {(response, batch.round_number) for batch in revealed(live) for response in batch.responses}
    rounds: dict[tuple[str, str], dict[str, int]] = {}
    earlier: dict[tuple[str, str], list[Past]] = {}
    seen: dict[tuple[str, str, str], Vote] = {}
    later = {(vote.response_id, vote.questionnaire_id, vote.item_id) for vote in votes if vote.round_number > 1}
    again = [each for each in votes if (each.response_id, each.questionnaire_id, each.item_id) in later]
    for vote in sorted(again, key=attrgetter("round_number")):
        if (vote.response_id, vote.round_number) not in counted:
            continue
        key, of = (vote.response_id, vote.questionnaire_id, vote.item_id), (vote.questionnaire_id, vote.response_id)
        before = seen.get(key)
        if before is not None:
            earlier.setdefault(of, []).append((before.round_number, vote.item_id, before.saved.answer))
        seen[key] = vote
        if vote.round_number > 1:
            rounds.setdefault(of, {})[vote.item_id] = vote.round_number
    return rounds, earlier


def allowed(wave: Wave, given: Sequence[Given], questionnaire_id: str) -> tuple[Given, ...]:
    """Return the answers to one questionnaire that a workbook may hold, whatever it was handed."""
    if wave.mode != "open":
        return ()
    found = tuple(each for each in given if each.questionnaire_id == questionnaire_id)
    return found if len(found) <= MOST_PEOPLE else ()
