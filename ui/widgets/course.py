"""The console's part of an assessment over time: the next quarter, aims, when it closes by itself, the template."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments.access import OPEN_NEXT
from assessments.model import Live, Wave
from assessments.room_told import result_of
from assessments.template import template_of
from ui.access import may
from ui.context import Context
from ui.go import WAVE, go
from ui.style import plain
from ui.times import minute_words
from ui.who import LED, OF
from ui.widgets import closing, ways

Do = Callable[[Context, Wave, Callable[[], None]], None]
_NO_NAME = re.compile(r"[^a-z0-9]+")


def draw(context: Context, wave: Wave, live: Live) -> None:
    """Draw the ways to the pages about all waves; before the first reveal also to what is set before it."""
    if wave.state == "closed":
        _after(context, wave)
        return
    before = _before(context, wave)
    if before is not None:
        with st.container(horizontal=True, key="course"):
            _way("progress", "What changed")
            _way("actions", "What we promised")
            if st.button(result_of(plain(before.label)), key="to-before"):
                go("room", **{WAVE: before.id})
    if not live.batches:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="aims-before"):
            st.markdown("Say before the reveal where you want to be, and what matters most.", width="content")
            _way("aims", "Targets and importance")


def _after(context: Context, wave: Wave) -> None:
    earlier = _before(context, wave) is not None
    with st.container(horizontal=True, key="course"):
        if may(context, wave.assessment_id, OPEN_NEXT):
            _way("next", "Open the next quarter")
        if earlier:
            _way("progress", "What changed")
        _way("actions", "What we promised")
        _way("aims", "Targets and importance")
        _way("pool", ways.POOL)


def _before(context: Context, wave: Wave) -> Wave | None:
    """Return the wave before one, or None."""
    waves = context.quarters.waves(wave.assessment_id)
    place = [each.id for each in waves].index(wave.id)
    return waves[place - 1] if place else None


def _way(address: str, label: str) -> None:
    if st.button(label, key=f"to-{address}"):
        go(address, **{OF: LED})


def waits(wave: Wave, live: Live) -> bool:
    """Say whether a vote goes on by itself until the wave closes, so that a reveal would cut it short."""
    under_way = live.round is not None and live.round.state != "revealed"
    return under_way and wave.state == "open" and wave.closes_at is not None


def draw_early_reveal(context: Context, wave: Wave, live: Live, do: Do) -> None:
    """Offer to reveal while people may still answer, and ask once more."""
    if live.round is None or wave.closes_at is None or not waits(wave, live):
        return
    until = plain(minute_words(wave.closes_at))
    with st.expander("Reveal before the closing time"):
        st.write(
            f"People may answer until {until}; then the vote ends by itself. A reveal now ends it for everybody who "
            "has not finished."
        )
        sure = st.checkbox(f"Yes, reveal now, before {until}", key=f"reveal-sure:{live.round.number}")
        st.button(
            "Reveal now",
            disabled=not sure,
            key="reveal-now",
            on_click=do,
            args=(context, wave, lambda: context.workshop.reveal(wave)),
        )


def draw_closing(context: Context, wave: Wave, do: Do) -> None:
    """Let the organiser say when an open wave closes by itself; ``do`` makes the move and says what went wrong."""
    if wave.state == "closed":
        return
    with st.expander("Close by itself at a time" if wave.closes_at is None else "Change the closing time"):
        key = f"closes:{wave.id}:{wave.closes_at}"
        if context.board.state(wave)[1].round is None:
            st.write("Start the vote as well: nobody can answer before that.")
        closing.ask(key, wave.closes_at)

        def keep() -> None:
            do(context, wave, lambda: context.quarters.set_closing(wave, closing.chosen(key)))

        def remove() -> None:
            do(context, wave, lambda: context.quarters.set_closing(wave, None))

        with st.container(horizontal=True):
            st.button("Keep this time", key="closes-keep", on_click=keep)
            if wave.closes_at is not None:
                st.button("Remove the time", key="closes-remove", on_click=remove)


def draw_template(context: Context, wave: Wave) -> None:
    """Offer the workshop as a file from which others set up the same."""
    with st.expander("Let other teams measure the same"):
        st.write(
            "The template holds the questionnaires word for word, the roles, departments and sites, who may see what, "
            "and the targets; no answers, and no key. Whoever chooses it under “Hold a workshop” asks the same."
        )
        st.download_button(
            "Download the template",
            partial(template_bytes, context, wave),
            file_name=file_name(context.workshop.name(wave)),
            mime="application/yaml",
            key="template",
            on_click="ignore",
        )


def template_bytes(context: Context, wave: Wave) -> bytes:
    """Return the template of a workshop as a file."""
    pinned = context.workshop.pinned(wave)
    targets = {each: context.quarters.targets(wave, each) for each in pinned}
    return template_of(wave, context.workshop.name(wave), pinned, targets)


def file_name(name: str) -> str:
    """Return what a template file is called, by the name of the company or team."""
    short = _NO_NAME.sub("-", name.casefold()).strip("-")
    return f"template-{short}.yaml" if short else "template.yaml"
