"""The projector's view: large enough for the last row, and nothing on it that the room should not see."""

from __future__ import annotations

import streamlit as st

from assessments.errors import AssessmentError
from assessments.model import Live, Wave
from assessments.workshop import JOIN, PROGRESS, RANKING
from ui.context import Context
from ui.links import join_link, qr_code, spoken_code
from ui.mirrored import audience
from ui.style import apply_screen_style, escape
from ui.throttle import looked_up
from ui.widgets import wall
from ui.widgets.talk import item_on

RHYTHM = 1.0  # seconds
MOST = 6  # questions of a further vote that are listed
INCOMPLETE = "This address is not complete. Copy it from the console, from the first character to the last."
WRONG = (
    "No workshop has the code in this address. Copy the address again from the console of the workshop, from the first "
    "character to the last."
)
AWAY = "One moment: this screen is looking for its server. No vote is lost."


def render(context: Context) -> None:
    """Draw the page."""
    typed = st.query_params.get("code", "")
    wave, seconds = looked_up(context.clock(), typed, lambda: context.workshop.find(typed)) if typed else (None, 0)
    if wave is None:
        st.title("The screen", anchor=False)
        if seconds:
            st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then load this page again.")
            return
        st.write(WRONG if typed else INCOMPLETE)
        return
    if audience(context, wave) is not None:
        st.title("The screen", anchor=False)
        st.write("This form is answered one by one, so it has no screen.")
        return
    apply_screen_style()
    _screen(context, wave)


@st.fragment(run_every=RHYTHM)
def _screen(context: Context, wave: Wave) -> None:
    name = ""
    try:
        wave, live = context.board.state(wave)
        drawn, name = _drawn(context, wave, live), context.workshop.name(wave)
    except AssessmentError:
        drawn = wall.heading(AWAY)
    with st.container(key="stage"):
        st.html(f'<div class="stage">{drawn}</div>')
    st.html(f'<p class="foot"><span>{escape(name)}</span><span>{_joining(wave)}</span></p>')


def _joining(wave: Wave) -> str:
    if wave.state == "closed":
        return "closed"
    address = join_link(wave).partition("?")[0].partition("//")[2]
    return f"{escape(address)} · <b>{spoken_code(wave)}</b>"


def _drawn(context: Context, wave: Wave, live: Live) -> str:
    """Return what the organiser chose to show."""
    if live.screen == JOIN:
        return _join(context, wave)
    if live.screen == PROGRESS:
        return _progress(context, wave, live)
    view = context.board.room(wave)
    if view.why:
        return wall.heading(view.why)
    key = item_on(live.screen)
    found = view.item(key) if key else None
    if found is not None:
        return wall.item(found)
    return wall.ranking(view.items) if live.screen == RANKING else wall.result(view)


def _join(context: Context, wave: Wave) -> str:
    people = context.board.tally(wave).people
    address = join_link(wave).partition("?")[0].partition("//")[2]
    return (
        '<div class="join"><img alt="QR code of the address to join" '
        f'src="{qr_code(join_link(wave))}"><div>{wall.heading("Take part with your phone")}'
        f'<p class="say">{escape(address)}</p><p class="big">{spoken_code(wave)}</p>'
        f'<p class="say">{people} {"is" if people == 1 else "are"} in</p></div></div>'
    )


def _progress(context: Context, wave: Wave, live: Live) -> str:
    tally = context.board.tally(wave)
    newest = live.round
    if newest is None:
        are = "is" if tally.people == 1 else "are"
        return f'{wall.heading("The vote begins soon")}<p class="big">{tally.people}</p><p class="say">{are} in</p>'
    titles = {"voting": "The vote is on", "stopped": "The vote has ended", "revealed": "The vote has ended"}
    title = titles[newest.state] if newest.number == 1 else f"{titles[newest.state]}: once more on what we talked about"
    finished = tally.finished(context.board.questions(wave))
    share = 100 * finished / max(1, tally.people)
    again = ""
    if newest.items is not None:
        asked = {each.id: each.item_by_id for each in context.board.asked(wave)}
        again = "".join(f"<li>{escape(asked[q][i].ask)}</li>" for q, i in newest.items[:MOST])
    return (
        f'{wall.heading(title)}<p class="big">{finished} of {tally.people}</p>'
        f'<p class="say">have finished, {tally.voters} have begun</p>'
        f'<div class="measure"><span style="width:{share:.0f}%"></span></div>'
        f"<ul>{again}</ul>"
    )
