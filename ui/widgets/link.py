"""Saying in a workshop who one was last time, by a code of one's own or a receipt; never required."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessments.anonymity import DISTRIBUTION_FROM
from assessments.errors import AssessmentError, UnknownResponseError
from assessments.model import Live, Response, Wave
from assessments.room_words import number
from ui.context import Context
from ui.style import plain, quiet
from ui.throttle import looked_up

TITLE = "So that next quarter can be compared (optional)"
LINKED = "Your answers are linked with those you give in other quarters."
WRONG = (
    "No answers of an earlier quarter have this receipt. Check it: eight letters and digits, without O, 0, I, 1 and L, "
    "and that of last time, not of today."
)
_WHAT = (
    "If you answer again next quarter, a change shows sooner when your answers of both times can be laid side by side. "
    "It is up to you: without it they count just the same."
)
_TOGETHER = (
    "No page shows what any one of you answered: only how all linked answers changed together, from {fewest} people on."
)
_SEEN = "As this workshop is open, the others may see how linked answers changed."
_KEPT = (
    "Of a code only a hash is kept. Whoever runs this server could see in its database that two sets of answers come "
    "from one person, and could try out short codes: so take no password, and nothing that others know of you."
)
_TROUBLE = "link:trouble"
LONGEST = 40  # characters


def _door(wave: Wave) -> str:
    return f"link-door:{wave.id}"


def may_change(wave: Wave, live: Live, response: Response) -> bool:
    """Say whether a response may be linked, or its link taken back: only while nothing of it counts."""
    return wave.state == "open" and all(response.id not in batch.responses for batch in live.batches)


def draw_offer(wave: Wave) -> None:
    """Draw a quiet button that opens the door."""
    if st.button("Link quarters", key="link-offer", type="tertiary"):
        st.session_state[_door(wave)] = True
        st.rerun(scope="app")


def is_open(wave: Wave) -> bool:
    """Say whether somebody has asked for the door."""
    return _door(wave) in st.session_state


def _leave(wave: Wave) -> None:
    st.session_state.pop(_door(wave), None)


def draw_door(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Draw it in place of a card."""
    st.title(TITLE, anchor=False)
    _draw(context, wave, live, response)
    st.button("Back to the questions", on_click=_leave, args=(wave,))


def draw(context: Context, wave: Wave, live: Live, response: Response) -> None:
    """Draw it on the waiting screen, folded."""
    if may_change(wave, live, response):
        with st.expander(TITLE, key=f"link:{response.id}"):
            _draw(context, wave, live, response)
    else:
        _say()
        if response.link:
            quiet(LINKED)


def _draw(context: Context, wave: Wave, live: Live, response: Response) -> None:
    _say()
    if not may_change(wave, live, response):
        st.write("Your answers count already, so nothing can be linked any more.")
        return
    again = context.quarters.waves(wave.assessment_id)[0].id != wave.id
    if response.link:
        st.success(LINKED, icon=":material/link:")
        st.button(
            "Take the link back",
            key="unlink",
            on_click=_attempt,
            args=(lambda: context.quarters.unlink(response.id),),
        )
        st.write("Another code or receipt takes the place of this one:")
    else:
        st.write(_WHAT)
        st.write(
            "Type the code that you made up last time, or the receipt that you kept. If you have neither, make up a "
            "code now."
            if again
            else "Make up a code that you will remember and type it here and next time; or do nothing and keep your "
            f"receipt, {response.receipt}, which says the same next time."
        )
    if again:
        _form("receipt", "Your receipt of last time", lambda typed: _by_receipt(context, wave, response, typed))
    _form("code", "A code of your own", lambda typed: _by_code(context, wave, response, typed))
    quiet(f"{_readers(wave)} {_KEPT}")


def _readers(wave: Wave) -> str:
    if wave.mode == "open":
        return _SEEN
    return _TOGETHER.format(fewest=number(max(DISTRIBUTION_FROM, wave.smallest_group)))


def _form(name: str, label: str, keep: Callable[[str], None]) -> None:
    key = f"link-{name}"
    with st.form(f"link-by-{name}", border=False, clear_on_submit=True):
        st.text_input(label, key=key, max_chars=LONGEST, autocomplete="off")
        st.form_submit_button(f"Link by {name}", on_click=lambda: keep(st.session_state[key]))


def _by_receipt(context: Context, wave: Wave, response: Response, typed: str) -> None:
    def linked() -> bool | None:
        try:
            context.quarters.link_by_receipt(wave, response.id, typed)
        except UnknownResponseError:
            return None
        return True

    try:
        found, seconds = looked_up(context.clock(), f"{wave.assessment_id}/{typed}", linked, about=wave.id)
    except AssessmentError as error:
        st.session_state[_TROUBLE] = str(error)
        return
    if found is None:
        wait = f"Too many wrong codes were tried. Wait {seconds} seconds, then try again."
        st.session_state[_TROUBLE] = wait if seconds else WRONG


def _by_code(context: Context, wave: Wave, response: Response, typed: str) -> None:
    _attempt(lambda: context.quarters.link_by_own_code(wave, response.id, typed))


def _attempt(move: Callable[[], None]) -> None:
    """Make a change in a callback, where no page is there to catch an error."""
    try:
        move()
    except AssessmentError as error:
        st.session_state[_TROUBLE] = str(error)


def _say() -> None:
    """Say once what kept the last change from being made."""
    message = st.session_state.pop(_TROUBLE, "")
    if message:
        st.error(plain(message), icon=":material/error:")
