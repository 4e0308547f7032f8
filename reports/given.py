"""Everybody's answers as they count in a room, for a file that may hold them: in an open wave only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.looks import ballots
from assessments.room_scores import revealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Live, Response, Vote, Wave
    from questionnaires.values import Answer

MOST_PEOPLE = 500  # with more, a workbook of formulas opens too slowly; the CSV has everybody


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered to one questionnaire.

    Attributes:
        who: What they want to be called, or their place.
    """

    questionnaire_id: str
    who: str
    role: str
    unit: str
    answers: Mapping[str, Answer]


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
    names = {each.id: each.name or f"Person {place}" for place, each in enumerate(responses, start=1)}
    who = {each.id: each for each in responses}
    return tuple(
        Given(questionnaire_id, names[person], who[person].role, who[person].unit, answers)
        for questionnaire_id, people in ballots(votes, revealed(live)).items()
        for person, answers in sorted(people.items())
    )


def allowed(wave: Wave, given: Sequence[Given], questionnaire_id: str) -> tuple[Given, ...]:
    """Return the answers to one questionnaire that a workbook may hold, whatever it was handed."""
    if wave.mode != "open":
        return ()
    found = tuple(each for each in given if each.questionnaire_id == questionnaire_id)
    return found if len(found) <= MOST_PEOPLE else ()
