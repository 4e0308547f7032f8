"""The result of a room: where it stands, how sure that is, what it disagrees on, and what stayed contested."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments import room_told as told
from assessments import visibility as unseen
from assessments.access import PROMISE
from assessments.model import Wave
from assessments.room_model import RoomItem, RoomResult, RoomView
from charts.ladder import room_ladder
from charts.means import means
from charts.naming import people
from charts.numbers import numbers
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.stacked import stacked
from charts.units import units
from charts.visibility import visibility
from charts.votes import votes
from ui.access import may
from ui.context import Context
from ui.go import WAVE, go
from ui.session import led_wave
from ui.style import escape, is_dark, plain, quiet
from ui.versions import version_words
from ui.who import LED, OF
from ui.widgets import steps, table, take_picture, unled, ways
from ui.widgets.picture import draw_picture

FIRST = 6  # so many are listed at once; the rest is one click away
WAYS = {
    "progress": "What changed",
    "actions": "What we promised",
    "aims": "Targets and importance",
    "mirror": ways.MIRROR,
    "claims": ways.CLAIMS,
    "pool": ways.POOL,
    "take": "Take it away",
    "keys": "Keys and data",
}


def render(context: Context) -> None:
    """Draw the page."""
    wave = led_wave(context)
    if wave is None:
        st.title("Nothing to show here yet", anchor=False)
        unled.draw()
        return
    newest = wave
    wave, _ = context.board.state(_asked_for(context, newest))
    view = context.board.room(wave)
    name = context.workshop.name(wave)
    st.html(f'<p class="quiet">{escape(name or "Workshop")} · {escape(wave.label)}</p>')
    if view.why:
        st.title("The result of the room", anchor=False)
        st.write(view.why)
    else:
        _draw(context, wave, view)
    st.divider()
    with st.container(horizontal=True, key="way"):
        if st.button("Back to the console", type="primary"):
            go("console")
        for address, label in WAYS.items():
            if st.button(label, key=f"to-{address}"):
                which = {WAVE: wave.id} if address in {"claims", "mirror", "take"} else {}
                go(address, **{OF: LED, **which})
        if wave.id != newest.id and st.button(told.result_of(plain(newest.label)), key="to-newest"):
            go("room")


def _asked_for(context: Context, newest: Wave) -> Wave:
    """Return the wave that the address names; the newest one unless it is one of the same assessment."""
    wanted = st.query_params.get(WAVE, "")
    waves = context.quarters.waves(newest.assessment_id)
    return next((each for each in waves if each.id == wanted and each.join_code is not None), newest)


def _draw(context: Context, wave: Wave, view: RoomView) -> None:
    for place, result in enumerate(view.results):
        _result(context, wave, view, result, place)
    _contested(view)
    _numbers(context, wave, view)
    _items(context, wave, view)
    _texts(view)
    _method(wave, view)


def _show(
    context: Context, wave: Wave, name: str, draw: Callable[[RoomView, Palette], Picture], *, title: bool = True
) -> None:
    palette = DARK if is_dark() else LIGHT
    drawn = context.board.drawn(wave, f"{name}/{palette.ink}", lambda view: draw(view, palette))
    away = take_picture.away_from_room(context, wave, name, draw)
    draw_picture(drawn.picture, drawn.spec, with_title=title, away=away)


def _result(context: Context, wave: Wave, view: RoomView, result: RoomResult, place: int) -> None:
    tag = "h1" if place == 0 else "h2"
    st.html(f'<{tag} class="headline">{escape(result.headline)}</{tag}>')
    quiet(told.answered_by(result, people(view.people)))
    overall = told.overall(result)
    if overall:
        st.markdown(f"**{overall}** {plain(view.meaning)}")
    else:
        st.write(plain(result.overall.why))
    if result.questionnaire.result == "stages":
        _show(context, wave, f"ladder/{place}", lambda v, p: room_ladder(v.results[place], p), title=False)
        if result.decided:
            st.write(plain(result.decided))
    st.header(told.SURE, anchor=False)
    _show(context, wave, f"means/{place}", lambda v, p: means(v.results[place], p))
    st.header(told.AGREES, anchor=False)
    whose = f", {result.questionnaire.short_title}" if len(view.results) > 1 else ""
    table.draw(told.agreement_rows(result), f"Agreement by dimension{whose}")
    if wave.units:
        _units(context, wave, result, place)
    _unseen(context, wave, view, place)
    following = told.next_steps(result)
    if following:
        st.header(told.STEPS_TITLE, anchor=False)
        steps.draw(following, LED if may(context, wave.assessment_id, PROMISE) else "", result.questionnaire.id)


def _units(context: Context, wave: Wave, result: RoomResult, place: int) -> None:
    """Draw the units side by side, over all dimensions or in one of them."""
    st.header("The units side by side", anchor=False)
    titles = {"": "All dimensions", **{each.dimension.id: each.dimension.title for each in result.dimensions}}
    chosen = st.selectbox(
        "Compare the units in", list(titles), format_func=lambda each: titles[each], key=f"units-{place}"
    )
    _show(
        context,
        wave,
        f"units/{place}/{chosen}",
        lambda v, p: units(v.results[place], p, dimension_id=chosen),
    )


def _unseen(context: Context, wave: Wave, view: RoomView, place: int) -> None:
    """Draw what the room and its roles cannot see, where any share of it may be shown."""
    named = unseen.not_visible(view, view.results[place])
    drawn = bool(unseen.of_room(view.results[place]).rows)
    if named or drawn:
        st.header(unseen.TITLE, anchor=False)
    if drawn:
        _show(context, wave, f"visibility/{place}", lambda v, p: visibility(unseen.of_room(v.results[place]), p))
    if named:
        st.write(plain(named))


def _contested(view: RoomView) -> None:
    st.header(told.CONTESTED, anchor=False)
    if not view.contested:
        st.write(told.NOT_CONTESTED)
        return
    st.write(told.RECORDED)
    for title, items in told.contested(view):
        st.subheader(title, anchor=False)
        table.draw(told.contested_rows(items[:FIRST]), title)
        if items[FIRST:]:
            with st.expander(f"{len(items) - FIRST} more"):
                table.draw(told.contested_rows(items[FIRST:]), f"{title}, the rest")


def _numbers(context: Context, wave: Wave, view: RoomView) -> None:
    given = [(item, place) for item in view.items for place in range(len(item.numbers))]
    if not given:
        return
    st.header(told.SAME_FIGURE, anchor=False)
    for item, place in sorted(given, key=lambda pair: (pair[0].number, pair[1])):
        _given(context, wave, item, place)


def _given(context: Context, wave: Wave, item: RoomItem, place: int) -> None:
    _show(context, wave, f"numbers/{item.key}/{place}", lambda v, p: numbers(_now(v, item).numbers[place], p))


def _items(context: Context, wave: Wave, view: RoomView) -> None:
    st.header(told.EVERY, anchor=False)
    voted = {each.key: each for each in view.items if each.now.levels}
    _show(context, wave, "stacked", lambda v, p: stacked([each for each in v.items if each.now.levels], p))
    chosen = st.selectbox(
        "Look at one question",
        list(voted),
        format_func=lambda key: f"{voted[key].number}. {voted[key].item.ask} ({voted[key].now.words})",
    )
    if chosen is not None:
        _item(context, wave, voted[chosen])


def _item(context: Context, wave: Wave, item: RoomItem) -> None:
    _show(context, wave, f"votes/{item.key}", lambda v, p: votes(_now(v, item), p))
    if item.shift:
        st.write(plain(item.shift))
    if item.groups:
        rows = [
            {
                "Group": each.name,
                "People": each.figure.people.replace("–", " to "),
                "Average": told.figure_text(each.figure),
            }
            for each in item.groups
        ]
        table.draw(rows, "Averages by role and unit")
    if item.gap:
        st.write(plain(item.gap))


def _now(view: RoomView, item: RoomItem) -> RoomItem:
    """Return an item as of the view that is drawn: a reveal may have come since the page began."""
    return view.item(item.key) or item


def _texts(view: RoomView) -> None:
    said = [each for each in view.items if each.texts]
    if not said:
        return
    st.header("What was written", anchor=False)
    quiet(told.WRITTEN[view.wave.mode])
    for item in sorted(said, key=lambda each: (each.questionnaire.id, each.number)):
        with st.expander(f"{item.number}. {plain(item.item.ask)}"):
            for text in item.texts:
                st.markdown(f"- {plain(text)}")


def _method(wave: Wave, view: RoomView) -> None:
    st.header(told.RULES, anchor=False)
    st.write(told.rules(wave))
    st.write(told.MEASURE)
    for each in view.results:
        quiet(f"Questionnaire {version_words(each.questionnaire)}.")
