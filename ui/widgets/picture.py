"""A chart on the page: the picture with its text twin, what the marks mean, and the table one click away."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assessments.views import ResultView
from charts.picture import DARK, LIGHT, Picture
from charts.table import CHARTS
from ui.style import is_dark, plain, quiet
from ui.widgets import table


def show(name: str, view: ResultView, *, with_title: bool = True) -> None:
    """Draw a chart of the table ``CHARTS`` for a result."""
    picture = CHARTS[name](view, DARK if is_dark() else LIGHT)
    draw_picture(picture, picture.chart.to_dict() if picture.chart is not None else None, with_title=with_title)


def draw_picture(picture: Picture, spec: dict[str, Any] | None, *, with_title: bool = True) -> None:
    """Draw a chart from its specification; None where there is nothing to draw."""
    if with_title:
        st.markdown(f"**{plain(picture.title)}**")
    if spec is None:
        quiet("There is nothing to draw yet.")
    else:
        st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=picture.twin)
        quiet(picture.caption)
    if picture.rows:
        with st.expander("The same as a table" if spec is not None else "What is known, as a table"):
            table.draw(picture.rows, picture.title)
