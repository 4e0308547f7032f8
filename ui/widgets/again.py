"""For somebody who answers alone: the way into the next wave, what it does, and the way back to earlier results."""

from __future__ import annotations

import streamlit as st

from assessments.model import Response, Wave
from assessments.room_told import result_of
from assessments.workflow import as_answered
from ui.context import Context
from ui.go import QUESTIONNAIRE, WAVE, go
from ui.passes import ANSWERS
from ui.style import plain, quiet
from ui.widgets import ahead


def can_begin(response: Response) -> bool:
    """Say whether the next wave may begin: there has to be something to compare with."""
    return bool(response.submitted)


def draw(context: Context, response: Response) -> None:
    """Say what the next wave does, and offer to begin it; nothing where it may not begin yet."""
    if not can_begin(response):
        return
    wave = context.workflow.names(response)[1]
    label = context.quarters.next_label(wave)
    with st.container(border=True, key="again"):
        st.write(
            f"Next quarter, or whenever you want to look again: everything is asked anew as {plain(label)}, in its "
            f"newest wording. Your answers of {plain(wave.label)} stay as they are, fixed, and each card shows you "
            "last time's answer once you have given the new one."
        )
        unfinished = _unfinished(context, response)
        if unfinished:
            st.warning(f"Not submitted yet, and then without a result for {plain(wave.label)}: {plain(unfinished)}.")
        may = ahead.may_open(context, label, f"again-ahead:{wave.id}")
        if st.button(f"Answer again: {plain(label)}", key="answer-again", disabled=not may) and may:
            following = context.quarters.open_next_alone(response, context.definitions)
            ANSWERS.hold(following.id, ANSWERS.code, remember=False)
            go("home")


def _unfinished(context: Context, response: Response) -> str:
    """Return the names of what was begun and not submitted."""
    begun = [each for name, each in context.workflow.taken_up(response).items() if name not in response.submitted]
    return ", ".join(as_answered(each).short_title for each in begun)


def draw_earlier(context: Context, response: Response) -> None:
    """Offer the results of the waves before, newest first; a button each."""
    earlier = [(wave, own) for wave, own in context.quarters.earlier(response) if own.submitted]
    if not earlier:
        return
    with st.expander("Earlier results"):
        for wave, own in earlier:
            _results(context, wave, own)


def draw_results_of(context: Context, response: Response, questionnaire_id: str) -> None:
    """Offer what one questionnaire showed in the waves before, newest first; nothing where it showed nothing."""
    earlier = [(wave, own) for wave, own in context.quarters.earlier(response) if questionnaire_id in own.submitted]
    if not earlier:
        return
    st.write("What you submitted before is still there:")
    with st.container(horizontal=True, key="before"):
        for wave, _ in earlier:
            if st.button(result_of(plain(wave.label)), key=f"before-{wave.id}"):
                go("result", **{QUESTIONNAIRE: questionnaire_id, WAVE: wave.id})


def _results(context: Context, wave: Wave, own: Response) -> None:
    quiet(wave.label)
    with st.container(horizontal=True, key=f"earlier-{wave.id}"):
        for name, pinned in context.workflow.taken_up(own).items():
            if name in own.submitted:
                title = as_answered(pinned).short_title
                if st.button(plain(title), key=f"earlier-{wave.id}-{name}"):
                    go("result", **{QUESTIONNAIRE: name, WAVE: wave.id})
