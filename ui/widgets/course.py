"""The console's part of an assessment over time: the next quarter, aims, when it closes by itself, the template."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments.model import Live, Wave
from assessments.template import template_of
from ui.context import Context
from ui.go import go
from ui.style import plain
from ui.who import LED, OF
from ui.widgets import closing

Do = Callable[[Context, Wave, Callable[[], None]], None]
_NO_NAME = re.compile(r"[^a-z0-9]+")


def draw(context: Context, wave: Wave, live: Live) -> None:
    """Draw the ways to the pages about all waves; before the first reveal also to what is set before it."""
    if wave.state == "closed":
        _after(context, wave)
        return
    if len(context.quarters.waves(wave.assessment_id)) > 1:
        with st.container(horizontal=True, key="course"):
            _way("progress", "What changed")
            _way("actions", "What we promised")
    if not live.batches:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="aims-before"):
            st.markdown("Say before the reveal where you want to be, and what matters most.", width="content")
            _way("aims", "Targets and importance")


def _after(context: Context, wave: Wave) -> None:
    earlier = len(context.quarters.waves(wave.assessment_id)) > 1
    with st.container(horizontal=True, key="course"):
        _way("next", "Open the next quarter")
        if earlier:
            _way("progress", "What changed")
        _way("actions", "What we promised")
        _way("aims", "Targets and importance")


def _way(address: str, label: str) -> None:
    if st.button(label, key=f"to-{address}"):
        go(address, **{OF: LED})


def draw_closing(context: Context, wave: Wave, do: Do) -> None:
    """Let the organiser say when an open wave closes by itself; ``do`` makes the move and says what went wrong."""
    if wave.state == "closed":
        return
    with st.expander(plain(closing.words(wave)) or "Close by itself at a time"):
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
