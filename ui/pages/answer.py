"""Answering: one question to a card, where I am, that it is saved and when, and the way back on any device."""

from __future__ import annotations

import streamlit as st

from assessments.errors import AssessmentError, UnknownResponseError
from assessments.model import Saved
from assessments.progress import Progress, progress
from questionnaires.items import Agenda, Disclosure, Item
from questionnaires.model import Questionnaire
from ui.context import Context
from ui.go import ITEM, QUESTIONNAIRE, go, here
from ui.session import resume_code
from ui.style import escape, plain, quiet
from ui.times import clock_time
from ui.widgets.card import Card
from ui.widgets.inputs import ON_SCREEN

# The heading may be drawn after the script, so it is looked for until it is there.
_FOCUS = """
<script>
(function find(left) {
  const question = document.querySelector('#question[data-item="ITEM"]');
  if (!question) { if (left) setTimeout(find, 50, left - 1); return; }
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  question.focus({preventScroll: true});
})(40);
</script>
"""


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
    _fragment(context, response.id, questionnaire)


@st.fragment
def _fragment(context: Context, response_id: str, questionnaire: Questionnaire) -> None:
    """Draw one card; a click reruns only this."""
    last = f"kept:{questionnaire.id}"
    try:
        if questionnaire.id in context.workflow.current(response_id).submitted:
            st.rerun(scope="app")
        kept = st.session_state[last] = context.workflow.answers(response_id, questionnaire.id)
    except UnknownResponseError:
        st.rerun(scope="app")
    except AssessmentError as error:
        st.error(f"{error} What you see may not be saved.", icon=":material/error:")
        st.button("Try again", key="try-again", type="primary")
        if last not in st.session_state:
            return
        kept = st.session_state[last]  # so that what was typed stays on the screen
    state = progress(questionnaire, kept)
    place = _place(questionnaire, state)
    item = state.asked[place]
    card = Card(context, response_id, questionnaire, item, kept)
    card.seed()
    _head(card, state, place)
    card.draw()
    _what_is_missing(card)
    _foot(card, state, place, kept.get(item.id))
    _focus_question(item)


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


def _head(card: Card, state: Progress, place: int) -> None:
    questionnaire, item = card.questionnaire, card.item
    dimension = questionnaire.dimension_of.get(item.id)
    name = item.label if isinstance(item, Disclosure) else dimension.title if dimension else ""
    part = f" · {plain(name)}" if name else ""
    st.html(f'<h1 class="small">{escape(questionnaire.short_title)}</h1>')
    st.progress(
        len(state.answered) / len(state.asked),
        text=f"Question {place + 1} of {len(state.asked)}{part} · {len(state.answered)} answered",
    )
    saved = f"Saved at {clock_time(state.last_saved)}." if state.last_saved else "Nothing to save yet."
    if card.trouble:
        saved = "Your last change is not saved; see below."
    elif card.incomplete:
        saved = "Not saved yet; see below."
    st.html(
        f'<p class="quiet"><span role="status">{saved}</span> To come back on any device, keep this code: '
        f"<code>{escape(resume_code())}</code></p>"
    )
    st.html(f'<h2 id="question" data-item="{item.id}" tabindex="-1">{escape(item.ask)}</h2>')
    if item.help:
        quiet(item.help)


def _what_is_missing(card: Card) -> None:
    if card.trouble:
        st.error(f"Not saved. {plain(card.trouble)}", icon=":material/error:")
        with st.container(horizontal=True):
            st.button("Save again", key=card.keys("save-again"), on_click=card.save_again)
            st.button("Discard this change", key=card.keys("discard"), on_click=card.discard)
    elif card.incomplete:
        half = "Each row needs its topic and what it is about. " if isinstance(card.item, Agenda) else ""
        quiet(f"{half}This is saved once it is complete.")
    elif card.field.locked:
        quiet("This was your first thought; it stays as it is, so that later questions cannot colour it.")


def _foot(card: Card, state: Progress, place: int, saved: Saved | None) -> None:
    def is_saved() -> bool:
        return (card.trouble is None and not card.incomplete) or card.save()

    def move(to: int) -> None:
        if is_saved():
            open_at(card.questionnaire, state.asked[to].id)

    last = place == len(state.asked) - 1
    with st.container(horizontal=True, key="way"):
        st.button(
            "Back",
            key=card.keys(ON_SCREEN),
            on_click=move,
            args=(max(0, place - 1),),
            disabled=place == 0,
            icon=":material/arrow_back:",
        )
        if not last:
            st.button("Next", key=card.keys("next"), on_click=move, args=(place + 1,), type="primary")
        elif st.button("Review your answers", key=card.keys("review"), type="primary") and is_saved():
            go("review", q=card.questionnaire.id)
    with st.container(horizontal=True, key="elsewhere"):
        if not last and st.button("To the overview", key=card.keys("overview"), type="tertiary") and is_saved():
            go("review", q=card.questionnaire.id)
        if saved is not None and not card.field.locked:
            st.button("Take back this answer", key=card.keys("take-back"), type="tertiary", on_click=card.take_back)


def _focus_question(item: Item) -> None:
    """Bring a new question into view and let a screen reader begin with it; the first card of a visit is left alone."""
    shown = st.session_state.get("shown-question")
    st.session_state["shown-question"] = item.id
    if shown in {None, item.id}:  # the first card after a page change is brought into view by the page
        return
    st.html(_FOCUS.replace("ITEM", item.id), unsafe_allow_javascript=True)
