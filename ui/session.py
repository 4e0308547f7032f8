"""Who sits at this screen: the response of the session, found again by cookie or code."""

from __future__ import annotations

import json

import streamlit as st

from assessments.codes import GROUP, normal_code
from assessments.errors import AssessmentError
from assessments.model import Response
from ui.context import Context
from ui.doors import COOKIE, FORGET, OWN_HEADER, REMEMBER
from ui.throttle import failed, wait

_CODE = "resume_code"
_RESPONSE = "response_id"
_LEFT = "left_this_device"


def current_response(context: Context) -> Response | None:
    """Return the response of this session; a new session finds it by the browser's cookie.

    Raises:
        StoreUnavailableError: The database cannot be read.
    """
    response_id = st.session_state.get(_RESPONSE)
    if response_id is not None:
        return context.workflow.current(response_id)
    code = st.context.cookies.get(COOKIE)
    if not code or st.session_state.get(_LEFT) or wait(context.clock()):
        return None
    response = context.workflow.resume(code)
    if response is None:
        failed(context.clock())
    else:
        _enter(response, code)
    return response


def resume_code() -> str:
    """Return the code to come back with, in groups of four."""
    code = normal_code(st.session_state.get(_CODE, ""))
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def begin(context: Context, name: str) -> Response:
    """Begin a response of one's own and keep its code in this browser."""
    begun = context.workflow.begin(name)
    _enter(begun.response, begun.resume_code)
    st.session_state["remember"] = True
    return begun.response


def come_back(context: Context, code: str) -> Response | None:
    """Go on with the response of a code, or return None where there is none."""
    response = context.workflow.resume(code)
    if response is None:
        failed(context.clock())
    else:
        _enter(response, code)
        st.session_state["remember"] = True
    return response


def leave() -> None:
    """Forget the response on this device; the answers stay where they are."""
    for key in (_CODE, _RESPONSE, "remember"):
        st.session_state.pop(key, None)
    st.session_state[_LEFT] = True
    st.session_state["forget"] = True


def keep_cookie() -> None:
    """Let the browser fetch or drop its cookie where the last click asked for it."""
    if st.session_state.pop("remember", False):
        _post(REMEMBER, normal_code(st.session_state[_CODE]))
    if st.session_state.pop("forget", False):
        _post(FORGET, "")


def _enter(response: Response, code: str) -> None:
    st.session_state[_RESPONSE] = response.id
    st.session_state[_CODE] = code
    st.session_state.pop(_LEFT, None)


def _post(path: str, body: str) -> None:
    script = (
        f"fetch({json.dumps(path)},{{method:'POST',headers:{{'{OWN_HEADER}':'1'}},body:{json.dumps(body)},"
        "credentials:'same-origin',keepalive:true})"
    )
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True, width="content")


def drop_lost_response(error: AssessmentError) -> None:
    """Forget a response that no longer exists, and say so."""
    leave()
    st.warning(str(error))
