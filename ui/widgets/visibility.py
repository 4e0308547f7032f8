"""What one person cannot see: the largest share of "don't know" as a finding, and each dimension that has one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assessments.views import ResultView
from assessments.visibility import TITLE, of_one
from charts.picture import DARK, LIGHT
from charts.visibility import visibility
from reports.about import About, Pinned
from ui.style import is_dark
from ui.widgets.picture import Away, draw_picture


def draw(view: ResultView, about: About) -> None:
    """Draw what one person cannot see, where they said "don't know"; ``about`` says whose it is."""
    found = of_one(view)
    if not found.rows:
        return
    st.header(TITLE, anchor=False)
    picture = visibility(found, DARK if is_dark() else LIGHT)
    pinned = replace(about, pinned=(Pinned(view.questionnaire.id, view.questionnaire.version, view.digest),))
    away = Away(f"{view.questionnaire.id}-{about.wave}-visibility", lambda: (visibility(found, LIGHT), pinned, ()))
    draw_picture(picture, picture.chart.to_dict() if picture.chart is not None else None, away=away)
