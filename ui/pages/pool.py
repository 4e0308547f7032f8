"""Beside others: the own place in the benchmark pool, and figures of others that somebody brought along."""

from __future__ import annotations

import streamlit as st

from assessments.access import FILE_TAKE, POOL_JOIN
from assessments.model import Wave
from assessments.pool import Membership
from assessments.room_model import RoomResult
from benchmarks.model import OVERALL
from benchmarks.own_told import Result, Score
from benchmarks.pool import TRAITS, way
from benchmarks.pool_lists import trait_words
from benchmarks.pool_model import WHOLE, Placed
from benchmarks.pool_words import COUNTED_NOT, ROUGH, too_small, whom
from charts.picture import DARK, LIGHT
from charts.pool import pool
from questionnaires.model import Questionnaire
from ui.access import may
from ui.board import made_ready
from ui.context import Context
from ui.style import escape, is_dark, plain, quiet
from ui.times import date_words
from ui.who import Holder, holder
from ui.widgets import own_beside, own_files, pool_join, ways
from ui.widgets.picture import draw_picture

TITLE = "Beside others"
ABOUT = (
    "Where does this organisation stand among others that answered the same questionnaire? The pool of this app tells "
    "it to those who take part: an organisation gives the figures of a closed workshop, and sees its own place among "
    "at least five."
)
NOT_IN = "This organisation is not in the pool. An organiser can give the figures of a closed workshop."
LED_ONLY = (
    "The benchmark pool is for workshops: one person's answers stand for no organisation. Figures of others that you "
    "bring along stand on your result page."
)


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    called = f"{owner.assessment.name} · {owner.wave.label}" if owner.assessment.name else owner.wave.label
    st.html(f'<p class="quiet">{escape(called)}</p>')
    st.title(TITLE, anchor=False)
    if owner.response is None:
        st.write(ABOUT)
        wave = _closed(owner)
        members = context.pool.memberships(owner.assessment.id)
        for each in members:
            _membership(context, owner, each)
        if not may(context, owner.assessment.id, POOL_JOIN):
            if not members:
                st.write(NOT_IN)
        else:
            pool_join.draw(context, wave, members)
            if members:
                pool_join.leave(context, owner.assessment.id)
    else:
        st.write(LED_ONLY)
    if may(context, owner.assessment.id, FILE_TAKE):
        st.header("Figures that you bring along", anchor=False)
        own_files.draw(context, owner.assessment.id)
    if owner.response is None:
        _brought(context, owner)
    ways.draw(owner, "pool")


def _closed(owner: Holder) -> Wave:
    """Return the newest closed wave, or the newest of all where none is closed."""
    return next((each for each in reversed(owner.waves) if each.state == "closed"), owner.wave)


def _membership(context: Context, owner: Holder, member: Membership) -> None:
    """Draw what the pool says for one questionnaire."""
    questionnaire = _asked(context, owner, member)
    st.header(plain(questionnaire.short_title), anchor=False)
    if member.placed:
        _placed(member, questionnaire)
    if member.entry.spent:
        st.write(COUNTED_NOT)
    elif not member.entry.cell:
        st.write(f"Your figures of {plain(member.entry.quarter)} wait to be counted.")
        st.write(too_small(member.waiting, member.needed))
    _missing(member)


def _asked(context: Context, owner: Holder, member: Membership) -> Questionnaire:
    wave = next(each for each in owner.waves if each.id == member.entry.wave_id)
    asked = context.past.asked(wave)
    return next(each for each in asked if each.id == member.entry.family.questionnaire_id)


def _placed(member: Membership, questionnaire: Questionnaire) -> None:
    titles = {WHOLE: "Overall", **{each.id: each.title for each in questionnaire.dimensions}}
    editions = {f"{each.edition.kind}/{each.edition.value}": each for each in member.placed}
    chosen = next(iter(editions))
    if len(editions) > 1:
        chosen = st.selectbox(
            "Beside whom",
            list(editions),
            format_func=lambda each: _label(editions[each]),
            key=f"pool-whom-{questionnaire.id}-{member.entry.family.form}",
        )
    placed = editions[chosen]
    picture = pool(placed, titles, DARK if is_dark() else LIGHT)
    draw_picture(picture, made_ready(picture).spec)
    quiet(f"{ROUGH[way(placed.edition.organisations)]} Edition of {date_words(placed.edition.published_at)}.")
    left = [title for key, title in titles.items() if key not in placed.edition.keys]
    if left:
        st.write(
            plain(f"Not shown, because not all organisations have it or it differs too little: {', '.join(left)}.")
        )


def _label(placed: Placed) -> str:
    said = whom(placed.edition)
    return f"{said[:1].upper()}{said[1:]}"


def _missing(member: Membership) -> None:
    """Say of which of the own traits there is no edition."""
    there = {each.edition.kind for each in member.placed}
    traits = [(kind, getattr(member.entry.traits, kind)) for kind in TRAITS]
    missing = [f"“{trait_words(kind, value)}”" for kind, value in traits if value and kind not in there]
    if missing:
        quiet(
            f"No edition of its own yet for {', '.join(missing)}: it needs five organisations with that in common that "
            "come at the same time, and none or five others beside them."
        )


def _brought(context: Context, owner: Holder) -> None:
    """Put the files beside the result of the room."""
    given = [*context.files.given(owner.assessment.id).values(), *context.given]
    wave = _closed(owner)
    if not given or wave.join_code is None:
        return
    for each in context.board.room(wave).results:
        if each.overall.points is not None:
            st.header(plain(f"Beside “{each.questionnaire.short_title}”, {wave.label}"), anchor=False)
            own_beside.draw(given, _result(each), context.clock().year)


def _result(result: RoomResult) -> Result:
    asked = result.questionnaire
    figures = {OVERALL: ("Overall", result.overall)}
    figures |= {each.dimension.id: (each.dimension.title, each.figure) for each in result.dimensions}
    scores = {
        key: Score(title, figure.points, figure.low, figure.high)
        for key, (title, figure) in figures.items()
        if figure.points is not None
    }
    return Result(asked.id, asked.version, asked.form or "", scores, [each.id for each in asked.items])
