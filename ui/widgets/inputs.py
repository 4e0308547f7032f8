"""The input of each kind of item: how it is seeded from what was kept, drawn, read and cleared."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from assessments.answer_text import NONE_CHECKED
from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
    TextItem,
)
from questionnaires.model import Questionnaire
from questionnaires.words import PRACTICE_WORDS
from ui.style import escape, plain, quiet
from ui.widgets import agenda, disclosure
from ui.widgets.keys import Keys

Change = Callable[[], None]
BESIDE = ("dont_know", "not_applicable", "reason", "comment", "evidence")
ON_SCREEN = "back"  # a widget of every card, so that Streamlit forgets it when the card leaves the screen


@dataclass(frozen=True, slots=True)
class Field:
    """One question on the screen.

    Attributes:
        changed: Called by every widget of the value when it changes.
        locked: Whether the answer may no longer be changed.
    """

    item: Item
    questionnaire: Questionnaire
    keys: Keys
    changed: Change
    locked: bool = False


def option_texts(field: Field) -> dict[str, str]:
    """Return option id to its full text, low to high."""
    item = field.item
    match item:
        case Rubric() | Choice() | Checklist():
            return {option.id: option.text for option in item.options}
        case Agreement() | Frequency() | Disclosure():
            return {level.id: level.text for level in field.questionnaire.scales[item.scale]}
        case Practice():
            return dict(PRACTICE_WORDS)
        case _:
            return {}


def seed(field: Field, value: Any) -> None:
    """Fill the widgets from a kept value (None where there is none), where they do not hold one already."""
    keys = field.keys
    match field.item:
        case Checklist() as item:
            for option in item.options:
                keys.seed(keys.own(option.id), value is not None and option.id in value)
            keys.seed("none", value == [])
        case Allocation() as item:
            for part in item.parts:
                keys.seed(keys.own(part.id), None if value is None else value[part.id])
        case Disclosure() as item:
            disclosure.seed(item, keys, value)
        case Agenda():
            agenda.seed(keys, value)
        case TextItem():
            keys.seed("value", value or "")
        case _:
            keys.seed("value", value)


def level_of(item: Item, value: Any) -> Any:
    """Return what a value chooses on the scale of an item, which cannot be let go of again; None where nothing does."""
    match item:
        case Rubric() | Choice() | Agreement() | Frequency() | Practice() | Contrast():
            return value
        case Disclosure():
            return None if value is None else value["level"]
        case _:
            return None


def clear(field: Field) -> None:
    """Empty the widgets of the value; the rest of the card stays as it is."""
    field.keys.drop(keep={*BESIDE, ON_SCREEN})
    seed(field, None)


def read(field: Field) -> Any:
    """Return the raw value that stands in the widgets, or None where nothing does."""
    keys = field.keys
    match field.item:
        case Checklist() as item:
            chosen = [option.id for option in item.options if keys.get(keys.own(option.id))]
            return chosen if chosen or keys.get("none") else None
        case Allocation() as item:
            shares = {part.id: keys.get(keys.own(part.id)) for part in item.parts}
            return None if all(share is None for share in shares.values()) else shares
        case Disclosure() as item:
            return disclosure.read(item, keys)
        case Agenda():
            return agenda.read(keys)
        case TextItem():
            return (keys.get("value") or "").strip() or None
        case _:
            return keys.get("value")


def draw(field: Field) -> None:
    """Draw the widgets of the value."""
    item = field.item
    match item:
        case Rubric() | Choice() | Agreement() | Frequency() | Practice():
            with st.container(key="scale"):
                radio(field, item.ask, option_texts(field))
        case Contrast():
            _contrast(field, item)
        case Checklist():
            _checklist(field, item)
        case Disclosure():
            with st.container(key="scale"):
                radio(field, item.ask, option_texts(field))
            disclosure.draw(item, field.keys, field.changed)
        case NumberItem() | ShareItem():
            _number(field, item)
        case Allocation():
            _allocation(field, item)
        case Agenda():
            agenda.draw(item, field.keys, field.changed)
        case TextItem():
            _text(field, item)


def radio(field: Field, label: str, texts: dict[str, str]) -> None:
    """Draw a scale with the full text of every option; nothing is chosen beforehand."""
    st.radio(
        label,
        list(texts),
        index=None,
        format_func=lambda option: plain(texts[option]),
        key=field.keys("value"),
        label_visibility="collapsed",
        on_change=field.changed,
        disabled=field.locked,
        width="stretch",
    )


def _literal(text: str) -> str:
    """Keep Markdown in a label from being read as such, with few backslashes, because a screen reader reads them."""
    return text.replace("*", r"\*").replace("_", r"\_").replace("[", r"\[").replace("$", r"\$").replace("~", r"\~")


def _contrast(field: Field, item: Contrast) -> None:
    left, right = st.columns(2)
    left.html(f'<p class="pole">{escape(item.left)}</p>')
    right.html(f'<p class="pole right">{escape(item.right)}</p>')
    with st.container(key="scale"), st.container(key="points"):
        st.radio(
            f"{item.ask} 1: {item.left}. {item.points}: {item.right}.",
            list(range(1, item.points + 1)),
            index=None,
            key=field.keys("value"),
            horizontal=True,
            label_visibility="collapsed",
            on_change=field.changed,
            width="stretch",
        )
    middle = (item.points + 1) // 2
    quiet(f"1 is wholly the first sentence, {item.points} wholly the second, {middle} in between.")


def _checklist(field: Field, item: Checklist) -> None:
    keys = field.keys

    def ticked() -> None:
        keys.put("none", value=False)
        field.changed()

    def none() -> None:
        for option in item.options:
            keys.put(keys.own(option.id), value=False)
        field.changed()

    with st.container(key="checks"):
        for option in item.options:
            st.checkbox(_literal(option.text), key=keys(keys.own(option.id)), on_change=ticked, width="stretch")
        st.checkbox(NONE_CHECKED, key=keys("none"), on_change=none, width="stretch")


def _number(field: Field, item: NumberItem | ShareItem) -> None:
    share = isinstance(item, ShareItem)
    whole = isinstance(item, NumberItem) and item.whole
    unit = "per cent" if isinstance(item, ShareItem) else item.unit
    low = 0.0 if share else item.minimum if isinstance(item, NumberItem) else None
    high = 100.0 if share else item.maximum if isinstance(item, NumberItem) else None
    kind: type = int if whole else float
    st.number_input(
        f"Figure in {unit}",
        min_value=None if low is None else kind(low),
        max_value=None if high is None else kind(high),
        value=None,
        step=kind(1),
        key=field.keys("value"),
        on_change=field.changed,
    )


def _allocation(field: Field, item: Allocation) -> None:
    keys = field.keys
    for part in item.parts:
        st.number_input(
            _literal(part.text),
            min_value=0.0,
            max_value=float(item.total),
            value=None,
            step=5.0,
            format="%g",
            key=keys(keys.own(part.id)),
            on_change=field.changed,
        )
    total = math.fsum(keys.get(keys.own(part.id)) or 0 for part in item.parts)
    missing = item.total - total
    if math.isclose(missing, 0, abs_tol=0.005):
        quiet(f"Adds up to {item.total:g}.")
    else:
        quiet(f"Adds up to {total:g} of {item.total:g}: {abs(missing):g} {'to go' if missing > 0 else 'too many'}.")


def _text(field: Field, item: TextItem) -> None:
    label, key = "Your answer", field.keys("value")
    if item.lines == 1:
        st.text_input(label, key=key, max_chars=item.max_chars, on_change=field.changed, disabled=field.locked)
    else:
        st.text_area(
            label,
            key=key,
            max_chars=item.max_chars,
            height=28 * item.lines + 40,
            on_change=field.changed,
            disabled=field.locked,
        )
