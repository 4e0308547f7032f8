"""What the team of the demonstration answered and promised: the tables of ``assessments.demonstration_team``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.demonstration_parts import QUESTIONS, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.model import ActionState

WAVES = 3
LED_BY = "Ines"
ROLES = ("Management", "Sales", "Service")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team; ``waves`` are the places of those they took part in, from 0.

    Attributes:
        lean: How much further on than the others they see the company, in levels.
    """

    name: str
    role: str
    lean: float
    waves: frozenset[int] = frozenset(range(WAVES))


TEAM = (
    Member("Ines", "Management", 0.3),
    Member("Bertil", "Management", 0.5),
    Member("Chandra", "Management", 0.0),
    Member("Dunja", "Sales", 0.2),
    Member("Emeka", "Sales", 0.0, frozenset({0, 1})),
    Member("Farid", "Sales", -0.1),
    Member("Greta", "Service", -0.3),
    Member("Hanneke", "Service", -0.2, frozenset({0})),
    Member("Jonas", "Service", -0.4),
    Member("Katya", "Service", -0.2, frozenset({1, 2})),
)

# Where the team stands on average in each quarter, in levels counted from 1. What was promised after a quarter moves.
LEVELS: Mapping[str, tuple[float, float, float]] = {
    "detail-of-knowledge": (3.0, 3.1, 3.1),
    "asking-first": (2.3, 2.4, 2.9),
    "changing-needs": (2.5, 2.5, 2.7),
    "known-feelings": (2.6, 2.7, 2.7),
    "response-to-worries": (2.2, 2.3, 2.4),
    "figures-followed": (3.1, 3.1, 3.2),
    "worth-in-money": (2.0, 2.0, 2.1),
    "shared-figures": (2.6, 2.8, 3.1),
    "joined-records": (3.0, 2.9, 2.6),
    "learning-from-records": (2.9, 2.8, 2.5),
    "service-budget": (2.1, 2.1, 2.2),
    "service-in-offer": (2.7, 2.8, 2.8),
    "after-a-complaint": (1.7, 2.3, 3.2),
    "inviting-complaints": (1.5, 1.9, 2.6),
    "leaving-customers": (1.6, 2.0, 2.9),
    "decisions-across": (1.5, 1.6, 1.7),
    "putting-mistakes-right": (1.8, 1.9, 2.0),
    "news-inside": (2.0, 2.2, 2.4),
    "talking-with-customers": (2.7, 2.7, 2.8),
    "purpose-of-teams": (1.8, 2.2, 2.6),
    "shared-problems": (1.9, 2.2, 2.7),
    "span-of-care": (2.4, 2.4, 2.5),
    "keeping-or-winning": (2.1, 2.1, 2.3),
    "written-tasks": (2.0, 2.2, 2.3),
    "knowing-own-part": (2.5, 2.5, 2.6),
    "planned-experience": (2.5, 2.6, 2.6),
    "useful-content": (3.2, 3.2, 3.3),
    "personal-messages": (2.9, 2.9, 3.0),
    "joined-up-support": (2.0, 2.1, 2.3),
    # The ten questions have five levels each.
    "q01-customers": (2.2, 3.4, 4.3),
    "q02-high-value-definition": (2.0, 3.0, 4.0),
    "q03-high-value-count": (2.0, 2.5, 3.6),
    "q04-gained": (3.1, 3.3, 3.6),
    "q04-lost": (1.8, 2.2, 2.8),
    "q04a-lost-definition": (1.6, 2.6, 3.4),
    "q05-bought-again": (3.0, 3.1, 3.3),
    "q06-average-value": (2.6, 2.7, 3.0),
    "q07-price-mix": (2.4, 2.4, 2.5),
    "q08-trade-up": (1.6, 1.6, 1.7),
    "q09-purchase-rhythm": (2.0, 2.0, 2.2),
    "q10-who": (3.2, 3.3, 3.4),
}
RULES = {
    "q02-high-value-definition": "Two or more trips in each of the past two years.",
    "q04a-lost-definition": "No booking for 24 months.",
    "q10-who": "Couples over fifty who travel by train.",
}
# How many customers there are, as everybody who took part would say it: six numbers at first, one in the end.
CUSTOMERS = (
    (11_800, 12_400, 12_000, 13_500, 12_400, 9_800, 12_000, 15_000, 11_000),
    (12_150, 12_150, 12_150, 12_600, 12_150, 12_150, 12_150, 11_900, 12_150),
    (12_310,) * 8,
)
COMMENTS = (
    (0, "Jonas", STAGES, "after-a-complaint", "We say sorry and hope. Nobody asks whether they come back."),
    (0, "Bertil", QUESTIONS, "q01-customers", "I took the number from the annual report."),
    (1, "Greta", STAGES, "putting-mistakes-right", "I still ask for every voucher."),
    (1, "Dunja", STAGES, "joined-records", "The new booking system does not show the old letters."),
    (2, "Greta", STAGES, "after-a-complaint", "Forty calls so far. Most were surprised, and glad."),
    (2, "Katya", STAGES, "joined-records", "Since the move I look into three programs for one customer."),
    (2, "Ines", STAGES, "decisions-across", "This one is mine. I did not let go."),
)
TARGETS = {"": 60.0, "complaints-recovery": 67.0, "management-model": 50.0, "teaming": 55.0}
POINTS = {
    "complaints-recovery": 30.0,
    "management-model": 25.0,
    "teaming": 20.0,
    "customer-data": 15.0,
    "life-cycle": 10.0,
}
EFFORT = {"complaints-recovery": 2, "management-model": 2, "teaming": 3, "customer-data": 4, "life-cycle": 4}


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of the team.

    Attributes:
        after: The place of the wave that led to it, from 0.
        about: Questionnaire and dimension.
        due: Days after it was made.
        state: What became of it.
        decided: Days after it was made; None while it is open.
    """

    after: int
    about: tuple[str, str]
    what: str
    owner: str
    proof: str
    due: int
    state: ActionState = "open"
    decided: int | None = None
    note: str = ""


PROMISES = (
    Promised(
        0,
        (STAGES, "complaints-recovery"),
        "Call every customer thirty days after a complaint was closed and ask one question.",
        "Jonas",
        "A list of the calls, with an answer for each.",
        60,
        "kept",
        52,
        "Forty calls by the end of the quarter.",
    ),
    Promised(
        0,
        (STAGES, "management-model"),
        "Let whoever serves a customer decide on vouchers of up to 100.",
        "Ines",
        "No voucher below 100 has been asked for at the top for a month.",
        75,
    ),
    Promised(
        0,
        (STAGES, "customer-data"),
        "Move the old letters into the new booking system.",
        "Dunja",
        "Ten letters picked at random are found in it.",
        90,
        "dropped",
        88,
        "The supplier cannot do it this year.",
    ),
    Promised(
        1,
        (STAGES, "complaints-recovery"),
        "Ring ten customers a week who have not booked for two years.",
        "Farid",
        "A hundred names with the reason each one gave.",
        70,
        "kept",
        66,
        "A hundred and four calls, eleven bookings.",
    ),
    Promised(
        1,
        (QUESTIONS, "customer-base"),
        "Name one owner for the number of customers.",
        "Bertil",
        "All of us name the same number on the same day.",
        45,
        "kept",
        64,
        "Three weeks late, but kept: one number for everybody.",
    ),
    Promised(
        2,
        (STAGES, "management-model"),
        "Hand credit notes and vouchers to the heads of sales and service.",
        "Chandra",
        "None of them was on the agenda of the top team in the quarter.",
        120,
    ),
    Promised(
        2,
        (STAGES, "customer-data"),
        "Bring the three programs for one customer down to one screen for the twenty commonest questions.",
        "Dunja",
        "Service answers the twenty questions without changing the program.",
        150,
    ),
)
