"""Responses with answers in them, written through the workflow into the database of a running server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessments.order import CORE
from assessments.workflow import Workflow
from cli.demo import fill
from questionnaires.items import Agenda, Allocation, Checklist, Contrast, Disclosure, Item, TextItem
from questionnaires.loader import load_folder
from questionnaires.model import Questionnaire
from questionnaires.values import Answer, option_ids
from storage.open import open_store

FIGURES = {"now": 12_000, "quarter-ago": 12_300, "gained": 500, "lost": 2_000, "average": 420.0, "high-value": 900}
AGENDA = [
    {
        "topic": "Sales funnel",
        "category": "sales",
        "planned": 30,
        "actual": 60,
        "depth": "worked-through",
        "actions": 3,
    },
    {"topic": "Product dates", "category": "product", "planned": 30, "actual": 30, "basis": "opinion", "actions": 1},
    {"topic": "Complaints", "category": "customer-value", "planned": 10, "actual": 0, "bumped": True},
]


@dataclass(frozen=True, slots=True)
class Codes:
    """What opens the demonstrations: of somebody who answers alone, and of a workshop."""

    alone: str
    workshop: str


def demonstrated(database: Path) -> Codes:
    """Keep the demonstrations, which are submitted and revealed; return the codes that open two of them."""
    store = open_store(f"sqlite:///{database}")
    (_, alone), (_, workshop), _ = fill(store, datetime.now(UTC))
    store.close()
    return Codes(alone, workshop)


def half_filled(database: Path) -> str:
    """Answer every second question; return the code."""
    workflow = Workflow(open_store(f"sqlite:///{database}"), lambda: datetime.now(UTC))
    begun = workflow.begin("Imaginary Pumps (demonstration)")
    response = begun.response
    for loaded in load_folder():
        assert loaded.definition is not None
        questionnaire = loaded.definition.questionnaire
        if questionnaire.id not in CORE:
            continue
        workflow.take_up(response, loaded.definition)
        for place, item in enumerate(questionnaire.items):
            if place % 2 == 0 or isinstance(item, (Agenda, Disclosure)):
                answer = Answer("value", _value(item, questionnaire, place), comment="Seen in March.")
                workflow.save(response.id, questionnaire, item.id, answer)
    return begun.resume_code


def _value(item: Item, questionnaire: Questionnaire, place: int) -> Any:
    options = option_ids(item, questionnaire)
    match item:
        case Contrast():
            return 1 + place % item.points
        case Checklist():
            return list(options[:3])
        case Allocation():
            return dict(zip(options, [20, 20, 20, 40, 0], strict=True))
        case Agenda():
            return AGENDA
        case Disclosure():
            figures = {figure.id: FIGURES[figure.id] for figure in item.figures if figure.id in FIGURES}
            return {"level": options[place % len(options)], "figures": figures}
        case TextItem():
            return "We build pumps"
        case _:
            return options[place % len(options)]
