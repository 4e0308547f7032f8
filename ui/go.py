"""The way from page to page: addresses carry the questionnaire and the question, never a secret."""

from __future__ import annotations

import streamlit as st

from assessments.model import Response
from assessments.workflow import as_answered
from questionnaires.model import Questionnaire
from ui.context import Context
from ui.session import current_response

QUESTIONNAIRE = "q"
ITEM = "item"


def go(address: str, **params: str) -> None:
    """Switch to another page."""
    st.switch_page(st.session_state["pages"][address], query_params=params)


def here(context: Context) -> tuple[Response, Questionnaire] | None:
    """Return the response and the questionnaire that the address names, or say what is missing and return None."""
    response = current_response(context)
    wanted = st.query_params.get(QUESTIONNAIRE, "")
    if response is not None:
        pinned = context.workflow.taken_up(response).get(wanted)
        if pinned is not None:
            return response, as_answered(pinned)
    st.title("Nothing to show here yet", anchor=False)
    if response is None:
        st.write("This browser does not know whose answers to show. Start on the first page, or enter your code there.")
    else:
        st.write("This questionnaire has not been started.")
    if st.button("To the first page", type="primary"):
        go("home")
    return None
