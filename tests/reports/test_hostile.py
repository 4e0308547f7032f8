"""Whatever people typed gets into every file whole or visibly cut, and does no harm there."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree as ET

import pytest

from questionnaires.loader import Definition
from questionnaires.values import Answer
from reports.formats import FORMATS, Subject, file_name
from reports.given import Given
from reports.words import clean
from tests.assessments.build import viewed
from tests.assessments.rooms import room
from tests.reports.pages import read
from tests.reports.samples import about
from tests.reports.tables import as_typed, files, table
from tests.reports.test_data_answers import EVERY, VALUES
from tests.reports.views import book, deck
from tests.scoring.build import given

TYPED = {
    "equals": '=HYPERLINK("http://example.org";"x")',
    "plus": "+1;=cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "apostrophe": "'=1",
    "wide": "＝1+1",
    "later": "fine\n=1+1\n\t=2",
    "from right to left": "\u202eمرحبا שלום 12",
    "emoji": "👩🏽‍🚀 🇩🇪 \U0001f9d1\u200d\U0001f4bb",
    "long": "=ü" * 5_000,
    "control": "a\x00b\x07c\x1bd\ufffe\ud800\x85e",
    "markup": "<script>alert(1)</script> &amp; ]]> {{1}} #strong[x] $x$ ${x} %s _x000D_",
    "quotes": "\"',;|\\",
}
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@lru_cache
def subjects(name: str) -> tuple[Subject, Subject]:
    """Return a lone result and an open room in which everything that can be typed was typed."""
    text = TYPED[name]
    answers = given(EVERY, VALUES)
    said = {"level": "a5", "figures": {"now": 3}, "definition": text, "source": text, "explanation": text}
    rows = [row | {"topic": text} for row in answers["agenda"].value]
    typed = answers | {
        "t": Answer(value=text, comment=text),
        "r": Answer(value="l2", comment=text, evidence="data"),
        "c": Answer("not_applicable", reason=text, comment=text),
        "s": Answer(value=said, comment=text),
        "agenda": Answer(value=rows, comment=text),
    }
    people = tuple(Given(EVERY.id, text, text, text, typed, place) for place in range(1, 10))
    view = room(Definition(EVERY, {}, "0" * 64), [typed] * 9, roles=[text] * 9)
    return Subject(viewed(EVERY, typed), people[:1]), Subject(view, people)


def cells(content: bytes) -> list[str]:
    """Return the cells of a table as a spreadsheet that splits at semicolons and commas would have them."""
    text = content.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [part for row in rows for cell in row for part in cell.replace("\n", ";").replace("\t", ";").split(";")]


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_file_can_be_opened(name: str, kind: str) -> None:
    told = replace(about(), organisation=TYPED[name], wave=TYPED[name])
    for subject in subjects(name):
        data = FORMATS[kind].make(subject, told, None)
        assert "/" not in file_name(subject, told, FORMATS[kind].suffix)
        if kind == "pdf":
            assert read(data).pages
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            for each in package.namelist():
                if each.endswith((".xml", ".rels")):
                    ET.fromstring(package.read(each))  # noqa: S314 - our own


@pytest.mark.parametrize("name", TYPED)
def test_no_table_holds_a_formula_and_each_text_can_be_turned_back(name: str) -> None:
    told, text = about(), clean(TYPED[name])
    for subject in subjects(name):
        data = FORMATS["csv"].make(subject, told, None)
        for path, content in files(data).items():
            if path.endswith(".csv"):
                numbers = {"-5.5", "-5"}
                found = [
                    each for each in cells(content) if each.lstrip(" ").startswith(FORMULA) and each not in numbers
                ]
                assert found == [], path
        tidy = table(data, "answers-tidy.csv")
        comments = {as_typed(row["comment"]) for row in tidy if row["comment"]}
        assert comments == {text}
        assert {as_typed(row["reason"]) for row in tidy if row["reason"]} == {text}
        assert {as_typed(row["name"]) for row in tidy} == {text}
        written = [row for row in tidy if row["part"] in {"definition", "source", "explanation"} or row["item"] == "t"]
        assert {as_typed(row["value"]) for row in written} == {text}


@pytest.mark.parametrize("name", TYPED)
def test_no_cell_of_the_workbook_and_no_chart_of_the_slides_is_a_formula_of_anybodys(name: str) -> None:
    for subject in subjects(name):
        file = book(FORMATS["xlsx"].make(subject, about(), None), values=False)
        formulas = [
            str(cell.value) for page in file for row in page.iter_rows() for cell in row if cell.data_type == "f"
        ]
        assert not [each for each in formulas if "HYPERLINK" in each or "cmd" in each or "SUM(A1:A9)" in each]
        slides = deck(FORMATS["pptx"].make(subject, about(), None)).slides
        charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
        for chart in charts:
            with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as package:
                assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_comment_of_ten_thousand_letters_is_whole_in_the_workbook_and_in_the_data() -> None:
    alone, _ = subjects("long")
    file = book(FORMATS["xlsx"].make(alone, about(), None), values=False)
    whole = {str(cell.value) for row in file["Answers"].iter_rows() for cell in row}
    assert TYPED["long"] in whole
    assert TYPED["long"] in {
        as_typed(row["comment"]) for row in table(FORMATS["csv"].make(alone, about(), None), "answers-tidy.csv")
    }
