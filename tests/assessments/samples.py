"""One set of answers to each core questionnaire, whose results are worked out by hand in ``test_core_results``."""

from __future__ import annotations

from typing import Any

from tests.assessments.build import rubrics
from tests.scoring.build import DK, NA


def disclosed(level: str, text: str = "", **figures: float) -> dict[str, Any]:
    """Return the value of a disclosure; ``quarter_ago`` stands for the figure ``quarter-ago``."""
    return {"level": level, "definition": text, "figures": {k.replace("_", "-"): v for k, v in figures.items()}}


def topic(name: str, category: str, actual: float, **rest: Any) -> dict[str, Any]:
    """Return a row of an agenda."""
    return {"topic": name, "category": category, "actual": actual, **rest}


# Levels in the order of the items, 1 to 4 for 0, 33.3, 66.7, 100; "inviting complaints" has 1 to 3 for 0, 50, 100.
STAGES_ANSWERS: dict[str, Any] = {
    **rubrics(
        {
            "customer-knowledge": (3, 4, 3),
            "emotional-needs": (3, 3),
            "performance-measurement": (4, 4, 4),
            "customer-data": (4, 3),
            "role-of-service": (4, 4),
            "complaints-recovery": (3, 2, 2),
            "management-model": (4, 4),
            "communication": (4, 4),
            "teaming": (1, 1),
            "life-cycle": (4, 4),
            "involvement-roles": (4, 4),
            "experience-content": (4, 4, 4),
        }
    ),
    "joined-up-support": NA,
}

LINE_ANSWERS: dict[str, Any] = {
    "opening-reflex": "Pumps",
    "opening-code": "product",
    "purpose": 3,  # reversed: 66.7
    "breadth": 7,  # 100
    "competition": 1,  # reversed: 100
    "time-frame": 4,  # 50
    "relationship": 1,  # 0
    "measures": 4,  # reversed: 50
    "contact-quantity": "three-to-five",  # 50, weight 3
    "contact-quality": "own-advice",  # 100, weight 3
    "personal-content": "by-group",  # 33.3, weight 2
    "personal-timing": "one-date",  # 0, weight 2
    "personal-form": "chosen-form",  # 100, weight 2
    "promises-kept": "below-sixteen",  # 33.3, weight 6
    "individual-records": "dealings",  # 66.7, weight 3
    "contact-records": "below-half",  # 33.3, weight 3
}

QUESTIONS_ANSWERS: dict[str, Any] = {
    "q01-customers": disclosed("in-use", now=1200, quarter_ago=1000),  # 100
    "q02-high-value-definition": disclosed("days-of-work"),  # 50, nothing written down
    "q03-high-value-count": disclosed("one-system", high_value=240),  # 75, capped at 67
    "q04-gained": disclosed("one-system", gained=300),  # 75, weight 0.5
    "q04-lost": disclosed("one-system", lost=90),  # 75, capped at 67, weight 0.5
    "q04a-lost-definition": disclosed("days-of-work"),  # 50, nothing written down
    "q05-bought-again": disclosed("days-of-work", repeat=1600, ever=1500),  # 50, halved: more than there ever were
    "q06-average-value": disclosed("one-system", average=250),  # 75, capped at 67: no median
    "q07-price-mix": disclosed("in-use", full_price=500, discount=300, both=200),  # 100
    "q08-trade-up": NA,
    "q09-purchase-rhythm": DK,  # 0
    "q10-who": disclosed("nobody"),  # 0
}

REVIEW_ANSWERS: dict[str, Any] = {
    "stated-driver": "customer-value",
    "target-mix": {"product": 20, "sales": 20, "operations": 20, "customer-value": 40},
    "agenda": [
        topic("New pump", "product", 60, planned=30, depth="worked-through", basis="data", actions=3),
        topic("Deals", "sales", 30, planned=30, depth="discussed", basis="opinion", actions=1),
        topic("Lease", "other", 10),
        topic("Complaints", "customer-value", 0, planned=20, bumped=True),
    ],
    "functions-at-table": ["finance", "sales"],
    "chief-executive-asked-about": ["product"],
    "cut-topic": "customer-value",
}
