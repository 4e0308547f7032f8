"""Who may come in: the list of keys and members, making a key, exchanging one, and taking one away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments.errors import AssessmentError
from assessments.keys import NAME_LIMIT
from assessments.keys_model import ROLES, Grant, Role
from ui.context import Context
from ui.links import lead_link
from ui.passes import ORGANISER as KEY
from ui.style import plain, quiet
from ui.times import date_words

HEADER = "Who may come in"
ABOUT = (
    "Each key opens this assessment in one role, for whoever holds it. Give each person a key of their own, so that "
    "you can take away one without the others. A key that is exchanged or taken away opens nothing from that moment "
    "on, also where a page is open already."
)
SHOWN_ONCE = "This is the only time that it is shown. Copy it now, and hand it over where nobody else reads it:"
ROLE_WORDS = {
    "organiser": "organiser: does everything, keys and deletion too",
    "co-facilitator": "co-facilitator: runs the room",
    "viewer": "viewer: sees the results, changes nothing",
}
_NEW, _TROUBLE = "grants:new", "grants:trouble"  # a key that was just made: what it is for, and the key


def draw(context: Context, held: Grant) -> None:
    """Draw the list and what may be done; ``held`` is what the organiser who looks at it came in with."""
    st.header(HEADER, anchor=False)
    st.write(ABOUT)
    _say()
    for each in context.keys.all(held):
        _grant(context, held, each)
    _make(context, held)


def ask_role(key: str) -> Role:
    """Let a role be chosen; the one that may do least stands first."""
    return st.radio("Role", ROLES[::-1], format_func=ROLE_WORDS.__getitem__, key=key)


def _say() -> None:
    """Show a key that was just made, once, and say what was refused."""
    what, code = st.session_state.pop(_NEW, ("", ""))
    if code:
        with st.container(border=True, key="grants-new"):
            st.write(f"{plain(what)}. {SHOWN_ONCE}")
            st.code(lead_link(code), language=None, wrap_lines=True)
    message = st.session_state.pop(_TROUBLE, "")
    if message:
        st.error(plain(message), icon=":material/error:")


def _grant(context: Context, held: Grant, each: Grant) -> None:
    with st.container(border=True, key=f"grant-{each.id}"):
        kind = "key" if each.kind == "key" else "member who signed in"
        own = " You came in with it." if each.id == held.id else ""
        st.markdown(f"**{plain(each.name)}** · {each.role}")
        quiet(f"A {kind}, since {date_words(each.made_at)}.{own}")
        with st.container(horizontal=True):
            if each.kind == "key":
                with st.popover("Exchange the key"):
                    st.write(
                        "The present key opens nothing from then on. Whoever uses it needs the new one on each device."
                    )
                    st.button("Exchange it now", key=f"rotate-{each.id}", on_click=_rotate, args=(context, held, each))
            if each.id != held.id:
                with st.popover("Take away"):
                    st.write(f"“{plain(each.name)}” no longer comes in from then on.")
                    st.button(
                        "Take it away now",
                        key=f"drop-{each.id}",
                        on_click=_attempt,
                        args=(partial(context.keys.take_away, held, each),),
                    )


def _make(context: Context, held: Grant) -> None:
    with st.expander("Make a key"):
        st.text_input("Whose it is, for example a name or a team", key="key-name", max_chars=NAME_LIMIT)
        ask_role("key-role")
        st.button("Make the key", key="key-make", on_click=_made, args=(context, held))


def _made(context: Context, held: Grant) -> None:
    name, role = st.session_state.get("key-name", ""), st.session_state["key-role"]

    def make() -> None:
        code = context.keys.make(held, role, name)
        st.session_state[_NEW] = (f"The key of “{name.strip()}”, {role}, is made", code)
        st.session_state["key-name"] = ""

    _attempt(make)


def _rotate(context: Context, held: Grant, each: Grant) -> None:
    def rotate() -> None:
        own = KEY.owner is not None and context.keys.of_code(KEY.code) == each
        code = context.keys.rotate(held, each)
        if own:
            KEY.hold(str(KEY.owner), code, remember=True)
        st.session_state[_NEW] = (f"“{each.name}” has a new key", code)

    _attempt(rotate)


def _attempt(move: Callable[[], None]) -> None:
    """Make a change in a callback, where no page is there to catch an error."""
    try:
        move()
    except AssessmentError as error:
        st.session_state[_TROUBLE] = str(error)
