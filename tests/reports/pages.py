"""A printed report read back: its words without spaces, its bookmarks, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject


def squeezed(text: str) -> str:
    """Return text without spaces: lines break elsewhere on paper."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF as a reader sees it."""

    pages: tuple[str, ...]
    bookmarks: tuple[str, ...]
    root: dict[str, Any]
    metadata: dict[str, Any]
    fonts: dict[str, bool]
    twins: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def words(self) -> str:
        """All words of all pages without spaces."""
        return squeezed("".join(self.pages))

    def says(self, text: str) -> bool:
        """Say whether a text stands on a page or over its end."""
        return squeezed(text) in self.words


def read(content: bytes) -> Paper:
    """Read a PDF back."""
    reader = PdfReader(BytesIO(content), strict=True)
    fonts: dict[str, bool] = {}
    twins: list[str] = []
    links: list[str] = []
    for number in range(len(reader.xref_objStm) + sum(len(each) for each in reader.xref.values()) + 1):
        found = reader.get_object(IndirectObject(number, 0, reader)) if _there(reader, number) else None
        if isinstance(found, dict):
            if found.get("/Type") == "/FontDescriptor":
                fonts[str(found["/FontName"])] = any(str(key).startswith("/FontFile") for key in found)
            if found.get("/S") == "/Figure":
                twins.append(str(found.get("/Alt", "")))
    for page in reader.pages:
        notes = [each.get_object() for each in page.get("/Annots", ())]
        links += [str(each["/A"]["/URI"]) for each in notes if "/URI" in each.get("/A", {})]
    return Paper(
        tuple(page.extract_text() for page in reader.pages),
        tuple(str(each.title) for each in reader.outline if not isinstance(each, list)),
        {str(key): value for key, value in reader.root_object.items()},
        {str(key): str(value) for key, value in (reader.metadata or {}).items()},
        fonts,
        tuple(twins),
        tuple(links),
    )


def _there(reader: PdfReader, number: int) -> bool:
    return number in reader.xref_objStm or any(number in each for each in reader.xref.values())
