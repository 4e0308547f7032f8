"""An invitation: to what it invites, and accepting it with a key of one's own or as somebody who signed in."""

from __future__ import annotations

import streamlit as st

from assessments.errors import MoveError
from assessments.keys_model import USED_UP
from ui import signing
from ui.context import Context
from ui.go import go
from ui.links import lead_link
from ui.pages.keys import MAY
from ui.passes import INVITED
from ui.session import hold_key, led, open_as_member
from ui.style import plain
from ui.throttle import failed

_KEY = "invited:key"  # the key that was just made


def render(context: Context) -> None:
    """Draw the page."""
    made = st.session_state.get(_KEY)
    if made is not None:
        _accepted(made)
        return
    code = INVITED.brought()
    found = context.keys.invited(code) if code else None
    if found is None:
        if code:
            failed(context.clock(), code)
            INVITED.leave()
        st.title("There is no invitation here", anchor=False)
        st.write(USED_UP if code else "Open the link of your invitation again, from its first character to its last.")
        if st.button("To the first page", type="primary"):
            go("home")
        return
    st.title("You are invited", anchor=False)
    st.write(f"To {plain(found.name or 'an assessment')}, as **{found.role}**. {MAY[found.role]}")
    if signing.person():
        st.write("You have signed in, so it will stand among your assessments on the first page.")
        _accept(context, code, "Accept")
        return
    if led(context) is not None:
        st.warning(
            "This browser holds the key of an assessment already. The new one takes its place here: copy the organiser "
            "link of the other one first."
        )
    st.write("You get a key of your own, which this browser keeps.")
    _accept(context, code, "Accept and get a key" if signing.is_offered() else "Accept")
    if signing.is_offered():
        st.write("Or sign in first, then come back here from the first page. You then need no key.")
        signing.draw_button()


def _accept(context: Context, code: str, label: str) -> None:
    if not st.button(label, type="primary", key="accept"):
        return
    try:
        held, key = context.keys.accept(code, signing.person())
    except MoveError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    INVITED.leave()
    if not key:
        open_as_member(held.assessment_id)
        go("console")
        return
    found = context.workshop.enter(key)
    if found is not None:
        hold_key(found[1], key)
    st.session_state[_KEY] = key
    st.rerun()


def _accepted(key: str) -> None:
    st.title("You are in", anchor=False)
    st.write(
        "This link holds your key and opens the assessment on any device. It is shown only now: copy it, and keep it "
        "to yourself. This browser keeps the key as well."
    )
    st.code(lead_link(key), language=None, wrap_lines=True)
    if st.button("Go on to the console", type="primary"):
        del st.session_state[_KEY]
        go("console")
