"""A small table that a phone can scroll sideways and a keyboard can reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.style import escape


def draw(rows: Sequence[Mapping[str, Any]], name: str) -> None:
    """Draw rows with the same columns; ``name`` is what a screen reader calls the table."""
    columns = list(rows[0]) if rows else []
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row[column]))}</td>" for column in columns) + "</tr>" for row in rows
    )
    st.html(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
