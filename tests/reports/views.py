"""Views to make reports of: a lone result, rooms and a series, and reports taken apart again."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pptx

from assessments.series import series_view
from questionnaires.values import Answer
from reports.about import About
from tests.assessments.build import STAGES, asked, definition, target
from tests.assessments.rooms import a_wave, room
from tests.assessments.series import quarter

if TYPE_CHECKING:
    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView

MADE = datetime(2026, 3, 10, 8, 15, tzinfo=UTC)
ABOUT = About("Pumps & Valves Ltd", "2026 Q1", MADE)
DONT_KNOW = Answer("dont_know")


def people(count: int, better: float = 0.0, seed: int = 1) -> list[dict[str, Any]]:
    """Return what so many people answered to the four stages; on the first question they stand at both ends."""
    draw = random.Random(seed)  # noqa: S311 - sample answers
    items = [each for each in asked(STAGES).items if each.type == "rubric"]
    lean = {each.id: draw.random() * 2 for each in items}
    answers = []
    for place in range(count):
        given: dict[str, Any] = {}
        for each in items:
            step = round(draw.gauss(lean[each.id] + 0.4 + better, 0.8))
            known = each.options[max(0, min(len(each.options) - 1, step))].id
            given[each.id] = DONT_KNOW if draw.random() < 0.04 else known
        given[items[0].id] = items[0].options[-(place % 2)].id
        answers.append(given)
    return answers


def anonymous_room(count: int = 30) -> RoomView:
    """Return a room of people who are to stay unknown, after a second vote on the first question."""
    first = people(count)
    item = next(each for each in asked(STAGES).items if each.type == "rubric")
    second = {place: {item.id: item.options[2 * (place % 2)].id} for place in range(count)}
    roles = ["Lead" if place % 3 == 0 else "Front" for place in range(count)]
    return room(definition(STAGES), first, second, roles=roles, wave=a_wave("anonymous", 5, 40))


def team() -> SeriesView:
    """Return three quarters of a team of 14 that gets better."""
    names = [f"n{place:02}" for place in range(14)]
    quarters = [
        quarter(
            place, asked(STAGES), dict(zip(names, people(14, place * 0.3, seed=3), strict=True)), targets=[target(80.0)]
        )
        for place in (1, 2, 3)
    ]
    return series_view(quarters, STAGES)


def deck(data: bytes) -> Any:
    """Open slides."""
    return pptx.Presentation(io.BytesIO(data))


def titles(data: bytes) -> list[str]:
    """Return the title of every slide."""
    return [each.shapes.title.text_frame.text for each in deck(data).slides]


def charts(data: bytes) -> list[tuple[str, Any]]:
    """Return every chart with the title of its slide."""
    return [
        (slide.shapes.title.text_frame.text, shape.chart)
        for slide in deck(data).slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def figures(chart: Any) -> dict[str, dict[str, float | None]]:
    """Return series to name to value, as the file holds them."""
    names = list(chart.plots[0].categories)
    return {each.name: dict(zip(names, each.values, strict=True)) for each in chart.plots[0].series}


def cells(data: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of every table, by the title of its slide."""
    return {
        slide.shapes.title.text_frame.text: [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck(data).slides
        for shape in slide.shapes
        if shape.has_table
    }


def words(data: bytes) -> str:
    """Return all text of slides and notes."""
    found = []
    for slide in deck(data).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


def book(data: bytes, *, values: bool = True) -> Any:
    """Open a workbook with the values of its formulas, or with the formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def table(page: Any, row: int = 3) -> list[dict[str, Any]]:
    """Return the rows of a sheet below its header, which stands in a row counted from 1."""
    header, *rows = page.iter_rows(min_row=row, values_only=True)
    return [dict(zip(header, each, strict=True)) for each in rows if each[0] is not None]
