"""The trail as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from assessments.trail import KINDS, WORDS
from reports.words import clean, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.keys_model import Entry

HEADER = ("When (UTC)", "Who", "Role", "Came in", "What", "To what")


def trail_csv(trail: Sequence[Entry]) -> bytes:
    """Return one row for each line of the trail, in the order given.

    The text is UTF-8 with a byte order mark, without which Excel takes it for another encoding. Times are written as
    2026-12-31 23:59:59. What a spreadsheet would work out as a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADER)
    for each in trail:
        at, done = f"{each.at:%Y-%m-%d %H:%M:%S}", WORDS.get(each.action, each.action)
        cells = (at, clean(each.name), each.role, KINDS[each.kind], done, clean(each.detail))
        rows.writerow(harmless(cell) for cell in cells)
    return text.getvalue().encode("utf-8-sig")
