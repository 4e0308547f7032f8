"""How many are invited to a wave that is open, how many seats that makes, and the way to raise the number."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments.model import Live, Tally, Wave
from assessments.plan import MOST_INVITED, fewest_invited, seats
from ui.context import Context

Do = Callable[[Context, Wave, Callable[[], None]], None]
FIXED = (
    "Something was revealed already, and its ranges rest on the number invited. So that nobody's answers can be worked "
    "out from several ranges, the number stays as it is."
)


def may_raise(wave: Wave, live: Live) -> bool:
    """Say whether the number may still be raised; the store decides again when it is."""
    return wave.state == "open" and (wave.mode == "open" or not live.batches)


def note(wave: Wave, live: Live, tally: Tally) -> str:
    """Say that nobody else can join, where that is so."""
    places = seats(wave.invited)
    if wave.state == "closed" or tally.people < places:
        return ""
    way = " Raise the number invited below." if may_raise(wave, live) else ""
    return f"All {places} seats are taken, so nobody else can join.{way}"


def draw(context: Context, wave: Wave, live: Live, do: Do) -> None:
    """Let the organiser raise the number; ``do`` makes the move and says what went wrong."""
    if wave.state == "closed":
        return
    with st.expander("Say how many are invited" if wave.invited is None else "Raise the number invited"):
        st.write(_seats(wave))
        if not may_raise(wave, live):
            st.write(FIXED)
            return
        fewest = fewest_invited(wave)
        key = f"invited:{wave.id}:{wave.invited}"
        st.number_input(
            "Number of people invited",
            min_value=fewest,
            max_value=MOST_INVITED,
            value=None if wave.invited is None else fewest,
            key=key,
        )

        def keep() -> None:
            do(context, wave, lambda: context.workshop.invite(wave, st.session_state.get(key)))

        st.button("Keep this number", key="invited-keep", on_click=keep)


def _seats(wave: Wave) -> str:
    places = seats(wave.invited)
    if wave.invited is None:
        return f"Nobody said how many are invited. {places} people can take part, then nobody else can join."
    are = "1 person is" if wave.invited == 1 else f"{wave.invited} people are"
    return f"{are} invited. {places} can take part, then nobody else can join."
