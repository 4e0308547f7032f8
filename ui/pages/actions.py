"""What we promised: what is open and late, the form for the next promise, what became of the others, files to take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from assessments.model import Action, Wave
from reports.actions_calendar import actions_calendar
from reports.actions_csv import actions_csv
from ui.context import Context
from ui.style import escape, quiet
from ui.times import local
from ui.who import Holder, holder
from ui.widgets import promise_form, promised, ways
from ui.widgets.promised import Titles

TITLE = "What we promised"


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    actions = context.promises.all(owner.assessment.id)
    today = local(context.clock()).date()
    st.html(f'<p class="quiet">{escape(owner.assessment.name or "Assessment")} · {TITLE}</p>')
    st.html(f'<h1 class="headline">{escape(headline(actions, today))}</h1>')
    wave = _result_of(context, owner)
    titles = promised.titles_of(context, owner, wave, actions)
    waiting = [each for each in actions if each.state == "open"]
    begun = promise_form.NEW in st.query_params
    if begun:
        promise_form.draw(context, wave, titles, len(waiting))
    if waiting:
        st.header("Open", anchor=False)
    for each in waiting:
        promised.draw_open(context, each, titles, today)
    if not begun:
        promise_form.draw(context, wave, titles, len(waiting))
    for state, header in (("kept", "Kept"), ("dropped", "Dropped")):
        decided = [each for each in actions if each.state == state]
        if decided:
            st.header(header, anchor=False)
        for each in decided:
            promised.draw_decided(context, each, titles)
    if actions:
        _take_away(context, owner, actions, titles, today)
    ways.draw(owner, "actions")


def headline(actions: Sequence[Action], today: date) -> str:
    """Return the finding about all promises in a sentence."""
    if not actions:
        return "Nothing is promised yet."
    waiting = [each for each in actions if each.state == "open"]
    if not waiting:
        kept = sum(each.state == "kept" for each in actions)
        return f"Nothing is open: {kept} of {len(actions)} kept, {len(actions) - kept} dropped."
    late = sum(each.is_late(today) for each in waiting)
    count = "1 promise is open" if len(waiting) == 1 else f"{len(waiting)} promises are open"
    if not late:
        return f"{count}, not late." if len(waiting) == 1 else f"{count}, none of them late."
    return f"{count}, and late." if len(waiting) == 1 else f"{count}, {late} of them late."


def _result_of(context: Context, owner: Holder) -> Wave:
    """Return the newest wave with a result, which leads to promises; the newest one where there is no result yet."""
    shown = {mark.wave_id for view in context.past.views(owner.waves) for mark in view.waves if not mark.why}
    return next((each for each in reversed(owner.waves) if each.id in shown), owner.wave)


def _take_away(context: Context, owner: Holder, actions: Sequence[Action], titles: Titles, today: date) -> None:
    st.header("Take the list with you", anchor=False)
    quiet("The calendar file reminds of each open promise seven days and one day before it is due.")
    name = owner.assessment.name or "this assessment"
    with st.container(horizontal=True, key="files"):
        st.download_button(
            "As a table (CSV)",
            actions_csv(actions, titles, today),
            file_name="promises.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            "For a calendar (iCalendar)",
            actions_calendar(actions, titles, name, context.clock()),
            file_name="promises.ics",
            mime="text/calendar",
            on_click="ignore",
        )
