"""Taking part in a workshop on a phone: code, role, one question at a time, and what to do while waiting."""

from __future__ import annotations

import random

import streamlit as st

from assessments.codes import JOIN_LENGTH, is_code
from assessments.errors import AssessmentError
from assessments.model import Live, Response, Wave
from assessments.workshop import may_answer
from ui.context import Context
from ui.mirrored import audience
from ui.session import current_seat, take_seat
from ui.style import escape, plain, quiet
from ui.throttle import looked_up
from ui.widgets import ballot, closing, frame, keeping, link, outside, seat, waiting

CODE = "code"
_SIX = "six letters and digits, without O, 0, I, 1 and L"
NOTHING = "No workshop and no form has this code."
NOT_WHOLE = f"This code is not complete: a code has {_SIX}."
MEND = (
    "If you followed a link, open it again from the message it came in, or copy it from the first character to the "
    f"last; if it still leads here, ask whoever sent it. If you typed the code, check it on the screen: {_SIX}."
)
# Phones ask at different times, so that a reveal does not bring all of them at once.
CALM, EAGER = (15.0, 20.0), (3.0, 5.0)


def render(context: Context) -> None:
    """Draw the page."""
    wave = _named(context)
    if wave is None:
        return
    response = current_seat(context, wave)
    keeping.say_deleted()
    wave, live = context.board.state(wave)
    asked_whom = audience(context, wave)
    if asked_whom is not None:
        outside.name_page(context, wave)
    if response is None:
        if asked_whom is not None:
            outside.draw_door(context, wave, asked_whom)
        else:
            _enter(context, wave)
        return
    if wave.state != "closed" and seat.is_changing(wave):
        frame.enter_door()
        seat.draw_change(context, wave, response)
    elif wave.state != "closed" and link.is_open(wave):
        frame.enter_door()
        link.draw_door(context, wave, live, response)
    elif may_answer(wave, live, response.id) and not ballot.is_done(live):
        with st.container(key="ballot"):
            _vote(context, wave, response, _rhythm(CALM))
    else:
        _wait(context, wave, response, _phase(wave, live, response), _rhythm(EAGER))


def _named(context: Context) -> Wave | None:
    """Return the wave that the address names, or ask for its code."""
    typed = st.query_params.get(CODE, "")
    wave, seconds = looked_up(context.clock(), typed, lambda: context.workshop.find(typed)) if typed else (None, 0)
    if wave is not None:
        return wave
    st.title("This code leads nowhere" if CODE in st.query_params and not seconds else "Join a workshop", anchor=False)
    if seconds:
        st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then try again.")
    elif CODE in st.query_params:
        st.error(f"{NOTHING if is_code(typed, JOIN_LENGTH) else NOT_WHOLE} {MEND}")
    with st.form("join-code", border=False):
        code = st.text_input("Code on the screen", max_chars=20, autocomplete="off")
        if st.form_submit_button("Go on", type="primary", width="stretch"):
            st.query_params.from_dict({CODE: code})
            st.rerun()
    return None


def _enter(context: Context, wave: Wave) -> None:
    """Ask for the role and the unit; the last tap takes the seat. Opening the page alone keeps nothing."""
    frame.enter_door()
    name = context.workshop.name(wave)
    st.title(plain(name) if name else "Workshop", anchor=False)
    if wave.state == "closed":
        st.write("This workshop is closed. It takes no answers any more.")
        quiet(seat.NEXT_CODE)
        return
    if closing.words(wave):
        quiet(closing.words(wave))
    keeping.draw_promise(context, wave)
    called = seat.draw_promise(wave)
    chosen = seat.choose(wave)
    if not wave.roles and not wave.units:
        agree = "I agree, take part" if wave.mode == "open" else "Take part"
        chosen = ("", "") if st.button(agree, type="primary", width="stretch") else None
    if chosen is not None:
        context.retention.promise(wave.assessment_id)
        begun = context.workshop.join(wave, *chosen, called)
        seat.forget_choice(wave)
        take_seat(begun)
        st.rerun()


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


def _vote(context: Context, wave: Wave, response: Response, seconds: float) -> None:
    """Draw the card, and look by itself whether the vote still takes answers.

    Card and clock are one fragment: with a clock beside it, a step to the next question that met the clock's tick left
    the options of the last question on the screen, under the new question.
    """

    @st.fragment(run_every=seconds)
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
    draw = waiting.draw if audience(context, wave) is None else outside.draw_thanks
    draw(context, wave, live, response)
    _watch(context, wave, response, drawn, seconds)
