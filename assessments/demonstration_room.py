"""A demonstration: twenty-four people of an imaginary travel company, who stay unknown and vote twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assessments.demonstration_parts import (
    COMPANY,
    DONT_KNOW,
    LABEL,
    LINE,
    STAGES,
    Told,
    answers_of,
    by_chance,
    definition_of,
    ended,
    fixed_id,
    in_order,
    nobodys_hash,
    seat,
    votes_of,
)
from assessments.kept import Kept, KeptWave
from assessments.labels import quarter_of
from assessments.model import Assessment, Response, Wave
from assessments.workflow import as_pinned
from questionnaires.items import Contrast
from questionnaires.values import option_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from assessments.kept import KeptResponse
    from assessments.model import ItemKey, Vote
    from questionnaires.items import Item
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire

KEY = "room"
NAME = f"{COMPANY}, workshop {LABEL}"
HELD = timedelta(days=12)  # before the time that is handed in
VOTE = timedelta(minutes=30)
INVITED, SMALLEST, JOIN_CODE = 28, 5, "DEM222"
LEADERS, FRONT, BACK = "Leadership", "With customers", "Behind the scenes"
HOUSE, SHOPS = "Head office", "Travel shops"
ROLES, UNITS = (LEADERS, FRONT, BACK), (HOUSE, SHOPS)
# Wherever a role and a unit meet there is nobody, or enough people to be shown.
SEATS = tuple(each for each in ((LEADERS, HOUSE), (FRONT, SHOPS), (BACK, HOUSE), (BACK, SHOPS)) for _ in range(6))
LEAN, APART = 0.25, 0.65  # how far people stray from their colleagues, always and on a single question, in levels
UNSEEN = 0.03  # how often somebody does not know
_KNOWN_TO_FEW = {"worth-in-money": 0.45, "contact-records": 0.3}  # the same for these items

# Where the room stands on average, in levels or places counted from 1: much is known, little follows from it.
_STAGES = {
    "detail-of-knowledge": 3.2,
    "asking-first": 2.7,
    "changing-needs": 2.9,
    "known-feelings": 2.4,
    "response-to-worries": 1.9,
    "figures-followed": 3.4,
    "worth-in-money": 1.7,
    "shared-figures": 3.0,
    "joined-records": 3.3,
    "learning-from-records": 3.0,
    "service-budget": 2.2,
    "service-in-offer": 2.8,
    "after-a-complaint": 2.1,
    "inviting-complaints": 1.8,
    "leaving-customers": 1.7,
    "decisions-across": 1.4,
    "putting-mistakes-right": 2.0,
    "news-inside": 2.0,
    "talking-with-customers": 2.8,
    "purpose-of-teams": 1.6,
    "shared-problems": 2.0,
    "span-of-care": 2.5,
    "keeping-or-winning": 2.5,
    "written-tasks": 2.1,
    "knowing-own-part": 2.4,
    "planned-experience": 2.3,
    "useful-content": 3.1,
    "personal-messages": 2.8,
    "joined-up-support": 1.8,
}
_LINE = {
    "purpose": 4.8,
    "breadth": 3.2,
    "competition": 5.6,
    "time-frame": 3.1,
    "relationship": 3.8,
    "measures": 5.7,
    "contact-quantity": 2.2,
    "contact-quality": 1.8,
    "personal-content": 2.4,
    "personal-timing": 2.0,
    "personal-form": 1.6,
    "promises-kept": 2.1,
    "individual-records": 3.0,
    "contact-records": 2.6,
}
_FURTHER = {LEADERS: 0.25, FRONT: -0.15, BACK: -0.1}  # how much further on each role sees the company, in levels
_FIRST_THOUGHTS = (
    ("Rail holidays", "product"),
    ("Package tours by train", "product"),
    ("Travel", "market"),
    ("Couples over fifty", "market"),
    ("People who do not want to fly", "market"),
    ("Tours that we plan ourselves", "product"),
    ("A holiday that begins at the front door", "outcome"),
    ("Getting there without changing five times", "problem"),
    ("Tickets and hotels", "product"),
    ("Group tours to the lakes", "product"),
    ("Two weeks without a worry", "outcome"),
)
# Three questions on which the room is of two minds: a level for everybody in the order of ``SEATS``.
_CONTESTED = {
    "putting-mistakes-right": "334343 121112 112121 334343",
    "shared-problems": "344341 111211 444341 111141",
    "keeping-or-winning": "242442 424242 242424 424224",
}
_AGAIN = {
    "putting-mistakes-right": "333333 233333 333323 333333",
    "shared-problems": "333433 323332 333343 322332",
    "keeping-or-winning": "242442 424242 242424 424234",
}
_COMMENTS = (
    (
        3,
        STAGES,
        "putting-mistakes-right",
        "The rule says 250 without asking. It has been in the handbook for two years.",
    ),
    (7, STAGES, "putting-mistakes-right", "Which rule? I have always had to ring head office."),
    (13, STAGES, "putting-mistakes-right", "I ask my head every time, whatever the sum."),
    (8, STAGES, "shared-problems", "A missed train is always the other department's fault for the first week."),
    (15, STAGES, "shared-problems", "At head office somebody takes it on the same day."),
    (5, STAGES, "keeping-or-winning", "The spring fair was never cut, the calls after the trip were."),
    (9, STAGES, "leaving-customers", "We know who has stopped booking. We could still ask why."),
    (10, STAGES, "joined-up-support", "I tell the customer to start again from the beginning. It is embarrassing."),
    (19, STAGES, "decisions-across", "Everything goes up to the Monday meeting and comes down on Friday."),
    (22, STAGES, "figures-followed", "Good figures. I wish somebody did something with them."),
    (11, LINE, "promises-kept", "Our guides write their promises on the back of the ticket."),
)


def workshop(definitions: Sequence[Definition], at: datetime) -> Kept:
    """Return a workshop that ended twelve days before a time; the second vote was on three contested questions.

    Raises:
        ValueError: One of the questionnaires is missing, or no longer fits the answers.
    """
    begun = at - HELD
    assessment = Assessment(fixed_id(KEY), NAME, begun)
    wave = Wave(
        fixed_id(KEY, "wave"),
        assessment.id,
        quarter_of(begun),
        "anonymous",
        SMALLEST,
        INVITED,
        "closed",
        begun,
        ROLES,
        UNITS,
        JOIN_CODE,
    )
    found = [definition_of(definitions, each) for each in (STAGES, LINE)]
    seats = [
        seat(KEY, wave, place, Response("", "", role, unit, "", begun)) for place, (role, unit) in enumerate(SEATS)
    ]
    again: tuple[ItemKey, ...] = tuple((STAGES, item_id) for item_id in _AGAIN)
    live = ended(begun + VOTE / 2, VOTE, frozenset(each.response.id for each in seats), again)
    opened = [each.opened_at for each in live.rounds]
    votes = [vote for each in found for vote in _first(each.questionnaire, seats, opened[0])]
    votes += _second(found[0].questionnaire, seats, opened[1])
    responses = tuple(sorted(seats, key=lambda each: each.response.id))
    kept = KeptWave(wave, tuple(as_pinned(each) for each in found), responses, in_order(votes), live)
    return Kept(assessment, nobodys_hash(KEY), (kept,))


def _first(questionnaire: Questionnaire, seats: Sequence[KeptResponse], begun: datetime) -> Iterator[Vote]:
    """Yield everybody's answers to one questionnaire in the first vote."""
    for place, each in enumerate(seats):
        said = _said(questionnaire, place)
        comments = {item_id: said[item_id] for item_id in said if item_id not in _AGAIN}
        told = Told(dict(_opinion(questionnaire, place)), comments)
        yield from votes_of(each.response, answers_of(questionnaire, told), questionnaire.id, begun)


def _second(questionnaire: Questionnaire, seats: Sequence[KeptResponse], begun: datetime) -> Iterator[Vote]:
    """Yield everybody's answers in the second vote."""
    for place, each in enumerate(seats):
        said = _said(questionnaire, place)
        comments = {item_id: said[item_id] for item_id in said if item_id in _AGAIN}
        told = Told({item_id: _level(levels, place) for item_id, levels in _AGAIN.items()}, comments)
        yield from votes_of(each.response, answers_of(questionnaire, told), questionnaire.id, begun, 2)


def _said(questionnaire: Questionnaire, place: int) -> dict[str, str]:
    """Return item id to the comment of one person; those on contested questions come with the second vote."""
    return {item_id: text for one, of, item_id, text in _COMMENTS if (one, of) == (place, questionnaire.id)}


def _opinion(questionnaire: Questionnaire, place: int) -> Iterator[tuple[str, Any]]:
    """Yield item id and raw value of one person, the same each time."""
    lean, draw = by_chance(KEY, place).gauss(0, LEAN), by_chance(KEY, questionnaire.id, place)
    text, code = draw.choice(_FIRST_THOUGHTS)
    known: Mapping[str, Any] = {"opening-reflex": text, "opening-code": code}
    usual = _STAGES | _LINE
    for item in questionnaire.items:
        if item.id in known:
            yield item.id, known[item.id]
        elif item.id in _CONTESTED:
            yield item.id, _level(_CONTESTED[item.id], place)
        elif draw.random() < _KNOWN_TO_FEW.get(item.id, UNSEEN):
            yield item.id, DONT_KNOW
        else:
            further = _FURTHER[SEATS[place][0]] + lean + draw.gauss(0, APART)
            yield item.id, _near(questionnaire, item, usual[item.id], further)


def _near(questionnaire: Questionnaire, item: Item, usual: float, further: float) -> int:
    """Return the level nearest to what somebody sees, counted from 1.

    Args:
        questionnaire: What is asked.
        item: One of its items.
        usual: Where the room stands on average.
        further: How much further on than the room somebody sees the company, in levels of a ladder of four.
    """
    if isinstance(item, Contrast):
        steps = -2 * further if item.reversed else 2 * further  # a contrast has about twice as many places
        return max(1, min(item.points, round(usual + steps)))
    return max(1, min(len(option_ids(item, questionnaire)), round(usual + further)))


def _level(levels: str, place: int) -> int:
    """Return the level of one person, from a line with a digit for everybody."""
    return int(levels.replace(" ", "")[place])
