"""What changed from wave to wave: the finding, last time's promises, the picture, each dimension, how far it holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from assessments import series_told as told
from assessments.access import PROMISE, may_open
from assessments.promises import Reviewed, review, with_movement
from assessments.room_told import result_of
from assessments.series_model import SeriesView
from charts.answered import answered
from charts.derived import derived
from charts.lines import FEWEST as LINES_FROM
from charts.lines import lines
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.shares import shares
from charts.slope import slope
from ui.access import may
from ui.context import Context
from ui.go import QUESTIONNAIRE, WAVE, go
from ui.style import escape, is_dark, plain, quiet
from ui.times import local, zone
from ui.who import Holder, holder
from ui.widgets import moves, promised, table, take_picture, ways
from ui.widgets.picture import draw_picture, fold

TITLE = "What changed"
MOST_BELOW = 6  # panels below each other; more stand in two columns
Draw = Callable[[SeriesView, Palette], Picture]


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    views = context.past.views(owner.waves)
    st.html(f'<p class="quiet">{escape(owner.assessment.name or "Assessment")} · {TITLE}</p>')
    if not views:
        st.title("There is no result yet", anchor=False)
        st.write("What changed can be said from the second result on. The first one is not there yet.")
        ways.draw(owner, "progress")
        return
    wanted = st.query_params.get(QUESTIONNAIRE, "")
    view = next((each for each in views if each.questionnaire.id == wanted), views[0])
    asked = {each.questionnaire.id: plain(each.questionnaire.short_title) for each in views}
    ways.draw_choice(owner, "progress", asked, view.questionnaire.id)
    _draw(context, owner, views, view)
    ways.draw(owner, "progress", view.questionnaire.id)


def _draw(context: Context, owner: Holder, views: Sequence[SeriesView], view: SeriesView) -> None:
    st.html(f'<h1 class="headline">{escape(view.headline)}</h1>')
    quiet(told.asked_in(view))
    if view.why and view.why != view.headline:
        st.write(plain(view.why))
    newest = view.waves[-1].wave_id == owner.wave.id  # else the next quarter is under way already
    offered = len(view.waves) < told.FEWEST and newest and may_open({owner.standing}, "next")
    if offered and st.button("Open the next quarter", type="primary", key="open-next"):
        ways.lead(owner, "next")
    reviewed = _promised(context, owner, views)
    if view.agenda is not None:
        st.header(told.AGENDA, anchor=False)
        _show(context, owner, view, shares)
    if view.disclosures is not None:
        st.header(told.ANSWERABLE, anchor=False)
        _show(context, owner, view, answered)
        if view.disclosures.derived:
            st.header(told.DERIVED, anchor=False)
            _show(context, owner, view, derived)
    if len(view.waves) >= told.FEWEST:
        _moved(context, owner, view)
        if not reviewed and may(context, owner.assessment.id, PROMISE):
            _begin(owner)
    _waves(owner, view)


def _begin(owner: Holder) -> None:
    """Say what to do with what was found, where no promise waits for it."""
    st.header("What to do next", anchor=False)
    st.write(
        "Choose one dimension and promise one thing that is to move it, with an owner and a day. The next quarter "
        "opens with what became of it."
    )
    if st.button("Make a promise", type="primary", key="make-promise"):
        ways.lead(owner, "actions")


def _promised(context: Context, owner: Holder, views: Sequence[SeriesView]) -> bool:
    """Show what was promised before the newest wave and what became of it; say whether there is anything."""
    today = local(context.clock()).date()
    reviewed = [
        each
        for each in review(context.promises.all(owner.assessment.id), owner.waves, today)
        if each.action.decided_at is None or each.action.decided_at >= owner.waves[-2].created_at
    ]
    if not reviewed:
        return False
    st.header("What we promised last time", anchor=False)
    actions = [each.action for each in reviewed]
    titles = promised.titles_of(context, owner, owner.wave, actions)
    rows = [
        {
            "Promise": each.action.what,
            "Owner": each.action.owner,
            "What became of it": " ".join(part for part in (each.words, each.action.note) if part),
            "For": titles.get((each.action.questionnaire_id, each.action.dimension_id), ""),
            "What that did": each.moved or "nothing to compare yet",
        }
        for each in _with_movement(owner, views, reviewed)
    ]
    table.draw(rows, "What we promised last time")
    quiet("That a dimension moved does not show that the promise moved it.")
    if st.button("See and change the promises", key="see-promises"):
        ways.lead(owner, "actions")
    return True


def _with_movement(owner: Holder, views: Sequence[SeriesView], reviewed: Sequence[Reviewed]) -> tuple[Reviewed, ...]:
    """Return promises with what their dimensions did, where both waves compared are no older than the promise's."""
    place = {each.id: number for number, each in enumerate(owner.waves)}
    found: list[Reviewed] = []
    for each in reviewed:
        known = {
            (view.questionnaire.id, move.dimension_id): told.in_short(move.change)
            for view in views
            for move in view.movements
            if place[view.waves[-2].wave_id] >= place[each.action.wave_id]
        }
        found += with_movement([each], known)
    return tuple(found)


def _show(context: Context, owner: Holder, view: SeriesView, draw: Draw) -> None:
    palette = DARK if is_dark() else LIGHT
    name = draw.__name__
    drawn = context.past.drawn(owner.wave, view, f"{name}/{palette.ink}", lambda each: draw(each, palette))
    away = take_picture.away_from_series(context, owner, view, name, draw)
    draw_picture(drawn.picture, drawn.spec, with_title=drawn.picture.title != view.headline, away=away)


def _lines_beside(context: Context, owner: Holder, view: SeriesView) -> None:
    """Draw many panels in two columns, which a phone puts one below the other."""
    palette, half = DARK if is_dark() else LIGHT, math.ceil(len(view.series) / 2)
    parts = (slice(None), slice(half), slice(half, None))
    whole, *columns = (
        context.past.drawn(owner.wave, view, f"lines{place}/{palette.ink}", partial(_lines_of, part, palette=palette))
        for place, part in enumerate(parts)
    )
    st.markdown(f"**{plain(whole.picture.title)}**")
    for column, drawn in zip(st.columns(2), columns, strict=True):
        if drawn.spec is not None:
            column.vega_lite_chart(spec=drawn.spec, theme=None, width="stretch", alt=drawn.picture.twin)
    quiet(whole.picture.caption)
    halves = [partial(_lines_of, part) for part in parts[1:]]
    fold(whole.picture, take_picture.away_from_series(context, owner, view, "lines", lines, columns=halves))


def _lines_of(part: slice, view: SeriesView, palette: Palette) -> Picture:
    return lines(replace(view, series=view.series[part]), palette)


def _moved(context: Context, owner: Holder, view: SeriesView) -> None:
    st.header(told.MOVED, anchor=False)
    if len(view.waves) >= LINES_FROM and len(view.series) > MOST_BELOW:
        _lines_beside(context, owner, view)
    else:
        _show(context, owner, view, lines if len(view.waves) >= LINES_FROM else slope)
    moves.draw_words(view)
    st.header(told.THEN_NOW, anchor=False)
    moves.draw_table(view)
    if view.stage:
        st.header(told.STAGE, anchor=False)
        st.write(plain(view.stage))
    moves.draw_limits(view)


def _waves(owner: Holder, view: SeriesView) -> None:
    st.header(told.WAVES, anchor=False)
    rows = told.wave_rows(view, zone())
    table.draw(rows, told.WAVES)
    with st.container(horizontal=True, key="results"):
        for each in view.waves:
            if st.button(result_of(plain(each.label)), key=f"result-{each.wave_id}"):
                _lead_to_result(owner, view, each.wave_id)


def _lead_to_result(owner: Holder, view: SeriesView, wave_id: str) -> None:
    if owner.response is None:
        go("room", **{WAVE: wave_id})
    else:
        go("result", **{QUESTIONNAIRE: view.questionnaire.id, WAVE: wave_id})
