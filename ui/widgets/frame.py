"""What stands around a card: where I am, that it is saved and when, how to come back, and the way on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st

from assessments.answer_text import answer_text
from assessments.model import Saved
from questionnaires.items import Agenda, Disclosure, Item
from ui.script import ask_browser
from ui.style import escape, plain, quiet
from ui.times import clock_time
from ui.widgets.card import Card
from ui.widgets.inputs import ON_SCREEN

_WAITING = "waiting"
_SHOWN = "shown-question"
_LEADING_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+")


def draw_head(card: Card, *, place: int, count: int, answered: int, last_saved: datetime | None, code: str) -> None:
    """Draw what stands above a card.

    Args:
        card: The card.
        place: Its place among the questions, counted from 0.
        count: How many are asked.
        answered: How many have an answer.
        last_saved: When anything was last kept.
        code: What to come back with; empty where neighbours see the screen.
    """
    questionnaire, item = card.questionnaire, card.item
    dimension = questionnaire.dimension_of.get(item.id)
    name = item.label if isinstance(item, Disclosure) else dimension.title if dimension else ""
    if card.mode is not None:
        name = _LEADING_NUMBER.sub("", name)  # beside the place of the question a second number would confuse
    part = f" · {plain(name)}" if name else ""
    st.html(f'<h1 class="small">{escape(questionnaire.short_title)}</h1>')
    st.progress(answered / count, text=f"Question {place + 1} of {count}{part} · {answered} answered")
    saved = f"Saved at {clock_time(last_saved)}." if last_saved else "Nothing to save yet."
    if card.trouble:
        saved = "Your last change is not saved; see below."
    elif card.incomplete:
        saved = "Not saved yet; see below."
    keep = f" To come back on any device, keep this code: <code>{escape(code)}</code>" if code else ""
    st.html(f'<p class="quiet"><span role="status">{saved}</span>{keep}</p>')
    st.html(f'<h2 id="question" data-item="{item.id}" tabindex="-1">{escape(item.ask)}</h2>')
    if item.help:
        st.html(f'<p class="help">{escape(item.help)}</p>')


def draw_missing(card: Card) -> None:
    """Say what keeps a card from being saved."""
    if card.trouble:
        st.error(f"Not saved. {plain(card.trouble)}", icon=":material/error:")
        with st.container(horizontal=True):
            st.button("Save again", key=card.keys("save-again"), on_click=card.save_again)
            st.button("Discard this change", key=card.keys("discard"), on_click=card.discard)
    elif card.incomplete:
        half = "Each row needs its topic and what it is about. " if isinstance(card.item, Agenda) else ""
        quiet(f"{half}This is saved once it is complete.")
    elif card.field.locked:
        quiet("This was your first thought; it stays as it is, so that later questions cannot colour it.")


def draw_last(card: Card, last: Mapping[str, tuple[str, Saved]]) -> None:
    """Show what the same person answered last time, once this time's answer is kept; never before.

    Args:
        card: The card.
        last: Item id to the label of the earlier wave and the answer of then.
    """
    now = card.kept.get(card.item.id)
    if now is None or now.answer.kind == "unanswered" or card.item.id not in last:
        return
    label, saved = last[card.item.id]
    said = answer_text(card.item, saved.answer, card.questionnaire)
    with st.container(key="last-time"):
        st.markdown(f"**Last time ({plain(label)}):** {plain(said)}")


def is_saved(card: Card) -> bool:
    """Say whether everything on a card is kept; what is not kept yet is tried once more."""
    return (card.trouble is None and not card.incomplete) or card.save()


def draw_way(card: Card, move: Callable[[int], None], *, place: int, count: int, last: str) -> bool:
    """Draw the way back and on.

    Args:
        card: The card.
        move: Goes to the question at a place; called only when the card is saved.
        place: The card's place, counted from 0.
        count: How many questions are asked.
        last: What stands on the last card's button instead of "Next".

    Returns:
        Whether the last card's button was pressed, and the card is saved.
    """

    def step(to: int) -> None:
        if is_saved(card):
            move(to)

    with st.container(horizontal=True, key="way"):
        st.button(
            "Back",
            key=card.keys(ON_SCREEN),
            on_click=step,
            args=(max(0, place - 1),),
            disabled=place == 0,
            icon=":material/arrow_back:",
        )
        if place < count - 1:
            st.button("Next", key=card.keys("next"), on_click=step, args=(place + 1,), type="primary")
            return False
        return st.button(last, key=card.keys("review"), type="primary") and is_saved(card)


def draw_take_back(card: Card) -> None:
    """Offer to take the answer back, where there is one that may be."""
    if card.item.id in card.kept and not card.field.locked:
        st.button("Take back this answer", key=card.keys("take-back"), type="tertiary", on_click=card.take_back)


def focus_question(item: Item) -> None:
    """Bring a new question into view and let a screen reader begin with it; the first card of a visit is left alone."""
    _focus(item.id)


def enter_door() -> None:
    """Let whatever comes after the door be brought into view; it takes the place of the buttons pressed there."""
    st.session_state[_SHOWN] = ("door", "")


def draw_waiting(said: str) -> None:
    """Say why somebody waits.

    A screen reader begins with it where it takes the place of a card or of the door, and speaks it where only the
    words change.
    """
    st.html(f'<h2 id="question" data-item="{_WAITING}" tabindex="-1">{escape(said)}</h2>')
    place, before = st.session_state.get(_SHOWN) or ("", "")
    changed = place == _WAITING and before != said
    if changed or place != _WAITING:
        ask_browser("speak", said=said if changed else "")
    _focus(_WAITING, said)


def _focus(place: str, said: str = "") -> None:
    shown = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = (place, said)
    if shown is None or shown[0] == place:  # the first card after a page change is brought into view by the page
        return
    ask_browser("question", place=place)
