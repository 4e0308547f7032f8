"""A logo and a colour of one's own: checked before they get onto a page."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOUR = "#0072B2"
MOST_BYTES, MOST_PIXELS, MOST_PARTS = 500_000, 3_000, 5_000
FLATTEST = 50  # times as long on one side as on the other
BRIGHT = 0.18  # relative luminance from which black stands out more than white
DARK = 0.04045  # part of a colour up to which its light grows evenly
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    {"svg", "g", "defs", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop", "clipPath"}
)
_SIZE = re.compile(r"[0-9]{1,6}(\.[0-9]{0,9})?")
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import|javascript:", re.IGNORECASE)


class BrandError(ValueError):
    """A logo or a colour that cannot be used; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What a report is dressed in.

    Attributes:
        colour: ``#rrggbb``.
        logo: SVG that draws the logo; empty without one. Made by ``logo``.
    """

    colour: str = COLOUR
    logo: str = ""

    @property
    def on_colour(self) -> str:
        """Black or white, whichever stands out more on the colour."""
        return "#000000" if _luminance(self.colour) > BRIGHT else "#ffffff"


def brand(colour: str = "", logo: bytes = b"") -> Brand:
    """Check a colour and a logo, as far as they are given.

    Raises:
        BrandError: One of them cannot be used.
    """
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise BrandError("Give the colour as # and six digits from 0 to f, such as #0072B2.")
    return Brand(colour or COLOUR, drawn_logo(logo) if logo else "")


def drawn_logo(data: bytes) -> str:
    """Return a PNG or an SVG as SVG that loads nothing and runs nothing.

    Raises:
        BrandError: It is neither, is damaged or too large, or would load something.
    """
    if len(data) > MOST_BYTES:
        raise BrandError(f"The logo has {len(data):,} bytes; at most {MOST_BYTES:,} can be used. Make it smaller.")
    return _of_png(data) if data.startswith(_PNG) else _of_svg(data)


def size_of(root: ET.Element) -> tuple[float, float]:
    """Return width and height of an SVG in units of its own; zeros where it has none."""
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = box[2:] if len(box) == 4 else (root.get(each, "") for each in ("width", "height"))  # noqa: PLR2004 - left, top, width, height
    found = [
        float(each) if (each := part.removesuffix("px")) and _SIZE.fullmatch(each) else 0.0 for part in (width, height)
    ]
    return found[0], found[1]


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0-1 (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _of_png(data: bytes) -> str:
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:  # noqa: PLR2004 - the length of the header
        raise BrandError("The logo is a damaged PNG. Save it once more.")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise BrandError(f"The logo has {width} by {height} pixels; each side may have 1 to {MOST_PIXELS:,}.")
    code = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{code}"/></svg>'
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return name and content of each part of a PNG up to the first one whose check sum is wrong."""
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        name, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if data[place + 8 + length : place + 12 + length] != struct.pack(">I", zlib.crc32(name + content)):
            return
        yield name, content
        place += 12 + length


def _of_svg(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BrandError("The logo is neither a PNG nor an SVG. Save it as one of the two.") from None
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise BrandError("The logo declares a document type, which could hide things. Save it as plain SVG.")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities cannot be declared without what was refused above
    except (ET.ParseError, ValueError):
        raise BrandError("The logo is neither a PNG nor an SVG. Save it as one of the two.") from None
    parts = list(root.iter())
    if root.tag != f"{_SVG}svg" or len(parts) > MOST_PARTS:
        raise BrandError(f"The logo has to be an SVG of at most {MOST_PARTS:,} parts. Simplify it.")
    for part in parts:
        _refuse(part)
    width, height = size_of(root)
    if not 0 < width <= FLATTEST * height or not height <= FLATTEST * width:
        raise BrandError(f"The logo needs a width and a height, neither {FLATTEST} times the other. Save it with them.")
    try:
        return ET.tostring(root, encoding="unicode")
    except RecursionError:
        raise BrandError("The parts of the logo lie too deep in one another. Simplify it.") from None


def _refuse(part: ET.Element) -> None:
    name = part.tag.removeprefix(_SVG)
    if name not in _DRAWN:
        raise BrandError(f"The logo holds “{name[:40]}”. Turn everything into paths and save it as plain SVG.")
    written = [part.text or "", *part.attrib.values()]
    linked = any(key.rpartition("}")[2] == "href" and not value.startswith("#") for key, value in part.attrib.items())
    if linked or any(_OUTSIDE.search(each) for each in written):
        raise BrandError("The logo would load something from elsewhere. Save it as plain SVG.")
