"""Slides in the dress of a house: its template, its logo, its colour; and what is refused as a template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.util import Inches

from reports.brand import brand
from reports.deck_file import LARGEST, TemplateError
from reports.slides import slides_of_result
from tests.assessments.build import STAGES, viewed
from tests.assessments.samples import STAGES_ANSWERS
from tests.reports.test_brand import SVG, png
from tests.reports.views import ABOUT, deck, titles

RESULT = viewed(STAGES, STAGES_ANSWERS)


def slides(**rest: Any) -> bytes:
    return slides_of_result(RESULT, ABOUT, **rest)


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a package with another text in one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for each in package.namelist():
            content = package.read(each)
            other.writestr(each, content.replace(old.encode(), new.encode()) if each == name else content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a package with one file more."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


def renamed(data: bytes, name: str) -> bytes:
    """Return a package whose presentation has another name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as other:
        for each in package.namelist():
            other.writestr(name if each == "ppt/presentation.xml" else each, package.read(each))
    return out.getvalue()


def spoilt(data: bytes) -> bytes:
    """Return a package with other bytes where its first file is packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        first = package.infolist()[0]
    start = first.header_offset + 30 + len(first.filename)
    return data[:start] + bytes(20) + data[start + 20 :]


def template(*, layouts: tuple[str, ...] = (), slide: bool = True) -> bytes:
    """Return the library's own file, 4:3, with some of its layouts and a slide that is to go."""
    file = pptx.Presentation()
    for each in [each for each in file.slide_layouts if layouts and each.name not in layouts]:
        file.slide_layouts.remove(each)
    if slide:
        file.slides.add_slide(file.slide_layouts[0])
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_template_gives_its_size_and_layouts_and_loses_its_slides() -> None:
    file = deck(slides(template=template()))
    assert (file.slide_width, file.slide_height) == (Inches(10), Inches(7.5))
    layouts = [each.slide_layout.name for each in file.slides]
    assert (layouts[0], set(layouts[1:])) == ("Title Slide", {"Title Only"})
    assert file.slides[0].shapes.title.text_frame.text == RESULT.questionnaire.title


def test_a_template_saved_as_potx_is_taken_too() -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
    potx = changed(template(), "[Content_Types].xml", kind.format("presentation"), kind.format("template"))
    assert titles(slides(template=potx))[1] == RESULT.headline


def test_without_a_cover_layout_the_plain_one_is_the_cover() -> None:
    file = deck(slides(template=template(layouts=("Title and Content", "Blank"), slide=False)))
    assert {each.slide_layout.name for each in file.slides} == {"Title and Content"}
    assert all(
        each.element.ph.get("type") in {"title", "ftr", "sldNum", "dt"}
        for slide in file.slides
        for each in slide.placeholders
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing", "no PowerPoint file"),
        (b"", "no PowerPoint file"),
        (template(layouts=("Blank",), slide=False), "has a title"),
        (renamed(template(), "word/document.xml"), "no PowerPoint file"),
        (changed(template(), "ppt/presentation.xml", "<p:presentation", "<p:presentation <"), "no PowerPoint file"),
        (changed(template(), "[Content_Types].xml", "<Types", "<Types <"), "no PowerPoint file"),
        (changed(template(), "[Content_Types].xml", "presentationml.presentation.main", "x"), "no PowerPoint file"),
        (template()[: len(template()) // 2], "no PowerPoint file"),
        (spoilt(template()), "no PowerPoint file"),
        (with_part(template(), "ppt/vbaProject.bin", b"x"), "holds macros"),
        (with_part(template(), "ppt/VBAPROJECT.BIN", b"x"), "holds macros"),
        (
            changed(
                template(),
                "[Content_Types].xml",
                "openxmlformats-officedocument.presentationml.presentation.main",
                "ms-powerpoint.presentation.macroEnabled.main",
            ),
            "holds macros",
        ),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_way_out(data: bytes, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        slides(template=data)


@pytest.mark.parametrize(
    ("logo", "across"),
    [
        (png(400, 100), 4.0),
        (SVG.format('<path d="M0 0h4v2z" fill="red"/>').encode(), 2.0),
        (SVG.format("<title>\x07</title>").replace("\x07", "&#x9;").encode(), 2.0),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1,-1 900 30"><rect width="9" height="9"/></svg>', 30.0),
    ],
    ids=["pixels", "drawing", "nothing to see", "box"],
)
def test_a_logo_stands_on_every_slide(logo: bytes, across: float) -> None:
    file = deck(slides_of_result(RESULT, replace(ABOUT, brand=brand(logo=logo))))
    for slide in file.slides:
        picture = next(each for each in slide.shapes if each.shape_type == 13)
        assert picture.left + picture.width <= file.slide_width
        assert picture.width / picture.height == pytest.approx(across, rel=0.05)
        assert picture.element.xpath("./*/p:cNvPr")[0].get("descr") == "Logo of Pumps & Valves Ltd"


def test_a_logo_of_nobody_is_called_logo() -> None:
    file = deck(slides_of_result(RESULT, replace(ABOUT, organisation="", brand=brand(logo=png(4, 2)))))
    picture = next(each for each in file.slides[1].shapes if each.shape_type == 13)
    assert picture.element.xpath("./*/p:cNvPr")[0].get("descr") == "Logo"


def test_a_logo_keeps_its_colours() -> None:
    file = deck(slides_of_result(RESULT, replace(ABOUT, brand=brand(logo=png(4, 2)))))
    picture = next(each for each in file.slides[1].shapes if each.shape_type == 13)
    with Image.open(io.BytesIO(picture.image.blob)) as pixels:
        assert pixels.size == (1200, 600)
        assert pixels.convert("RGB").getpixel((600, 300)) == (255, 0, 0)


def test_the_band_on_the_cover_has_the_colour_of_the_house() -> None:
    data = slides_of_result(RESULT, replace(ABOUT, brand=brand("#123abc")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b'<a:srgbClr val="123abc"/>' in package.read("ppt/slideLayouts/slideLayout1.xml")


def test_a_title_at_the_foot_of_a_template_leaves_the_room_above_it() -> None:
    file = pptx.Presentation()
    for layout in file.slide_layouts:
        for each in layout.placeholders:
            if each.element.ph.get("type") in {"title", "ctrTitle"}:
                each.left, each.top, each.width, each.height = Inches(0.5), Inches(6), Inches(9), Inches(0.7)
    out = io.BytesIO()
    file.save(out)
    chart = next(each for each in deck(slides(template=out.getvalue())).slides[1].shapes if each.has_chart)
    assert chart.top + chart.height <= Inches(6)


def test_a_template_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("big", "w", force_zip64=True) as part:
        for _ in range(LARGEST // 1024**2 + 1):
            part.write(bytes(1024**2))
    assert len(out.getvalue()) < 300_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(TemplateError, match="larger than 200 MB"):
        slides(template=out.getvalue())


def test_a_template_of_too_many_parts_or_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.deck_file.MOST_PARTS", 3)
    with pytest.raises(TemplateError, match="larger than 200 MB"):
        slides(template=template())
    with pytest.raises(TemplateError, match="larger than 50 MB"):
        slides(template=bytes(50 * 1024**2 + 1))
