"""Words become outlines, so that a picture looks the same where our fonts are missing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from reports.pdf_letters import FAMILIES, FONTS, INSTEAD

if TYPE_CHECKING:
    from typing import Any

_FROM_RIGHT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class _Face:
    """One font: letter to glyph, the glyphs, and how many units its letters are high."""

    names: dict[int, str]
    glyphs: Any
    units: int


@lru_cache(maxsize=2)
def _faces(bold: bool) -> tuple[_Face, ...]:  # noqa: FBT001 - the cache takes no names
    found = []
    for family in FAMILIES:
        font = TTFont(FONTS / family[bold])
        found.append(_Face(font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm))
    return tuple(found)


@lru_cache(maxsize=4096)
def _glyph(letter: str, bold: bool) -> tuple[Any, Any, float]:  # noqa: FBT001 - the cache takes no names
    """Return a letter's glyph, the glyphs of its font, and its width as a part of its size."""
    for face in _faces(bold):
        if ord(letter) in face.names:
            glyph = face.glyphs[face.names[ord(letter)]]
            return glyph, face, glyph.width / face.units
    return _glyph(INSTEAD, bold)


def simple(text: str) -> bool:
    """Say whether each letter of a text stands after the one before it, with a shape of its own."""
    return not any(
        unicodedata.bidirectional(each) in _FROM_RIGHT or unicodedata.category(each)[0] == "M" for each in text
    )


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in the unit of its size."""
    return size * sum(_glyph(each, bold)[2] for each in text)


def outline(text: str, size: float, *, bold: bool = False, left: float = 0.0, base: float = 0.0) -> str:
    """Return the path of a text in SVG.

    Args:
        text: On one line.
        size: Of its letters.
        bold: Whether they are.
        left: Where it begins.
        base: Where its letters stand; downwards.
    """
    at, found = left, []
    for letter in text:
        glyph, face, wide = _glyph(letter, bold)
        pen = SVGPathPen(face.glyphs, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
        glyph.draw(TransformPen(pen, (size / face.units, 0, 0, -size / face.units, at, base)))
        found.append(pen.getCommands())
        at += size * wide
    return "".join(found)


def folded(text: str, size: float, across: float, lines: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines that are no wider than is given; what does not fit ends in three dots."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines:
        line, rest = _line(rest, size, across, bold=bold)
        found.append(line)
    if rest:
        last = found[-1]
        while last and width(f"{last} …", size, bold=bold) > across:
            last = last[:-1]
        found[-1] = f"{last.rstrip()} …"
    return found


def _line(words: list[str], size: float, across: float, *, bold: bool) -> tuple[str, list[str]]:
    """Return the words that fit on a line, and the others; a word that is too long is broken."""
    line = words[0]
    if width(line, size, bold=bold) > across:
        while len(line) > 1 and width(line, size, bold=bold) > across:
            line = line[: max(1, int(len(line) * across / width(line, size, bold=bold)))]
        rest = words[0][len(line) :]
        return line, [*([rest] if rest else []), *words[1:]]
    for place, word in enumerate(words[1:], start=1):
        if width(f"{line} {word}", size, bold=bold) > across:
            return line, words[place:]
        line = f"{line} {word}"
    return line, []
