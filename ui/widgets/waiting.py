"""What a participant sees while there is nothing to answer: why, what was received, and the codes to keep."""

from __future__ import annotations

import streamlit as st

from assessments.codes import grouped
from assessments.model import Live, Response, Wave
from assessments.workshop import Receipt, may_answer
from ui.context import Context
from ui.go import go
from ui.passes import SEAT
from ui.style import escape, plain, quiet
from ui.widgets import ballot, closing, frame, keeping, link, seat

_NOTHING = "You have not answered anything in this vote."
_LATER = "The result comes when the facilitator reveals it."


def draw(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Draw everything below the name of the workshop."""
    received = context.workshop.receipt(wave, response.receipt)
    frame.draw_waiting(_say(wave, live, response, received))
    _draw_lost(context, wave, live, response)
    if wave.state == "closed":
        quiet(seat.NEXT_CODE)
    elif closing.words(wave):
        quiet(closing.words(wave))
    _draw_unfinished(context, wave, live, response)
    if may_answer(wave, live, response.id):
        st.button("Back to my answers", on_click=ballot.reopen, args=(live,), width="stretch")
    seat.draw_seat(wave, live, response)
    st.page_link(
        st.session_state["pages"]["present"],
        label="Show the screen on this phone",
        icon=":material/cast:",
        query_params={"code": wave.join_code or ""},
    )
    _draw_kept(wave, response, received)
    link.draw(context, wave, live, response)
    keeping.draw_own(context, wave, response)


def _given(received: Receipt, number: int) -> int:
    return sum(answers for each, answers, _ in received.rounds if each == number)


def _say(wave: Wave, live: Live, response: Response, received: Receipt) -> str:
    newest = live.round
    if wave.state == "closed":
        return "This workshop is closed. Thank you for taking part."
    if newest is None:
        return "You are in. The vote has not started yet; keep this page open."
    given = _given(received, newest.number)
    if newest.state == "stopped":
        return f"The vote has ended. {_LATER}"
    if may_answer(wave, live, response.id):
        if not given:
            return _NOTHING
        if newest.state == "voting":
            return f"Your answers are in. {_LATER}"
        return "Your answers are in. They came after the reveal and do not count yet."
    if response.id in live.counted(newest.number):
        return "The result is on the screen. Your answers count in it."
    if given:
        return "The result is on the screen. Your answers are kept, but they do not count in it yet."
    return "The result is on the screen. The vote has ended without an answer of yours."


def _draw_lost(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Say that the last tap came too late, where it did."""
    asked = "" if may_answer(wave, live, response.id) else ballot.lost(context, wave, live, response)
    if asked:
        st.warning(
            f"Your last change to “{plain(asked)}” was not taken, because the vote ended first. Everything that was "
            "shown as saved is kept.",
            icon=":material/timer_off:",
        )


def _draw_unfinished(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Say how much of a vote that is over was answered, where it was not everything."""
    newest = live.round
    if newest is None or newest.state == "voting" or may_answer(wave, live, response.id):
        return
    done = ballot.deck_of(context, wave, newest, response).done
    noun = "question" if len(done) == 1 else "questions"
    if any(done) and not all(done):
        st.write(f"You answered {sum(done)} of {len(done)} {noun} before the vote was closed.")
    elif not any(done) and newest.state == "stopped":
        st.write(_NOTHING)


def _draw_kept(wave: Wave, response: Response, received: Receipt) -> None:
    waiting = "not counted" if wave.state == "closed" else "not counted yet"
    for number, answers, counted in received.rounds:
        vote = "First vote" if number == 1 else f"Vote {number}"
        noun = "answer" if answers == 1 else "answers"
        quiet(f"{vote}: {answers} {noun} received{', counted' if counted else f', {waiting}' if answers else ''}.")
    with st.container(border=True, key="keep"):
        st.html(
            f'<p class="quiet">Your receipt: <code>{escape(response.receipt)}</code>. With it you can look up later '
            "that your answers are counted; it does not show what you answered. Next quarter you can say with it that "
            "you took part in this one.</p>"
        )
        st.html(
            f'<p class="quiet">To go on with another device: <code>{escape(SEAT.code)}</code>. '
            "Keep this one to yourself.</p>"
        )
        if st.button("Look up a receipt", type="tertiary"):
            go("receipt", code=grouped(wave.join_code or ""))
