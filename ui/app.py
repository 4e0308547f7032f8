"""The app: the table of pages, the way between them, and one place where errors become plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assessments.errors import AssessmentError, UnknownResponseError
from ui.access import guarded, turns_away
from ui.context import Context, provided
from ui.pages import (
    about,
    actions,
    aims,
    answer,
    bring,
    claims,
    console,
    home,
    invited,
    join,
    keys,
    mirror,
    next_wave,
    pool,
    present,
    progress,
    receipt,
    result,
    review,
    room,
    set_up,
    take,
)
from ui.passes import keep_cookies
from ui.script import ask_browser
from ui.session import drop_lost_response
from ui.style import apply_style

NAME = "Customer centricity"
# Streamlit lets browsers fetch the picture of a named icon from another site.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0072B2" stroke-width="2">'
    '<circle cx="9" cy="12" r="6"/><circle cx="15" cy="12" r="6"/></svg>'
)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its function, the title in the browser's tab, its address, and whether the menu shows it."""

    render: Callable[[Context], None]
    title: str
    address: str
    in_menu: bool


PAGES: tuple[PageEntry, ...] = (
    PageEntry(home.render, "Home", "home", in_menu=True),
    PageEntry(answer.render, "Answer", "answer", in_menu=False),
    PageEntry(review.render, "Review", "review", in_menu=False),
    PageEntry(result.render, "Result", "result", in_menu=False),
    PageEntry(join.render, "Join a workshop", "join", in_menu=False),
    PageEntry(receipt.render, "Receipt", "receipt", in_menu=False),
    PageEntry(set_up.render, "Hold a workshop", "set-up", in_menu=False),
    PageEntry(console.render, "Console", "console", in_menu=False),
    PageEntry(present.render, "Screen", "present", in_menu=False),
    PageEntry(room.render, "Result of the room", "room", in_menu=False),
    PageEntry(progress.render, "What changed", "progress", in_menu=False),
    PageEntry(actions.render, "What we promised", "actions", in_menu=False),
    PageEntry(aims.render, "Targets and importance", "aims", in_menu=False),
    PageEntry(next_wave.render, "The next quarter", "next", in_menu=False),
    PageEntry(mirror.render, "How others see it", "mirror", in_menu=False),
    PageEntry(claims.render, "What we say, what we do", "claims", in_menu=False),
    PageEntry(pool.render, "Beside others", "pool", in_menu=False),
    PageEntry(take.render, "Take it away", "take", in_menu=False),
    PageEntry(bring.render, "Bring answers in", "bring", in_menu=False),
    PageEntry(keys.render, "Keys and data", "keys", in_menu=False),
    PageEntry(invited.render, "Invitation", "invited", in_menu=False),
    PageEntry(about.render, "How it works", "how-it-works", in_menu=True),
)


def render() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_icon=ICON, layout="centered")
    apply_style()
    pages = [
        st.Page(
            _guarded(entry),
            title=entry.title if entry.in_menu else f"{entry.title} · {NAME}",
            url_path=entry.address,
            default=position == 0,
            visibility="visible" if entry.in_menu else "hidden",
        )
        for position, entry in enumerate(PAGES)
    ]
    page = st.navigation(pages, position="top")
    st.session_state["pages"] = {entry.address: page for entry, page in zip(PAGES, pages, strict=True)}
    page.run()
    keep_cookies()
    _focus_heading(page.url_path)


def _focus_heading(address: str) -> None:
    last = st.session_state.get("last-page")
    st.session_state["last-page"] = address
    if last is not None and last != address:
        ask_browser("heading", page=address)


def _draw(entry: PageEntry, context: Context) -> None:
    try:
        if not turns_away(context, entry.address):
            entry.render(context)
    except UnknownResponseError as error:
        drop_lost_response(context, error)
        st.button("To the first page", key="after-loss", type="primary", on_click=lambda: None)


def _guarded(entry: PageEntry) -> Callable[[], None]:
    def draw() -> None:
        try:
            _draw(entry, guarded(provided()))
        except AssessmentError as error:
            st.error(str(error))
            st.button("Try again", key="try-again", type="primary")

    draw.__name__ = entry.address.replace("-", "_")
    return draw
