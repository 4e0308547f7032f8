"""A participant's cards in one vote of a workshop, over all its questionnaires."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assessments.answer_text import answer_text
from assessments.model import ItemKey, Live, Response, Round, Saved, Wave
from assessments.progress import progress
from questionnaires.items import Item
from questionnaires.model import Questionnaire
from ui.context import Context
from ui.mirrored import audience
from ui.style import quiet
from ui.widgets import frame, seat
from ui.widgets.card import Card

_ASIDE = (
    "After the last question, and whenever there is nothing to answer, this page shows your code to come back with."
)
_COME_BACK = "On this device you can come back to your answers until the form is closed."
_AT = "ballot:at"
_DONE = "done"


def _key(live: Live) -> str:
    return f"{_AT}:{live.round.number if live.round else 0}"


def _name(questionnaire: Questionnaire, item: Item) -> str:
    return f"{questionnaire.id}/{item.id}"


def is_done(live: Live) -> bool:
    """Say whether this participant went past the last card of the newest vote."""
    return st.session_state.get(_key(live)) == _DONE


def reopen(live: Live) -> None:
    """Begin again with the first card; every answer is still there."""
    st.session_state[_key(live)] = "first"


def lost(context: Context, wave: Wave, live: Live, response: Response) -> str:
    """Return the question whose last change could not be kept any more when the vote ended; empty without one."""
    newest, at = live.round, st.session_state.get(_key(live))
    if newest is None:
        return ""
    asked = ((each, item) for each in context.board.asked(wave) for item in each.items)
    shown = (Card(context, response.id, *both, {}, newest.number) for both in asked if at == _name(*both))
    return next((card.item.ask for card in shown if card.trouble is not None), "")


@dataclass(frozen=True, slots=True)
class Deck:
    """What one vote asks of one participant.

    Attributes:
        steps: The questions, in order.
        kept: Questionnaire id to item id to the answer kept in this vote.
        done: Whether each question has an answer.
    """

    steps: tuple[tuple[Questionnaire, Item], ...]
    kept: dict[str, dict[str, Saved]]
    done: tuple[bool, ...]


def deck_of(context: Context, wave: Wave, newest: Round, response: Response) -> Deck:
    """Return what a vote asks of a participant, and what of it is answered."""
    answered: set[ItemKey] = set()
    steps: list[tuple[Questionnaire, Item]] = []
    kept = {}
    for questionnaire in context.board.asked(wave):
        answers = dict(context.workflow.answers(response.id, questionnaire.id, round_number=newest.number))
        kept[questionnaire.id] = answers
        # A later vote may leave out the question on which another one depends, so it goes by what is kept alone.
        answered |= {(questionnaire.id, key) for key, each in answers.items() if each.answer.kind != "unanswered"}
        if newest.number == 1:
            asked = progress(questionnaire, answers).asked
        else:
            asked = tuple(item for item in questionnaire.items if newest.asks((questionnaire.id, item.id)))
        steps += [(questionnaire, item) for item in asked]
    return Deck(tuple(steps), kept, tuple((each.id, item.id) in answered for each, item in steps))


def draw(context: Context, wave: Wave, live: Live, response: Response) -> bool:
    """Draw the card this participant is at; return whether they went past the last one."""
    newest = live.round
    if newest is None:
        return False
    deck = deck_of(context, wave, newest, response)
    steps, done = deck.steps, deck.done
    names = [_name(*both) for both in steps]
    open_at = next((at for at, is_kept in enumerate(done) if not is_kept), len(steps) - 1)
    key = _key(live)
    at = st.session_state.get(key)
    if at is None and all(done):
        st.session_state[key] = _DONE  # a new visit after the last answer goes on where the earlier one ended
        return True
    place = 0 if at == "first" else names.index(at) if at in names else open_at
    st.session_state[key] = names[place]
    questionnaire, item = steps[place]
    company = audience(context, wave) is None  # not a form for customers or the front line
    kept = deck.kept[questionnaire.id]
    card = Card(context, response.id, questionnaire, item, kept, newest.number, wave.mode, comments=company)
    card.seed()
    if newest.state == "revealed" and (place == 0 or not any(done)):
        st.info(_late(wave, newest))
    if place == 0 and company:
        seat.draw_seat(wave, live, response, offer_link=True)
    times = [saved.at for answers in deck.kept.values() for saved in answers.values()]
    frame.draw_head(
        card, place=place, count=len(steps), answered=sum(done), last_saved=max(times, default=None), code=""
    )
    if newest.number > 1:
        _draw_first_vote(context, response, questionnaire, item)
    card.draw()
    if place == 0 and not any(done):
        quiet(_ASIDE if company else _COME_BACK)
    frame.draw_missing(card)
    frame.draw_take_back(card)

    def move(to: int) -> None:
        st.session_state[key] = names[to]

    finished = frame.draw_way(card, move, place=place, count=len(steps), last="Done")
    frame.focus_question(item)
    if finished:
        st.session_state[key] = _DONE
    return finished


def _late(wave: Wave, newest: Round) -> str:
    vote = "The first vote" if newest.number == 1 else f"Vote {newest.number}"
    if wave.mode == "anonymous":
        counts = "count only if enough others come late too"
    else:
        counts = "count once the facilitator lets late answers count"
    return f"{vote} has been revealed already. Your answers come late and {counts}."


def _draw_first_vote(context: Context, response: Response, questionnaire: Questionnaire, item: Item) -> None:
    first = context.workflow.answers(response.id, questionnaire.id).get(item.id)
    if first is None or first.answer.kind == "unanswered":
        quiet("You did not answer this in the first vote.")
    else:
        quiet(f"Your first vote: {answer_text(item, first.answer, questionnaire)}")
