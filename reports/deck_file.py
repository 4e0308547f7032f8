"""The file that slides are added to: our own plain one, or the template of a consultant, without its slides."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pptx
from pptx.exc import PackageNotFoundError
from pptx.util import Inches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout, SlideMaster
    from pptx.util import Length

    Place = tuple[Length, Length, Length, Length]

MOST_BYTES = 50 * 1024 * 1024  # of a template
LARGEST = 200 * 1024 * 1024  # bytes, unpacked
MOST_PARTS = 5_000  # files in it
MOST_TEXT = 10 * 1024 * 1024  # bytes of XML in it, which takes up to 35 times as much memory once it is read
_BEFORE_TEXT = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"
_BEGINS_TEXT = (b"<", b"\x4c\x6f\xa7\x94")  # the second is "<?xm" in the letters of mainframes, which are read as well
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.6), Inches(12.133)
# The places of the placeholders of our own file: kind to left, top, width, height.
TITLE_ONLY: dict[str, Place] = {
    "title": (LEFT, Inches(0.35), ACROSS, Inches(1.05)),
    "ftr": (LEFT, Inches(6.98), Inches(10.4), Inches(0.32)),
    "sldNum": (Inches(11.8), Inches(6.98), Inches(0.933), Inches(0.32)),
    "dt": (Inches(10.9), Inches(6.98), Inches(0.9), Inches(0.32)),
    "body": (LEFT, Inches(1.55), ACROSS, Inches(5.2)),
}
COVER: dict[str, Place] = {
    "ctrTitle": (LEFT, Inches(1.9), ACROSS, Inches(2.0)),
    "subTitle": (LEFT, Inches(4.05), ACROSS, Inches(1.6)),
}
OWN: dict[str, dict[str, Place]] = {"Title Slide": COVER, "Title Only": {}}
# Okabe and Ito's colours, as the charts on the screen have them.
COLOURS = {
    "dk2": "262730",
    "lt2": "EEF1F4",
    "accent1": "0072B2",
    "accent2": "D55E00",
    "accent3": "009E73",
    "accent4": "CC79A7",
    "accent5": "E69F00",
    "accent6": "56B4E9",
}
_THEME, _MASTER = "ppt/theme/theme1.xml", "ppt/slideMasters/slideMaster1.xml"
_COVER, _TYPES = "ppt/slideLayouts/slideLayout1.xml", "[Content_Types].xml"
_BAND = (
    '<p:sp><p:nvSpPr><p:cNvPr id="20" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
    f'<a:off x="0" y="0"/><a:ext cx="{Inches(0.28)}" cy="{HEIGHT}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom><a:solidFill><a:srgbClr val="{}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"


MACROS = "The template holds macros, which are programs. Save it as .pptx or .potx without them."
TALKATIVE = "The template holds more than a deck can use. Take its slides out and keep the layouts."
# What damaged, locked and oddly packed files raise in the libraries that read them.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    LookupError,
    ValueError,
    RuntimeError,
    AttributeError,
    SyntaxError,
    EOFError,
)


class TemplateError(ValueError):
    """A template cannot be used; the message says why, and what would."""


def own_file(colour: str = f"#{COLOURS['accent1']}") -> Presentation:
    """Return our own presentation: 16:9, white, two layouts, no slides; the band on its cover has the colour."""
    plain = (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        parts = {name: file.read(name).decode() for name in (_THEME, _MASTER, _COVER)}
    for name, own in COLOURS.items():
        pattern = rf"(<a:{name}>).*?(</a:{name}>)"
        parts[_THEME] = re.sub(pattern, rf'\1<a:srgbClr val="{own}"/>\2', parts[_THEME], flags=re.DOTALL)
    parts[_MASTER] = parts[_MASTER].replace('sz="4400"', 'sz="2800" b="1"').replace('sz="1200"', 'sz="1100"')
    for name in (_MASTER, _COVER):
        parts[name] = parts[name].replace('algn="ctr"', 'algn="l"').replace('lIns="91440"', 'lIns="0"')
    parts[_COVER] = parts[_COVER].replace("</p:grpSpPr>", f"</p:grpSpPr>{_BAND.format(colour[1:])}", 1)
    deck = pptx.Presentation(io.BytesIO(_with(plain, {name: text.encode() for name, text in parts.items()})))
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in [each for each in deck.slide_layouts if each.name not in OWN]:
        deck.slide_layouts.remove(layout)
    _arrange(deck.slide_master, TITLE_ONLY)
    for layout in deck.slide_layouts:
        _arrange(layout, TITLE_ONLY | OWN[layout.name])
    return deck


def template_file(template: bytes) -> Presentation:
    """Return a consultant's template, as ``.pptx`` or ``.potx``, without the slides in it.

    Raises:
        TemplateError: It is no such file, or too large, or none of its layouts has a title.
    """
    if len(template) > MOST_BYTES:
        raise TemplateError(f"The template is larger than {MOST_BYTES // 1024**2} MB. Take its pictures out.")
    try:
        why, types = _looked_into(template)
        deck = None if why else pptx.Presentation(io.BytesIO(_with(template, {_TYPES: types})))
    except UNREADABLE as error:
        raise TemplateError("The template is no PowerPoint file. Save it as .pptx or .potx, without macros.") from error
    if deck is None:
        raise TemplateError(why)
    slides = deck.slides._sldIdLst  # noqa: SLF001 - the library has no way of its own to take a slide out
    for each in list(slides):
        deck.part.drop_rel(each.rId)
        slides.remove(each)
    plain_layout(deck)
    return deck


def _looked_into(template: bytes) -> tuple[str, bytes]:
    """Return why a template is refused before anything large of it is unpacked, and its types as a presentation's."""
    with zipfile.ZipFile(io.BytesIO(template)) as file:
        parts = file.infolist()
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST:
            return f"Unpacked, the template is larger than {LARGEST // 1024**2} MB. Take its pictures out.", b""
        if sum(each.file_size for each in parts if _is_text(file, each)) > MOST_TEXT:
            return TALKATIVE, b""
        types = file.read(_TYPES)
    if b"macroEnabled" in types or any(each.filename.lower().endswith("vbaproject.bin") for each in parts):
        return MACROS, b""
    return "", types.replace(_MAIN.format("template").encode(), _MAIN.format("presentation").encode())


def _is_text(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Say whether a part may be XML; by how it begins, because its name and its type may say something else."""
    with file.open(part) as content:
        begins = content.read(64).lstrip(_BEFORE_TEXT)
    return not begins or begins.startswith(_BEGINS_TEXT)


def plain_layout(deck: Presentation) -> SlideLayout:
    """Return the layout for a slide with a title and free room below it.

    Its kind decides, since layouts are named in many languages: best the one with a title only, then the one with a
    title and fewest other places to fill.

    Raises:
        TemplateError: No layout has a title.
    """
    titled = [each for each in deck.slide_layouts if _kinds(each) & {"title"}]
    if not titled:
        raise TemplateError('None of the template\'s layouts has a title. Add the layout "Title Only" to it.')
    return min(titled, key=lambda each: (each.element.get("type") != "titleOnly", len(_kinds(each)), _places(each)))


def cover_layout(deck: Presentation) -> SlideLayout:
    """Return the layout for the first slide; where there is none of that kind, the one of all other slides."""
    covers = [each for each in deck.slide_layouts if "ctrTitle" in _kinds(each)]
    return next((each for each in covers if each.element.get("type") == "title"), (covers or [plain_layout(deck)])[0])


def _kinds(layout: SlideLayout) -> set[str]:
    """Return the kinds of placeholder that a slide takes over from a layout."""
    kinds = (each.element.ph.get("type", "obj") for each in layout.placeholders)
    return {str(kind) for kind in kinds} - {"dt", "ftr", "sldNum"}


def _places(layout: SlideLayout) -> int:
    return len(list(layout.placeholders))


def _arrange(holder: SlideMaster | SlideLayout, places: Mapping[str, Place]) -> None:
    """Put placeholders into their places on a 16:9 slide."""
    for each in holder.placeholders:
        each.left, each.top, each.width, each.height = places[each.element.ph.get("type")]


def _with(package: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a zip file with some of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, changed.get(each.filename, b"") or old.read(each))
    return out.getvalue()
