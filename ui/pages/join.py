"""Taking part in a workshop on a phone: code, role, one question at a time, and what to do while waiting."""

from __future__ import annotations

import random

import streamlit as st

from assessments.codes import grouped
from assessments.errors import AssessmentError
from assessments.model import Live, Response, Wave
from assessments.workflow import NAME_LIMIT
from assessments.workshop import Receipt, may_answer
from ui.context import Context
from ui.go import go
from ui.passes import SEAT
from ui.session import current_seat, take_seat
from ui.style import escape, plain, quiet
from ui.throttle import failed, wait
from ui.widgets import ballot

CODE = "code"
# Phones ask at different times, so that a reveal does not bring all of them at once.
CALM, EAGER = (8.0, 12.0), (3.0, 5.0)


def render(context: Context) -> None:
    """Draw the page."""
    wave = _named(context)
    if wave is None:
        return
    response = current_seat(context, wave)
    if response is None:
        _enter(context, wave)
        return
    wave, live = context.board.state(wave)
    if may_answer(wave, live, response.id) and not ballot.is_done(live):
        with st.container(key="ballot"):
            _vote(context, wave, response)
        _watch(context, wave, response, _phase(wave, live, response), _rhythm(CALM))
    else:
        _wait(context, wave, response, _phase(wave, live, response), _rhythm(EAGER))


def _named(context: Context) -> Wave | None:
    """Return the wave that the address names, or ask for its code."""
    typed = st.query_params.get(CODE, "")
    seconds = wait(context.clock())
    wave = context.workshop.find(typed) if typed else None
    # Whoever has a seat goes on voting while somebody else at the same address has to wait.
    if wave is not None and (not seconds or current_seat(context, wave) is not None):
        return wave
    st.title("Join a workshop", anchor=False)
    if seconds:
        st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then try again.")
    elif typed:
        failed(context.clock())
        st.error("No workshop has this code. Check it on the screen: six letters and digits, without O, 0, I, 1 and L.")
    with st.form("join-code", border=False):
        code = st.text_input("Code on the screen", max_chars=20, autocomplete="off")
        if st.form_submit_button("Go on", type="primary", width="stretch"):
            st.query_params.from_dict({CODE: code})
            st.rerun()
    return None


def _enter(context: Context, wave: Wave) -> None:
    """Ask for the role and the unit; the last tap takes the seat. Opening the page alone keeps nothing."""
    name = context.workshop.name(wave)
    st.title(plain(name) if name else "Workshop", anchor=False)
    if wave.state == "closed":
        st.write("This workshop is closed. It takes no answers any more.")
        return
    if wave.mode == "anonymous":
        st.write(
            "You answer anonymously: no name is asked, and no page shows anything about fewer than "
            f"{wave.smallest_group} people, the organiser's pages included."
        )
    else:
        st.write("This workshop is open: the others may see what is answered, by role, and by name if you give one.")
        st.text_input("Your name (optional)", key="seat-name", max_chars=NAME_LIMIT)
    role_key, unit_key = (f"seat-{what}:{wave.id}" for what in ("role", "unit"))
    role = st.session_state.get(role_key, "")
    if wave.roles and not role:
        _choose("What is your role?", wave.roles, role_key)
    elif wave.units:
        _choose("Where do you work?", wave.units, unit_key)
        if wave.roles:
            st.button("Back to the roles", type="tertiary", on_click=_forget, args=(role_key,))
    elif not wave.roles and st.button("Take part", type="primary", width="stretch"):
        st.session_state[unit_key] = ""
    chosen = st.session_state.get(unit_key, None if wave.units or not wave.roles else "")
    if chosen is not None and (role or not wave.roles):
        begun = context.workshop.join(wave, role, chosen, st.session_state.get("seat-name") or "")
        for key in (role_key, unit_key):
            st.session_state.pop(key, None)
        take_seat(begun)
        st.rerun()


def _choose(question: str, names: tuple[str, ...], key: str) -> None:
    st.header(question, anchor=False)

    def chosen(name: str) -> None:
        st.session_state[key] = name

    for place, each in enumerate(names):
        st.button(plain(each), key=f"{key}-{place}", width="stretch", on_click=chosen, args=(each,))


def _forget(key: str) -> None:
    st.session_state.pop(key, None)


def _rhythm(between: tuple[float, float]) -> float:
    """Return how often this phone asks, in seconds; the same for the whole session, so that no timer starts anew."""
    key = f"rhythm:{between}"
    if key not in st.session_state:
        st.session_state[key] = round(random.uniform(*between), 1)  # noqa: S311 - only spreads the phones
    seconds: float = st.session_state[key]
    return seconds


def _phase(wave: Wave, live: Live, response: Response) -> tuple[object, ...]:
    """Return what decides which screen a participant sees."""
    newest = live.round
    number = newest.number if newest else 0
    return (wave.state, number, newest and newest.state, may_answer(wave, live, response.id))


def _vote(context: Context, wave: Wave, response: Response) -> None:
    @st.fragment
    def card() -> None:
        try:
            now, live = context.board.state(wave)
            open_still = may_answer(now, live, response.id)
            finished = open_still and ballot.draw(context, now, live, response)
        except AssessmentError as error:
            st.error(f"{error} What you see may not be saved.", icon=":material/error:")
            st.button("Try again", key="try-again", type="primary")
            return
        if finished or not open_still:
            st.rerun(scope="app")

    card()


def _watch(context: Context, wave: Wave, response: Response, drawn: tuple[object, ...], seconds: float) -> None:
    """Change the screen when the organiser has moved on, also while nobody taps."""

    @st.fragment(run_every=seconds)
    def watch() -> None:
        if _phase_now(context, wave, response, drawn) != drawn:
            st.rerun(scope="app")

    watch()


def _phase_now(context: Context, wave: Wave, response: Response, otherwise: tuple[object, ...]) -> tuple[object, ...]:
    try:
        return _phase(*context.board.state(wave), response)
    except AssessmentError:
        return otherwise  # nothing is lost by asking again later


def _wait(context: Context, wave: Wave, response: Response, drawn: tuple[object, ...], seconds: float) -> None:
    name = context.workshop.name(wave)
    _, live = context.board.state(wave)
    st.html(f'<h1 class="small">{escape(name or "Workshop")}</h1>')
    received = context.workshop.receipt(wave, response.receipt)
    said = _say(wave, live, response, received)
    st.html(f'<h2 id="question" data-item="waiting" tabindex="-1">{escape(said)}</h2>')
    if may_answer(wave, live, response.id):
        st.button("Back to my answers", on_click=ballot.reopen, args=(live,), width="stretch")
    _watch(context, wave, response, drawn, seconds)
    _keep(wave, response, received)


def _say(wave: Wave, live: Live, response: Response, received: Receipt) -> str:
    newest = live.round
    if wave.state == "closed":
        return "This workshop is closed. Thank you for taking part."
    if newest is None:
        return "You are in. The vote has not started yet; keep this page open."
    if may_answer(wave, live, response.id):
        return "Your answers are in. Look at the screen; the result is shown there."
    if newest.state == "stopped":
        return "The vote has ended. Look at the screen; the result is shown there."
    if response.id in live.counted(newest.number):
        return "The result is on the screen. Your answers count in it."
    if any(answers for number, answers, _ in received.rounds if number == newest.number):
        return "The result is on the screen. Your answers are kept, but they do not count in it yet."
    return "The result is on the screen. The vote has ended without an answer of yours."


def _keep(wave: Wave, response: Response, received: Receipt) -> None:
    waiting = "not counted" if wave.state == "closed" else "not counted yet"
    for number, answers, counted in received.rounds:
        vote = "First vote" if number == 1 else f"Vote {number}"
        noun = "answer" if answers == 1 else "answers"
        quiet(f"{vote}: {answers} {noun} received{', counted' if counted else f', {waiting}' if answers else ''}.")
    with st.container(border=True, key="keep"):
        st.html(
            f'<p class="quiet">Your receipt: <code>{escape(response.receipt)}</code>. With it you can look up later '
            "that your answers are counted; it does not show what you answered.</p>"
        )
        st.html(
            f'<p class="quiet">To go on with another device: <code>{escape(SEAT.code)}</code>. '
            "Keep this one to yourself.</p>"
        )
        if st.button("Look up a receipt", type="tertiary"):
            go("receipt", code=grouped(wave.join_code or ""))
