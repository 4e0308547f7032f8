"""The data sheet names every field of every table and every cookie, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from storage import tables
from ui.doors import COOKIES, SEAT_COOKIE, YEAR

SHEET = Path(__file__).parents[2] / "docs" / "data-sheet.md"


def rows(name: str) -> list[list[str]]:
    """Return the cells of a table of the sheet that stands between two marks."""
    found = SHEET.read_text("utf-8").partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in found.strip().splitlines()[2:]]


def test_every_field_that_is_stored_is_named_once_with_its_reason_and_who_sees_it() -> None:
    named = [each for what, *_ in rows("fields") for each in re.findall("`([a-z_.]+)`", what)]
    stored = {str(column) for table in tables.metadata.sorted_tables for column in table.columns}
    assert stored - set(named) == set(), "stored, and not in the sheet"
    assert set(named) - stored == set(), "in the sheet, and not stored"
    assert len(named) == len(set(named))
    assert all(len(row) == 3 and all(row) for row in rows("fields"))


def test_every_cookie_is_named_with_its_life() -> None:
    found = {name.strip("`"): life for name, _, life in rows("cookies")}
    assert found == dict.fromkeys([*COOKIES, "seat-…"], f"{YEAR // 86_400} days")
    assert SEAT_COOKIE.pattern.startswith("seat-")


def test_what_the_sheet_points_at_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", SHEET.read_text("utf-8"))
    assert [each for each in links if not (SHEET.parent / each).exists()] == []
