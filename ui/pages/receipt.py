"""Looking up a receipt: how many answers were received, and whether they count; and deleting one's own."""

from __future__ import annotations

import streamlit as st

from assessments.errors import UnknownResponseError
from assessments.model import Wave
from assessments.workshop import Receipt
from ui.context import Context
from ui.doors import SEAT_COOKIE
from ui.session import current_seat, last_seat
from ui.style import plain, quiet
from ui.throttle import looked_up
from ui.widgets import keeping, table

ELSEWHERE = (
    "To delete your answers, go back to the workshop or the form with the device you answered on, or enter the code "
    "that you were given on the first page, under “Come back”."
)


def render(context: Context) -> None:
    """Draw the page."""
    keeping.say_deleted()
    st.title("Are my answers counted?", anchor=False)
    st.write("Your receipt stands on the last page of your answers. It shows that they count, not what you answered.")
    with st.form("receipt"):
        join = st.text_input("Code of the workshop", value=st.query_params.get("code", ""), max_chars=20)
        receipt = st.text_input("Your receipt", max_chars=20, autocomplete="off")
        pressed = st.form_submit_button("Look it up", type="primary")
    if pressed:
        _look_up(context, join, receipt)
    _own(context, join)


def _received(context: Context, wave: Wave, receipt: str) -> Receipt | None:
    try:
        return context.workshop.receipt(wave, receipt)
    except UnknownResponseError:
        return None


def _look_up(context: Context, join: str, receipt: str) -> None:
    now = context.clock()
    wave, seconds = looked_up(now, join, lambda: context.workshop.find(join))
    found = None
    if wave is not None:
        entered = f"{join}/{receipt}"
        found, seconds = looked_up(now, entered, lambda: _received(context, wave, receipt), about=wave.id)
    if wave is None or found is None:
        if seconds:
            st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then try again.")
        else:
            st.error(
                "No answers belong to this receipt. Check both codes: letters and digits, without O, 0, I, 1 and L."
            )
        return
    name = context.workshop.name(wave)
    st.header(plain(name) if name else "Your answers", anchor=False)
    waiting = "no" if wave.state == "closed" else "not yet"
    rows = [
        {
            "Vote": "First vote" if number == 1 else f"Vote {number}",
            "Answers received": answers,
            "Counted": "yes" if counted else waiting if answers else "nothing to count",
        }
        for number, answers, counted in found.rounds
    ]
    if rows:
        table.draw(rows, "Your answers")
    else:
        st.write("The vote has not started yet, so there are no answers.")


def _own(context: Context, join: str) -> None:
    """Let whoever answered with this browser delete that; a receipt alone opens nothing."""
    seated = any(SEAT_COOKIE.fullmatch(name) for name in st.context.cookies)
    found = context.workshop.find(join) if seated else None
    response = None if found is None else current_seat(context, found)
    sits = last_seat(context) if found is None or response is None else (response, found)
    if sits is None:
        quiet(ELSEWHERE)
        return
    response, wave = sits
    name = context.workshop.name(wave)
    st.header(plain(name) if name else "Your answers in the workshop", anchor=False)
    keeping.draw_own(context, wave, response)
