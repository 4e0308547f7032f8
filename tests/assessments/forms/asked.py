"""A small questionnaire with every kind of item, and files that form tools might have written about it (imaginary)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessments.intake_form import read_form
from assessments.intake_match import proposals
from assessments.intake_take import take
from assessments.intake_taken import Taken, Wanted
from assessments.intake_targets import titles_of
from questionnaires.loader import load_text
from tests.scoring.build import SOURCE, dimension, disclosure, item

if TYPE_CHECKING:
    from assessments.intake_form import Form
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

HERE = Path(__file__).parent
KNOWN = [
    {"id": "totals", "text": "As totals: sales by product, region or year"},
    {"id": "groups", "text": "As groups, three to five of them"},
    {"id": "one-by-one", "text": "One by one: what each customer needs is on record"},
    {"id": "early", "text": "One by one, and early signs are watched for"},
]
AGREE = [
    {"id": "disagree-strongly", "text": "Strongly disagree"},
    {"id": "disagree", "text": "Disagree"},
    {"id": "neither", "text": "Neither agree nor disagree"},
    {"id": "agree", "text": "Agree"},
    {"id": "agree-strongly", "text": "Strongly agree"},
]
OFTEN = [
    {"id": "never", "text": "Not once in the past year"},
    {"id": "rarely", "text": "Once or twice in the past year"},
    {"id": "sometimes", "text": "Once a quarter"},
    {"id": "often", "text": "Once a month"},
    {"id": "always", "text": "Once a week or more"},
]
ASK = {
    "detail": "In how much detail do you know your customers?",
    "trust": "Customers are told at once when something goes wrong.",
    "visits": "How often do you visit customers?",
    "owner": "Does one person own the list of customers?",
    "nearer": "Which of the two is nearer to you?",
    "voices": "Who speaks for customers in the meeting?",
    "minutes": "How are the minutes of the meeting shared?",
    "days": "Within how many days is a complaint answered?",
    "stay": "What share of customers stays for a year?",
    "count": "What is the number of your customers as of today?",
    "next": "What comes first next year?",
    "why": "What would you change first?",
}


PARTS = [{"id": "product", "text": "Product: plans"}, {"id": "sales", "text": "Sales, orders"}]
VOICES = [
    {"id": "sales", "text": "Sales, both at home and abroad"},
    {"id": "service", "text": "Service"},
    {"id": "nobody", "text": "Nobody; we guess"},
]
FIRST = [{"id": "grow", "text": "Grow"}, {"id": "keep", "text": "Keep customers"}]


@lru_cache
def definition() -> Definition:
    """Return the questionnaire."""
    data = {
        "id": "sample",
        "version": "1.0.0",
        "title": "A sample",
        "short_title": "Sample",
        "for": ["anybody"],
        "minutes": 5,
        "purpose": "To test.",
        "decision": "Whether it works.",
        "source": SOURCE,
        "stages": [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)],
        "scales": {"agree": AGREE, "often": OFTEN},
        "dimensions": [
            dimension(
                "d",
                item("rubric", "detail-of-knowledge", ask=ASK["detail"], options=KNOWN),
                item("agreement", "told-at-once", ask=ASK["trust"], scale="agree"),
                item("frequency", "visits", ask=ASK["visits"], scale="often"),
                item("practice", "list-owner", ask=ASK["owner"], was=["owner-of-list"]),
                item("contrast", "nearer", ask=ASK["nearer"], left="We sell what we make", right="We make what sells"),
                item("checklist", "voices", ask=ASK["voices"], options=VOICES),
                item("allocation", "minutes", ask=ASK["minutes"], parts=PARTS),
                item("number", "days-to-answer", ask=ASK["days"], unit="days", minimum=0, maximum=5000),
                item("share", "stay", ask=ASK["stay"], floor=0, target=100),
                disclosure("customers-now", "N", "G", ask=ASK["count"], definition="A customer is who paid this year."),
            )
        ],
        "closing": [
            item("choice", "first-next-year", ask=ASK["next"], options=FIRST),
            item("text", "change-first", ask=ASK["why"]),
        ],
    }
    loaded = load_text(json.dumps(data), "sample.yaml")
    assert loaded.definition is not None, [str(problem) for problem in loaded.problems]
    return loaded.definition


def questionnaire() -> Questionnaire:
    """Return the model of the questionnaire."""
    return definition().questionnaire


def form_of(name: str) -> Form:
    """Return a file of this folder as a form."""
    return read_form((HERE / name).read_bytes())


def found(form: Form) -> dict[str, tuple[str, str]]:
    """Return name of a column to what it is proposed for and how; columns that are left out are not there."""
    return {
        each.column.name: (each.target.name, each.how)
        for each in proposals(form, questionnaire())
        if each.target is not None
    }


def private(form: Form) -> dict[str, str]:
    """Return name of a column to what it holds about a person."""
    return {each.column.name: each.private for each in proposals(form, questionnaire()) if each.private}


def taken(form: Form, more: dict[str, str] | None = None, **wanted: Any) -> Taken:
    """Take a form as it is proposed, guesses too; ``more`` gives columns by name to targets by name."""
    mapping = {each.column.place: each.target for each in proposals(form, questionnaire()) if each.target is not None}
    known = {target.name: target for target in titles_of(questionnaire())}
    places = {column.name: column.place for column in form.columns}
    mapping |= {places[column]: known[name] for column, name in (more or {}).items()}
    return take(form, questionnaire(), Wanted(mapping, **wanted))


def said(brought: Taken) -> list[dict[str, Any]]:
    """Return what each respondent said: item id to value, or to the kind of an answer without one."""
    return [
        {
            item_id: plain(answer)
            for item_id, answer in zip(brought.items, person.answers, strict=True)
            if answer is not None
        }
        for person in brought.people
    ]


def plain(answer: Answer) -> Any:
    """Return the value of an answer, or its kind where it has none."""
    return answer.value if answer.kind == "value" else answer.kind
