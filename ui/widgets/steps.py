"""Things to do next, numbered, each with the reason why it comes here and a way to promise it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.result_words import NO_STEPS, because
from scoring.gaps import NextStep
from ui.style import escape, quiet
from ui.widgets import promise_form


def draw(steps: Sequence[NextStep], of: str, questionnaire_id: str) -> None:
    """Draw the steps.

    Args:
        steps: The first comes first.
        of: Whose assessment they are for, as ``ui.who`` says it; empty for somebody who may promise nothing there.
        questionnaire_id: What they follow from.
    """
    if not steps:
        quiet(NO_STEPS)
    for number, step in enumerate(steps, start=1):
        weakest = f'<p class="quiet">{escape(because(step))}</p>' if step.because else ""
        with st.container(border=True):
            st.html(
                f'<div class="step"><div class="n" aria-hidden="true">{number}</div><div><h3 class="step-title">'
                f'<span class="spoken">{number}. </span>{escape(step.title)}</h3><p>{escape(step.text)}</p>'
                f"{weakest}"
                f'<p class="quiet">{escape(step.reason)}</p></div></div>'
            )
            if of and st.button("Promise this", key=f"promise-{questionnaire_id}-{number}"):
                promise_form.begin(of, questionnaire_id, step.dimension_id, step.text)
