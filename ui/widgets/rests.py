"""What the overall score of one person rests on: a sentence and a bar; one line where nobody was asked."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assessments.rests import NOBODY_ASKED, rests, sentence
from assessments.views import ResultView
from charts.picture import DARK, LIGHT
from charts.rests import rests_on
from reports.about import About, Pinned
from ui.style import is_dark
from ui.widgets.picture import Away, draw_picture


def draw(view: ResultView, about: About) -> None:
    """Draw what the overall score rests on, where there is one; ``about`` says whose it is."""
    found = rests(view)
    if found is None:
        return
    if sentence(found) == NOBODY_ASKED:
        st.write(NOBODY_ASKED)
        return
    picture = rests_on(found, DARK if is_dark() else LIGHT)
    pinned = replace(about, pinned=(Pinned(view.questionnaire.id, view.questionnaire.version, view.digest),))
    away = Away(f"{view.questionnaire.id}-{about.wave}-rests", lambda: (rests_on(found, LIGHT), pinned, ()))
    draw_picture(picture, picture.chart.to_dict() if picture.chart is not None else None, away=away)
