"""Data become pages: typst draws the template, embeds the fonts and writes a tagged PDF."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

from reports.pdf_letters import FONTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

TEMPLATES = Path(__file__).with_name("templates")
PIXELS = 110.0  # an inch


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def pressed(data: Mapping[str, Any], at: datetime, template: str = "board.typ") -> bytes:
    """Return a PDF that meets PDF/UA-1; the same data and time give the same bytes.

    Args:
        data: What the template draws, as JSON values.
        at: When the report was made, with its time zone.
        template: Its file.

    Raises:
        typst.TypstError: The data cannot be drawn.
    """
    (made,) = _made(data, at, template, "pdf")
    return made


def pages(data: Mapping[str, Any], at: datetime, template: str = "board.typ") -> list[bytes]:
    """Return each page as a PNG, to look at."""
    return _made(data, at, template, "png")


def _made(data: Mapping[str, Any], at: datetime, template: str, kind: Literal["pdf", "png"]) -> list[bytes]:
    compiler = typst.Compiler(
        (TEMPLATES / template).read_bytes(), root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
    )
    made = compiler.compile(
        format=kind,
        ppi=PIXELS if kind == "png" else None,
        sys_inputs={"report": json.dumps(data)},
        pdf_standards=["ua-1"] if kind == "pdf" else [],
        timestamp=at.replace(microsecond=0),  # it takes no smaller part of a second
    )
    return made if isinstance(made, list) else [made or b""]
