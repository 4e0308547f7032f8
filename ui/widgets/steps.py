"""Things to do next, numbered, each with the reason why it comes here and a way to promise it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.room_model import RoomDimension, RoomResult
from scoring.gaps import NextStep
from ui.style import escape, quiet
from ui.widgets import promise_form

FIRST = 3


def draw(steps: Sequence[NextStep], of: str, questionnaire_id: str) -> None:
    """Draw the steps.

    Args:
        steps: The first comes first.
        of: Whose assessment they are for, as ``ui.who`` says it.
        questionnaire_id: What they follow from.
    """
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
            if st.button("Promise this", key=f"promise-{questionnaire_id}-{number}"):
                promise_form.begin(of, questionnaire_id, step.dimension_id, step.text)


def of_room(result: RoomResult) -> tuple[NextStep, ...]:
    """Return what the lowest dimensions of a room lead on to, as far as their averages may be shown."""
    shown = sorted((each for each in result.dimensions if each.stage), key=lambda each: each.figure.points or 0)
    found = (_step(result, each) for each in shown)
    return tuple(each for each in found if each is not None)[:FIRST]


def _step(result: RoomResult, room: RoomDimension) -> NextStep | None:
    stage = next(each for each in result.questionnaire.stages if each.title == room.stage)
    text = room.dimension.next_steps.get(stage.id)
    reason = f"The average is {room.figure.points} of 100, nearest to the stage “{stage.title}”."
    return None if text is None else NextStep(room.dimension.id, room.dimension.title, text, reason)
