"""Asks ``assessments.access`` before every page and before everything that a page asks for, on the server.

What a browser shows decides nothing: a page that was drawn before a key was taken away still has its buttons. So every
page is handed its use cases behind a guard, which looks up what the visitor's key, membership or code allows in the
moment of the click, refuses what it does not, and writes what the trail holds. The line of the trail is a transaction
of its own right after what it tells of; where it cannot be written, the log says so, because what was done is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessments.access import ALONE, CREATE, DELETE, FREE, GUARDED, PAGES, TAKE, VISITOR, Action, Standing, may_open
from assessments.access import may as allows
from assessments.errors import RefusedError, StoreUnavailableError
from assessments.keys_model import Grant
from assessments.model import Assessment, Wave
from assessments.next_wave import NextPlan
from assessments.retention_model import Keeping
from assessments.settings import SIGNED_IN
from ui import signing
from ui.context import Context
from ui.go import go
from ui.who import Visitor, grant, holder, visitor

SIGN_IN = "On this site only people who signed in can do that. Sign in on the first page, then come back."
TURNED_AWAY = "Your role in this assessment, {role}, does not open this page. An organiser can give you another role."
_log = logging.getLogger(__name__)


def may(context: Context, assessment_id: str, action: Action) -> bool:
    """Say whether this session may do something at this moment: where not, a page draws no button for it."""
    who = visitor()
    return allows(_standings(context, assessment_id, who, grant(context, assessment_id, who)), action)


def may_create(context: Context) -> bool:
    """Say whether this session may create an assessment."""
    return context.settings.create != SIGNED_IN or bool(signing.person())


def guarded(context: Context) -> Context:
    """Return the parts of an app behind the guard, for one run of a page and what it leaves to be clicked."""
    drawn = visitor()
    return replace(
        context, **{name: cast("Any", _Part(context, name, drawn)) for name in FREE if hasattr(context, name)}
    )


def noted(context: Context, assessment_id: str, make: Callable[[], bytes], what: str) -> Callable[[], bytes]:
    """Return how a file is made so that the trail says who took it away; on a thread that knows no session."""
    who = visitor()

    def made() -> bytes:
        data, held = make(), grant(context, assessment_id, who)
        if held is not None:
            _note(context, held, TAKE, what)
        return data

    return made


def turns_away(context: Context, page: str) -> bool:
    """Say that a page is not for this visitor's role, where that is so; who has no role is told by the page itself."""
    if PAGES[page][0] >= {VISITOR} or page in {"answer", "review", "result"}:
        return False
    owner = holder(context)
    if owner is None or owner.response is not None or may_open({owner.standing}, page):
        return False
    st.title("This page is not for your role", anchor=False)
    st.write(TURNED_AWAY.format(role=owner.standing))
    if st.button("Back to the console", type="primary"):
        go("console")
    return True


class _Part:
    """One of the app's parts with the guard before it; what no table knows cannot be asked for."""

    def __init__(self, context: Context, name: str, drawn: Visitor) -> None:
        self._context = context
        self._name = name
        self._drawn = drawn

    def __getattr__(self, method: str) -> Any:
        inner = getattr(getattr(self._context, self._name), method)
        known = GUARDED.get((self._name, method))
        if known is not None:
            return partial(self._checked, inner, *known)
        if method not in FREE[self._name]:
            raise AttributeError(f"{self._name}.{method} stands in no table of assessments.access.")
        return inner

    def _checked(
        self, inner: Callable[..., Any], action: Action, place: int | None, /, *args: Any, **named: Any
    ) -> Any:
        if action is CREATE:
            if not may_create(self._context):
                raise RefusedError(SIGN_IN)
            return inner(*args, **named)
        # Files are made on threads of their own, which know no session: for whoever drew the page.
        who = visitor() if get_script_run_ctx() is not None else self._drawn
        assessment_id = _assessment_of(args[place or 0])
        held = grant(self._context, assessment_id, who)
        if not allows(_standings(self._context, assessment_id, who, held), action):
            raise RefusedError
        done = inner(*args, **named)
        if action is DELETE:
            _log.info(
                "The assessment %s was deleted by %s.", assessment_id, "its respondent" if held is None else held.role
            )
        if action.trail and held is not None:
            _note(self._context, held, action, _detail(args))
        return done


def _note(context: Context, held: Grant, action: Action, detail: str) -> None:
    try:
        context.keys.note(held, action.trail, detail)
    except (StoreUnavailableError, ValueError):
        _log.exception("The trail of assessment %s lacks a line: %s.", held.assessment_id, action.trail)


def _standings(context: Context, assessment_id: str, who: Visitor, held: Grant | None) -> set[Standing]:
    found: set[Standing] = {VISITOR}
    if held is not None:
        found.add(held.role)
    own = context.workflow.resume(who.answers) if who.answers else None
    if own is not None:
        assessment, wave = context.workflow.names(own)
        if assessment.id == assessment_id and wave.join_code is None:
            found.add(ALONE)
    return found


def _assessment_of(named: Any) -> str:
    """Return the id of an assessment, from what belongs to it or from the id itself."""
    if isinstance(named, Assessment):
        return named.id
    found: str = named if isinstance(named, str) else named.assessment_id
    return found


def _detail(args: tuple[Any, ...]) -> str:
    """Return to what something was done, in the words that the organiser gave."""
    kept = [str(each) for each in args if isinstance(each, Keeping)]
    if kept:
        return kept[0]
    planned = [each.label for each in args if isinstance(each, NextPlan)]
    words = planned or [each.label for each in args if isinstance(each, Wave)]
    return ", ".join(each for each in [*words, *(each for each in args[1:] if isinstance(each, str))] if each)
