"""What a customer, or somebody of the front line, sees of a form around its questions: the door and the thanks."""

from __future__ import annotations

import streamlit as st

from assessments.anonymity import DISTRIBUTION_FROM
from assessments.errors import MoveError
from assessments.model import Live, Response, Wave
from assessments.room_words import number
from assessments.workshop import may_answer
from questionnaires.forms import ITEMS_A_MINUTE, Audience
from ui.context import Context
from ui.session import take_seat
from ui.style import plain, quiet
from ui.times import minutes_words
from ui.widgets import ballot, closing, frame, keeping

CLOSED = "This form is closed. It takes no answers any more."
FULL = "This form has taken as many answers as it can, so yours are not needed any more. Thank you for wanting to help."
_WHO: dict[Audience, str] = {
    "customer": "wants to know how its customers see it.",
    "front-line": "wants to know how those see it who deal with its customers every day.",
}


def name_page(context: Context, wave: Wave) -> None:
    """Call the browser's tab after whoever asks."""
    st.set_page_config(page_title=context.workshop.name(wave))


def draw_door(context: Context, wave: Wave, asked_whom: Audience) -> None:
    """Say who asks, what becomes of the answers and how long it takes; the button takes part."""
    frame.enter_door()
    name = context.workshop.name(wave)
    st.title(f"{plain(name)} asks you", anchor=False)
    if wave.state == "closed":
        st.write(CLOSED)
        return
    questions = sum(len(each.items) for each in context.board.asked(wave))
    minutes = max(1, -(-questions // ITEMS_A_MINUTE))
    st.write(
        f"{plain(name)} {_WHO[asked_whom]} {number(questions).capitalize()} "
        f"{'question' if questions == 1 else 'questions'}, about {minutes_words(minutes)}."
    )
    st.write(
        "You answer anonymously: no name and no address is asked, and you need no account. "
        f"{plain(name)} sees averages of at least {number(wave.smallest_group)} people, never a single answer, "
        "and none of it before the form is closed. From "
        f"{number(max(DISTRIBUTION_FROM, wave.smallest_group))} people on it also sees how far an average may be off. "
        "Whoever runs this server could read its database."
    )
    keeping.draw_promise(context, wave)
    if closing.words(wave):
        quiet(closing.words(wave))
    if st.button("Begin", type="primary", width="stretch"):
        try:
            context.retention.promise(wave.assessment_id)
            begun = context.workshop.join(wave)
        except MoveError:
            st.info(FULL)
            return
        take_seat(begun)
        st.rerun()


def draw_thanks(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Say what became of the answers, once there is nothing more to answer."""
    received = sum(answers for _, answers, _ in context.workshop.receipt(wave, response.receipt).rounds)
    open_still = may_answer(wave, live, response.id)
    if received:
        frame.draw_waiting("Thank you. Your answers are in.")
    else:
        frame.draw_waiting("You have not answered anything." if open_still else CLOSED)
    if open_still:
        st.write("You can close this page. On this device you can come back to your answers until the form is closed.")
        if closing.words(wave):
            quiet(closing.words(wave))
        st.button("Back to my answers", on_click=ballot.reopen, args=(live,), width="stretch")
    elif received:
        st.write("This form is closed. Nothing more is taken, and nothing can be changed.")
    keeping.draw_own(context, wave, response)
