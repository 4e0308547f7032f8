"""Sheets of a workbook: text that stays text, headers that stay in view, formats, and a place for every cell."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from reports.about import About

PROPERTY = 255  # letters that a property of the file holds
LONGEST = 32_767  # letters that a cell holds
LINE, MOST_LINES = 15.0, 12  # points, and lines that a row shows at most
OURS, INPUT = "#0072B2", "#FFF7D6"
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": OURS, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "input": {"text_wrap": True, "valign": "top", "bg_color": INPUT, "border": 1, "border_color": "#DDE1E5"},
    "points": {"num_format": "0.00", "valign": "top"},
    "whole": {"num_format": "0", "valign": "top"},
    "shown": {"num_format": "0.0", "valign": "top"},
    "share": {"num_format": "0%", "valign": "top"},
    "plain": {"valign": "top"},
    "quiet": {"font_color": "#59636E", "text_wrap": True, "valign": "top"},
    "points beside": {"num_format": "0.00", "valign": "top", "align": "left"},
    "shown beside": {"num_format": "0.0", "valign": "top", "align": "left"},
    "whole beside": {"num_format": "0", "valign": "top", "align": "left"},
}


SHARED: dict[str, Any] = {"data_labels": {"value": True}}
ALONE: dict[str, Any] = {"fill": {"color": OURS}, "data_labels": {"value": True, "num_format": "0"}}


class Formula(str):
    """A formula that we wrote ourselves, with the value it comes to."""

    __slots__ = ("value",)
    value: float | str

    def __new__(cls, text: str, value: float | str | None) -> Self:
        """Make one; a formula without a value shows nothing."""
        made = super().__new__(cls, text)
        made.value = "" if value is None else value
        return made


Cell = Formula | str | float | int | None


class Book:
    """A workbook that is written once, sheet by sheet."""

    def __init__(self, about: About) -> None:
        """Begin one."""
        self.about = about
        self._out = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._out,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.file.set_properties(
            {
                "title": about.line()[:PROPERTY],
                "author": clean(about.organisation)[:PROPERTY],
                "subject": "Customer centricity",
                "created": about.at.replace(tzinfo=None),
            }
        )
        self.formats: Mapping[str, Any] = {name: self.file.add_format(looks) for name, looks in FORMATS.items()}

    def __enter__(self) -> Self:
        """Begin to write."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, also where something went wrong: an open one complains when it is thrown away."""
        self.file.close()

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Add a sheet with columns of some widths, in letters."""
        page = self.file.add_worksheet(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        return Sheet(self, page, name, widths)

    @property
    def data(self) -> bytes:
        """The finished file."""
        return self._out.getvalue()


class Sheet:
    """One sheet; rows and columns are counted from 0."""

    def __init__(self, book: Book, page: Any, name: str, widths: Sequence[float]) -> None:
        """Wrap a sheet of the library."""
        self.book, self.page, self.name, self.widths = book, page, name, widths
        self._lines: dict[int, int] = {}

    def put(self, row: int, column: int, cell: Cell, looks: str = "plain") -> None:
        """Write one cell: a formula of ours, a number, or text that never becomes a formula."""
        kind = self.book.formats[looks]
        if isinstance(cell, Formula):
            self.page.write_formula(row, column, f"={cell}", kind, cell.value)
        elif isinstance(cell, str):
            self.page.write_string(row, column, clean(cell)[:LONGEST], kind)
            if FORMATS[looks].get("text_wrap"):
                self._high_enough(row, column, cell)
        elif cell is None:
            self.page.write_blank(row, column, None, kind)
        else:
            self.page.write_number(row, column, cell, kind)

    def _high_enough(self, row: int, column: int, text: str) -> None:
        """Make a row as high as its text needs; not every program does so by itself."""
        width = self.widths[column] if column < len(self.widths) else LINE
        lines = min(MOST_LINES, sum(-(-len(line) // max(1, int(width))) or 1 for line in text.split("\n")))
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self.page.set_row(row, LINE * lines)

    def title(self, text: str, below: str = "") -> None:
        """Write what the sheet shows into its first two rows."""
        self.put(0, 0, text, "title")
        self.page.write_string(1, 0, clean(below)[:LONGEST], self.book.file.add_format({"font_color": "#59636E"}))

    def head(self, row: int, names: Sequence[str], *, frozen_columns: int = 0) -> None:
        """Write the header, and keep it in view."""
        for column, name in enumerate(names):
            self.put(row, column, name, "head")
        self.page.freeze_panes(row + 1, frozen_columns)
        self.page.repeat_rows(row)

    def row(self, row: int, cells: Sequence[Cell], looks: Sequence[str]) -> None:
        """Write one row."""
        for column, (cell, kind) in enumerate(zip(cells, looks, strict=True)):
            self.put(row, column, cell, kind)

    def at(self, row: int, column: int, *, full: bool = False) -> str:
        """Return the address of a cell; ``full`` with the sheet's name."""
        cell: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return f"'{self.name}'!{cell}" if full else cell

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return the address of a range, with the sheet's name."""
        return f"{self.at(*first, full=True)}:{self.at(*last)}"

    def bars(
        self, place: str, title: str, names: str, values: Sequence[tuple[str, str]], *, shares: bool = False
    ) -> None:
        """Draw lying bars: the first name on top; values are (name, range)."""
        chart = self.book.file.add_chart({"type": "bar", **({"subtype": "percent_stacked"} if shares else {})})
        for name, cells in values:
            looks = SHARED if shares else ALONE
            chart.add_series(
                {"name": clean(name), "categories": f"={names}", "values": f"={cells}", "gap": 40, **looks}
            )
        chart.set_title({"name": clean(title), "name_font": {"size": 12}, "overlay": False})
        chart.set_y_axis({"reverse": True})
        if not shares:
            chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": "#DDE1E5"}}})
        if len(values) == 1:
            chart.set_legend({"none": True})
        chart.set_size({"width": 760, "height": 460})
        self.page.insert_chart(place, chart)

    def lines(self, place: str, title: str, names: str, values: Sequence[tuple[str, str]]) -> None:
        """Draw lines with dots."""
        chart = self.book.file.add_chart({"type": "line"})
        for name, cells in values:
            chart.add_series(
                {"name": clean(name), "categories": f"={names}", "values": f"={cells}", "marker": {"type": "circle"}}
            )
        chart.set_title({"name": clean(title), "name_font": {"size": 12}})
        chart.set_y_axis({"min": 0, "max": 100})
        chart.set_size({"width": 760, "height": 420})
        self.page.insert_chart(place, chart)
