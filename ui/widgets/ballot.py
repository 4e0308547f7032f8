"""A participant's cards in one vote of a workshop, over all its questionnaires."""

from __future__ import annotations

import streamlit as st

from assessments.answer_text import answer_text
from assessments.model import Live, Response, Wave
from assessments.progress import Progress, progress
from questionnaires.items import Item
from questionnaires.model import Questionnaire
from ui.context import Context
from ui.passes import SEAT
from ui.style import quiet
from ui.widgets import frame
from ui.widgets.card import Card

_AT = "ballot:at"
_DONE = "done"


def _key(live: Live) -> str:
    return f"{_AT}:{live.round.number if live.round else 0}"


def is_done(live: Live) -> bool:
    """Say whether this participant went past the last card of the newest vote."""
    return st.session_state.get(_key(live)) == _DONE


def reopen(live: Live) -> None:
    """Begin again with the first card; every answer is still there."""
    st.session_state[_key(live)] = "first"


def draw(context: Context, wave: Wave, live: Live, response: Response) -> bool:
    """Draw the card this participant is at; return whether they went past the last one."""
    newest = live.round
    if newest is None:
        return False
    states: dict[str, Progress] = {}
    answered: set[tuple[str, str]] = set()
    steps: list[tuple[Questionnaire, Item]] = []
    kept = {}
    for questionnaire in context.board.asked(wave):
        answers = context.workflow.answers(response.id, questionnaire.id, round_number=newest.number)
        kept[questionnaire.id] = answers
        states[questionnaire.id] = progress(questionnaire, answers)
        # A later vote may leave out the question on which another one depends, so it goes by what is kept alone.
        answered |= {(questionnaire.id, key) for key, each in answers.items() if each.answer.kind != "unanswered"}
        if newest.number == 1:
            asked = states[questionnaire.id].asked
        else:
            asked = tuple(item for item in questionnaire.items if newest.asks((questionnaire.id, item.id)))
        steps += [(questionnaire, item) for item in asked]
    names = [f"{questionnaire.id}/{item.id}" for questionnaire, item in steps]
    done = [(each.id, item.id) in answered for each, item in steps]
    open_at = next((at for at, is_kept in enumerate(done) if not is_kept), len(steps) - 1)
    key = _key(live)
    at = st.session_state.get(key)
    if at is None and all(done):
        st.session_state[key] = _DONE  # a new visit after the last answer goes on where the earlier one ended
        return True
    place = 0 if at == "first" else names.index(at) if at in names else open_at
    st.session_state[key] = names[place]
    questionnaire, item = steps[place]
    card = Card(context, response.id, questionnaire, item, kept[questionnaire.id], newest.number)
    card.seed()
    times = [each.last_saved for each in states.values() if each.last_saved]
    frame.draw_head(
        card,
        place=place,
        count=len(steps),
        answered=sum(done),
        last_saved=max(times, default=None),
        code=SEAT.code,
    )
    if newest.number > 1:
        first = context.workflow.answers(response.id, questionnaire.id).get(item.id)
        quiet(f"Your first vote: {answer_text(item, first.answer if first else None, questionnaire)}")
    card.draw()
    frame.draw_missing(card)

    def move(to: int) -> None:
        st.session_state[key] = names[to]

    finished = frame.draw_way(card, move, place=place, count=len(steps), last="Done")
    frame.draw_take_back(card)
    frame.focus_question(item)
    if finished:
        st.session_state[key] = _DONE
    return finished
