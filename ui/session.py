"""Who sits at this screen: somebody with answers of their own, a participant, an organiser; found by cookie or code."""

from __future__ import annotations

import streamlit as st

from assessments.codes import grouped
from assessments.errors import AssessmentError, UnknownResponseError
from assessments.model import Assessment, Response, Wave
from assessments.workflow import Begun
from assessments.workshop import SetUp
from ui import signing
from ui.context import Context
from ui.passes import ANSWERS, OPENED, ORGANISER, SEAT, seat, seats
from ui.throttle import failed

FOUNDER = "Who set it up"


def current_response(context: Context) -> Response | None:
    """Return the response of this session in its newest wave; a new session finds it by the browser's cookie.

    A seat in a workshop is none, whatever the cookie says: it may do nothing but vote.

    Raises:
        StoreUnavailableError: The database cannot be read.
        UnknownResponseError: It no longer exists.
    """
    if ANSWERS.owner is not None:
        newest = context.workflow.resume(ANSWERS.code)  # another tab or device may have begun the next wave
        if newest is None:
            return context.workflow.current(ANSWERS.owner)
        ANSWERS.hold(newest.id, ANSWERS.code, remember=False)
        return newest
    code = ANSWERS.brought()
    if not code:
        return None
    response = context.workflow.resume(code)
    if response is None or context.workflow.names(response)[1].join_code is not None:
        failed(context.clock(), code)
        return None
    ANSWERS.hold(response.id, code, remember=False)
    return response


def resume_code() -> str:
    """Return the code to come back with, in groups of four."""
    return ANSWERS.code


def begin(context: Context, name: str) -> Response:
    """Begin a response of one's own and keep its code in this browser."""
    begun = context.workflow.begin(name)
    ANSWERS.hold(begun.response.id, begun.resume_code, remember=True)
    return begun.response


def come_back(context: Context, code: str) -> tuple[str, dict[str, str]] | None:
    """Go on with what a code belongs to: answers of one's own, a seat in a workshop, or the lead of one.

    Returns:
        The address of the page to go on with, and its parameters; None for a wrong code.
    """
    response = context.workflow.resume(code)
    if response is not None:
        wave = context.workflow.names(response)[1]
        if wave.join_code is None:
            ANSWERS.hold(response.id, code, remember=True)
            return "home", {}
        _sit(response, code, remember=True)
        return "join", {"code": grouped(wave.join_code)}
    found = context.workshop.enter(code)
    if found is None:
        return None
    hold_key(found[1], code)
    return "console", {}


def leave() -> None:
    """Forget the response on this device; the answers stay where they are."""
    ANSWERS.leave()


def drop_lost_response(context: Context, error: AssessmentError) -> None:
    """Forget the responses of this browser that no longer exist, and say so; what still exists is kept.

    Raises:
        StoreUnavailableError: The database cannot be read.
    """
    for each in (ANSWERS, *seats()):
        if each.owner is not None and not _exists(context, each.owner):
            if each.owner == SEAT.owner:
                SEAT.drop()
            each.leave()
    st.warning(str(error))


def _exists(context: Context, response_id: str) -> bool:
    try:
        context.workflow.current(response_id)
    except UnknownResponseError:
        return False
    return True


def current_seat(context: Context, wave: Wave) -> Response | None:
    """Return the response of this browser in a wave, or None where it has none there."""
    own = seat(wave.id)
    if own.owner is None:
        code = own.brought()
        found = context.workflow.resume(code) if code else None
        if found is None or found.wave_id != wave.id:
            return None
        _sit(found, code, remember=False)
        return found
    SEAT.hold(own.owner, own.code, remember=False)
    return context.workflow.current(own.owner)


def last_seat(context: Context) -> tuple[Response, Wave] | None:
    """Return the response that this session voted with last, with its wave, or None."""
    if SEAT.owner is None:
        return None
    response = context.workflow.current(SEAT.owner)
    return response, context.workflow.names(response)[1]


def take_seat(begun: Begun) -> None:
    """Keep a new participant's code in this browser."""
    _sit(begun.response, begun.resume_code, remember=True)


def _sit(response: Response, code: str, *, remember: bool) -> None:
    seat(response.wave_id).hold(response.id, code, remember=remember)
    SEAT.hold(response.id, code, remember=False)


def hold_key(wave: Wave, code: str) -> None:
    """Go on with what a key opens, and let the browser keep the key."""
    ORGANISER.hold(wave.id, code, remember=True)
    if OPENED.owner is not None or OPENED.brought():
        OPENED.leave()


def begin_leading(context: Context, made: SetUp) -> None:
    """Go on with an assessment that was just set up; to whoever signed in it belongs without its key as well."""
    hold_key(made.wave, made.organiser_code)
    held, person = context.keys.of_code(made.organiser_code), signing.person()
    if held is not None and person:
        context.keys.join(held, person, FOUNDER)


def open_as_member(assessment_id: str) -> None:
    """Go on with an assessment whose member has signed in here; a key of another one stays in its cookie."""
    OPENED.hold(assessment_id, assessment_id, remember=True)
    ORGANISER.drop()


def led(context: Context) -> tuple[Assessment, Wave] | None:
    """Return the assessment that this browser leads, or looks at, with its newest live wave, or None.

    Whoever signed in leads the one opened last; everybody else, and who opened none, the one of the key.
    """
    found = None if ORGANISER.owner is not None else _opened(context)
    return found or _keyed(context)


def _opened(context: Context) -> tuple[Assessment, Wave] | None:
    assessment_id = OPENED.owner or OPENED.brought().lower()
    held = context.keys.of_person(signing.person()) if assessment_id else ()
    own = next((each for each in held if each.assessment_id == assessment_id), None)
    assessment = None if own is None else context.keys.assessment(own)
    return None if assessment is None else context.workshop.lead(assessment)


def _keyed(context: Context) -> tuple[Assessment, Wave] | None:
    code = ORGANISER.code or ORGANISER.brought()
    if not code:
        return None
    found = context.workshop.enter(code)
    if found is None:
        failed(context.clock(), code)
        return None
    ORGANISER.hold(found[1].id, code, remember=False)
    return found


def led_wave(context: Context) -> Wave | None:
    """Return the newest wave that this browser leads, or looks at, or None."""
    found = led(context)
    return None if found is None else found[1]
