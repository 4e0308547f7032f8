"""Whose assessment this browser may see over time: the one that it leads, or that of its own answers."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assessments.model import Assessment, Response, Wave
from ui.context import Context
from ui.session import current_response, led

OF = "of"  # the query parameter that decides where a browser has both
LED, OWN = "led", "own"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to whom an assessment is shown over all its waves.

    Attributes:
        wave: The newest of the waves.
        response: The holder's own part in the newest wave; None for an organiser, who has none.
        waves: Oldest first.
    """

    assessment: Assessment
    wave: Wave
    response: Response | None
    waves: tuple[Wave, ...]

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
    return Holder(assessment, wave, None, context.quarters.waves(assessment.id))


def _own(context: Context) -> Holder | None:
    response = current_response(context)
    if response is None:
        return None
    assessment, wave = context.workflow.names(response)
    return Holder(assessment, wave, response, context.quarters.waves(assessment.id))
