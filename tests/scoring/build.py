"""Small questionnaires and answers for the tests of scoring, built in Python instead of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.loader import parse
from questionnaires.values import Answer, clean_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

SOURCE = {"file": "seed.txt", "at": "nowhere"}
DK = Answer(kind="dont_know")
NA = Answer(kind="not_applicable", reason="We have none.")
SKIP = Answer("unanswered")
SKIPPED = Answer(kind="unanswered", comment="Later.")

AGREE = [{"id": f"a{number}", "text": f"Step {number}"} for number in range(1, 6)]
COVERED = [
    {"id": "none", "text": "None", "score": 0},
    {"id": "some", "text": "Some", "score": 25},
    {"id": "half", "text": "At least half", "score": 50},
    {"id": "all", "text": "All", "score": 100},
]
SCALES = {"agree": AGREE, "covered": COVERED}


def roughly(value: Any, **rest: Any) -> Any:
    """Return ``pytest.approx`` of a value, typed so that it may stand inside a tuple or a list."""
    return pytest.approx(value, **rest)


def item(kind: str, item_id: str, **rest: Any) -> dict[str, Any]:
    """Return an item of a kind as plain values."""
    return {"id": item_id, "type": kind, "label": item_id, "ask": f"{item_id}?", "source": SOURCE, **rest}


def rubric(item_id: str, levels: int = 4, /, **rest: Any) -> dict[str, Any]:
    """Return a rubric with the options l1, l2, ..."""
    options = [{"id": f"l{level}", "text": f"Level {level}"} for level in range(1, levels + 1)]
    return item("rubric", item_id, options=options, **rest)


def points(item_id: str, **rest: Any) -> dict[str, Any]:
    """Return an item whose answer, 0 to 100, is its points."""
    return item("share", item_id, floor=0, target=100, **rest)


def disclosure(item_id: str, *figures: str, **rest: Any) -> dict[str, Any]:
    """Return a disclosure on the five-step scale; a figure is named by its symbol, its id is that in small letters."""
    given = [
        {"id": symbol.lower().replace("_", "-"), "label": symbol, "unit": "each", "symbol": symbol}
        for symbol in figures
    ]
    return item("disclosure", item_id, scale="agree", figures=given, **rest)


def dimension(dimension_id: str, *children: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return a dimension; children are items and dimensions, told apart by ``type``."""
    return {
        "id": dimension_id,
        "title": dimension_id.title(),
        "summary": "A part.",
        "items": [child for child in children if "type" in child],
        "dimensions": [child for child in children if "type" not in child],
        **rest,
    }


def questionnaire(*dimensions: dict[str, Any], ladder: int = 4, **rest: Any) -> Questionnaire:
    """Return a questionnaire with the stages s1, s2, ..."""
    return parse(
        {
            "id": "sample",
            "version": "1.0.0",
            "title": "Sample",
            "short_title": "Sample",
            "for": ["anybody"],
            "minutes": 1,
            "purpose": "To test.",
            "decision": "Whether it works.",
            "source": SOURCE,
            "stages": [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, ladder + 1)],
            "scales": SCALES,
            "dimensions": list(dimensions),
            **rest,
        }
    )


def only(part: dict[str, Any]) -> tuple[Item, Questionnaire]:
    """Return an item by itself, with a questionnaire that holds nothing else."""
    asked = questionnaire(dimension("d", part))
    return asked.item_by_id[part["id"]], asked


def given(asked: Questionnaire, raw: Mapping[str, Any]) -> dict[str, Answer]:
    """Return one respondent's answers: item id to an ``Answer``, or to a raw value that is checked on the way."""
    return {
        item_id: value
        if isinstance(value, Answer)
        else Answer(value=clean_value(asked.item_by_id[item_id], value, asked))
        for item_id, value in raw.items()
    }


def flat(values: Mapping[str, Any], **rest: Any) -> tuple[Questionnaire, dict[str, Answer]]:
    """Return one dimension ``d`` of items that carry their answer as points, and the answers."""
    asked = questionnaire(dimension("d", *(points(item_id) for item_id in values), **rest))
    return asked, given(asked, values)


def topic(category: str, actual: float, **rest: Any) -> dict[str, Any]:
    """Return a row of an agenda, named after its category, worked through no further than nodded off."""
    return {"topic": category, "category": category, "actual": actual, "depth": "shallow", **rest}


def agenda(item_id: str = "agenda", **rest: Any) -> dict[str, Any]:
    """Return an agenda item with the categories, depths and weights of ``measurement.md`` 3.6."""
    categories = [
        {"id": each, "title": each.title(), "summary": "A kind."} for each in ("product", "sales", "operations")
    ]
    return item(
        "agenda",
        item_id,
        **{
            "categories": [
                *categories,
                {"id": "value", "title": "Customer value", "summary": "A kind."},
                {"id": "other", "title": "Other", "summary": "A kind.", "orientation": False},
            ],
            "depths": [{"id": each, "text": each} for each in ("shallow", "middle", "deep")],
            "weights": {"minutes": 0.50, "actions": 0.25, "depth": 0.15, "order": 0.10},
            "focus": "value",
            **rest,
        },
    )
