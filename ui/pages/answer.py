"""Answering: one question to a card, where I am, that it is saved and when, and the way back on any device."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assessments.errors import AssessmentError, UnknownResponseError
from assessments.model import Saved
from assessments.progress import Progress, progress
from questionnaires.model import Questionnaire
from ui.context import Context
from ui.go import ITEM, QUESTIONNAIRE, go, here
from ui.session import resume_code
from ui.style import plain
from ui.widgets import frame
from ui.widgets.card import Card


def render(context: Context) -> None:
    """Draw the card that the address names, or the first open one."""
    found = here(context)
    if found is None:
        return
    response, questionnaire = found
    if questionnaire.id in response.submitted:
        st.title(plain(questionnaire.short_title), anchor=False)
        st.write("You have submitted these answers, so they are fixed.")
        if st.button("See the result", type="primary"):
            go("result", q=questionnaire.id)
        return
    last = context.quarters.last_answers(response, questionnaire)  # fixed, so once a visit is enough
    _fragment(context, response.id, questionnaire, last)


@st.fragment
def _fragment(
    context: Context, response_id: str, questionnaire: Questionnaire, last: Mapping[str, tuple[str, Saved]]
) -> None:
    """Draw one card; a click reruns only this."""
    drawn = f"kept:{questionnaire.id}"
    try:
        if questionnaire.id in context.workflow.current(response_id).submitted:
            st.rerun(scope="app")
        kept = st.session_state[drawn] = context.workflow.answers(response_id, questionnaire.id)
    except UnknownResponseError:
        st.rerun(scope="app")
    except AssessmentError as error:
        st.error(f"{error} What you see may not be saved.", icon=":material/error:")
        st.button("Try again", key="try-again", type="primary")
        if drawn not in st.session_state:
            return
        kept = st.session_state[drawn]  # so that what was typed stays on the screen
    state = progress(questionnaire, kept)
    place = _place(questionnaire, state)
    item = state.asked[place]
    card = Card(context, response_id, questionnaire, item, kept)
    card.seed()
    frame.draw_head(
        card,
        place=place,
        count=len(state.asked),
        answered=len(state.answered),
        last_saved=state.last_saved,
        code=resume_code(),
    )
    card.draw()
    frame.draw_last(card, last)
    frame.draw_missing(card)
    _draw_foot(card, state, place)
    frame.focus_question(item)


def _draw_foot(card: Card, state: Progress, place: int) -> None:
    def move(to: int) -> None:
        open_at(card.questionnaire, state.asked[to].id)

    count = len(state.asked)
    if frame.draw_way(card, move, place=place, count=count, last="Review your answers"):
        go("review", q=card.questionnaire.id)
    with st.container(horizontal=True, key="elsewhere"):
        elsewhere = place < count - 1 and st.button("To the overview", key=card.keys("overview"), type="tertiary")
        if elsewhere and frame.is_saved(card):
            go("review", q=card.questionnaire.id)
        frame.draw_take_back(card)


def _position(questionnaire: Questionnaire) -> str:
    return f"at:{questionnaire.id}"


def _written(questionnaire: Questionnaire) -> str:
    return f"address:{questionnaire.id}"


def _place(questionnaire: Questionnaire, state: Progress) -> int:
    """Return the index of the card to draw, and write it into the address.

    An address that differs from what was last written there comes from the visitor (a link, the browser's own back
    button) and decides; otherwise what was pressed on the page does.
    """
    order = [item.id for item in state.asked]
    named, at = st.query_params.get(ITEM), st.session_state.get(_position(questionnaire))
    by_visitor = named in order and named != st.session_state.get(_written(questionnaire))
    wanted = named if by_visitor or at is None else at
    place = order.index(wanted) if wanted in order else state.resume_at
    st.session_state[_position(questionnaire)] = st.session_state[_written(questionnaire)] = order[place]
    if st.query_params.get(ITEM) != order[place] or st.query_params.get(QUESTIONNAIRE) != questionnaire.id:
        st.query_params.from_dict({QUESTIONNAIRE: questionnaire.id, ITEM: order[place]})
    return place


def open_at(questionnaire: Questionnaire, item_id: str) -> None:
    """Let the next visit of the answering page begin at an item."""
    st.session_state[_position(questionnaire)] = item_id
