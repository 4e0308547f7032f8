"""The result of a room: where it stands, how sure that is, what it disagrees on, and what stayed contested."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assessments.model import Wave
from assessments.room_model import Figure, RoomItem, RoomResult, RoomView
from assessments.room_words import no_gap
from charts.ladder import room_ladder
from charts.means import means
from charts.naming import people
from charts.numbers import numbers
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.stacked import stacked
from charts.units import units
from charts.votes import votes
from ui.context import Context
from ui.go import go
from ui.session import led_wave
from ui.style import escape, is_dark, plain, quiet
from ui.who import LED, OF
from ui.widgets import steps, table
from ui.widgets.picture import draw_picture

FIRST = 6  # so many are listed at once; the rest is one click away
WRITTEN = {
    "anonymous": "In alphabetical order, without names.",
    "open": "In alphabetical order. Names are not listed here; as this workshop is open, they need not stay unknown.",
}
WAYS = {"progress": "What changed", "actions": "What we promised", "aims": "Targets and importance"}
COURSES = {
    "settled": "Settled by the second vote",
    "roles": "Agreed, but the roles differ",
    "stayed": "Contested, and stayed so",
    "unclear": "Voted on again, without a clear answer",
    "held": "Voted on again, result withheld",
    "open": "Not voted on again",
}


def render(context: Context) -> None:
    """Draw the page."""
    wave = led_wave(context)
    if wave is None:
        st.title("Nothing to show here yet", anchor=False)
        st.write("This browser does not lead a workshop. Open your organiser link, or set up a new workshop.")
        if st.button("Hold a workshop", type="primary"):
            go("set-up")
        return
    wave, _ = context.board.state(wave)
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
                go(address, **{OF: LED})


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
    draw_picture(drawn.picture, drawn.spec, with_title=title)


def _result(context: Context, wave: Wave, view: RoomView, result: RoomResult, place: int) -> None:
    tag = "h1" if place == 0 else "h2"
    st.html(f'<{tag} class="headline">{escape(result.headline)}</{tag}>')
    quiet(f"{result.questionnaire.short_title}, answered by {people(view.people)}.")
    if result.overall.points is not None:
        st.markdown(f"**{_overall(result.overall)} over all dimensions.** {plain(view.meaning)}")
    else:
        st.write(plain(result.overall.why))
    if result.questionnaire.result == "stages":
        _show(context, wave, f"ladder/{place}", lambda v, p: room_ladder(v.results[place], p), title=False)
        if result.decided:
            st.write(plain(result.decided))
    st.header("How sure this is", anchor=False)
    _show(context, wave, f"means/{place}", lambda v, p: means(v.results[place], p))
    st.header("Where the room agrees", anchor=False)
    table.draw(
        [
            {
                "Dimension": each.dimension.title,
                "Score": _figure(each.figure),
                "Agreement": each.words or "too few for a measure",
                "Roles": each.gap or no_gap(each.groups),
            }
            for each in result.dimensions
        ],
        "Agreement by dimension",
    )
    if wave.units:
        _units(context, wave, result, place)
    following = steps.of_room(result)
    if following:
        st.header("What to do next", anchor=False)
        steps.draw(following, LED, result.questionnaire.id)


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


def _overall(figure: Figure) -> str:
    reach = f" (range {figure.low} to {figure.high})" if figure.low is not None else ""
    return f"{figure.points} of 100{reach}"


def _figure(figure: Figure) -> str:
    if figure.points is None:
        return figure.why
    if figure.low is None or figure.high is None:
        return f"{figure.points}"
    return f"{figure.points}, range {figure.low} to {figure.high}"


def _contested(view: RoomView) -> None:
    st.header("What was contested", anchor=False)
    if not view.contested:
        st.write("Nothing was: on no question did the room fall apart, as far as that may be shown.")
        return
    st.write("Dissent is recorded here, not averaged away.")
    for course, title in COURSES.items():
        items = [each for each in view.contested if each.course == course]
        if items:
            st.subheader(title, anchor=False)
            _listed(items[:FIRST], title)
        if items[FIRST:]:
            with st.expander(f"{len(items) - FIRST} more"):
                _listed(items[FIRST:], f"{title}, the rest")


def _listed(items: Sequence[RoomItem], name: str) -> None:
    again = any(each.shift for each in items)
    rows = [
        {
            "Question": f"{each.number}. {each.item.ask}",
            "Agreement": each.now.words,
            **({"Second vote": each.shift} if again else {}),
            "Roles": each.gap or no_gap(each.groups),
        }
        for each in items
    ]
    table.draw(rows, name)


def _numbers(context: Context, wave: Wave, view: RoomView) -> None:
    given = [(item, place) for item in view.items for place in range(len(item.numbers))]
    if not given:
        return
    st.header("The same figure, asked of several people", anchor=False)
    for item, place in sorted(given, key=lambda pair: (pair[0].number, pair[1])):
        _given(context, wave, item, place)


def _given(context: Context, wave: Wave, item: RoomItem, place: int) -> None:
    _show(context, wave, f"numbers/{item.key}/{place}", lambda v, p: numbers(_now(v, item).numbers[place], p))


def _items(context: Context, wave: Wave, view: RoomView) -> None:
    st.header("Every question, most disagreement first", anchor=False)
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
            {"Group": each.name, "People": each.figure.people.replace("–", " to "), "Average": _figure(each.figure)}
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
    quiet(WRITTEN[view.wave.mode])
    for item in sorted(said, key=lambda each: (each.questionnaire.id, each.number)):
        with st.expander(f"{item.number}. {plain(item.item.ask)}"):
            for text in item.texts:
                st.markdown(f"- {plain(text)}")


def _method(wave: Wave, view: RoomView) -> None:
    st.header("What is shown and what is not", anchor=False)
    if wave.mode == "anonymous":
        st.write(
            f"Nothing is shown about fewer than {wave.smallest_group} people, nor anything from which it could be "
            "worked out; distributions and comments need eight. Averages are rounded, and small numbers of people are "
            "given as a range."
        )
    else:
        st.write("This workshop was open: its people were told that their answers may be seen, and agreed by joining.")
    st.write(
        "Agreement is measured from six people on: by the average distance from the middle answer, and by how much "
        "less the answers vary than answers at random. “Polarised” means that at least 30 % stand at either end."
    )
    for each in view.results:
        pinned = each.questionnaire
        quiet(f"Questionnaire {pinned.id} {pinned.version}.")
