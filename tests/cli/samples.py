"""Small questionnaires for the tests of the commands, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.loader import load_text

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

HEAD = """\
id: sample
version: 1.2.3
title: A sample
short_title: Sample
for: [executive]
minutes: 5
purpose: Shows one thing.
decision: Helps to decide one thing.
source: {file: made-up.txt, at: nowhere}
"""
STAGES = """\
stages:
  - {id: s1, title: First, summary: X.}
  - {id: s2, title: Second, summary: X.}
  - {id: s3, title: Third, summary: X.}
  - {id: s4, title: Fourth, summary: X.}
"""
NEXT = "{s1: X., s2: X., s3: X., s4: X.}"
OPTIONS = "[{id: o1, text: X.}, {id: o2, text: X.}, {id: o3, text: X.}, {id: o4, text: X.}]"


def item(item_id: str, kind: str, more: str = "") -> str:
    """Return an item in flow style; ``more`` begins with a comma."""
    source = "source: {file: made-up.txt, at: nowhere}"
    return f"{{id: {item_id}, type: {kind}, label: X, ask: Say so., {source}{more}}}"


def dimension(dimension_id: str, *items: str) -> str:
    """Return a dimension with its items, as one member of a list."""
    return f"  - {{id: {dimension_id}, title: X, summary: X., next_steps: {NEXT}, items: [{', '.join(items)}]}}\n"


GATED = (
    HEAD
    + STAGES
    + "stage_rule: tolerant_gate\ndimensions:\n"
    + "".join(dimension(each, item(f"{each}-item", "rubric", f", options: {OPTIONS}")) for each in ("a", "b", "c"))
)
EVERYTHING = (
    HEAD
    + "scales: {agreeing: [{id: disagree, text: X.}, {id: undecided, text: X.}, {id: agree, text: X.}]}\n"
    + "dimensions:\n  - id: d\n    title: D\n    summary: X.\n    items:\n"
    + "".join(
        f"      - {each}\n"
        for each in (
            item("rubric", "rubric", f", options: {OPTIONS}, not_applicable: true"),
            item("agreement", "agreement", ", scale: agreeing"),
            item("frequency", "frequency", ", scale: agreeing, dont_know: 'off'"),
            item("contrast", "contrast", ", left: X, right: Y"),
            item("practice", "practice", ", was: [habit]"),
            item("checklist", "checklist", ", options: [{id: x, text: X}, {id: y, text: Y}, {id: z, text: Z}]"),
            item("listed", "checklist", ", options: [{id: none, text: None}, {id: dk, text: DK}, {id: na, text: NA}]"),
            item("number", "number", ", unit: days, minimum: 0, maximum: 5000"),
            item("share", "share"),
            item("allocation", "allocation", ", parts: [{id: x, text: X}, {id: y, text: Y}]"),
            item("choice", "choice", ", options: [{id: x, text: X}, {id: y, text: Y}]"),
            item("text", "text", ", max_chars: 20"),
            item(
                "disclosure",
                "disclosure",
                ", scale: agreeing, definition: X, not_applicable: true, figures: ["
                "{id: now, label: X, unit: X, symbol: 'N', whole: true}, {id: lost, label: X, unit: X, symbol: L}]",
            ),
            item("plain", "disclosure", ", scale: agreeing"),
            item(
                "agenda",
                "agenda",
                ", categories: [{id: x, title: X, summary: X}, {id: y, title: Y, summary: Y}], focus: x, "
                "depths: [{id: brief, text: X}, {id: deep, text: X}], "
                "weights: {minutes: 1, actions: 1, depth: 1, order: 1}",
            ),
        )
    )
)


def parsed(text: str) -> Questionnaire:
    """Return the questionnaire of a text without errors."""
    loaded = load_text(text, "sample.yaml")
    assert loaded.definition is not None, "\n".join(map(str, loaded.problems))
    return loaded.definition.questionnaire
