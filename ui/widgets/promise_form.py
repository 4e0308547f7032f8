"""The form for a promise, empty or begun from a next step of a result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments.access import PROMISE
from assessments.model import Wave
from assessments.promises import FULL, MOST_OPEN, TEXT_LIMIT
from ui.access import may
from ui.context import Context
from ui.go import go
from ui.style import quiet
from ui.who import OF
from ui.widgets.promised import Titles, draw_fields, kept_or_said

NEW = "new"  # the query parameter with which a result leads to the form
_KEY = "promise"
_PARTS = ("about", "what", "owner", "due", "proof")
_BEGUN = "promise-begun"


def begin(of: str, questionnaire_id: str, dimension_id: str, what: str) -> None:
    """Go to the form with what a result proposes.

    Args:
        of: Whose assessment, as ``ui.who`` says it.
        questionnaire_id: What the result is of.
        dimension_id: What the promise is to move.
        what: The proposed words.
    """
    st.session_state[_BEGUN] = ((questionnaire_id, dimension_id), what[:TEXT_LIMIT])
    go("actions", **{OF: of, NEW: "1"})


def draw(context: Context, wave: Wave, titles: Titles, open_now: int) -> None:
    """Draw the form.

    Args:
        context: The app's parts.
        wave: Whose result leads to the promise.
        titles: What the dimensions are called.
        open_now: How many promises are open.
    """
    if not may(context, wave.assessment_id, PROMISE):
        return
    st.header("Make a promise", anchor=False)
    if open_now >= MOST_OPEN:
        st.write(FULL)
        return
    quiet(f"At most {MOST_OPEN} promises are open at a time: more of them are a list that nobody keeps.")
    about = [
        (asked.id, each)
        for asked in context.past.asked(wave)
        for each in (*(dimension.id for dimension in asked.dimensions), "")
    ]
    _fill(about)
    with st.form("promise", border=True):
        chosen = st.selectbox(
            "What it is to move",
            about,
            index=None,
            format_func=lambda each: titles.get(each, each[1]),
            placeholder="Choose a dimension",
            key=f"about:{_KEY}",
        )
        what, owner, due, proof = draw_fields(_KEY)
        pressed = st.form_submit_button("Promise it", type="primary")
    if not pressed:
        return
    if chosen is None or due is None:
        missing = "what it is to move" if chosen is None else "the day on which it is due"
        st.error(f"Not kept yet. Choose {missing}.", icon=":material/error:")
        return
    kept_or_said(partial(context.promises.commit, wave, *chosen, what, owner, due, proof), _empty)


def _fill(about: Sequence[tuple[str, str]]) -> None:
    """Put what a result proposes into the fields, once, in place of what stood there."""
    begun = st.session_state.pop(_BEGUN, None)
    if begun is not None:
        key, what = begun
        st.session_state[f"about:{_KEY}"] = key if key in about else (key[0], "")
        st.session_state[f"what:{_KEY}"] = what


def _empty() -> None:
    for part in _PARTS:
        st.session_state.pop(f"{part}:{_KEY}", None)
    st.query_params.pop(NEW, None)
