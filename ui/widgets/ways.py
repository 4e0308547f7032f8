"""The ways between the pages about an assessment: those over time, those from other sides, and back from them."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from assessments.access import may_open
from questionnaires.claims import shipped, split
from ui.go import QUESTIONNAIRE, go
from ui.style import quiet
from ui.who import OF, Holder

NEW = "new"  # the query parameter with which a result leads to the form for a promise
WHAT = "what"  # the one that says from which page somebody comes to take files away
MIRROR, CLAIMS, POOL = "How others see it", "What we say, what we do", "Beside others"
_OVER_TIME = {
    "progress": "What changed",
    "actions": "What we promised",
    "aims": "Targets and importance",
    "next": "The next quarter",
}
_SIDES = {"mirror": MIRROR, "claims": CLAIMS, "pool": POOL}
_LAST = {"take": "Take it away", "keys": "Keys and data"}


def lead(owner: Holder, address: str, **params: str) -> None:
    """Go to one of the pages about the same assessment."""
    go(address, **{OF: owner.of, **params})


def checkable(submitted: Collection[str]) -> bool:
    """Say whether somebody who submitted these questionnaires answered something on both sides of a claim."""
    return any(
        all(any(split(source)[0] in submitted for source in side) for side in (each.says_from, each.trace.sources))
        for each in shipped()
    )


def draw(owner: Holder, here: str, questionnaire_id: str = "") -> None:
    """Draw the ways from one of the pages to the others, and back.

    Args:
        owner: Whose assessment it is.
        here: The address of the page.
        questionnaire_id: What it is about; empty where it is about all.
    """
    params = {QUESTIONNAIRE: questionnaire_id} if questionnaire_id else {}
    st.divider()
    with st.container(key="way"):
        for title, pages in (("Over time", _OVER_TIME), ("From other sides", _sides(owner)), ("", _LAST)):
            if title:
                quiet(title)
            with st.container(horizontal=True):
                for address, label in pages.items():
                    allowed = address != here and may_open({owner.standing}, address)
                    if allowed and st.button(label, key=f"to-{address}"):
                        lead(owner, address, **params, **({WHAT: here} if address == "take" else {}))
                if not title:
                    _back(owner)


def _sides(owner: Holder) -> dict[str, str]:
    """Return the pages that set an assessment beside something else; the pool is for workshops."""
    if owner.response is None:
        return _SIDES
    return {
        address: label
        for address, label in _SIDES.items()
        if address == "mirror" or (address == "claims" and checkable(owner.response.submitted))
    }


def _back(owner: Holder) -> None:
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
