"""Keys and data: who may come in and as what, invitations, the trail of what was done, and how long all is kept."""

from __future__ import annotations

import streamlit as st

from assessments.access import KEEP
from assessments.keys_model import ORGANISER, Grant
from ui.access import may
from ui.context import Context
from ui.style import escape, plain
from ui.who import grant, holder
from ui.widgets import grants, invitations, keeping, trail, ways

TITLE = "Keys and data"
ALONE = (
    "The code of your answers is the only key: whoever has it sees and changes them. Keep it to yourself. It stands on "
    "the first page and on every card."
)
MAY = {
    "organiser": "You may do everything here.",
    "co-facilitator": (
        "You run the room: open, stop and reveal votes, close the workshop, say what the projector shows, and make "
        "promises. Keys, targets, the next quarter, files, the pool and deletion are the organisers'."
    ),
    "viewer": "You see what the organisers see of the results, and change nothing.",
}


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    st.html(f'<p class="quiet">{escape(owner.assessment.name or "Assessment")}</p>')
    st.title(TITLE, anchor=False)
    held = None if owner.response is not None else grant(context, owner.assessment.id)
    if held is None:
        st.write(ALONE)
    else:
        _who(held)
        if held.role == ORGANISER:
            grants.draw(context, held)
            invitations.draw(context, held)
            trail.draw(context, held, owner.assessment.name)
    keeping.render(context, owner.assessment, may(context, owner.assessment.id, KEEP))
    ways.draw(owner, "keys")


def _who(held: Grant) -> None:
    by = "the key" if held.kind == "key" else "the membership"
    st.write(f"You came in with {by} “{plain(held.name)}” as **{held.role}**. {MAY[held.role]}")
