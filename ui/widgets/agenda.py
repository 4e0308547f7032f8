"""The agenda as a table that is typed, pasted or loaded from a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from assessments.agenda_text import COLUMNS, agenda_csv, parse_agenda
from questionnaires.items import Agenda
from ui.style import plain
from ui.widgets.keys import Keys

_TURNS = "agenda-tables"
_BASIS = {"": "not said", "data": "data", "opinion": "opinion"}


def seed(keys: Keys, value: list[dict[str, Any]] | None) -> None:
    """Fill the table from kept rows."""
    keys.seed("rows", list(value or []))
    if not keys.has("turn"):
        _turn(keys)


def _turn(keys: Keys) -> None:
    """Begin a new table; under the name of an earlier one the browser would still show what was typed there."""
    st.session_state[_TURNS] = st.session_state.get(_TURNS, 0) + 1
    keys.put("turn", st.session_state[_TURNS])


def read(keys: Keys) -> list[dict[str, Any]] | None:
    """Return the rows of the table, or None where there are none."""
    return keys.get("rows") or None


def draw(item: Agenda, keys: Keys, changed: Callable[[], None]) -> None:
    """Draw the table, and below it the ways to fill it at once."""
    _table(item, keys, changed)
    _paste(item, keys, changed)


def _table(item: Agenda, keys: Keys, changed: Callable[[], None]) -> None:
    editor = keys(f"table{keys.get('turn')}")
    base = keys(f"base{keys.get('turn')}")
    if base not in st.session_state:
        st.session_state[base] = _frame(item, keys.get("rows"))

    def edited() -> None:
        try:
            keys.put("rows", _apply(item, st.session_state[base], st.session_state[editor]))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError, OverflowError):
            keys.put("problems", ["The last change of the table could not be read, so it was not taken over."])
        else:
            keys.put("problems", [])
            changed()

    titles = [category.title for category in item.categories]
    depths = [_depth_title(depth.id) for depth in item.depths]
    st.data_editor(
        st.session_state[base],
        key=editor,
        num_rows="dynamic",
        hide_index=True,
        on_change=edited,
        width="stretch",
        placeholder="",
        alt="The agenda, one row a topic: topic, about, planned and spent minutes, depth, rested on, tasks, bumped.",
        column_config={
            "topic": st.column_config.TextColumn("Topic", width="medium", max_chars=200),
            "category": st.column_config.SelectboxColumn("About", options=titles, width=120),
            "planned": st.column_config.NumberColumn("Planned", min_value=0, max_value=1440, step=1, width=95),
            "actual": st.column_config.NumberColumn("Spent", min_value=0, max_value=1440, step=1, width=85),
            "depth": st.column_config.SelectboxColumn("Depth", options=depths, width=115),
            "basis": st.column_config.SelectboxColumn("Rested on", options=list(_BASIS.values()), width=85),
            "actions": st.column_config.NumberColumn("Tasks", min_value=0, max_value=100, step=1, width=60),
            "bumped": st.column_config.CheckboxColumn("Bumped", width=70),
        },
    )
    rows = keys.get("rows") or []
    minutes = sum(float(row.get("actual") or 0) for row in rows)
    topics = "1 topic" if len(rows) == 1 else f"{len(rows)} topics"
    st.markdown(f"**{topics}, {minutes:g} minutes spent.**" if rows else "No topic yet.")


def _paste(item: Agenda, keys: Keys, changed: Callable[[], None]) -> None:
    def take(text: str | bytes) -> None:
        rows, problems = parse_agenda(item, text)
        keys.put("problems", problems)
        if not problems and rows:
            keys.put("rows", rows)
            _turn(keys)
            changed()

    def pasted() -> None:
        take(keys.get("pasted") or "")

    def loaded() -> None:
        upload = keys.get("file")
        if upload is not None:
            take(upload.getvalue())

    with st.expander("Paste the whole agenda, or load it from a CSV file"):
        st.write(
            f"One line a topic, in the order of the agenda; columns in this order: {', '.join(COLUMNS)}. "
            "Columns may be parted by tabs, semicolons or commas; a line with these names may stand on top. "
            "What you take over replaces the table."
        )
        st.code(agenda_csv(item, _example(item)), language=None)
        st.text_area("Paste the lines here", key=keys("pasted"), height=140, max_chars=100_000)
        st.button("Take over the lines", key=keys("take"), on_click=pasted)
        st.file_uploader("Or load a CSV file", type=["csv", "txt", "tsv"], key=keys("file"), on_change=loaded)
        st.write("; ".join(f"{category.id}: {plain(category.summary)}" for category in item.categories))
        st.write("; ".join(f"{depth.id}: {plain(depth.text)}" for depth in item.depths))
    for problem in keys.get("problems") or ():
        st.error(plain(problem))
    if keys.get("problems"):
        st.write("Nothing was taken over: mend this and try again. The table above is as it was.")


def _example(item: Agenda) -> list[dict[str, Any]]:
    first, last = item.categories[0], item.depths[-1]
    return [
        {
            "topic": "Example topic",
            "category": first.id,
            "planned": 20,
            "actual": 35,
            "depth": last.id,
            "basis": "data",
            "actions": 2,
            "bumped": False,
        }
    ]


def _depth_title(depth_id: str) -> str:
    return depth_id.replace("-", " ").capitalize()


def _frame(item: Agenda, rows: list[dict[str, Any]]) -> pd.DataFrame:
    titles = {category.id: category.title for category in item.categories}
    shown = [
        {
            **row,
            "category": titles.get(row["category"]),
            "depth": _depth_title(row["depth"]),
            "basis": _BASIS[row["basis"]],
        }
        for row in rows
    ]
    frame = pd.DataFrame(shown, columns=list(COLUMNS))
    # these hold an empty cell, which the table puts into every column of a row that somebody begins
    types = {"planned": "Float64", "actual": "Float64", "actions": "Float64", "bumped": "boolean"}
    return frame.astype({**dict.fromkeys(COLUMNS, "object"), **types})


def _apply(item: Agenda, base: pd.DataFrame, change: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the table after the edits that the widget reports, incomplete ones too, empty ones not."""
    shown = [dict(zip(COLUMNS, row, strict=True)) for row in base.itertuples(index=False)]
    for index, cells in change["edited_rows"].items():
        shown[int(index)].update(cells)
    shown = [row for index, row in enumerate(shown) if index not in change["deleted_rows"]]
    shown += [dict(row) for row in change["added_rows"]]
    return [_row(item, row) for row in shown if any(value for value in row.values() if not _is_gap(value))]


def _row(item: Agenda, row: dict[str, Any]) -> dict[str, Any]:
    category = {category.title: category.id for category in item.categories}
    depth = {_depth_title(each.id): each.id for each in item.depths}
    basis = {title: each for each, title in _BASIS.items()}
    return {
        "topic": row.get("topic") or "",
        "category": category[row["category"]] if row.get("category") else None,
        "planned": _number(row.get("planned")),
        "actual": _number(row.get("actual")),
        "depth": depth.get(row.get("depth") or "", item.depths[0].id),
        "basis": basis.get(row.get("basis") or "", ""),
        "actions": int(_number(row.get("actions"))),
        "bumped": not _is_gap(row.get("bumped")) and bool(row["bumped"]),
    }


def _is_gap(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _number(value: Any) -> float:
    return 0.0 if _is_gap(value) else float(value)
