"""Files of data taken apart again: the tables of a zip file, as a program for statistics reads them."""

from __future__ import annotations

import csv
import io
import re
import zipfile

_BACK = re.compile("(^|[;\t\n])( *)'(?='*[=+\\-@＝＋－＠])")


def files(data: bytes) -> dict[str, bytes]:
    """Return name to content."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table; every one has a cell for each column."""
    header, *found = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [dict(zip(header, each, strict=True)) for each in found]


def table(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of one table of a zip file."""
    return rows(files(data)[name])


def as_typed(cell: str) -> str:
    """Take the apostrophes out again that keep a spreadsheet from working a text out."""
    return _BACK.sub(r"\1\2", cell)
