"""What the demonstrations are made of: ids and hashes from fixed texts, checked answers, revealed votes."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from assessments.aims import importance_of, targets_of
from assessments.codes import ALPHABET, RECEIPT_LENGTH, grouped
from assessments.kept import KeptResponse
from assessments.model import Batch, Live, Response, Round, Saved, Vote
from questionnaires.items import Disclosure
from questionnaires.values import Answer, clean_text, clean_value, option_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from assessments.model import Importance, ItemKey, Target, Wave
    from questionnaires.items import Item
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire
    from questionnaires.values import Evidence

STAGES = "customer-obsession-stages"
LINE = "product-or-customer-centric"
REVIEW = "quarterly-review-audit"
QUESTIONS = "ten-omnichannel-questions"
LABEL = "(demonstration)"
COMPANY = "Orrinmoor Travel"  # there is none of this name
DONT_KNOW = Answer("dont_know")
PACE = timedelta(seconds=25)  # from one answer to the next


@dataclass(frozen=True, slots=True)
class Told:
    """What one person says about one questionnaire.

    Attributes:
        values: Item id to the raw value, or to an answer without one. A whole number stands for an option, counted from
            1, where the item has options.
        comments: Item id to the comment.
        evidence: Item id to what the answer rests on.
    """

    values: Mapping[str, Any]
    comments: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def fixed_id(*names: object) -> str:
    """Return an id, 16 hexadecimal digits, that is the same each time for the same names."""
    return _digest("id", *names)[:16]


def nobodys_hash(*names: object) -> str:
    """Return 64 hexadecimal digits in the place of the hash of a code; they are the hash of a text that is no code."""
    return _digest("nobody's code", *names)


def fixed_receipt(*names: object) -> str:
    """Return a receipt that is the same each time for the same names."""
    draw = by_chance("receipt", *names)
    return grouped("".join(draw.choice(ALPHABET) for _ in range(RECEIPT_LENGTH)))


def by_chance(*names: object) -> random.Random:
    """Return chance that falls the same way each time for the same names."""
    return random.Random(_digest("chance", *names))  # noqa: S311 - made-up answers, no secrets


def definition_of(definitions: Iterable[Definition], questionnaire_id: str) -> Definition:
    """Return one of the definitions.

    Raises:
        ValueError: It is not among them.
    """
    found = next((each for each in definitions if each.questionnaire.id == questionnaire_id), None)
    if found is None:
        raise ValueError(f"The demonstrations need the questionnaire '{questionnaire_id}'.")
    return found


def answers_of(questionnaire: Questionnaire, told: Told) -> dict[str, Answer]:
    """Return item id to answer, every one checked against its item.

    Raises:
        InvalidValueError: A value does not fit its item.
        KeyError: There is no such item.
    """
    return {item_id: _answer(questionnaire, item_id, value, told) for item_id, value in told.values.items()}


def disclosed(level: int, definition: str = "", source: str = "", /, **figures: float) -> dict[str, Any]:
    """Return the raw value of a disclosure; ``quarter_ago`` stands for the figure ``quarter-ago``.

    Args:
        level: How well it can be answered, counted from 1.
        definition: The rule in one sentence.
        source: Where the figures come from.
        figures: Figure id to number.
    """
    named = {name.replace("_", "-"): number for name, number in figures.items()}
    return {"level": level, "definition": definition, "source": source, "figures": named}


def votes_of(
    response: Response, answers: Mapping[str, Answer], questionnaire_id: str, begun: datetime, round_number: int = 1
) -> list[Vote]:
    """Return answers as the store holds them, one after the other from a time on."""
    return [
        Vote(response.id, questionnaire_id, item_id, round_number, Saved(answer, begun + place * PACE))
        for place, (item_id, answer) in enumerate(answers.items(), start=1)
    ]


def seat(key: str, wave: Wave, place: int, who: Response) -> KeptResponse:
    """Return somebody's part in a live wave, which no code opens.

    Args:
        key: The name of the demonstration.
        wave: What they take part in.
        place: In which order they joined, from 0.
        who: Role, unit, name and link; everything else is made here.
    """
    names = (key, wave.id, place)
    joined = wave.created_at + timedelta(minutes=5, seconds=7 * place)
    made = Response(
        fixed_id(*names),
        wave.id,
        who.role,
        who.unit,
        fixed_receipt(*names),
        joined,
        name=who.name,
        link=who.link,
    )
    return KeptResponse(made, nobodys_hash(*names))


def ended(begun: datetime, length: timedelta, people: frozenset[str], *again: Sequence[ItemKey]) -> Live:
    """Return how far a live wave is after votes in which everybody took part: all revealed, the result on the screen.

    Args:
        begun: When the first vote was opened.
        length: Of each vote.
        people: Ids of the responses.
        again: The items of each further vote.
    """
    asked = (None, *(tuple(each) for each in again))
    opened = [begun + place * length for place in range(len(asked))]
    rounds = tuple(
        Round(place, items, "revealed", at)
        for place, (items, at) in enumerate(zip(asked, opened, strict=True), start=1)
    )
    batches = tuple(Batch(each.number, each.number, people, each.opened_at + length) for each in rounds)
    moves = 6  # opened, shown, stopped, counted, revealed, shown again
    return Live(1 + moves * len(rounds) + 2, "result", late=True, rounds=rounds, batches=batches)


def in_order(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Return votes by response, questionnaire, item and round, as they are kept."""
    return tuple(sorted(votes, key=attrgetter("response_id", "questionnaire_id", "item_id", "round_number")))


def aims_of(
    questionnaire: Questionnaire,
    targets: Mapping[str, float],
    points: Mapping[str, float],
    effort: Mapping[str, int],
    by: str,
    at: datetime,
) -> tuple[tuple[Target, ...], tuple[Importance, ...]]:
    """Return targets and importance, set before the result was seen, by questionnaire and dimension.

    Args:
        questionnaire: What they are about.
        targets: Dimension id, or "" for all, to 0-100.
        points: Dimension id to its part of 100 points; those that are left out have none.
        effort: Dimension id to 1-5.
        by: Who set them.
        at: When.

    Raises:
        InvalidValueError: They do not fit the questionnaire.
    """
    shared = {each.id: points.get(each.id, 0.0) for each in questionnaire.dimensions}
    importance = importance_of(questionnaire, shared, effort, by, at)
    return (
        tuple(sorted(targets_of(questionnaire.id, targets, by, at), key=attrgetter("dimension_id"))),
        tuple(sorted(importance, key=attrgetter("dimension_id"))),
    )


def _answer(questionnaire: Questionnaire, item_id: str, told: Any, whole: Told) -> Answer:
    comment = clean_text(whole.comments.get(item_id, ""))
    if isinstance(told, Answer):
        return Answer(told.kind, None, clean_text(told.reason), comment)
    item = questionnaire.item_by_id[item_id]
    value = clean_value(item, _raw(item, told, option_ids(item, questionnaire)), questionnaire)
    return Answer("value", value, "", comment, whole.evidence.get(item_id))


def _raw(item: Item, told: Any, options: Sequence[str]) -> Any:
    """Return a raw value with the names of the options in the place of their numbers."""
    if isinstance(item, Disclosure):
        return {**told, "level": options[told["level"] - 1]}
    return options[told - 1] if options and isinstance(told, int) else told


def _digest(*names: object) -> str:
    """Return the SHA-256 of a text that no code can be: it has small letters and spaces."""
    text = " / ".join(("demonstration", *(str(name) for name in names)))
    return hashlib.sha256(text.encode()).hexdigest()
