"""The first page: what this is, the questionnaires, and the way back to one's own answers."""

from __future__ import annotations

import streamlit as st

from assessments.access import SHOW
from assessments.codes import grouped
from assessments.model import Response, Wave
from assessments.workflow import NAME_LIMIT
from ui.access import may
from ui.context import Context
from ui.go import go
from ui.links import lead_link
from ui.mirrored import audience
from ui.passes import ORGANISER
from ui.session import come_back, current_response, last_seat, leave, led_wave, resume_code
from ui.style import escape, plain
from ui.throttle import looked_up
from ui.times import date_words
from ui.who import LED, OF, OWN
from ui.widgets import again, keeping, mine, shelf, ways
from ui.widgets.attempt import attempt, say_trouble

_NAME = "assessment-name"
_ANOTHER = "home:another-workshop"


def render(context: Context) -> None:
    """Draw the page."""
    response = current_response(context)
    led = led_wave(context)
    keeping.say_deleted()
    st.title("How customer-centric are we, really?", anchor=False)
    st.write(
        "Answer what two colleagues could check, one question at a time. You get a sentence you can stand behind, "
        "the gaps that matter, and three things to do next. A team can measure itself every quarter and see what "
        "changed."
    )
    _under_way(context, led)
    mine.draw_waiting(context)
    if response is not None:
        _welcome_back(context, response)
    shelf.draw(context, response)
    if response is not None:
        again.draw(context, response)
    _broken(context)
    _workshops(context, led)
    mine.draw(context)
    _code_entry(context)


def _under_way(context: Context, led: Wave | None) -> None:
    """Show the way back to the workshop that this browser leads, and to the one that this session takes part in."""
    if led is not None:
        with st.container(border=True, key="leads"):
            does = "lead" if may(context, led.assessment_id, SHOW) else "may look at"
            st.write(f"You {does} {_called(context, led)}.")
            with st.container(horizontal=True):
                if st.button("Back to the console", type="primary"):
                    go("console")
                _over_time(context, LED, led, has_result=bool(context.board.state(led)[1].batches))
    sits = last_seat(context)
    if sits is not None:
        with st.container(border=True, key="sits"):
            outside = audience(context, sits[1]) is not None
            form = f"You answer questions of {plain(context.workshop.name(sits[1]))}."
            st.write(form if outside else f"You take part in {_called(context, sits[1])}.")
            if st.button("Go on with the questions" if outside else "Go on in the workshop", type="primary"):
                go("join", code=grouped(sits[1].join_code or ""))


def _over_time(context: Context, of: str, wave: Wave, *, has_result: bool) -> None:
    """Offer the pages about all waves of an assessment, once there is something on them."""
    several = len(context.quarters.waves(wave.assessment_id)) > 1
    if several and st.button("What changed", key=f"{of}-progress"):
        go("progress", **{OF: of})
    if (several or has_result) and st.button("What we promised", key=f"{of}-actions"):
        go("actions", **{OF: of})


def _called(context: Context, wave: Wave) -> str:
    """Return how a sentence names a workshop, as Markdown."""
    name = context.workshop.name(wave)
    return f"the workshop “{plain(name)}”" if name else "a workshop"


def _welcome_back(context: Context, response: Response) -> None:
    assessment, wave = context.workflow.names(response)
    with st.container(border=True, key="welcome"):
        st.header(f"Your answers{': ' + plain(assessment.name) if assessment.name else ''}", anchor=False)
        st.html(
            f'<p class="quiet">{escape(wave.label)}, begun on {date_words(response.started_at)}. To come '
            f"back on any device, keep this code: <code>{escape(resume_code())}</code></p>"
        )

        def rename() -> None:
            attempt(_NAME, lambda: context.workflow.rename(response, st.session_state[_NAME]))

        if _NAME not in st.session_state:
            st.session_state[_NAME] = assessment.name
        st.text_input(
            "Company or team (optional, shown on your results)",
            key=_NAME,
            max_chars=NAME_LIMIT,
            on_change=rename,
        )
        say_trouble(_NAME, rename)
        with st.container(horizontal=True):
            _over_time(context, OWN, wave, has_result=bool(response.submitted))
            if response.submitted and st.button(ways.MIRROR, key="own-mirror"):
                go("mirror", **{OF: OWN})
            if ways.checkable(response.submitted) and st.button(ways.CLAIMS, key="own-claims"):
                go("claims", **{OF: OWN})
        again.draw_earlier(context, response)
        keeping.draw_alone(context, response)
        if st.button("Leave this device", help="The answers stay; you come back with the code.", type="tertiary"):
            leave()
            st.rerun()


def _broken(context: Context) -> None:
    if not context.broken:
        return
    st.header("Not available", anchor=False)
    for loaded in context.broken:
        name = loaded.file.replace("\\", "/").rpartition("/")[2]
        count = "1 problem" if len(loaded.problems) == 1 else f"{len(loaded.problems)} problems"
        with st.expander(f"{plain(name)} cannot be used: {count}"):
            for problem in loaded.problems:
                st.text(f"line {problem.line}, column {problem.column}: {problem.code} {problem.message}")


def _workshops(context: Context, led: Wave | None) -> None:
    st.header("With others", anchor=False)
    st.write("In a workshop everybody votes on a phone, and the room talks about what it disagrees on.")
    with st.container(horizontal=True, key="workshops"):
        if st.button("Join a workshop"):
            go("join")
        if st.button("Hold a workshop"):
            if led is not None and ORGANISER.code:
                st.session_state[_ANOTHER] = led.id
            else:
                go("set-up")
    if led is not None and st.session_state.get(_ANOTHER) == led.id:
        with st.container(border=True, key="another"):
            st.write(
                f"This browser leads one workshop at a time. Copy the organiser link of {_called(context, led)} first: "
                "without it nobody can lead that workshop any more."
            )
            st.code(lead_link(ORGANISER.code, on_first_page=True), language=None, wrap_lines=True)
            if st.button("I have copied it. Set up another workshop"):
                del st.session_state[_ANOTHER]
                go("set-up")


def _code_entry(context: Context) -> None:
    st.header("Come back", anchor=False)
    with st.form("come-back", border=True):
        code = st.text_input("Your code", max_chars=40, autocomplete="off", placeholder="XXXX-XXXX-XXXX-XXXX")
        if st.form_submit_button("Go on with my answers"):
            found, seconds = looked_up(context.clock(), code, lambda: come_back(context, code))
            if found is not None:
                go(found[0], **found[1])
            if seconds:
                st.warning(f"Too many wrong codes were tried. Wait {seconds} seconds, then try again.")
            else:
                st.error(
                    "No answers belong to this code. Check it: sixteen letters and digits, without O, 0, I, 1 and L."
                )
