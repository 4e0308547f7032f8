"""A small table; on a phone a wide one is read row by row, and a keyboard can reach and scroll every one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.style import escape

NARROW = 48  # letters that stand side by side on a phone, over all columns
WORD = 14  # letters of a cell before its words are wrapped


def draw(rows: Sequence[Mapping[str, Any]], name: str) -> None:
    """Draw rows with the same columns; ``name`` is what a screen reader calls the table."""
    columns = list(rows[0]) if rows else []
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    head = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in columns)
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-label="{escape(column)}">{escape(cell)}</td>'
            for column, cell in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in cells
    )
    # a table that is laid out as a list is none any more for some screen readers, unless its roles are said
    st.html(
        f'<div class="table{" wide" if _is_wide(columns, cells) else ""}" role="region" tabindex="0" '
        f'aria-label="{escape(name)}"><table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _is_wide(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a phone could show the columns side by side only in slivers."""
    longest = [max(len(text) for text in column) for column in zip(columns, *rows, strict=True)]
    return sum(min(each, WORD) for each in longest) > NARROW or any(each > 3 * WORD for each in longest[1:])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
