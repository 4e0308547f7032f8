"""The way between the pages that show an assessment over time, and back from them."""

from __future__ import annotations

import streamlit as st

from ui.go import QUESTIONNAIRE, go
from ui.who import OF, Holder

NEW = "new"  # the query parameter with which a result leads to the form for a promise
WHAT = "what"  # the one that says from which page somebody comes to take files away
_PAGES = {
    "progress": "What changed",
    "actions": "What we promised",
    "aims": "Targets and importance",
    "next": "The next quarter",
    "take": "Take it away",
}


def lead(owner: Holder, address: str, **params: str) -> None:
    """Go to one of the pages about the same assessment."""
    go(address, **{OF: owner.of, **params})


def draw(owner: Holder, here: str, questionnaire_id: str = "") -> None:
    """Draw the ways from one of the pages to the others, and back.

    Args:
        owner: Whose assessment it is.
        here: The address of the page.
        questionnaire_id: What it is about; empty where it is about all.
    """
    params = {QUESTIONNAIRE: questionnaire_id} if questionnaire_id else {}
    st.divider()
    with st.container(horizontal=True, key="way"):
        for address, label in _PAGES.items():
            if address != here and st.button(label, key=f"to-{address}"):
                lead(owner, address, **params, **({WHAT: here} if address == "take" else {}))
        if owner.response is None:
            if st.button("Back to the console", key="to-console"):
                go("console")
        elif st.button("To the first page", key="to-home"):
            go("home")


def draw_nobody(title: str) -> None:
    """Say that this browser holds no assessment, and lead to where it may get one."""
    st.title(title, anchor=False)
    st.write(
        "This browser neither leads a workshop nor holds answers of its own. Open your organiser link, or enter your "
        "code on the first page."
    )
    if st.button("To the first page", type="primary"):
        go("home")


def draw_choice(owner: Holder, address: str, asked: dict[str, str], chosen: str) -> None:
    """Offer several questionnaires, a button each; the one that is shown cannot be pressed.

    Args:
        owner: Whose assessment it is.
        address: The page.
        asked: Questionnaire id to title.
        chosen: The id of the one that is shown.
    """
    if len(asked) < 2:  # noqa: PLR2004 - one leaves nothing to choose
        return
    with st.container(horizontal=True, key="asked"):
        for questionnaire_id, title in asked.items():
            if st.button(title, key=f"asked-{questionnaire_id}", disabled=questionnaire_id == chosen):
                lead(owner, address, **{QUESTIONNAIRE: questionnaire_id})
