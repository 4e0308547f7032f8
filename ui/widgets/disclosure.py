"""Figures, definition and source beside "how well could this be answered", with contradictions said at the figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from questionnaires.items import Disclosure
from scoring.disclosure import Contradiction
from ui.style import plain
from ui.widgets.keys import Keys

_TEXTS = ("definition", "source", "explanation")


def seed(item: Disclosure, keys: Keys, value: dict[str, Any] | None) -> None:
    """Fill the widgets from a kept value."""
    value = value or {}
    keys.seed("value", value.get("level"))
    for figure in item.figures:
        given = value.get("figures", {}).get(figure.id)
        keys.seed(keys.own(figure.id), given if given is None or figure.whole else float(given))
    for name in _TEXTS:
        keys.seed(name, value.get(name, ""))


def read(item: Disclosure, keys: Keys) -> dict[str, Any] | None:
    """Return what stands in the widgets, or None where nothing does."""
    given = {figure.id: keys.get(keys.own(figure.id)) for figure in item.figures}
    figures = {figure_id: value for figure_id, value in given.items() if value is not None}
    texts = {name: (keys.get(name) or "").strip() for name in _TEXTS}
    if keys.get("value") is None and not figures and not any(texts.values()):
        return None
    return {"level": keys.get("value"), "figures": figures, **texts}


def draw(item: Disclosure, keys: Keys, changed: Callable[[], None]) -> None:
    """Draw the figures, the definition and the source."""
    if item.figures:
        st.markdown("**The figure itself, if you have it** (optional)")
        columns = st.columns(min(len(item.figures), 2))
        for place, figure in enumerate(item.figures):
            kind: type = int if figure.whole else float
            columns[place % len(columns)].number_input(
                f"{figure.label} ({figure.unit})",
                min_value=None if figure.minimum is None else kind(figure.minimum),
                max_value=None if figure.maximum is None else kind(figure.maximum),
                value=None,
                step=kind(1),
                format="%d" if figure.whole else "%g",
                key=keys(keys.own(figure.id)),
                on_change=changed,
            )
        st.text_input("Where does it come from? (optional)", key=keys("source"), max_chars=300, on_change=changed)
    if item.definition:
        st.text_area(item.definition, key=keys("definition"), max_chars=1_000, height=90, on_change=changed)


def draw_contradictions(
    item: Disclosure, keys: Keys, found: Sequence[Contradiction], changed: Callable[[], None]
) -> None:
    """Say beside the figures what does not go together; nothing is blocked."""
    symbols = {figure.symbol for figure in item.figures}
    mine = [each for each in found if symbols & set(each.symbols)]
    for each in mine:
        st.warning(plain(each.message), icon=":material/balance:")
    if any(each.severity != "ask" for each in mine):
        st.text_input(
            "What explains the difference? Without an explanation the figures involved count half.",
            key=keys("explanation"),
            max_chars=500,
            on_change=changed,
        )
