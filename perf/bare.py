"""The yardstick: the least that Streamlit can do for a card, its widgets in a fragment with nothing behind them."""

from __future__ import annotations

import streamlit as st

from questionnaires.items import Rubric
from questionnaires.loader import DEFINITIONS, load_file


@st.cache_resource(show_spinner=False)
def asked() -> list[Rubric]:
    """Return the questions of the longest questionnaire, read once."""
    definition = load_file(DEFINITIONS / "customer-obsession-stages.yaml").definition
    return [item for item in definition.questionnaire.items if isinstance(item, Rubric)] if definition else []


@st.fragment
def card() -> None:
    """Draw one question; after the last comes the first again."""
    items = asked()
    place = st.session_state.setdefault("place", 0)
    item = items[place]
    texts = {option.id: option.text for option in item.options}

    def move(by: int) -> None:
        st.session_state["place"] = (place + by) % len(items)

    st.progress(place / len(items), text=f"Question {place + 1} of {len(items)}")
    st.html(f'<h2 id="question" data-item="{item.id}">{item.ask}</h2>')
    st.radio(item.ask, list(texts), index=None, format_func=lambda each: texts[each], key=f"{item.id}/value")
    st.checkbox("I don't know", key=f"{item.id}/dont_know")
    st.checkbox("Does not apply to us", key=f"{item.id}/not_applicable")
    st.text_area("Comment or example (optional)", key=f"{item.id}/comment", height=90)
    st.button("Back", key=f"{item.id}/back", on_click=move, args=(-1,))
    st.button("Next", key=f"{item.id}/next", on_click=move, args=(1,), type="primary")


card()
