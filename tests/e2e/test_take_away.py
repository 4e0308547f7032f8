"""Every file is downloaded from its page, opened, and holds the figures that the page of the result shows."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from pypdf import PdfReader

from assessments.demonstration import demonstrations, with_new_codes
from assessments.kept import Kept
from questionnaires.loader import load_folder
from storage.open import open_store
from tests.e2e import players
from tests.e2e.quarters import rows, unfold
from tests.e2e.server import Server
from tests.e2e.test_accessibility import CORNERS, findings
from tests.e2e.visitor import Visitor

KINDS = ("pdf", "pptx", "xlsx", "zip", "json")
TABLE = "The same as a table or a picture"
LONE, WORKSHOP, TEAM = range(3)
Figures = Mapping[str, tuple[str, ...]]  # dimension to figures, as the page writes them


@dataclass(frozen=True, slots=True)
class Shown:
    """A demonstration on a running server, with the code that opens it."""

    kept: Kept
    code: str


@pytest.fixture(scope="module")
def shown(shared_server: Server) -> list[Shown]:
    store = open_store(f"sqlite:///{shared_server.database}")
    definitions = [each.definition for each in load_folder() if each.definition is not None]
    made = [Shown(*with_new_codes(each)) for each in demonstrations(definitions, datetime.now(UTC))]
    for each in made:
        store.add_everything(each.kept)
    return made


@pytest.fixture
def come(shared_server: Server, visit: Callable[..., Visitor], shown: list[Shown]) -> Callable[..., Visitor]:
    """Return how somebody comes who holds a demonstration."""

    def came(place: int, **looks: Any) -> Visitor:
        visitor = visit(shared_server, **looks)
        if place == LONE:
            visitor.bring(shown[place].code)
        else:
            key = shown[place].code.replace("-", "")
            visitor.page.context.add_cookies([{"name": "organiser", "value": key, "url": shared_server.url}])
        return visitor

    return came


def download(visitor: Visitor, label: str, folder: Path) -> Path:
    """Press a button that makes a file; return where the file is."""
    with visitor.page.expect_download() as begun:
        visitor.page.get_by_role("button", name=label, exact=True).first.press("Enter")
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path


def files(visitor: Visitor, folder: Path) -> dict[str, Path]:
    """Download everything that the page offers; return ending to path."""
    return {kind: download(visitor, f"Download {kind.upper()}", folder) for kind in KINDS}


def same(one: object, other: object) -> bool:
    """Say whether two figures are equal as far as both are written out."""
    texts = [str(one), str(other)]
    digits = min(len(text.partition(".")[2]) for text in texts)
    return len({math.floor(float(text.replace("−", "-")) * 10**digits + 0.5) for text in texts}) == 1


def leading(text: object) -> str:
    """Return the figure that a cell begins with, such as 52 of "52 (51 to 53)"."""
    found = re.match(r"[+−-]?[\d.]+", str(text))
    return found.group() if found else ""


def sheets(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of the sheets of a workbook whose names begin so, each by the names of its columns."""
    found = []
    for sheet in openpyxl.load_workbook(path):
        if sheet.title.startswith(name):
            values = [row for row in sheet.iter_rows(values_only=True) if row and row[0] is not None]
            start = next(at for at, row in enumerate(values) if row[0] == "Dimension")
            found += [dict(zip(map(str, values[start]), row, strict=False)) for row in values[start + 1 :]]
    return found


def table(path: Path, name: str) -> list[dict[str, str]]:
    """Return a table of a zip file."""
    with zipfile.ZipFile(path) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))


def slide_rows(path: Path) -> list[list[str]]:
    """Return the rows of all tables on slides."""
    shapes = (shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for shape in shapes for row in shape.table.rows]


def charted(path: Path, series: str) -> dict[str, float]:
    """Return what the charts on slides hold under the name of a series."""
    shapes = (shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes if shape.has_chart)
    plots = (plot for shape in shapes for plot in shape.chart.plots)
    return {
        str(category): value
        for plot in plots
        for each in plot.series
        if each.name == series
        for category, value in zip(plot.categories, each.values, strict=True)
    }


def words(path: Path) -> str:
    """Return the words of a PDF, a space between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def agree(figures: Figures, found: Iterable[tuple[Any, ...]]) -> None:
    """Fail unless every figure of the page is found, for its dimension and in its place."""
    held = {str(name): values for name, *values in found}
    assert set(figures) <= set(held)
    for name, values in figures.items():
        assert all(same(*pair) for pair in zip(values, held[name], strict=True)), (name, values, held[name])


def of_page(visitor: Visitor, name: str | re.Pattern[str], *columns: str) -> Figures:
    """Return the figures in some columns of a table on the page."""
    head, *body = rows(visitor, name) if isinstance(name, str) else matching(visitor, name)
    places = [head.index(column) for column in columns]
    return {row[0]: tuple(leading(row[place]) for place in places) for row in body}


def matching(visitor: Visitor, name: re.Pattern[str]) -> list[list[str]]:
    """Return the cells of the first table whose name fits."""
    label = visitor.page.get_by_role("region", name=name).first.get_attribute("aria-label")
    assert label is not None
    return rows(visitor, label)


def ids(kept: Kept, questionnaire_id: str) -> dict[str, str]:
    """Return title to id of the dimensions of a questionnaire."""
    data = next(
        each.data for wave in kept.waves for each in wave.definitions if each.questionnaire_id == questionnaire_id
    )
    return {each["title"]: each["id"] for each in data["dimensions"]}


def test_a_lone_executive(come: Callable[..., Visitor], shown: list[Shown], tmp_path: Path) -> None:
    visitor = come(LONE)
    visitor.open(f"result?q={players.STAGES}")
    headline = visitor.page.locator("h1").inner_text()
    visitor.page.locator("summary").get_by_text(TABLE, exact=True).nth(1).click()
    figures = of_page(visitor, re.compile("The gap that matters most"), "Score")
    assert len(figures) == 12
    visitor.press("Take it away")
    visitor.says("Take it away", headline)
    got = files(visitor, tmp_path)
    agree(figures, ((each["Dimension"], each["Score as given"]) for each in sheets(got["xlsx"], "Dimensions")))
    agree(figures, ((each["title"], each["score"]) for each in table(got["zip"], "scores.csv")))
    agree(figures, charted(got["pptx"], "Score").items())
    stated = next(iter(json.loads(got["json"].read_bytes())["results"]["responses"].values()))
    names = ids(shown[LONE].kept, players.STAGES)
    agree(figures, ((title, stated[f"{players.STAGES}/{name}/score"]) for title, name in names.items()))
    read = words(got["pdf"])
    assert headline in read
    assert all(f"{title}" in read for title in figures)


def test_a_workshop(come: Callable[..., Visitor], shown: list[Shown], tmp_path: Path) -> None:
    visitor = come(WORKSHOP)
    visitor.open("room")
    headline = visitor.page.locator("h1").inner_text()
    both = visitor.page.get_by_role("region", name="Agreement by dimension").all()
    read = "table => [...table.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    figures = {row[0]: (leading(row[1]),) for each in both for row in each.evaluate(read)}
    assert len(figures) == 15
    visitor.press("Take it away")
    visitor.says("This workshop is anonymous.", headline)
    got = files(visitor, tmp_path)
    agree(figures, ((each["Dimension"], each["Average as shown"]) for each in sheets(got["xlsx"], "Dimensions")))
    whole = [each for each in table(got["zip"], "scores.csv") if each["group_kind"] == "everybody"]
    agree(figures, ((each["title"], each["mean"]) for each in whole))
    agree(figures, ((row[0], leading(row[1])) for row in slide_rows(got["pptx"]) if len(row) == 5 and row[0]))
    data = json.loads(got["json"].read_bytes())
    (stated,) = data["results"]["waves"].values()
    names = {
        title: f"{asked}/{name}"
        for asked in (players.STAGES, players.LENS)
        for title, name in ids(shown[WORKSHOP].kept, asked).items()
    }
    agree(figures, ((title, stated[f"{name}/points"]) for title, name in names.items()))
    assert headline in words(got["pdf"])
    everything = got["json"].read_text() + "".join(
        zipfile.ZipFile(got["zip"]).read(each).decode() for each in zipfile.ZipFile(got["zip"]).namelist()
    )
    people = [own for wave in shown[WORKSHOP].kept.waves for own in wave.responses]
    assert len(people) == 24
    assert not any(own.response.id in everything or own.response.receipt in everything for own in people)
    with zipfile.ZipFile(got["zip"]) as packed:
        assert not any("answers" in each or "respondents" in each for each in packed.namelist())


def test_the_third_quarter_of_a_team(come: Callable[..., Visitor], shown: list[Shown], tmp_path: Path) -> None:
    visitor = come(TEAM)
    visitor.open("progress")
    headline = visitor.page.locator("h1").inner_text()
    figures = of_page(visitor, re.compile("^What changed from"), "Change in points (range)")
    assert len(figures) == 13
    visitor.press("Take it away")
    visitor.says(headline, "Files about what changed hold figures only")
    got = files(visitor, tmp_path)
    agree(figures, ((each["Dimension"], each["Change"]) for each in sheets(got["xlsx"], "Changes")))
    agree(figures, ((each["title"], each["change"]) for each in table(got["zip"], "changes.csv")))
    changes = [row for row in slide_rows(got["pptx"]) if len(row) == 6 and leading(row[3])]
    agree(figures, ((row[0], leading(row[3])) for row in changes))
    stated = json.loads(got["json"].read_bytes())["results"]["series"]
    names = {title: f"/{name}" for title, name in ids(shown[TEAM].kept, players.STAGES).items()} | {"Overall": ""}
    agree(figures, ((title, stated[f"{players.STAGES}{name}/change/points"]) for title, name in names.items()))
    assert headline in words(got["pdf"])
    visitor.open("take?what=progress")
    visitor.page.get_by_role("combobox", name="What do you want to take away?").click()
    visitor.page.get_by_role("option", name="The result of the room").click()
    visitor.says("Workbook, data and the whole assessment hold answers with names")
    visitor.page.get_by_role("combobox", name="From when?").wait_for()
    visitor.settle()
    names_given = {own.response.name for own in shown[TEAM].kept.waves[-1].responses if own.response.name}
    book = openpyxl.load_workbook(download(visitor, "Download XLSX", tmp_path))
    held = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert names_given <= held


def test_charts_from_the_page(come: Callable[..., Visitor], tmp_path: Path) -> None:
    visitor = come(WORKSHOP, dark=True)
    visitor.open("room")
    visitor.page.locator("summary").get_by_text(TABLE, exact=True).nth(1).click()
    png, svg = (download_seen(visitor, f"Download {kind}", tmp_path) for kind in ("PNG", "SVG"))
    assert png.read_bytes()[16:24] == (1920).to_bytes(4) + (1080).to_bytes(4)
    assert re.search(r"<title>.*lowest at \d+.*</title>", svg.read_text(encoding="utf-8"))


def download_seen(visitor: Visitor, label: str, folder: Path) -> Path:
    """Press the one button with this label that can be seen."""
    button = visitor.page.get_by_role("button", name=label, exact=True).filter(visible=True)
    with visitor.page.expect_download() as begun:
        button.press("Enter")  # charts that are drawn late push the page down, away from under the mouse
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path


def test_a_logo_of_ones_own(come: Callable[..., Visitor], tmp_path: Path) -> None:
    visitor = come(LONE)
    visitor.open("take")
    unfold(visitor, "In your own colours")
    wrong = tmp_path / "wrong.svg"
    wrong.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    field = visitor.page.locator("input[type=file]").first
    field.set_input_files(wrong)
    visitor.says("The logo holds “script”.")
    logo = tmp_path / "ours.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>')
    plain = download(visitor, "Download PDF", tmp_path).read_bytes()
    field.set_input_files(logo)
    visitor.says("In use: ours.svg")
    visitor.settle()
    assert download(visitor, "Download PDF", tmp_path).read_bytes() != plain


def test_what_cannot_be_made_is_explained_until_it_can(
    come: Callable[..., Visitor], shared_server: Server, tmp_path: Path
) -> None:
    visitor = come(TEAM)
    visitor.open("take?what=progress")
    headline = visitor.page.locator("h2").first.inner_text()
    rename(shared_server.database, "answers", "away")
    visitor.page.get_by_role("button", name="Download JSON", exact=True).click()
    visitor.says("An earlier try did not work. The answers cannot be saved at the moment")
    visitor.says("Take it away", headline)
    rename(shared_server.database, "away", "answers")
    visitor.settle()
    assert json.loads(download(visitor, "Download JSON", tmp_path).read_bytes())["copy"] == "shared"


def rename(database: Path, old: str, new: str) -> None:
    """Rename a table of a running server's database."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
        connection.commit()


@pytest.mark.parametrize(("width", "dark"), CORNERS)
@pytest.mark.parametrize("place", [LONE, WORKSHOP, TEAM])
def test_axe_finds_nothing(come: Callable[..., Visitor], place: int, *, width: int, dark: bool) -> None:
    visitor = come(place, width=width, dark=dark)
    for address in ("take", "take?what=progress"):
        visitor.open(address)
        for fold in visitor.page.locator("summary").all():
            fold.click()
        visitor.settle()
        assert (address, findings(visitor)) == (address, [])
        across = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0
