"""A logo as pixels, for slides: they cannot hold vector graphics without a picture beside them."""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree as ET

import vl_convert

from reports.brand import size_of
from reports.words import clean

WIDE, HIGH = 1200, 600  # pixels: the logo is drawn as large as fits in


@lru_cache(maxsize=8)
def logo_png(logo: str) -> bytes:
    """Return the PNG of a logo, made by ``brand.drawn_logo``."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    # A control character in a word can end the whole process where vl-convert 1.9 measures it.
    root = ET.fromstring(clean(logo))  # noqa: S314 - it was checked when it became a logo
    width, height = size_of(root)
    scale = min(WIDE / width, HIGH / height)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width} {height}")
    root.set("width", str(max(1, round(width * scale))))
    root.set("height", str(max(1, round(height * scale))))
    return vl_convert.svg_to_png(ET.tostring(root, encoding="unicode"), scale=1.0, ppi=72.0)
