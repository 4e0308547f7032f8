"""The answers behind each dimension, with its score worked out so that a reader can follow it with a pencil."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.result_words import shown_score, standing, worked
from assessments.views import DimensionView, ItemView
from scoring.items import is_scored
from ui.style import escape, plain, quiet

_EVIDENCE = {"nothing": "nothing in particular", "opinion": "an opinion", "example": "an example", "data": "data"}


def draw(dimensions: Sequence[DimensionView]) -> None:
    """Draw one fold a dimension."""
    for each in dimensions:
        with st.expander(plain(f"{each.dimension.title}: {shown_score(each)}")):
            st.write(plain(each.dimension.summary))
            quiet(" · ".join(standing(each)))
            for item in each.items:
                draw_item(item)
            if each.working:
                st.html(f'<p class="working">{escape(worked(each))}</p>')
            if each.next_step:
                st.markdown(f"**Next step from here:** {plain(each.next_step)}")


def draw_item(view: ItemView) -> None:
    """Draw one item with its answer, points, comment and evidence."""
    points = f" — **{view.points:.1f}**".replace(".0**", "**") + " points" if view.points is not None else ""
    if view.points is None and is_scored(view.item) and view.answer is not None:
        points = " — not counted"
    weight = f" (weight {view.item.weight:g})" if view.item.weight != 1 else ""
    st.markdown(f"{plain(view.item.ask)}{weight}  \n*{plain(view.text)}*{points}")
    notes = list(view.notes)
    if view.answer is not None and view.answer.evidence:
        notes.append(f"Rests on {_EVIDENCE[view.answer.evidence]}.")
    if view.answer is not None and view.answer.comment:
        notes.append(f"Comment: {view.answer.comment}")
    for note in notes:
        quiet(note)
