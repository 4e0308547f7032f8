"""What can be answered: ready sets for an occasion, the core questionnaires, and the others under their topics."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Literal

import streamlit as st

from assessments.model import Pinned, Response
from assessments.progress import progress
from assessments.workflow import as_answered
from questionnaires.loader import Definition
from questionnaires.model import Questionnaire
from questionnaires.sets import Ready
from ui.access import may_create
from ui.context import Context
from ui.go import go
from ui.session import begin
from ui.style import plain, quiet
from ui.times import clock_time, date_words, minutes_words, questions_words

SIGN_IN_FIRST = (
    "On this site only people who signed in begin answers of their own: sign in below. Taking part in a workshop needs "
    "no account."
)
SETS, ALL, MORE = "Where to begin", "Questionnaires", "Deep dives"


def draw(context: Context, response: Response | None) -> None:
    """Draw all of it; ``response`` is the visitor's, None where nothing was begun."""
    begun = context.workflow.taken_up(response) if response else {}
    if not _may_begin(context, response):
        st.write(SIGN_IN_FIRST)
    sets = [each for each in context.sets if each.set.alone]
    if sets:
        st.header(SETS, anchor=False)
        for place, each in enumerate(sets):
            _set(context, response, begun, each, first=place == 0 and not begun)
    st.header(ALL, anchor=False)
    for definition in context.definitions:
        if definition.questionnaire.topic is None:
            _entry(context, response, begun, definition)
    deeper = sorted((each for each in context.definitions if _topic(each)), key=_topic)
    if deeper:
        st.header(MORE, anchor=False)
        st.write("Each looks closer at one subject. Take the one where a result raised a question.")
    for topic, inside in groupby(deeper, key=_topic):
        group = list(inside)
        with st.expander(
            f"{plain(topic)} · {len(group)}", expanded=any(each.questionnaire.id in begun for each in group)
        ):
            for definition in group:
                _entry(context, response, begun, definition)


def next_up(context: Context, response: Response) -> Definition | None:
    """Return what to answer next: what was begun, then what stands under no topic; None where that is submitted."""
    begun = context.workflow.taken_up(response)
    asked = [each for each in context.definitions if each.questionnaire.id not in response.submitted]
    own = [each for each in asked if each.questionnaire.id in begun]
    return next(iter([*own, *(each for each in asked if not _topic(each))]), None)


def _may_begin(context: Context, response: Response | None) -> bool:
    return response is not None or may_create(context)


def _topic(definition: Definition) -> str:
    return definition.questionnaire.topic or ""


def _set(
    context: Context, response: Response | None, begun: Mapping[str, Pinned], ready: Ready, *, first: bool
) -> None:
    asked = [each.questionnaire for each in ready.definitions]
    with st.container(border=True, key=f"set-{ready.set.id}"):
        st.subheader(plain(ready.set.title), anchor=False)
        st.write(plain(ready.set.purpose))
        quiet(
            f"{minutes_words(ready.minutes)} · {questions_words(ready.questions)} · "
            f"{', '.join(each.short_title for each in asked)}"
        )
        new = [each for each in ready.definitions if each.questionnaire.id not in begun]
        if not new:
            quiet("Begun: its questionnaires stand below.")
        elif _may_begin(context, response) and st.button(
            f"Start: {plain(ready.set.title)}", key=f"start-set-{ready.set.id}", type=_weight(primary=first)
        ):
            started = response or begin(context, "")
            for each in ready.definitions:
                context.workflow.take_up(started, each)
            go("answer", q=new[0].questionnaire.id)


def _weight(*, primary: bool) -> Literal["primary", "secondary"]:
    return "primary" if primary else "secondary"


def _entry(context: Context, response: Response | None, begun: Mapping[str, Pinned], definition: Definition) -> None:
    questionnaire = definition.questionnaire
    pinned = begun.get(questionnaire.id)
    asked = as_answered(pinned) if pinned else questionnaire
    with st.container(border=True, key=f"entry-{questionnaire.id}"):
        st.subheader(plain(asked.title), anchor=False)
        st.write(plain(asked.purpose))
        part = " · a part of it" if asked.form else ""
        takes = f"{minutes_words(asked.minutes)} · {questions_words(len(asked.items))}{part}"
        quiet(f"{takes} · For: {', '.join(asked.audience)}")
        if response is not None and pinned is not None:
            _state(context, response, asked)
        elif _may_begin(context, response) and st.button(
            f"Start: {plain(asked.short_title)}",
            key=f"start-{questionnaire.id}",
            type=_weight(primary=not context.sets),
        ):
            started = response or begin(context, "")
            context.workflow.take_up(started, definition)
            go("answer", q=questionnaire.id)


def _state(context: Context, response: Response, questionnaire: Questionnaire) -> None:
    submitted = response.submitted.get(questionnaire.id)
    if submitted is not None:
        quiet(f"Submitted on {date_words(submitted)} at {clock_time(submitted)}.")
        if st.button("See the result", key=f"result-{questionnaire.id}", type="primary"):
            go("result", q=questionnaire.id)
        return
    state = progress(questionnaire, context.workflow.answers(response.id, questionnaire.id))
    done = len(state.answered) / len(state.asked)
    st.progress(done, text=f"{len(state.answered)} of {len(state.asked)} answered")
    with st.container(horizontal=True):
        complete = not state.open_items
        if st.button("Go on", key=f"go-on-{questionnaire.id}", type="secondary" if complete else "primary"):
            go("answer", q=questionnaire.id, item=state.asked[state.resume_at].id)
        if st.button("Review", key=f"review-{questionnaire.id}", type="primary" if complete else "secondary"):
            go("review", q=questionnaire.id)
