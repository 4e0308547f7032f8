"""Review before submitting: what is open with links to it, the target, and the click that fixes the answers."""

from __future__ import annotations

import streamlit as st

from assessments.answer_text import answer_text
from assessments.model import Response
from assessments.progress import Progress, progress
from questionnaires.items import TextItem
from questionnaires.model import Questionnaire
from questionnaires.values import Answer
from scoring.stages import anchor
from ui.context import Context
from ui.go import QUESTIONNAIRE, go, here
from ui.pages.aims import can_weigh
from ui.pages.answer import open_at
from ui.style import plain, quiet
from ui.who import OF, OWN
from ui.widgets.attempt import attempt, say_trouble

MANY_APART = 0.2  # share of the questions said not to apply from which on that is doubted


def render(context: Context) -> None:
    """Draw the page."""
    found = here(context)
    if found is None:
        return
    response, questionnaire = found
    st.title(f"Review: {plain(questionnaire.short_title)}", anchor=False)
    if questionnaire.id in response.submitted:
        st.write("You have submitted these answers, so they are fixed.")
        if st.button("See the result", type="primary"):
            go("result", q=questionnaire.id)
        return
    kept = context.workflow.answers(response.id, questionnaire.id)
    state = progress(questionnaire, kept)
    answers = {item_id: saved.answer for item_id, saved in kept.items()}
    _open_items(questionnaire, state, answers)
    if questionnaire.stages and questionnaire.result != "agenda":
        _target(context, response, questionnaire)
    _aims(questionnaire)
    _submit(context, response, questionnaire, state)
    _all_answers(questionnaire, state, answers)


def _open_items(questionnaire: Questionnaire, state: Progress, answers: dict[str, Answer]) -> None:
    missing = state.open_items
    unknown = sum(answer.kind == "dont_know" for answer in answers.values())
    if unknown >= len(state.asked) / 2:
        st.warning(
            f"{unknown} of {len(state.asked)} answers are “don't know”. A dimension of which less than half is known "
            "gets no score: ask somebody who knows before you submit.",
            icon=":material/help:",
        )
    apart = sum(answer.kind == "not_applicable" for answer in answers.values())
    if apart > MANY_APART * len(state.asked):
        st.warning(
            f"{apart} of {len(state.asked)} questions are said not to apply. That is rarely so: look again.",
            icon=":material/help:",
        )
    if not missing:
        st.success(f"All {len(state.asked)} questions are answered.", icon=":material/check:")
        return
    st.header(f"{len(missing)} of {len(state.asked)} questions are open", anchor=False)
    quiet("An open question counts as not answered. A dimension with less than two thirds answered gets no score.")
    for item in missing:
        number = [each.id for each in state.asked].index(item.id) + 1
        if st.button(f"{number}. {plain(item.ask)}", key=f"open-{item.id}", width="stretch"):
            open_at(questionnaire, item.id)
            go("answer", q=questionnaire.id, item=item.id)


def _target(context: Context, response: Response, questionnaire: Questionnaire) -> None:
    ladder = questionnaire.stages
    ids = [stage.id for stage in ladder]
    key = f"target:{questionnaire.id}"
    kept = context.workflow.targets(response, questionnaire.id).get("")
    if key not in st.session_state and kept is not None:
        st.session_state[key] = min(ids, key=lambda each: abs(anchor(ids.index(each) + 1, len(ids)) - kept.value))

    def keep() -> None:
        value = anchor(ids.index(st.session_state[key]) + 1, len(ids))
        context.workflow.set_targets(response, questionnaire.id, {"": value})

    def chosen() -> None:
        attempt(key, keep)

    with st.container(border=True, key="target"):
        st.header("Where do you want to be a year from now?", anchor=False)
        quiet("Set it before you see the result; the gaps are measured against it. You may leave it open.")
        titles = {stage.id: f"**{plain(stage.title)}**: {plain(stage.summary)}" for stage in ladder[1:]}
        with st.container(key="scale"):
            st.radio(
                "Target for a year from now",
                list(titles),
                index=None,
                format_func=lambda each: titles[each],
                key=key,
                on_change=chosen,
                label_visibility="collapsed",
                width="stretch",
            )
        say_trouble(key, chosen)


def _aims(questionnaire: Questionnaire) -> None:
    """Lead to the targets and the importance of each dimension."""
    if can_weigh(questionnaire) and st.button(
        "Set targets and importance for each dimension (optional)", key="to-aims", type="tertiary"
    ):
        go("aims", **{OF: OWN, QUESTIONNAIRE: questionnaire.id})


def _submit(context: Context, response: Response, questionnaire: Questionnaire, state: Progress) -> None:
    with st.container(border=True, key="submit"):
        st.header("Submit and see the result", anchor=False)
        st.write(
            "Submitting fixes your answers, so that the result stays what it was. You cannot change them afterwards."
        )
        ready = bool(state.answered)
        if not ready:
            quiet("Answer at least one question first.")
        with st.container(horizontal=True):
            if st.button("Submit", type="primary", key="submit-now", disabled=not ready):
                context.workflow.submit(response, questionnaire.id)
                go("result", q=questionnaire.id)
            if st.button("Back to the questions", key="back-to-questions"):
                go("answer", q=questionnaire.id)


def _all_answers(questionnaire: Questionnaire, state: Progress, answers: dict[str, Answer]) -> None:
    st.header("Your answers", anchor=False)
    for number, item in enumerate(state.asked, start=1):
        answer = answers.get(item.id)
        left, right = st.columns([7, 1], vertical_alignment="center")
        left.markdown(f"**{number}. {plain(item.ask)}**  \n{plain(answer_text(item, answer, questionnaire))}")
        if answer is not None and answer.comment:
            with left:
                quiet(f"Comment: {answer.comment}")
        locked = isinstance(item, TextItem) and item.locks
        if (
            item.id in state.answered
            and not locked
            and right.button(f"Change {number}", key=f"change-{item.id}", type="tertiary")
        ):
            open_at(questionnaire, item.id)
            go("answer", q=questionnaire.id, item=item.id)
