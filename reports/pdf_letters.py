"""Text that every font of the report can show: no letter is lost without a sign in its place."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from fontTools.ttLib import TTFont

from reports.words import clean

FONTS = Path(__file__).with_name("fonts")
FAMILIES = (("SourceSans3-Regular.otf", "SourceSans3-Semibold.otf"), ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
INSTEAD = "□"
LONGEST = 1000  # letters of one text on paper; the data files hold all of it
# They turn the letters after them round or hide in them, so that a figure could read otherwise than it was written.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
_SPACES = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=1)
def _letters() -> tuple[frozenset[int], ...]:
    """Return for each family which letters all of its weights have."""
    return tuple(frozenset.intersection(*(_of(FONTS / name) for name in family)) for family in FAMILIES)


def _of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def showable(text: str) -> str:
    """Return text without control characters, in which a sign stands for every letter that no font has.

    A letter and its marks have to come from one font; marks that do not are left out.
    """
    plain = _SPACES.sub(" ", normalize("NFC", _UNSEEN.sub("", clean(text))))
    if plain.isascii():
        return plain
    starts = [place for place, letter in enumerate(plain) if not place or category(letter)[0] != "M"]
    return "".join(_cluster(plain[start:end]) for start, end in pairwise([*starts, len(plain)]))


def _cluster(letters: str) -> str:
    if letters == "\n":
        return letters
    for family in _letters():
        if all(ord(each) in family for each in letters):
            return letters
    return _cluster(letters[0]) if letters[1:] else INSTEAD


def all_showable(value: Any) -> Any:
    """Return JSON values in which every text can be shown, and is cut where it is longer than paper has room for.

    Texts of spaces and line ends alone stay as they are.
    """
    match value:
        case str():
            return cut(showable(value)) if value.strip(" \n") else value
        case dict():
            return {key: all_showable(each) for key, each in value.items()}
        case list():
            return [all_showable(each) for each in value]
        case _:
            return value


def cut(text: str) -> str:
    """Return a text that is no longer than paper has room for."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2].rstrip()} …"
