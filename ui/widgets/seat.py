"""Where somebody sits in a workshop: the promise at the door, the choice of role and unit, and the way to change it."""

from __future__ import annotations

import streamlit as st

from assessments.anonymity import DISTRIBUTION_FROM
from assessments.errors import MoveError
from assessments.model import Live, Response, Wave
from assessments.workflow import NAME_LIMIT
from ui.context import Context
from ui.style import plain
from ui.widgets import link

NEXT_CODE = "Where the next quarter is under way, it has a code of its own: ask the facilitator for it."


def _key(wave: Wave, what: str) -> str:
    return f"seat-{what}:{wave.id}"


def draw_promise(wave: Wave) -> str:
    """Say at the door who will see what; return what somebody wants to be called."""
    name = ""
    if wave.mode == "anonymous":
        st.write(
            "You answer anonymously: no name is asked. Nothing is shown before the reveal, and no page shows an "
            f"average of fewer than {wave.smallest_group} people. A distribution is shown from "
            f"{max(DISTRIBUTION_FROM, wave.smallest_group)} people on; a bar in it may then stand for a single vote, "
            "but it does not say whose. Whoever runs this server could read its database."
        )
    else:
        st.write("This workshop is open: the others see what is answered.")
        name = st.text_input("Your name (optional)", key="seat-name", max_chars=NAME_LIMIT) or ""
    st.page_link(st.session_state["pages"]["how-it-works"], label="How it works")
    if wave.mode == "open":
        st.write(_agreement(wave))
    return name


def _agreement(wave: Wave) -> str:
    asked = [each for each, names in (("your role", wave.roles), ("where you work", wave.units)) if names]
    if not asked:
        return "The others see your answers, with your name if you give one."
    what = " and ".join(asked)
    seen = " and ".join(f"with {each}" for each in asked)
    return f"By choosing {what} you agree that the others see your answers, {seen}, and with your name if you give one."


def choose(wave: Wave) -> tuple[str, str] | None:
    """Ask for the role and the unit; return them once both are chosen, empty where they are not asked."""
    role_key, unit_key = _key(wave, "role"), _key(wave, "unit")
    role = st.session_state.get(role_key, "")
    if wave.roles and not role:
        _offer("What is your role?", wave.roles, role_key)
    elif wave.units:
        _offer("Where do you work?", wave.units, unit_key)
        if wave.roles:
            st.button("Back to the roles", type="tertiary", on_click=_forget, args=(role_key,))
    unit = st.session_state.get(unit_key, "")
    return (role, unit) if (role or not wave.roles) and (unit or not wave.units) else None


def forget_choice(wave: Wave) -> None:
    """Forget what was chosen."""
    for what in ("role", "unit", "change"):
        _forget(_key(wave, what))


def _offer(question: str, names: tuple[str, ...], key: str) -> None:
    st.header(question, anchor=False)

    def chosen(name: str) -> None:
        st.session_state[key] = name

    for place, each in enumerate(names):
        st.button(plain(each), key=f"{key}-{place}", width="stretch", on_click=chosen, args=(each,))


def _forget(key: str) -> None:
    st.session_state.pop(key, None)


def draw_seat(wave: Wave, live: Live, response: Response, *, offer_link: bool = False) -> None:
    """Say how somebody joined, with a way to change it while nothing of theirs counts.

    Args:
        wave: What they take part in.
        live: How far it is.
        response: Theirs.
        offer_link: Whether a quiet button leads to the link with other waves.
    """
    joined = ", ".join(each for each in (response.role, response.unit) if each)
    if not link.may_change(wave, live, response) or not (joined or offer_link):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="seat"):
        if joined:
            st.markdown(f"You joined as {plain(joined)}.", width="content")
            if st.button("Change", type="tertiary"):
                st.session_state[_key(wave, "change")] = True
                st.rerun(scope="app")
        if offer_link:
            link.draw_offer(wave)


def is_changing(wave: Wave) -> bool:
    """Say whether somebody has asked for another role or unit."""
    return _key(wave, "change") in st.session_state


def draw_change(context: Context, wave: Wave, response: Response) -> None:
    """Let somebody choose another role or unit; what they answered stays."""
    chosen = choose(wave)
    if chosen is not None:
        forget_choice(wave)
        try:
            context.workshop.move(wave, response.id, *chosen)
        except MoveError as error:
            st.error(str(error))
            st.button("Go on")
            return
        st.rerun()
    st.button("Leave it as it is", type="tertiary", on_click=forget_choice, args=(wave,))
