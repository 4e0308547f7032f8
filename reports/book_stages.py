"""The ladder on a sheet, for formulas that look a stage up by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.stages import anchor, cut_points

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from reports.book import Cell, Sheet

HEADER = ("Stage", "Begins at", "Anchor", "Meaning")


def write_stages(sheet: Sheet, questionnaire: Questionnaire, row: int) -> str:
    """Write the stages from a row on; returns the range of their titles, empty without a ladder."""
    stages = questionnaire.stages
    if not stages:
        return ""
    for column, name in enumerate(HEADER):
        sheet.put(row, column, name, "head")
    begins = (0.0, *cut_points(len(stages)))
    for place, (stage, begin) in enumerate(zip(stages, begins, strict=True), start=1):
        cells: list[Cell] = [stage.title, begin, anchor(place, len(stages)), stage.summary]
        sheet.row(row + place, cells, ("text", "points beside", "points beside", "text"))
    return sheet.span((row + 1, 0), (row + len(stages), 0))
