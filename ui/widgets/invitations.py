"""Inviting people: a link that works once and for some days; who follows it gets a key, or becomes a member."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments.errors import AssessmentError
from assessments.keys import DAYS, NAME_LIMIT
from assessments.keys_model import Grant
from ui import signing
from ui.context import Context
from ui.links import invitation_link
from ui.style import plain, quiet
from ui.times import minute_words
from ui.widgets.grants import ask_role

HEADER = "Invitations"
ABOUT = (
    "An invitation is a link that you send to one person. It works once. Who follows it gets a key of their own, which "
    "nobody else ever sees."
)
SIGNED = "Who has signed in on this site needs no key and becomes a member."
_NEW, _TROUBLE = "invitations:new", "invitations:trouble"


def draw(context: Context, held: Grant) -> None:
    """Draw the invitations that wait, and the form for another one."""
    st.header(HEADER, anchor=False)
    st.write(f"{ABOUT} {SIGNED}" if signing.is_offered() else ABOUT)
    code = st.session_state.pop(_NEW, "")
    if code:
        with st.container(border=True, key="invitations-new"):
            st.write("The invitation is made. This is the only time that its link is shown. Send it to that person:")
            st.code(invitation_link(code), language=None, wrap_lines=True)
    message = st.session_state.pop(_TROUBLE, "")
    if message:
        st.error(plain(message), icon=":material/error:")
    for each in context.keys.invitations(held):
        with st.container(border=True, key=f"invitation-{each.id}"):
            st.markdown(f"**{plain(each.name)}** · {each.role}")
            quiet(f"Not used yet. It can be used until {minute_words(each.expires_at)}.")
            withdraw = partial(context.keys.withdraw, held, each)
            st.button("Withdraw it", key=f"withdraw-{each.id}", on_click=_attempt, args=(withdraw,))
    with st.expander("Invite somebody"):
        st.text_input("Whom, for example a name or a team", key="invite-name", max_chars=NAME_LIMIT)
        ask_role("invite-role")
        st.selectbox("It can be used for", DAYS, index=1, format_func=_days, key="invite-days")
        st.button("Make the invitation", key="invite-make", on_click=_made, args=(context, held))


def _days(days: int) -> str:
    return "one day" if days == 1 else f"{days} days"


def _made(context: Context, held: Grant) -> None:
    name, role, days = (st.session_state[f"invite-{each}"] for each in ("name", "role", "days"))

    def make() -> None:
        st.session_state[_NEW] = context.keys.invite(held, role, name, days)
        st.session_state["invite-name"] = ""

    _attempt(make)


def _attempt(move: Callable[[], None]) -> None:
    """Make a change in a callback, where no page is there to catch an error."""
    try:
        move()
    except AssessmentError as error:
        st.session_state[_TROUBLE] = str(error)
