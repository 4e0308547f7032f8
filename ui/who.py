"""Who sits at this browser, and whose assessment it may see over time: the one that it leads, or its own."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assessments.access import ALONE, Standing
from assessments.keys_model import ROLES, Grant
from assessments.model import Assessment, Response, Wave
from ui import signing
from ui.context import Context
from ui.passes import ANSWERS, ORGANISER
from ui.session import current_response, led

OF = "of"  # the query parameter that decides where a browser has both
LED, OWN = "led", "own"


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a session knows about who sits there: enough to ask again at any time what that allows.

    Attributes:
        key: The key of the session or of the browser's cookie.
        person: The hash of who signed in.
        answers: The code of the own answers.
    """

    key: str
    person: str
    answers: str


def visitor() -> Visitor:
    """Return who sits at the browser of this session."""
    key, answers = ORGANISER.code or ORGANISER.brought(), ANSWERS.code or ANSWERS.brought()
    return Visitor(key, signing.person(), answers)


def grant(context: Context, assessment_id: str, who: Visitor | None = None) -> Grant | None:
    """Return the grant with the highest role that somebody has for an assessment at this moment, or None."""
    who = who or visitor()
    keyed = context.keys.of_code(who.key)
    held = [*([keyed] if keyed else []), *context.keys.of_person(who.person)]
    own = [each for each in held if each.assessment_id == assessment_id]
    return min(own, key=lambda each: ROLES.index(each.role), default=None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to whom an assessment is shown over all its waves.

    Attributes:
        wave: The newest of the waves.
        response: The holder's own part in the newest wave; None for an organiser, who has none.
        waves: Oldest first.
        standing: What the holder is to it.
    """

    assessment: Assessment
    wave: Wave
    response: Response | None
    waves: tuple[Wave, ...]
    standing: Standing

    @property
    def of(self) -> str:
        """What the query parameter ``of`` says about it."""
        return LED if self.response is None else OWN


def holder(context: Context) -> Holder | None:
    """Return whose assessment the address asks for, ``of=led`` or ``of=own``; the led one goes first where it does not.

    Raises:
        StoreUnavailableError: The database cannot be read.
        UnknownResponseError: The answers of this browser no longer exist.
    """
    wanted = st.query_params.get(OF, "")
    order = (_own, _led) if wanted == OWN else (_led, _own)
    for each in order:
        found = each(context)
        if found is not None:
            return found
    return None


def _led(context: Context) -> Holder | None:
    found = led(context)
    if found is None:
        return None
    assessment, wave = found
    held = grant(context, assessment.id)
    if held is None:
        return None  # it was taken away a moment ago
    return Holder(assessment, wave, None, context.quarters.waves(assessment.id), held.role)


def _own(context: Context) -> Holder | None:
    response = current_response(context)
    if response is None:
        return None
    assessment, wave = context.workflow.names(response)
    return Holder(assessment, wave, response, context.quarters.waves(assessment.id), ALONE)
