"""Looking up a receipt: how many answers were received, and whether they count; never what they say."""

from __future__ import annotations

import streamlit as st

from assessments.errors import UnknownResponseError
from ui.context import Context
from ui.style import plain
from ui.throttle import failed
from ui.widgets import table


def render(context: Context) -> None:
    """Draw the page."""
    st.title("Are my answers counted?", anchor=False)
    st.write("Your receipt stands on the last page of your answers. It shows that they count, not what you answered.")
    with st.form("receipt"):
        join = st.text_input("Code of the workshop", value=st.query_params.get("code", ""), max_chars=20)
        receipt = st.text_input("Your receipt", max_chars=20, autocomplete="off")
        pressed = st.form_submit_button("Look it up", type="primary")
    if not pressed:
        return
    wave = context.workshop.find(join)
    try:
        found = context.workshop.receipt(wave, receipt) if wave else None
    except UnknownResponseError:
        found = None
    if wave is None or found is None:
        seconds = failed(context.clock(), f"{join}/{receipt}")
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
