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
WAVE = "wave"  # an earlier wave; left out for the newest one


def go(address: str, **params: str) -> None:
    """Switch to another page."""
    st.switch_page(st.session_state["pages"][address], query_params=params)


def here(context: Context) -> tuple[Response, Questionnaire] | None:
    """Return the response and the questionnaire that the address names, or say what is missing and return None.

    Of an earlier wave it returns what was submitted there, and nothing else.
    """
    response = current_response(context)
    wanted = st.query_params.get(QUESTIONNAIRE, "")
    if response is not None and WAVE in st.query_params:
        response = _earlier(context, response, wanted, st.query_params[WAVE]) or response
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


def _earlier(context: Context, response: Response, questionnaire_id: str, wave_id: str) -> Response | None:
    """Return the own response in an earlier wave where it submitted a questionnaire, or None."""
    earlier = context.quarters.earlier(response)
    return next((own for wave, own in earlier if wave.id == wave_id and questionnaire_id in own.submitted), None)
