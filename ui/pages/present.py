"""The projector's view: large enough for the last row, and nothing on it that the room should not see."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments.errors import AssessmentError
from assessments.model import Live, Wave
from assessments.room_model import RoomItem, RoomView
from assessments.workshop import JOIN, PROGRESS, RANKING
from charts.ladder import room_ladder
from charts.means import means
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.stacked import stacked
from ui.board import Drawn
from ui.context import Context
from ui.links import join_link, qr_code, spoken_code
from ui.style import apply_screen_style, escape, is_dark
from ui.throttle import failed, wait
from ui.widgets.talk import item_on

RHYTHM = 1.0  # seconds
SCALE = 2.5
MOST = 6
LISTED = 3
MANY = 6  # rows from which on they are drawn closer together


def render(context: Context) -> None:
    """Draw the page."""
    typed = st.query_params.get("code", "")
    seconds = wait(context.clock())
    wave = context.workshop.find(typed) if typed and not seconds else None
    if wave is None:
        st.title("The screen", anchor=False)
        if seconds:
            st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then load this page again.")
            return
        if typed:
            failed(context.clock())
        st.write("This address is not complete. Copy it from the console, from the first character to the last.")
        return
    apply_screen_style()
    _screen(context, wave)


@st.fragment(run_every=RHYTHM)
def _screen(context: Context, wave: Wave) -> None:
    try:
        wave, live = context.board.state(wave)
        with st.container(key="stage"):
            _draw(context, wave, live)
        st.html(f'<p class="foot"><span>{escape(context.workshop.name(wave))}</span><span>{_joining(wave)}</span></p>')
    except AssessmentError:
        # What stands on the wall stays there; the next look is a second away.
        st.html('<p class="foot"><span>Looking for the server.</span></p>')


def _joining(wave: Wave) -> str:
    if wave.state == "closed":
        return "closed"
    address = join_link(wave).partition("?")[0].partition("//")[2]
    return f"{escape(address)} · <b>{spoken_code(wave)}</b>"


def _draw(context: Context, wave: Wave, live: Live) -> None:
    view = context.board.room(wave)
    item = item_on(live.screen)
    found = view.item(item) if item else None
    if live.screen == JOIN:
        _join(context, wave)
    elif live.screen == PROGRESS:
        _progress(context, wave, live)
    elif view.why:
        st.html(f'<h1 class="wall">{escape(view.why)}</h1>')
    elif found is not None:
        _item(found)
    elif live.screen == RANKING:
        _ranking(context, wave)
    else:
        _result(context, wave, view)


def _join(context: Context, wave: Wave) -> None:
    people = context.board.tally(wave).people
    address = join_link(wave).partition("?")[0].partition("//")[2]
    st.html(
        '<div class="join"><img alt="QR code of the address to join" '
        f'src="{qr_code(join_link(wave))}"><div><h1 class="wall">Take part with your phone</h1>'
        f'<p class="say">{escape(address)}</p><p class="big">{spoken_code(wave)}</p>'
        f'<p class="say">{people} {"is" if people == 1 else "are"} in</p></div></div>'
    )


def _progress(context: Context, wave: Wave, live: Live) -> None:
    tally = context.board.tally(wave)
    newest = live.round
    if newest is None:
        are = "is" if tally.people == 1 else "are"
        st.html(
            f'<h1 class="wall">The vote begins soon</h1><p class="big">{tally.people}</p><p class="say">{are} in</p>'
        )
        return
    titles = {"voting": "The vote is on", "stopped": "The vote has ended", "revealed": "The vote has ended"}
    title = titles[newest.state] if newest.number == 1 else f"{titles[newest.state]}: once more on what we talked about"
    share = 100 * tally.voters / max(1, tally.people)
    again = ""
    if newest.items is not None:
        asked = {each.id: each.item_by_id for each in context.board.asked(wave)}
        again = "".join(f"<li>{escape(asked[q][i].ask)}</li>" for q, i in newest.items[:MOST])
    st.html(
        f'<h1 class="wall">{title}</h1><p class="big">{tally.voters} of {tally.people}</p>'
        f'<p class="say">have voted</p><div class="measure"><span style="width:{share:.0f}%"></span></div>'
        f"<ul>{again}</ul>"
    )


def _show(drawn: Drawn) -> None:
    st.html(f'<h1 class="wall">{escape(drawn.picture.title)}</h1>')
    if drawn.spec is not None:
        st.vega_lite_chart(spec=drawn.spec, theme=None, width="stretch", alt=drawn.picture.twin)


def _chart(context: Context, wave: Wave, name: str, draw: Callable[[RoomView, Palette, float], Picture]) -> Drawn:
    """Return a chart in the colours of this screen."""
    mode = "dark" if is_dark() else "light"
    palette = DARK if is_dark() else LIGHT
    return context.board.drawn(wave, f"wall/{name}/{mode}", lambda view: draw(view, palette, SCALE))


def _item(item: RoomItem) -> None:
    """Draw one question as bars of text size: the same figures as the chart of the console, for the last row."""
    vote, first = item.now, item.first
    st.html(f'<h1 class="wall">{escape(item.item.ask)}</h1>')
    if vote.counts is None:
        said = f"average {vote.figure.points}" if vote.figure.points is not None else vote.figure.why
        st.html(f'<p class="big">{escape(vote.words)}</p><p class="say">{escape(said)}</p>')
    else:
        rows = [(level.stage or level.title, count) for level, count in zip(vote.levels, vote.counts, strict=True)]
        before = [*(first.counts or ()), first.unknown or 0] if first is not None and first.counts else []
        rows.append(("Don't know", vote.unknown or 0))
        top = max([1, *(count for _, count in rows), *before])
        bars = [_bar(name, count, before[place] if before else None, top) for place, (name, count) in enumerate(rows)]
        key = '<p class="say key"><i class="first"></i> first vote <i class="now"></i> now</p>' if before else ""
        close = " many" if len(rows) > MANY else ""
        st.html(f'{key}<ul class="bars{close}">{"".join([*reversed(bars[:-1]), bars[-1]])}</ul>')
    if item.shift:
        st.html(f'<p class="say">{escape(item.shift)}</p>')
    elif item.prompt:
        st.html(f'<p class="ask">{escape(item.prompt)}</p>')


def _bar(name: str, count: int, before: int | None, top: int) -> str:
    first = ""
    if before is not None:
        first = f'<span class="first"><i style="width:{80 * before / top:.0f}%"></i><b>{before}</b></span>'
    now = f'<span class="now"><i style="width:{80 * count / top:.0f}%"></i><b>{count}</b></span>'
    return f"<li><span>{escape(name)}</span><div>{first}{now}</div></li>"


def _ranking(context: Context, wave: Wave) -> None:
    _show(_chart(context, wave, "ranking", lambda view, palette, scale: stacked(view.items, palette, scale, most=MOST)))


def _result(context: Context, wave: Wave, view: RoomView) -> None:
    first = view.results[0]
    picture = room_ladder if first.questionnaire.result == "stages" else means
    _show(_chart(context, wave, "result", lambda view, palette, scale: picture(view.results[0], palette, scale)))
    for other in view.results[1:]:
        st.html(f'<p class="say">{escape(other.headline)}</p>')
    stayed = [each for each in view.contested if each.course == "stayed"] or list(view.contested)
    if stayed and len(view.results) == 1:
        asked = "".join(f"<li>{escape(each.item.ask)}</li>" for each in stayed[:LISTED])
        title = "Contested, and stayed so" if stayed[0].course == "stayed" else "Where we disagree"
        st.html(f'<p class="say"><b>{title}</b></p><ul>{asked}</ul>')
