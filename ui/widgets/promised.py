"""A promise on the page: what, for what, who and by when; what became of it; the buttons that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from assessments.access import PROMISE
from assessments.errors import AssessmentError
from assessments.model import Action, Wave
from assessments.plan import PlanError
from assessments.promises import TEXT_LIMIT, Promises
from assessments.workflow import NAME_LIMIT
from ui.access import may
from ui.context import Context
from ui.style import escape, plain
from ui.times import local
from ui.who import Holder

Titles = Mapping[tuple[str, str], str]
Decided = Literal["kept", "dropped"]
Mode = Literal["kept", "dropped", "change"]
_NOTE = "What became of it (optional)"
_ASKED: dict[Mode, tuple[str, str]] = {
    "kept": ("It was kept", "Save: it was kept"),
    "dropped": ("Drop it", "Save: it was dropped"),
    "change": ("Change it", "Save the change"),
}


def titles_of(context: Context, owner: Holder, wave: Wave, actions: Sequence[Action]) -> dict[tuple[str, str], str]:
    """Return questionnaire id and dimension id to what they are called; the dimension "" is the whole.

    Args:
        context: The app's parts.
        owner: Whose promises they are.
        wave: Its wording goes before that of others.
        actions: The waves that they came from add what is no longer asked.
    """
    named = {each.wave_id for each in actions}
    older = [each for each in owner.waves if each.id in named and each.id != wave.id]
    asked = {each.id: each for one in (*older, wave) for each in context.past.asked(one)}
    found: dict[tuple[str, str], str] = {}
    for each in (questionnaire for one in (*older, wave) for questionnaire in context.past.asked(one)):
        before = f"{each.short_title}: " if len(asked) > 1 else ""
        found[each.id, ""] = f"{each.short_title} as a whole"
        found |= {(each.id, dimension.id): f"{before}{dimension.title}" for dimension in each.walk()}
    return found


def day_words(day: date) -> str:
    """Return a day in words."""
    return f"{day:%-d %B %Y}"


def draw_open(context: Context, action: Action, titles: Titles, today: date) -> None:
    """Draw an open promise with what can be done about it."""
    with st.container(border=True, key=f"action-{action.id}"):
        late = action.is_late(today)
        due = f"late: it was due on {day_words(action.due)}" if late else f"due on {day_words(action.due)}"
        _head(action, titles, f'<span class="word{" late" if late else ""}">{escape(due)}</span>')
        if not may(context, action.assessment_id, PROMISE):
            return
        mode = _mode(action)
        asked: Mode | None = st.session_state.get(mode)
        match asked:
            case "change":
                _change(context.promises, action)
            case "kept" | "dropped":
                _decide(context.promises, action, asked)
            case _:
                with st.container(horizontal=True):
                    for name, (label, _) in _ASKED.items():
                        st.button(label, key=f"{name}-{action.id}", on_click=_ask, args=(mode, name))


def draw_decided(context: Context, action: Action, titles: Titles) -> None:
    """Draw a promise that was kept or dropped."""
    with st.container(border=True, key=f"action-{action.id}"):
        decided = local(action.decided_at).date() if action.decided_at else action.due
        _head(action, titles, escape(f"{action.state} on {day_words(decided)}, was due on {day_words(action.due)}"))
        if action.note:
            st.write(f"What became of it: {plain(action.note)}")
        changes = may(context, action.assessment_id, PROMISE)
        if changes and st.button("Open it again", key=f"reopen-{action.id}", type="tertiary"):
            kept_or_said(partial(context.promises.reopen, action), partial(_leave, action))


def _head(action: Action, titles: Titles, state: str) -> None:
    title = titles.get((action.questionnaire_id, action.dimension_id), "")
    about = " · ".join(escape(each) for each in (title, action.owner) if each)
    st.html(f'<h3 class="talk">{escape(action.what)}</h3><p class="quiet">{about} · {state}</p>')
    st.html(f'<p class="prompt">Will show that it worked: {escape(action.proof)}</p>')


def _mode(action: Action) -> str:
    return f"action-mode:{action.id}"


def _ask(mode: str, name: Mode) -> None:
    st.session_state[mode] = name


def _leave(action: Action) -> None:
    st.session_state.pop(_mode(action), None)


def _decide(promises: Promises, action: Action, state: Decided) -> None:
    with st.form(f"decide-{action.id}", border=False):
        note = st.text_area(_NOTE, key=f"note-{action.id}", max_chars=TEXT_LIMIT, height=80)
        saved = st.form_submit_button(_ASKED[state][1], type="primary")
    st.button("Leave it open", key=f"leave-{action.id}", type="tertiary", on_click=_leave, args=(action,))
    if saved:
        kept_or_said(partial(promises.decide, action, state, note), partial(_leave, action))


def _change(promises: Promises, action: Action) -> None:
    with st.form(f"change-{action.id}", border=False):
        what, owner, due, proof = draw_fields(action.id, action)
        saved = st.form_submit_button(_ASKED["change"][1], type="primary")
    st.button("Leave it as it is", key=f"leave-{action.id}", type="tertiary", on_click=_leave, args=(action,))
    if saved:
        move = partial(promises.change, action, what=what, owner=owner, due=due, proof=proof)
        kept_or_said(move, partial(_leave, action))


def draw_fields(key: str, kept: Action | None = None) -> tuple[str, str, date | None, str]:
    """Draw the fields of a promise; return what they hold: what, owner, due, proof."""
    if kept is not None:
        for name, value in (("what", kept.what), ("owner", kept.owner), ("due", kept.due), ("proof", kept.proof)):
            st.session_state.setdefault(f"{name}:{key}", value)
    what = st.text_area("What will be done", key=f"what:{key}", max_chars=TEXT_LIMIT, height=80)
    owner = st.text_input("Who sees to it", key=f"owner:{key}", max_chars=NAME_LIMIT)
    due = st.date_input("Due on", value=None, key=f"due:{key}", format="YYYY-MM-DD")
    proof = st.text_area("What will show that it worked", key=f"proof:{key}", max_chars=TEXT_LIMIT, height=80)
    return what, owner, due, proof


def kept_or_said(move: Callable[[], object], then: Callable[[], None]) -> None:
    """Make a change and draw the page anew; where it is refused, say why and leave everything as it was typed."""
    try:
        move()
    except PlanError as error:
        for problem in error.problems:
            st.error(plain(problem), icon=":material/error:")
    except AssessmentError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        then()
        st.rerun()
