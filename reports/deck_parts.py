"""What several decks hold: tables over as many slides as they need, text, and bars on the steps of the ladder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from charts.steps import steps
from reports.deck import HIGH, Box, Deck, centred, describe, fill, lines_of
from reports.deck_charts import Drawing, bars, plot_box
from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide

    from questionnaires.parts import Stage

PADDING = 7.0  # points above and below the text of a cell, together
SIDES = 14.4  # points left and right of it
SMALLEST = 11.0  # points, of letters in a table
LONGEST = 420  # letters in a cell; what is longer is cut, the workbook has it all
BAND = Inches(0.5)
PALE = 0.20  # of the colours of the steps behind the bars
CAPTION = Inches(0.75)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        widths: How wide the columns are to each other.
        size: Of the letters, in points.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    size: float = 13.0


def cut(text: str, letters: int = LONGEST) -> str:
    """Return a text that has at most so many letters."""
    whole = clean(text)
    return whole if len(whole) <= letters else f"{whole[: letters - 2].rstrip()} …"


def tables(deck: Deck, title: str, notes: str, grid: Grid, caption: str = "") -> None:
    """Add a table, on as many slides as its rows need; nothing without rows."""
    left = list(grid.rows)
    number = 1
    small = grid
    pages: list[tuple[tuple[str, ...], ...]] = []
    slides: list[tuple[Slide, Box]] = []
    while left:
        told = title if number == 1 else f"{title} ({number})"
        slide, box = deck.slide(told, notes)
        while number == 1 and small.size > SMALLEST and _fitting(left, small, box, caption) < len(left):
            small = replace(small, size=small.size - 1)
        if number == 1 and _fitting(left, small, box, caption) == len(left):
            grid = small  # letters a little smaller rather than a second slide
        taken = _fitting(left, grid, box, caption)
        pages.append(tuple(left[:taken]))
        slides.append((slide, box))
        left, number = left[taken:], number + 1
    for (slide, box), rows in zip(slides, pages, strict=True):
        _table(slide, box, grid, rows)
        if caption:
            under(slide, deck, box, caption)


def _fitting(rows: Sequence[Sequence[str]], grid: Grid, box: Box, caption: str) -> int:
    """Return how many rows fit on a slide, one at least."""
    room = (box.height - (CAPTION if caption else 0)) / Pt(1) - _height(grid.header, grid, box)
    count = 0
    for row in rows:
        room -= _height(row, grid, box)
        if room < 0:
            break
        count += 1
    return max(1, count)


def _height(row: Sequence[str], grid: Grid, box: Box) -> float:
    """Return how high a row is, in points."""
    across = [box.width / Pt(1) * each / sum(grid.widths) - SIDES for each in grid.widths]
    most = max(lines_of(cut(text), wide, grid.size) for text, wide in zip(row, across, strict=True))
    return most * grid.size * HIGH + PADDING


def _table(slide: Slide, box: Box, grid: Grid, rows: Sequence[Sequence[str]]) -> None:
    heights = [_height(row, grid, box) for row in (grid.header, *rows)]
    frame: Any = slide.shapes.add_table(
        len(rows) + 1, len(grid.header), Emu(box.left), Emu(box.top), Emu(box.width), Pt(sum(heights))
    )
    describe(frame, f"Table with the columns {', '.join(grid.header)}.")
    table = frame.table
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Emu(int(box.width * width / sum(grid.widths)))
    for place, row in enumerate((grid.header, *rows)):
        table.rows[place].height = Pt(heights[place])
        for cell, text in zip(table.rows[place].cells, row, strict=True):
            cell.margin_top = cell.margin_bottom = Pt(PADDING / 2)
            fill(cell.text_frame, [cut(text)], grid.size, bold=place == 0)


def said(deck: Deck, title: str, notes: str, paragraphs: Sequence[str], size: float = 18.0) -> None:
    """Add a slide of sentences; nothing without any."""
    there = [each for each in paragraphs if each]
    if not there:
        return
    slide, box = deck.slide(title, notes)
    wide = box.width / Pt(1) - SIDES
    while size > 11 and sum(lines_of(each, wide, size) + 0.5 for each in there) * size * HIGH > box.height / Pt(1):  # noqa: PLR2004 - smaller letters nobody reads
        size -= 1
    shape = deck.words(slide, box)
    fill(shape.text_frame, there, size)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = Pt(size / 2)


def under(slide: Slide, deck: Deck, box: Box, text: str, size: float = 14.0) -> None:
    """Write a caption at the lower end of the room."""
    at = Box(box.left, box.top + box.height - CAPTION, box.width, CAPTION)
    while size > 10 and lines_of(text, at.width / Pt(1) - SIDES, size) * size * HIGH > CAPTION / Pt(1) - 4:  # noqa: PLR2004 - the same
        size -= 1
    shape = deck.words(slide, at)
    fill(shape.text_frame, [text], size)


def above(box: Box) -> Box:
    """Return the room without that of a caption."""
    return box.top_strip(box.height - CAPTION)


def on_steps(slide: Slide, box: Box, stages: Sequence[Stage], drawing: Drawing, average: float | None) -> None:
    """Draw bars on the steps of the ladder, and a line where the whole stands.

    Args:
        slide: Where to.
        box: The room for all of it.
        stages: Low to high; without any there are no steps.
        drawing: On the scale from 0 to 100.
        average: Where the whole stands, as it is shown; None where it stands nowhere.
    """
    chart_box = box.below(BAND)
    plot = plot_box(chart_box)
    for each in steps(stages) if stages else ():
        left = plot.left + int(plot.width * each["from"] / 100)
        wide = int(plot.width * (each["to"] - each["from"]) / 100)
        strip = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(left), Emu(box.top), Emu(wide), Emu(plot.top + plot.height - box.top)
        )
        strip.fill.solid()
        strip.fill.fore_color.rgb = RGBColor.from_string(_pale(each["colour"]))
        strip.line.color.rgb = RGBColor.from_string("FFFFFF")
        strip.element.remove(strip.element.find(qn("p:style")))  # it brings a shadow along
        describe(strip, "")
        head: Any = slide.shapes.add_textbox(Emu(left), Emu(box.top), Emu(wide), Emu(BAND))
        head.text_frame.margin_left = head.text_frame.margin_right = Emu(0)
        fill(head.text_frame, [" ".join(str(each["name"]).split())], 11, bold=True)
        centred(head.text_frame)
    if average is not None:
        at = plot.left + int(plot.width * average / 100)
        rule = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Emu(at), Emu(box.top + BAND), Emu(at), Emu(plot.top + plot.height)
        )
        rule.line.color.rgb = RGBColor.from_string("262730")
        rule.line.width, rule.line.dash_style = Pt(2), MSO_LINE_DASH_STYLE.DASH
        describe(rule, "The whole.")
    bars(slide, chart_box, drawing)


def _pale(colour: str) -> str:
    parts = [int(colour.lstrip("#")[start : start + 2], 16) for start in (0, 2, 4)]
    return "".join(f"{round(255 - PALE * (255 - part)):02X}" for part in parts)
