"""The codebook of a workbook: every question with its codes, what they mean, and the points they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import (
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
)
from questionnaires.values import PRACTICE
from questionnaires.words import PRACTICE_WORDS, contrast_text
from reports.book_rules import Codes
from scoring.items import is_scored, item_score

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from reports.book import Cell, Sheet

HEADER = ("Question id", "Label", "Question", "Kind", "Dimension", "Weight", "Code", "Meaning", "Points", "Rules")
WIDTHS = (26, 22, 48, 12, 26, 8, 22, 60, 9, 46)
LOOKS = ("text", "text", "text", "text", "text", "plain", "text", "text", "points", "quiet")
FIRST_ROW = 3
CODE, WORDS, POINTS = 6, 7, 8

Line = tuple["Cell", str, "Cell"]  # code, meaning, points


def write_codebook(sheet: Sheet, questionnaire: Questionnaire) -> dict[str, Codes]:
    """Fill the sheet; returns item id to where its options stand, for the items that have any."""
    sheet.title(
        f"Codebook of {questionnaire.title}",
        f"{questionnaire.id} {questionnaire.version}. For a checklist the points are the weights of its options.",
    )
    sheet.head(FIRST_ROW - 1, HEADER, frozen_columns=1)
    found: dict[str, Codes] = {}
    row = FIRST_ROW
    for item in questionnaire.items:
        lines = lines_of(item, questionnaire)
        if lines:
            first, last = row, row + len(lines) - 1
            codes, words, points = (sheet.span((first, each), (last, each)) for each in (CODE, WORDS, POINTS))
            found[item.id] = Codes(codes, words, points)
        dimension = questionnaire.dimension_of.get(item.id)
        about: list[Cell] = [item.id, item.label, item.ask, item.type, dimension.title if dimension else ""]
        about.append(float(item.weight) if dimension is not None and is_scored(item) else None)
        for code, meaning, points_of in lines or [(None, _range(item), None)]:
            sheet.row(row, [*about, code, meaning, points_of, _rules(item)], LOOKS)
            row += 1
    sheet.page.autofilter(FIRST_ROW - 1, 0, max(row - 1, FIRST_ROW), len(HEADER) - 1)
    return found


def lines_of(item: Item, questionnaire: Questionnaire) -> list[Line]:
    """Return (code, meaning, points) of each option; none for items without options."""
    match item:
        case Rubric():
            return [(each.id, each.text, item_score(item, each.id, questionnaire)) for each in item.options]
        case Agreement() | Frequency():
            scale = questionnaire.scales[item.scale]
            return [(each.id, each.text, item_score(item, each.id, questionnaire)) for each in scale]
        case Practice():
            return [(each, PRACTICE_WORDS[each], item_score(item, each, questionnaire)) for each in PRACTICE]
        case Contrast():
            steps = range(1, item.points + 1)
            return [(each, contrast_text(item, each), item_score(item, each, questionnaire)) for each in steps]
        case Checklist():
            return [(each.id, each.text, float(each.weight)) for each in item.options]
        case Choice():
            return [(each.id, each.text, None) for each in item.options]
        case Disclosure():
            return [
                (each.id, each.text, item_score(item, {"level": each.id}, questionnaire))
                for each in questionnaire.scales[item.scale]
            ]
        case Allocation():
            return [(each.id, each.text, None) for each in item.parts]
        case _:
            return []


def _range(item: Item) -> str:
    if isinstance(item, (NumberItem, ShareItem)):
        unit = item.unit if isinstance(item, NumberItem) else "%"
        if item.floor is not None and item.target is not None:
            return f"A number in {unit}; {item.floor:g} carries no points, {item.target:g} carries 100."
        return f"A number in {unit}, without points."
    return "A table of topics." if item.type == "agenda" else "Free text, without points."


def _rules(item: Item) -> str:
    told = {
        "exclude": "“Don't know” is left out of the mean.",
        "zero": "“Don't know” counts as 0.",
        "off": "“Don't know” is not offered.",
    }[item.dont_know]
    parts = [told, "“Not applicable” is offered." if item.not_applicable else ""]
    if item.ask_if is not None:
        parts.append(f"Asked only after some answers to {item.ask_if.item}.")
    if getattr(item, "reversed", False):
        parts.append("Counted from the other end.")
    return " ".join(part for part in parts if part)
