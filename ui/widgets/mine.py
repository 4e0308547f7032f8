"""The assessments of somebody who signed in, signing in and out, and an invitation that waits to be accepted."""

from __future__ import annotations

import streamlit as st

from assessments.keys_model import Grant
from assessments.model import Assessment
from ui import signing
from ui.access import SIGN_IN, may_create
from ui.context import Context
from ui.go import go
from ui.passes import INVITED
from ui.session import open_as_member
from ui.style import plain, quiet

HEADER = "Your assessments"
NONE = "None yet. What you set up while you are signed in stands here, and what you accept an invitation to."
OFFER = "Organisers who sign in find their assessments here, on every device, without a key."


def draw_waiting(context: Context) -> None:
    """Say that an invitation waits, where this browser has opened one that can still be used."""
    code = INVITED.brought()
    if not code or context.keys.invited(code) is None:
        return
    with st.container(border=True, key="waits-invited"):
        st.write("An invitation waits for you.")
        if st.button("Look at the invitation", type="primary", key="to-invited"):
            go("invited")


def draw(context: Context) -> None:
    """Draw the assessments of this visitor, and signing in and out; nothing where one cannot sign in."""
    if not signing.is_offered():
        return
    st.header(HEADER, anchor=False)
    person = signing.person()
    if not person:
        st.write(OFFER if may_create(context) else f"{OFFER} On this site, setting up an assessment needs that.")
        signing.draw_button()
        return
    grants = context.keys.of_person(person)
    if not grants:
        st.write(NONE)
    for each in grants:
        assessment = context.keys.assessment(each)
        if assessment is not None:
            _entry(context, each, assessment)
    signing.draw_out()


def draw_sign_in() -> None:
    """Say that only people who signed in can go on, and let them sign in."""
    st.write(SIGN_IN)
    signing.draw_button(primary=True)


def _entry(context: Context, grant: Grant, assessment: Assessment) -> None:
    found = context.workshop.lead(assessment)
    with st.container(border=True, key=f"mine-{assessment.id}"):
        label = f" · {found[1].label}" if found is not None else ""
        st.markdown(f"**{plain(assessment.name or 'Assessment')}**{plain(label)}")
        quiet(f"You are its {grant.role}.")
        if st.button("Open", key=f"open-{assessment.id}"):
            open_as_member(assessment.id)
            go("console")
