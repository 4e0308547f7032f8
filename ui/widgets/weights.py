"""Giving away a hundred points of importance, with the work that each dimension would be; kept only when it adds up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from assessments.aims import ALL_POINTS, LEAST_EFFORT, MOST_EFFORT
from assessments.errors import AssessmentError
from assessments.model import Importance
from questionnaires.model import Dimension, Questionnaire
from questionnaires.values import InvalidValueError
from ui.style import escape, plain, quiet
from ui.times import clock_time, date_words

STEP = 5
EFFORTS = range(LEAST_EFFORT, MOST_EFFORT + 1)
Points = Mapping[str, float]
Efforts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Weights:
    """The allocation of one questionnaire.

    Attributes:
        owner_id: What its widgets are named after, so that no two waves share them.
        read: Returns dimension id to what is kept.
        keep: Keeps points and efforts.
    """

    owner_id: str
    questionnaire: Questionnaire
    read: Callable[[], Mapping[str, Importance]]
    keep: Callable[[Points, Efforts], None]

    def key(self, part: str, dimension: Dimension) -> str:
        """Return the key of a widget."""
        return f"{part}:{self.owner_id}:{self.questionnaire.id}:{dimension.id}"

    def seed(self, kept: Mapping[str, Importance]) -> None:
        """Put what is kept into widgets that hold nothing."""
        for each in self.questionnaire.dimensions:
            found = kept.get(each.id)
            st.session_state.setdefault(self.key("points", each), round(found.points) if found else 0)
            st.session_state.setdefault(self.key("effort", each), found.effort if found else None)

    def points(self) -> dict[str, float]:
        """Return dimension id to the points in its widget."""
        return {each.id: st.session_state[self.key("points", each)] or 0 for each in self.questionnaire.dimensions}

    def efforts(self) -> dict[str, int | None]:
        """Return dimension id to the effort in its widget."""
        return {each.id: st.session_state[self.key("effort", each)] for each in self.questionnaire.dimensions}


@st.fragment
def draw(weights: Weights) -> None:
    """Draw the allocation; a click reruns only this."""
    try:
        kept = weights.read()
    except AssessmentError as error:
        st.error(str(error))
        st.button("Try again", key="weights-again")
        return
    weights.seed(kept)
    for each in weights.questionnaire.dimensions:
        _row(weights, each)
    total = sum(weights.points().values())
    with st.container(key="weigh", gap="small"):
        trouble = ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="label" role="status">{escape(sum_words(total))}</p>')
            if st.button("Save importance and effort", type="primary", key="weights-save"):
                trouble, kept = _kept(weights, kept)
            if not total:
                st.button("Begin with equal shares", key="weights-even", on_click=_share, args=(weights,))
        if trouble:
            st.error(f"Not saved. {plain(trouble)}", icon=":material/error:")
        else:
            quiet(_state(weights, kept))


def sum_words(total: float) -> str:
    """Say how many points are given away, and how many are left or too many."""
    left = ALL_POINTS - total
    given = f"{total:g} of {ALL_POINTS} points are given away"
    if not left:
        return f"All {ALL_POINTS} points are given away."
    return f"{given}; {left:g} {'is' if left == 1 else 'are'} left." if left > 0 else f"{given}: {-left:g} too many."


def _row(weights: Weights, dimension: Dimension) -> None:
    left, right = st.columns(2)
    with left:
        st.number_input(
            f"Points for “{plain(dimension.title)}”",
            min_value=0,
            max_value=ALL_POINTS,
            step=STEP,
            key=weights.key("points", dimension),
        )
    with right:
        st.radio(
            f"Work on “{plain(dimension.title)}”, 1 little to 5 much (optional)",
            EFFORTS,
            index=None,
            horizontal=True,
            key=weights.key("effort", dimension),
        )


def _share(weights: Weights) -> None:
    """Give every dimension the same, in whole points; the first ones get what is left over."""
    dimensions = weights.questionnaire.dimensions
    each, over = divmod(ALL_POINTS, len(dimensions))
    for place, dimension in enumerate(dimensions):
        st.session_state[weights.key("points", dimension)] = each + (place < over)


def _kept(weights: Weights, before: Mapping[str, Importance]) -> tuple[str, Mapping[str, Importance]]:
    """Keep what the widgets hold; return what kept it from being kept, and what is kept now."""
    try:
        weights.keep(weights.points(), weights.efforts())
        return "", weights.read()
    except (AssessmentError, InvalidValueError) as error:
        return str(error), before


def _state(weights: Weights, kept: Mapping[str, Importance]) -> str:
    points, efforts = weights.points(), weights.efforts()
    if not kept:
        return "Nothing of it is saved yet."
    same = all(each.points == points.get(name) and each.effort == efforts.get(name) for name, each in kept.items())
    at = max(each.set_at for each in kept.values())
    saved = f"on {date_words(at)} at {clock_time(at)}"
    return f"Saved {saved}." if same else f"What you see is not saved yet. Saved before, {saved}, was something else."
