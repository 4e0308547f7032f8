"""Slides: a cover, and slides with a finding as title, free room below it, a foot and notes for whoever speaks."""

from __future__ import annotations

import copy
import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from reports.brand_png import logo_png
from reports.deck_file import cover_layout, own_file, plain_layout, template_file
from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from reports.about import About

WIDE = 0.47  # of its size: how wide a letter is on average
HIGH = 1.2  # of its size: how far apart lines stand
TITLES = (28, 26, 24, 22, 20, 18)  # points; the first that fits
COVERS = (40, 36, 32, 28, 24)
FOOT = ("ftr", "sldNum")
TITLED = ("title", "ctrTitle")
PROPERTY = 255  # letters that a property of the file holds
NOTE_LIMIT = 30_000  # letters
_CONTENT = 0.93  # of the height: where the room ends on a layout without a foot
_LOGO = 0.07  # of the height


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int

    def below(self, height: int) -> Box:
        """Return what is left below a strip of some height."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def top_strip(self, height: int) -> Box:
        """Return a strip at the top."""
        return Box(self.left, self.top, self.width, height)


class Deck:
    """A presentation that grows slide by slide."""

    def __init__(self, about: About, template: bytes | None = None) -> None:
        """Begin one.

        Args:
            about: What its foot and properties say; its logo stands in the upper right corner.
            template: A presentation whose layouts, fonts and colours it takes; ours where it is left out.

        Raises:
            TemplateError: The template cannot be used; the message says why.
        """
        self.about = about
        self.file: Presentation = own_file(about.brand.colour) if template is None else template_file(template)
        self.foot = ""
        self._plain, self._cover = plain_layout(self.file), cover_layout(self.file)
        said = self.file.core_properties
        said.title, said.author = about.line()[:PROPERTY], clean(about.organisation)[:PROPERTY]
        said.subject = "Customer centricity"
        said.created = said.modified = about.at.replace(tzinfo=None)

    def cover(self, title: str, subtitle: Sequence[str], notes: str) -> None:
        """Add the first slide."""
        slide = self.file.slides.add_slide(self._cover)
        self.file.core_properties.title = clean(title)[:PROPERTY]
        others = [each for each in slide.placeholders if each != slide.shapes.title]
        self._title(slide, title, COVERS)
        wanted = next((each for each in others if each.element.ph.get("type") in {"subTitle", "body"}), None)
        for each in others:
            if each is not wanted:
                each.element.getparent().remove(each.element)
        fill(self.words(slide, self.room(slide)).text_frame if wanted is None else wanted.text_frame, subtitle, 18)
        self._note(slide, notes)
        self._mark(slide, cover=True)

    def slide(self, title: str, notes: str) -> tuple[Slide, Box]:
        """Add a slide; returns it with the room below its title."""
        slide = self.file.slides.add_slide(self._plain)
        for each in list(slide.placeholders):
            if each.element.ph.get("type") not in TITLED:
                each.element.getparent().remove(each.element)
        self._title(slide, title, TITLES)
        self._feet(slide)
        self._note(slide, notes)
        self._mark(slide, cover=False)
        return slide, self.room(slide)

    def room(self, slide: Slide) -> Box:
        """Return the room between the title and the foot."""
        places = slide.slide_layout.placeholders
        title = next(each for each in places if each.element.ph.get("type") in TITLED)
        height = int(self.file.slide_height)
        feet = [int(each.top) for each in places if each.element.ph.get("type") in FOOT]
        low = [each for each in feet if each > height // 2]
        top = int(title.top) + int(title.height)
        bottom = min([int(_CONTENT * height), *low])
        if top > height // 2:  # a title at the foot of the slide
            top, bottom = height // 20, min(bottom, int(title.top))
        return Box(int(title.left), top + height // 60, int(title.width), bottom - top - height // 40)

    def words(self, slide: Slide, box: Box) -> Shape:
        """Add an empty box for text."""
        shape = slide.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
        shape.text_frame.margin_left = Emu(0)
        return shape

    def data(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _title(self, slide: Slide, title: str, sizes: Sequence[int]) -> None:
        shape = slide.shapes.title
        frame, text = shape.text_frame, " ".join(clean(title).split())
        width, height = int(shape.width) / Pt(1), int(shape.height) / Pt(1)
        size = next((each for each in sizes if lines_of(text, width, each) * each * HIGH <= height), sizes[-1])
        fill(frame, [text], size)

    def _feet(self, slide: Slide) -> None:
        """Put the foot's text and the slide's number where the layout has them."""
        for each in slide.slide_layout.placeholders:
            kind = each.element.ph.get("type")
            if kind not in FOOT:
                continue
            element = copy.deepcopy(each.element)
            slide.shapes.element.append(element)
            shape = next(found for found in slide.placeholders if found.element is element)
            shape.left, shape.top, shape.width, shape.height = each.left, each.top, each.width, each.height
            if kind == "ftr":
                shape.text_frame.text = self.foot

    def _note(self, slide: Slide, notes: str) -> None:
        slide.notes_slide.notes_text_frame.text = clean(notes)[:NOTE_LIMIT]

    def _mark(self, slide: Slide, *, cover: bool) -> None:
        """Put the logo into the upper right corner."""
        if not self.about.brand.logo:
            return
        height, width = int(self.file.slide_height), int(self.file.slide_width)
        picture = slide.shapes.add_picture(io.BytesIO(logo_png(self.about.brand.logo)), Emu(0), Emu(0))
        wide, high = (width // 4, height // 7) if cover else (width // 8, int(_LOGO * height))
        scale = min(wide / picture.width, high / picture.height)
        picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
        picture.left = Emu(width - picture.width - width // 40)
        picture.top = Emu(height // 40 if not cover else height // 12)
        describe(picture, f"Logo of {self.about.organisation}" if self.about.organisation else "Logo")
        title = slide.shapes.title
        if not cover and title.top < picture.top + picture.height:
            left, top, tall = title.left, title.top, title.height
            title.width = Emu(min(int(title.width), int(picture.left) - int(left) - width // 60))
            title.left, title.top, title.height = left, top, tall


def lines_of(text: str, width: float, size: float) -> int:
    """Return about how many lines a text takes; width and size in points."""
    across = max(1, int(width / (size * WIDE)))
    return sum(max(1, -(-len(line) // across)) for line in text.split("\n"))


def fill(frame: TextFrame, paragraphs: Sequence[str], size: float, *, bold: bool = False) -> None:
    """Write paragraphs of one size; those in a script from right to left run that way."""
    frame.word_wrap = True
    for place, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(text)
        run.font.size = Pt(size)
        if bold:
            run.font.bold = True
        if from_right(text):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - the library cannot set the direction


def from_right(text: str) -> bool:
    """Say whether the first letter of a text belongs to a script from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def describe(shape: BaseShape, text: str) -> None:
    """Give a shape the text that a screen reader reads out."""
    for each in shape.element.xpath("./*/p:cNvPr"):
        each.set("descr", " ".join(clean(text).split()))


def centred(frame: TextFrame) -> None:
    """Centre a text in both directions."""
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER
