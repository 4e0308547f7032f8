"""What the executive of the demonstration answered and wanted: the tables of ``assessments.demonstration_lone``."""

from __future__ import annotations

from typing import Any

from assessments.demonstration_parts import DONT_KNOW, LINE, QUESTIONS, REVIEW, STAGES, Told, disclosed
from questionnaires.values import Answer


def _topic(
    topic: str,
    category: str,
    minutes: tuple[int, int],
    depth: str,
    basis: str = "",
    actions: int = 0,
    *,
    bumped: bool = False,
) -> dict[str, Any]:
    """Return a row of the agenda; ``minutes``: planned and actual."""
    planned, actual = minutes
    return {
        "topic": topic,
        "category": category,
        "planned": planned,
        "actual": actual,
        "depth": depth,
        "basis": basis,
        "actions": actions,
        "bumped": bumped,
    }


_STAGES = Told(
    values={
        "detail-of-knowledge": 4,
        "asking-first": 3,
        "changing-needs": 3,
        "known-feelings": 3,
        "response-to-worries": 2,
        "figures-followed": 4,
        "worth-in-money": 3,
        "shared-figures": 3,
        "joined-records": 3,
        "learning-from-records": 4,
        "service-budget": 2,
        "service-in-offer": 3,
        "after-a-complaint": 2,
        "inviting-complaints": 2,
        "leaving-customers": 2,
        "decisions-across": 1,
        "putting-mistakes-right": 2,
        "news-inside": 2,
        "talking-with-customers": 3,
        "purpose-of-teams": 2,
        "shared-problems": 1,
        "span-of-care": 3,
        "keeping-or-winning": DONT_KNOW,
        "written-tasks": 2,
        "knowing-own-part": 3,
        "planned-experience": 3,
        "useful-content": 3,
        "personal-messages": 3,
        "joined-up-support": Answer("not_applicable", reason="Customers reach us by telephone only."),
    },
    comments={
        "figures-followed": "Satisfaction, reasons for choosing us and repeat bookings share one page since January.",
        "decisions-across": "Every voucher above 200 lands on my desk. That was meant to be temporary.",
        "shared-problems": "In the last three cases the shops waited for head office and head office waited for me.",
        "leaving-customers": "We have the list. Nobody calls.",
        "worth-in-money": "Finance did the sum in spring; the budget had been closed by then.",
    },
    evidence={
        "asking-first": "example",
        "known-feelings": "data",
        "worth-in-money": "data",
        "inviting-complaints": "opinion",
        "purpose-of-teams": "example",
        "knowing-own-part": "opinion",
    },
)
_LINE = Told(
    values={
        "opening-reflex": "Holidays by train",
        "opening-code": 1,
        "purpose": 5,
        "breadth": 3,
        "competition": 6,
        "time-frame": 4,
        "relationship": 5,
        "measures": 3,
        "contact-quantity": 3,
        "contact-quality": 3,
        "personal-content": 3,
        "personal-timing": 2,
        "personal-form": 1,
        "promises-kept": 1,
        "individual-records": 4,
        "contact-records": 3,
    },
    comments={
        "competition": "We still compare tour with tour. Some customers have begun to plan their trains themselves.",
        "promises-kept": "Nobody writes the promises down, so nobody can say.",
    },
)
_QUESTIONS = Told(
    values={
        "q01-customers": disclosed(5, "", "Booking system", now=12_310, quarter_ago=12_150),
        "q02-high-value-definition": disclosed(5, "Two or more trips in each of the past two years."),
        "q03-high-value-count": disclosed(4, "", "Booking system", high_value=1_840),
        "q04-gained": disclosed(4, "", "Booking system", gained=610),
        "q04-lost": disclosed(2, "", "Estimate of the head of sales", lost=250),
        "q04a-lost-definition": disclosed(2),
        "q05-bought-again": disclosed(4, "", "Booking system", repeat=21_400, ever=38_600),
        "q06-average-value": disclosed(4, "", "Accounts", average=1_480, median=990, turnover=18_200_000),
        "q07-price-mix": disclosed(3, "", "Invoices, counted by hand", full_price=6_900, discount=2_200, both=3_100),
        "q08-trade-up": disclosed(3, "", "Booking system, one day of work", traded_up=12),
        "q09-purchase-rhythm": disclosed(1),
        "q10-who": disclosed(3, "Couples over fifty who travel by train, most of them from the north."),
    },
    comments={
        "q04-lost": "By the booking system 450 were lost. We could not agree on what lost means.",
        "q09-purchase-rhythm": "I was surprised, too.",
    },
)
_REVIEW = Told(
    values={
        "stated-driver": 4,
        "target-mix": {"product": 20, "sales": 20, "operations": 15, "customer-value": 35, "other": 10},
        "agenda": [
            _topic("Bookings and outlook", "sales", (30, 45), "worked-through", "data", 4),
            _topic("New winter programme", "product", (30, 40), "worked-through", "data", 3),
            _topic("Trains, hotels, guides", "operations", (20, 25), "discussed", "data", 1),
            _topic("Staff and cash", "other", (15, 15), "cursory"),
            _topic("What customers told us", "customer-value", (25, 5), "cursory", "opinion", bumped=True),
        ],
        "functions-at-table": ["chief-executive", "finance", "sales", "production", "product-development"],
        "chief-executive-asked-about": ["sales", "product"],
        "cut-topic": 4,
    },
    comments={"agenda": "The last topic was put off to the next review, for the second time."},
)
TOLD = {STAGES: _STAGES, LINE: _LINE, QUESTIONS: _QUESTIONS, REVIEW: _REVIEW}
TARGETS = {"": 60.0, "management-model": 50.0, "teaming": 50.0, "complaints-recovery": 67.0}
POINTS = {
    "management-model": 25.0,
    "teaming": 20.0,
    "complaints-recovery": 20.0,
    "communication": 10.0,
    "life-cycle": 10.0,
    "role-of-service": 5.0,
    "emotional-needs": 5.0,
    "involvement-roles": 5.0,
}
EFFORT = {
    "management-model": 2,
    "teaming": 3,
    "complaints-recovery": 2,
    "communication": 2,
    "life-cycle": 4,
    "role-of-service": 5,
    "emotional-needs": 3,
    "involvement-roles": 3,
}
