"""Lets a run that has ended say its last words: Streamlit 1.67 throws them away when the next tap comes at that moment.

What a script draws waits until the event loop has time for it. Where the script's thread has ended, the loop has not
heard all of it, and a part of the page is asked for, Streamlit starts another thread and heeds nothing more of the
first: an answer was kept, but its page never says so. The busier the room, the likelier that is.
A run of the whole page that takes over is another matter: it draws everything anew.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent

START, HEAR = "_create_scriptrunner", "_handle_scriptrunner_event_on_event_loop"  # what is replaced
_start, _hear = getattr(AppSession, START), getattr(AppSession, HEAR)
_ended: WeakSet[ScriptRunner] = WeakSet()


def hear_every_run_to_its_end() -> None:
    """Let sessions of this process heed what ended runs have drawn."""
    setattr(AppSession, START, start)
    setattr(AppSession, HEAR, hear)


def start(session: AppSession, asked: RerunData) -> None:
    """Start a run; one that is still there then takes no more requests, because it has ended."""
    if session._scriptrunner is not None:  # noqa: SLF001 - see above
        _ended.add(session._scriptrunner)  # noqa: SLF001 - see above
    _start(session, asked)


def hear(session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, *what: Any) -> None:
    """Heed an event of the run that goes on, or of one before it that had ended; but that it is over is no news."""
    if sender not in _ended or event is ScriptRunnerEvent.SHUTDOWN:
        _hear(session, sender, event, *what)
        return
    going_on, session._scriptrunner = session._scriptrunner, sender  # noqa: SLF001 - see above
    try:
        _hear(session, sender, event, *what)
    finally:
        session._scriptrunner = going_on  # noqa: SLF001 - see above
