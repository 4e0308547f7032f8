"""Made-up answers of one person, or of a room of any size, as a new database holds them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.model import Assessment, Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.workflow import as_pinned
from questionnaires.loader import DEFINITIONS, Definition, load_file
from questionnaires.values import Answer, option_ids

Who = Literal["alone", "anonymous", "open"]
ASKED = "customer-obsession-stages"
BEGUN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROLES, UNITS = ("Leadership", "Sales", "Service", "Production"), ("North", "South")
KNOWN, SAID = 0.95, 0.01  # shares: of answers that are no "don't know", of answers with a comment
COMMENTS = (
    "That depends on who you ask.",
    "We said so last year too.",
    "It got better after the move.",
    "No idea, honestly.",
)
USUAL, APART = 1.3, 0.8  # the level from 0 around which people answer, and how far they stray


@dataclass(frozen=True, slots=True)
class Size:
    """How many people answered, and whether alone, unknown or by name."""

    people: int
    who: Who


def asked() -> Definition:
    """Return the longest questionnaire.

    Raises:
        ValueError: Its file is not in order.
    """
    found = load_file(DEFINITIONS / f"{ASKED}.yaml").definition
    if found is None:
        raise ValueError(f"The questionnaire {ASKED} cannot be read.")
    return found


def kept(size: Size) -> Kept:
    """Return everything that one assessment of this size leaves in a database, the same each time."""
    definition, draw = asked(), random.Random(size.people)  # noqa: S311 - made-up answers
    ids = sorted(f"{draw.getrandbits(64):016x}" for _ in range(size.people))
    people = [_person(place, each, size.who) for place, each in enumerate(ids)]
    known = _answers(definition)
    votes = tuple(
        Vote(each.id, ASKED, item_id, 1, _one(known[item_id], draw)) for each in people for item_id in sorted(known)
    )
    live = None
    if size.who != "alone":
        batch = Batch(1, 1, frozenset(ids), BEGUN + timedelta(hours=1))
        live = Live(8, "result", late=True, rounds=(Round(1, None, "revealed", BEGUN),), batches=(batch,))
    responses = tuple(KeptResponse(each, f"hash {each.id}") for each in people)
    wave = KeptWave(_wave(size), (as_pinned(definition),), responses, votes, live)
    return Kept(Assessment("a", "Imaginary Pumps", BEGUN), "hash", (wave,))


def _wave(size: Size) -> Wave:
    if size.who == "alone":
        return Wave("w", "a", "2026 Q1", "open", 1, None, "open", BEGUN)
    smallest = 5 if size.who == "anonymous" else 1
    return Wave("w", "a", "2026 Q1", size.who, smallest, None, "closed", BEGUN, ROLES, UNITS, "ABC234")


def _person(place: int, name: str, who: Who) -> Response:
    if who == "alone":
        return Response(name, "w", "executive", "", "ABCD-2345", BEGUN, {ASKED: BEGUN + timedelta(hours=1)})
    called = f"Person {place}" if who == "open" else ""
    groups = ROLES[place % len(ROLES)], UNITS[place // len(ROLES) % len(UNITS)]
    return Response(name, "w", *groups, "ABCD-2345", BEGUN, name=called)


def _answers(definition: Definition) -> dict[str, list[list[Saved]]]:
    """Return item id to level to what may be kept of it: once without a comment, then with each; "don't know" last."""
    questionnaire = definition.questionnaire
    at = BEGUN + timedelta(minutes=10)
    return {
        item.id: [
            [Saved(answer, at), *(Saved(Answer(answer.kind, answer.value, comment=text), at) for text in COMMENTS)]
            for answer in (*(Answer(value=each) for each in option_ids(item, questionnaire)), Answer("dont_know"))
        ]
        for item in questionnaire.items
    }


def _one(levels: Sequence[Sequence[Saved]], draw: random.Random) -> Saved:
    highest = len(levels) - 2
    level = max(0, min(highest, round(draw.gauss(USUAL, APART)))) if draw.random() < KNOWN else len(levels) - 1
    return levels[level][draw.randint(1, len(COMMENTS)) if draw.random() < SAID else 0]
