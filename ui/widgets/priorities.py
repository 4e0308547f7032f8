"""Where to begin: what matters most and is furthest from its target, how sure that order is, and what each needs."""

from __future__ import annotations

import streamlit as st

from assessments.aims_view import AimsView
from assessments.room_words import started
from charts.picture import DARK, LIGHT, Picture
from charts.priorities import priorities
from reports.about import About
from scoring.sentences import joined
from ui.style import is_dark, plain
from ui.widgets.picture import Away, draw_picture

TITLE = "Where to begin"


def picture_of(view: AimsView) -> Picture:
    """Return the chart of the priorities, whose title is the finding."""
    return priorities(view.rows, DARK if is_dark() else LIGHT, rival=view.rival)


def draw(view: AimsView, picture: Picture, *, with_title: bool = True, about: About | None = None) -> None:
    """Draw the order of the dimensions; where there is none, say what is missing for it.

    Args:
        view: The order.
        picture: Its chart.
        with_title: Whether the finding does not stand above it already.
        about: Whose it is; where that is said, the chart can be taken away.
    """
    if any(each.priority is not None for each in view.rows):
        if view.stability:
            st.write(plain(view.stability))
        spec = picture.chart.to_dict() if picture.chart is not None else None
        draw_picture(picture, spec, with_title=with_title, away=_away(view, about) if about is not None else None)
        for kind in dict.fromkeys(each.kind for each in view.rows if each.kind is not None):
            found = [each for each in view.rows if each.kind == kind]
            named = joined([f"“{each.title}”" for each in found])
            st.markdown(f"- **{started(kind)}**: {plain(named)}. {plain(found[0].sentence)}")
    for sentence in view.missing:
        st.markdown(f"- {plain(sentence)}")


def _away(view: AimsView, about: About) -> Away:
    return Away(f"{about.wave}-priorities", lambda: (priorities(view.rows, LIGHT, rival=view.rival), about, ()))
