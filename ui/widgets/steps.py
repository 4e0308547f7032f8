"""Three things to do next, numbered, each with the reason why it comes here."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from scoring.gaps import NextStep
from ui.style import escape, quiet


def draw(steps: Sequence[NextStep]) -> None:
    """Draw the steps."""
    if not steps:
        quiet("Too little is known for a next step. Ask colleagues who know, and answer again with a new start.")
    for number, step in enumerate(steps, start=1):
        because = f'<p class="quiet">Weakest answer: {escape(step.because)}</p>' if step.because else ""
        with st.container(border=True):
            st.html(
                f'<div class="step"><div class="n" aria-hidden="true">{number}</div><div><h3 class="step-title">'
                f'<span class="spoken">{number}. </span>{escape(step.title)}</h3><p>{escape(step.text)}</p>'
                f"{because}"
                f'<p class="quiet">{escape(step.reason)}</p></div></div>'
            )
