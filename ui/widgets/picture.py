"""A chart on the page: the picture with its text twin, what the marks mean, the table and the files one click away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from assessments.views import ResultView
from charts.picture import DARK, LIGHT, Picture
from charts.table import CHARTS
from reports.about import About, Pinned
from reports.pictures import as_png, as_svg
from ui.style import is_dark, plain, quiet
from ui.widgets import table, take_file

TABLE, TABLE_OR_PICTURE = "The same as a table", "The same as a table or a picture"
KNOWN = "What is known, as a table"  # where there is nothing to draw
Signed = tuple[Picture, About, Sequence[Picture]]
Draw = Callable[[Picture, About, str, Sequence[Picture]], bytes]
_KINDS: dict[str, tuple[Draw, str]] = {
    "PNG": (as_png, "image/png"),
    "SVG": (as_svg, "image/svg+xml"),
}


@dataclass(frozen=True, slots=True)
class Away:
    """How a chart is taken away.

    Attributes:
        name: Tells it from the other charts of the app; its file is called so.
        sign: Returns the chart for light ground, what stands in it besides, and the charts to draw in its place where
            it is too tall; runs on a thread of its own, where nothing of Streamlit may be used.
    """

    name: str
    sign: Callable[[], Signed]


def show(name: str, view: ResultView, about: About, *, with_title: bool = True) -> None:
    """Draw a chart of the table ``CHARTS`` for a result; ``about`` says whose it is."""
    picture = CHARTS[name](view, DARK if is_dark() else LIGHT)
    rests = replace(about, pinned=(Pinned(view.questionnaire.id, view.questionnaire.version, view.digest),))
    away = Away(f"{view.questionnaire.id}-{about.wave}-{name}", lambda: (CHARTS[name](view, LIGHT), rests, ()))
    spec = picture.chart.to_dict() if picture.chart is not None else None
    draw_picture(picture, spec, with_title=with_title, away=away)


def draw_picture(
    picture: Picture, spec: dict[str, Any] | None, *, with_title: bool = True, away: Away | None = None
) -> None:
    """Draw a chart from its specification; None where there is nothing to draw."""
    if with_title:
        st.markdown(f"**{plain(picture.title)}**")
    if spec is None:
        quiet("There is nothing to draw yet.")
    else:
        st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=picture.twin)
        quiet(picture.caption)
    fold(picture, away if spec is not None else None, drawn=spec is not None)


def fold(picture: Picture, away: Away | None, *, drawn: bool = True) -> None:
    """Draw what is one click away: the table, and the files of a chart that can be taken away."""
    if not picture.rows:
        return
    with st.expander((TABLE if away is None else TABLE_OR_PICTURE) if drawn else KNOWN):
        table.draw(picture.rows, picture.title)
        if away is not None:
            _files(away)


def _files(away: Away) -> None:
    keys = {kind: f"picture-{kind}-{away.name}" for kind in _KINDS}
    with st.container(horizontal=True):
        for kind, (draw, mime) in _KINDS.items():
            name = take_file.name_of(away.name, suffix=kind.lower())
            make = partial(_made, draw, away.sign)
            take_file.offer(f"Download {kind}", make, name=name, mime=mime, key=keys[kind])
    for key in keys.values():
        take_file.say(key)


def _made(draw: Draw, sign: Callable[[], Signed]) -> bytes:
    picture, about, columns = sign()
    return draw(picture, about, about.people, columns)
