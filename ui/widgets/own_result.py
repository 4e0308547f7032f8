"""What others do, and brought-along figures, beside the result of somebody who answered alone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.model import Response
from assessments.views import ResultView
from benchmarks.model import OVERALL, Benchmark
from benchmarks.own_told import Result, Score
from benchmarks.practice import practice_shares
from charts.picture import DARK, LIGHT
from charts.practice import Answered, practices
from ui.board import made_ready
from ui.context import Context
from ui.go import go
from ui.style import is_dark, quiet
from ui.who import OF, OWN
from ui.widgets import own_beside
from ui.widgets.picture import draw_picture

SHARES = "Share of others that do this"
ALONE = (
    "Your scores here are one person's answers. Read the figures of others below with that in mind: many are of whole "
    "organisations."
)


def draw(context: Context, response: Response, view: ResultView) -> None:
    """Draw the shares, then the files."""
    _, wave = context.workflow.names(response)
    given = [*context.files.given(wave.assessment_id).values(), *context.given]
    brought = [each for one in given for each in one.ledger.benchmarks]
    _shares(context, view, [*context.benchmarks, *brought])
    if given:
        quiet(ALONE)
        own_beside.draw(given, _result(view), context.clock().year)
    if st.button("Bring figures of others along", key="to-pool"):
        go("pool", **{OF: OWN})


def _shares(context: Context, view: ResultView, benchmarks: Sequence[Benchmark]) -> None:
    said = {item.item.id: item.text for each in view.dimensions for item in each.items}
    said |= {item.item.id: item.text for item in view.outside}
    found = practice_shares(benchmarks, view.questionnaire, context.clock().year)
    answered = [Answered(each, said[each.item_id]) for each in found if each.item_id in said]
    if answered:
        st.subheader(SHARES, anchor=False)
        for picture in practices(answered, DARK if is_dark() else LIGHT):
            draw_picture(picture, made_ready(picture).spec)


def _result(view: ResultView) -> Result:
    asked, scores = view.questionnaire, {}
    if view.result.score is not None:
        scores[OVERALL] = Score("Overall", view.result.score)
    for each in view.dimensions:
        if each.score is not None:
            scores[each.dimension.id] = Score(each.dimension.title, each.score)
    return Result(asked.id, asked.version, asked.form or "", scores, [each.id for each in asked.items])
