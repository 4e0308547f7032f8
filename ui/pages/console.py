"""The facilitator's console: who is in, how far they are, the next step, and what the projector shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import streamlit as st

from assessments.access import SHOW
from assessments.access import may as allows
from assessments.errors import AssessmentError
from assessments.model import Live, Tally, Wave
from assessments.room_words import number, vote_name
from assessments.workshop import JOIN, PROGRESS, RANKING, RESULT
from ui.access import may
from ui.context import Context
from ui.go import go
from ui.links import is_local, join_link, lead_link, present_link, qr_code, spoken_code
from ui.passes import ORGANISER
from ui.session import led_wave
from ui.style import escape, plain, quiet
from ui.who import LED, OF, grant
from ui.widgets import closing, course, seats, talk, unled

RHYTHM = 2.0  # seconds
SAID_FOR = timedelta(seconds=20)
_TROUBLE = "console:trouble"
BEFORE = (JOIN, PROGRESS)  # what can be shown before the first reveal
SCREENS = {JOIN: "Code", PROGRESS: "Progress", RANKING: "Disagreement", RESULT: "Result"}


def render(context: Context) -> None:
    """Draw the page."""
    wave = led_wave(context)
    if wave is None:
        st.title("Console", anchor=False)
        unled.draw()
        return
    wave, live = context.board.state(wave)
    name = context.workshop.name(wave)
    st.html(f'<h1 class="small">{escape(name or "Workshop")} · {escape(wave.label)} · {_mode(wave)}</h1>')
    _status(context, wave, live.revision)
    if not may(context, wave.assessment_id, SHOW):
        _look(context, wave, live)
        return
    course.draw(context, wave, live)
    _screen(context, wave, live)
    gathering = _is_gathering(wave, live)
    if gathering:
        _invite(wave, expanded=True)
    if live.round is not None and live.round.state != "revealed" and wave.state == "open":
        _progress(context, wave)
    if live.round is not None:
        talk.draw(context, wave, live, _do)
    if not gathering:
        _invite(wave, expanded=False)
    seats.draw(context, wave, live, _do)
    course.draw_early_reveal(context, wave, live, _do)
    course.draw_closing(context, wave, _do)
    course.draw_template(context, wave)
    _end(context, wave)
    _keys()


def _look(context: Context, wave: Wave, live: Live) -> None:
    """Draw the rest for a viewer, who changes nothing."""
    if live.round is not None and live.round.state != "revealed" and wave.state == "open":
        _progress(context, wave)
    if live.round is not None:
        talk.draw(context, wave, live, None)
    _keys()


def _keys() -> None:
    if st.button("Keys and data", key="to-keys"):
        go("keys", **{OF: LED})


def _is_gathering(wave: Wave, live: Live) -> bool:
    """Say whether inviting people comes first: before the vote, and for as long as they may answer when they like."""
    if live.round is None:
        return True
    return wave.state == "open" and wave.closes_at is not None and not live.batches


def _mode(wave: Wave) -> str:
    fewest = number(wave.smallest_group)
    return "open" if wave.mode == "open" else f"anonymous, no averages of fewer than {fewest} people"


def _do(context: Context, wave: Wave, move: Callable[[], None]) -> None:
    """Make a move, in a callback; what kept it from being made is said on the page."""
    try:
        move()
        st.session_state.pop(_TROUBLE, None)
    except AssessmentError as error:
        tell(context, str(error))
    context.board.forget(wave)


def tell(context: Context, message: str) -> None:
    """Let the console say for a while what went wrong."""
    st.session_state[_TROUBLE] = (message, context.clock() + SAID_FOR)


@st.fragment(run_every=RHYTHM)
def _status(context: Context, wave: Wave, drawn: int) -> None:
    """Draw what changes by itself: who is in, how far they are, and the next step."""
    try:
        wave, live = context.board.state(wave)
        tally = context.board.tally(wave)
        asked = context.board.questions(wave)
        held = grant(context, wave.assessment_id)
        left = held is None or (wave.state == "closed" and _has_moved_on(context, wave))
    except AssessmentError as error:
        st.error(str(error))
        return
    if live.revision != drawn or left:
        st.rerun(scope="app")
    st.html(f'<h2 id="question" data-item="console" tabindex="-1">{escape(_headline(wave, live, tally, asked))}</h2>')
    quiet(_who(context, wave, tally))
    _say_trouble(context)
    with st.container(horizontal=True, key="way"):
        _next(context, wave, live, tally, asked, looks=held is None or not allows({held.role}, SHOW))
    full = seats.note(wave, live, tally)
    for note in [*([full] if full else []), *_notes(wave, live, tally, asked)]:
        quiet(note)


def _has_moved_on(context: Context, wave: Wave) -> bool:
    """Say whether the next wave has been opened elsewhere, or this browser leads another workshop by now."""
    newest = led_wave(context)
    return newest is None or newest.id != wave.id


def _say_trouble(context: Context) -> None:
    """Say why the last move was refused, for a while: after that the room has moved on."""
    message, until = st.session_state.get(_TROUBLE, ("", None))
    if message and context.clock() < until:
        st.error(plain(message), icon=":material/error:")


def _notes(wave: Wave, live: Live, tally: Tally, asked: int) -> list[str]:
    """Return what the facilitator should know before the next step."""
    fewest = number(wave.smallest_group)
    newest = live.round
    if wave.state == "closed":
        return [_received(wave, live, tally)]
    by_itself = [closing.words(wave)] if closing.words(wave) else []
    if newest is None:
        few = wave.mode == "anonymous" and tally.people < wave.smallest_group
        return [*by_itself, *([f"With fewer than {fewest} people nothing will ever be shown."] if few else [])]
    notes = [_received(wave, live, tally), *by_itself]
    if newest.state == "revealed":
        return [
            *notes,
            "Now show a question, let the room talk, and tick “Vote again” where minds may change.",
        ]
    finished = tally.finished(asked)
    if tally.people > finished:
        begun = tally.voters - finished
        away = tally.people - tally.voters
        notes.append(f"{begun} {_be(begun)} under way, {away} {_have(away)} not begun. A reveal ends the vote for all.")
    if wave.mode == "anonymous" and tally.voters < wave.smallest_group:
        missing = wave.smallest_group - tally.voters
        notes.append(f"A reveal needs {fewest} people who have voted; {number(missing)} more {_be(missing)} needed.")
    return notes


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _headline(wave: Wave, live: Live, tally: Tally, asked: int) -> str:
    if wave.state == "closed":
        return "The workshop is closed."
    people = f"{tally.people} {'person is' if tally.people == 1 else 'people are'} in"
    if live.round is None:
        return f"{people}. The vote has not started."
    vote = f"The {vote_name(live.round.number)}"
    finished = tally.finished(asked)
    match live.round.state:
        case "voting":
            return f"{vote} is on: {finished} of {tally.people} have finished."
        case "stopped":
            return f"{vote} has ended: {finished} of {tally.people} finished. Nothing is shown yet."
        case "revealed":
            return f"{vote} is revealed."


def _who(context: Context, wave: Wave, tally: Tally) -> str:
    of = f"{tally.people} of {wave.invited} invited. "
    if wave.invited and tally.people > wave.invited:
        of = f"{tally.people} are in, {wave.invited} were invited. "
    invited = of if wave.invited else ""
    roles = ", ".join(f"{role} {_count(wave, count)}" for role, count in tally.joined.items() if role)
    names = ""
    if wave.mode == "open":
        named = sorted(each.name for each in context.workshop.responses(wave) if each.name)
        names = f" Named: {', '.join(named)}." if named else ""
    return f"{invited}{f'In: {roles}.' if roles else ''}{names}"


def _count(wave: Wave, count: int) -> str:
    """Return how many have a role; in an anonymous wave nobody is singled out by it."""
    few = wave.mode == "anonymous" and count < wave.smallest_group
    return f"fewer than {wave.smallest_group}" if few else str(count)


def _received(wave: Wave, live: Live, tally: Tally) -> str:
    received = f"{tally.received} {'answer' if tally.received == 1 else 'answers'} received"
    if not live.batches:
        counting = "None of them counts." if wave.state == "closed" else "Answers count from the reveal on."
        return f"{received}. {counting}"
    if tally.received == tally.counted:
        return f"{received}, all of them counted."
    yet = "" if wave.state == "closed" else " yet"
    return f"{received}, {tally.counted} counted, {tally.received - tally.counted} not counted{yet}."


def _button(context: Context, wave: Wave, label: str, move: Callable[[], None], *, primary: bool = False) -> None:
    st.button(label, type="primary" if primary else "secondary", on_click=_do, args=(context, wave, move))


def _next(context: Context, wave: Wave, live: Live, tally: Tally, asked: int, *, looks: bool) -> None:
    """Draw the next step, and what may be done beside it; for who only looks, the way to the result."""
    workshop = context.workshop
    if wave.state == "closed" or (looks and live.batches):
        if st.button("See the result", type="primary", key="to-room"):
            go("room")
        return
    if looks:
        return
    if live.round is None:
        _button(context, wave, "Start the vote", lambda: workshop.start(wave), primary=True)
        return
    if live.round.state == "revealed":
        _after_reveal(context, wave, live, tally)
        return
    if not course.waits(wave, live):
        _button(context, wave, _reveal_label(tally, asked), lambda: workshop.reveal(wave), primary=True)
    if live.round.state == "voting":
        _button(context, wave, "Stop the vote", lambda: workshop.stop(wave))
    else:
        _button(context, wave, "Go on with the vote", lambda: workshop.go_on(wave))


def _after_reveal(context: Context, wave: Wave, live: Live, tally: Tally) -> None:
    workshop, chosen = context.workshop, talk.chosen(context, wave)
    if chosen:
        noun = "question" if len(chosen) == 1 else "questions"
        again = f"Vote again on {len(chosen)} {noun}"
        _button(context, wave, again, lambda: workshop.start(wave, chosen), primary=True)
    if tally.received > tally.counted:
        _button(context, wave, "Count the late answers", lambda: workshop.count_late(wave))
    if st.button("See the whole result", key="to-room"):
        go("room")
    late = "Take no late answers" if live.late else "Take late answers"
    _button(context, wave, late, lambda: workshop.let_late(wave, late=not live.late))


def _reveal_label(tally: Tally, asked: int) -> str:
    unfinished = tally.people - tally.finished(asked)
    return f"Reveal, although {unfinished} {_have(unfinished)} not finished" if unfinished else "Reveal"


@st.fragment(run_every=RHYTHM)
def _progress(context: Context, wave: Wave) -> None:
    """Draw how many have answered each question."""
    try:
        live, tally = context.board.state(wave)[1], context.board.tally(wave)
        asked = context.board.asked(wave)
    except AssessmentError:
        return  # said above already
    rows = []
    for questionnaire in asked:
        for place, item in enumerate(questionnaire.items, start=1):
            key = (questionnaire.id, item.id)
            if live.round is not None and live.round.asks(key):
                done = tally.answered.get(key, 0)
                share = 100 * done / max(1, tally.people)
                rows.append(
                    f'<li><span class="done">{done}</span><span class="bar"><span style="width:{share:.0f}%"></span>'
                    f'</span><span class="asked">{place}. {escape(item.ask)}</span></li>'
                )
    st.html(f'<ul class="progress" aria-label="Answers by question">{"".join(rows)}</ul>')


def _screen(context: Context, wave: Wave, live: Live) -> None:
    """Offer what the projector can show; a button each, because a control that keeps a value may send it again."""
    revealed = any(each.state == "revealed" for each in live.rounds)
    st.html('<p class="label">On the screen</p>')
    with st.container(horizontal=True, key="screens"):
        for screen, label in SCREENS.items():
            if revealed or screen in BEFORE:
                st.button(
                    label,
                    key=f"screen-{screen}",
                    disabled=live.screen == screen,
                    on_click=_do,
                    args=(context, wave, partial(context.workshop.show, wave, screen)),
                )
    shown = SCREENS.get(live.screen)
    quiet(f"It shows: {shown}." if shown else "It shows the question marked below.")


def _invite(wave: Wave, *, expanded: bool) -> None:
    with st.expander("Invite people, open the screen", expanded=expanded):
        if is_local():
            st.warning("This address works on this computer only. Open this page under one that phones can reach.")
        st.html(
            f'<p class="code" aria-label="Code of the workshop">{spoken_code(wave)}</p>'
            f'<img class="qr" alt="QR code of the address to join" src="{qr_code(join_link(wave))}">'
        )
        st.link_button("Open the screen in a new tab", present_link(wave))
        st.write("People join here:")
        st.code(join_link(wave), language=None, wrap_lines=True)
        st.write("On another computer with the projector, open this address and press F11 for the full screen:")
        st.code(present_link(wave), language=None, wrap_lines=True)
    if not ORGANISER.code:
        return  # whoever signed in needs no link
    with st.expander("Your organiser link (not for the screen)"):
        st.write("It leads this workshop from any device. Copy it now, and keep it to yourself:")
        st.code(lead_link(ORGANISER.code), language=None, wrap_lines=True)


def _end(context: Context, wave: Wave) -> None:
    if wave.state == "closed":
        return
    with st.expander("Close the workshop"):
        st.write(
            "Closing ends the workshop for good. What has come in is counted where it may be, then nothing more is."
        )
        sure = st.checkbox("Yes, no more answers", key="close-sure")
        st.button(
            "Close the workshop",
            disabled=not sure,
            on_click=_do,
            args=(context, wave, lambda: context.workshop.close(wave)),
        )
