"""What to talk about: the revealed questions, most disagreement first, to be put on the screen or voted on again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments.model import ItemKey, Live, Wave
from assessments.room_model import RoomItem
from questionnaires.items import Item, NumberItem, ShareItem, TextItem
from ui.context import Context
from ui.style import escape, quiet

Do = Callable[[Context, Wave, Callable[[], None]], None]
FIRST = 6  # so many are drawn open; the rest is one click away


def screen_of(key: ItemKey) -> str:
    """Return the name of the screen that shows one item."""
    return f"item:{key[0]}/{key[1]}"


def item_on(screen: str) -> ItemKey | None:
    """Return the item that a screen shows, or None."""
    if not screen.startswith("item:"):
        return None
    questionnaire_id, _, item_id = screen.removeprefix("item:").partition("/")
    return questionnaire_id, item_id


def _again(key: ItemKey) -> str:
    return f"again:{key[0]}/{key[1]}"


def chosen(context: Context, wave: Wave) -> list[ItemKey]:
    """Return the items ticked to be voted on again, in the order of the questionnaire."""
    return [
        key
        for questionnaire in context.board.asked(wave)
        for item in questionnaire.items
        if st.session_state.get(_again(key := (questionnaire.id, item.id)))
    ]


def draw(context: Context, wave: Wave, live: Live, do: Do | None) -> None:
    """Draw the revealed items; without ``do``, for somebody who may only look."""
    view = context.board.room(wave)
    if not view.items:
        if any(each.state == "revealed" for each in live.rounds):
            quiet(view.why)
        return
    can_vote = do is not None and wave.state == "open" and live.round is not None and live.round.state == "revealed"
    again = [each for each in view.items if each.first is not None]
    if again:
        st.header("Voted on again", anchor=False)
        for item in again:
            _entry(context, wave, live, item, do, can_vote=can_vote)
    st.header("Where the room disagrees", anchor=False)
    others = [each for each in view.items if each.first is None]
    for item in others[:FIRST]:
        _entry(context, wave, live, item, do, can_vote=can_vote)
    rest = others[FIRST:]
    if rest:
        with st.expander(f"{len(rest)} more questions"):
            for item in rest:
                _entry(context, wave, live, item, do, can_vote=can_vote)


def _entry(context: Context, wave: Wave, live: Live, item: RoomItem, do: Do | None, *, can_vote: bool) -> None:
    shown = item_on(live.screen) == item.key
    with st.container(border=True, key=f"talk-{item.key[0]}-{item.key[1]}"):
        st.html(
            f'<h3 class="talk">{item.number}. {escape(item.item.ask)}</h3>'
            f'<p class="quiet"><span class="word {item.concern}">{escape(item.now.words or _kind(item.item))}</span> '
            f"{escape(counts_text(item))}</p>"
        )
        if item.prompt:
            st.html(f'<p class="prompt">{escape(item.prompt)}</p>')
        if item.shift:
            quiet(item.shift)
        if do is None:
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "On the screen now" if shown else "Show on the screen",
                key=f"show-{item.key[0]}-{item.key[1]}",
                disabled=shown,
                on_click=do,
                args=(context, wave, lambda: context.workshop.show(wave, screen_of(item.key))),
            )
            if can_vote and item.now.levels:
                st.checkbox("Vote again", key=_again(item.key))


def _kind(item: Item) -> str:
    """Say what is asked where no agreement can be measured."""
    match item:
        case TextItem():
            return "open question"
        case NumberItem() | ShareItem():
            return "a figure"
        case _:
            return "without an agreement measure"


def counts_text(item: RoomItem) -> str:
    """Return the figures of one item in a line, as far as they may be shown."""
    parts = []
    if item.now.counts is not None and item.now.levels:
        parts.append(" – ".join(str(count) for count in item.now.counts))
    if item.now.unknown:
        parts.append(f"{item.now.unknown} don't know")
    if item.now.figure.points is not None:
        parts.append(f"average {item.now.figure.points}")
    roles = [f"{each.name} {each.figure.points}" for each in item.groups if each.figure.points is not None]
    if roles:
        parts.append(", ".join(roles))
    return " · ".join(parts)
