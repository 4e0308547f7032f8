"""Opening the next quarter: what is taken over, what may differ this time, and one button."""

from __future__ import annotations

import streamlit as st

from assessments.model import Pinned, Wave
from assessments.next_wave import NextPlan, Offer, Offered
from assessments.plan import LABEL_LIMIT, MOST_INVITED, PlanError
from assessments.room_words import number
from assessments.workflow import as_answered
from questionnaires.loader import Definition
from ui.context import Context
from ui.go import go
from ui.pages.set_up import PLACES
from ui.style import plain, quiet
from ui.who import Holder, holder
from ui.widgets import again, ahead, closing, table, ways

TITLE = "Open the next quarter"
NEWER, AS_BEFORE = "newer", "before"


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    st.title(TITLE, anchor=False)
    if owner.response is not None:
        _alone(context, owner)
    else:
        _with_others(context, owner)
    ways.draw(owner, "next")


def _alone(context: Context, owner: Holder) -> None:
    if owner.response is not None and again.can_begin(owner.response):
        again.draw(context, owner.response)
    else:
        st.write(
            "Submit at least one questionnaire first, so that there is something to compare the next quarter with."
        )


def _with_others(context: Context, owner: Holder) -> None:
    wave, _ = context.board.state(owner.wave)
    if wave.state == "open":
        st.write(_still_open(context, wave))
        if st.button("To the console", type="primary"):
            go("console")
        return
    offer = context.quarters.offer(wave, context.definitions)
    st.write(
        f"The next quarter goes on from {plain(wave.label)}. People join it with a new code, and all answers begin "
        "empty."
    )
    _taken_over(offer)
    st.header("What may differ this time", anchor=False)
    label = st.text_input(
        "What to call it", value=offer.label, key=f"next-label:{wave.id}", max_chars=LABEL_LIMIT, required=True
    )
    invited = st.number_input(
        "Number of people invited (optional; makes the ranges of the results narrower)",
        min_value=1,
        max_value=MOST_INVITED,
        value=wave.invited,
        key=f"next-invited:{wave.id}",
        help=PLACES,
    )
    closes_at = closing.ask(f"next-closes:{wave.id}")
    quiet(closing.UNDER_WAY)
    asked = tuple(_version(wave, each) for each in offer.questionnaires)
    may = ahead.may_open(context, label or "", f"next-ahead:{wave.id}")
    if st.button(TITLE, type="primary", width="stretch", key="open-next", disabled=not may) and may:
        _open(context, wave, NextPlan(label or "", closes_at, asked, invited))


def _still_open(context: Context, wave: Wave) -> str:
    """Say why there is nothing to open; whoever has pressed the button twice is not told to close what is new."""
    label = plain(wave.label)
    if not context.board.tally(wave).people:
        return f"{label} is open, and nobody has joined it yet. People join it with the code on the console."
    return (
        f"{label} is still open. Close it on the console first: what has come in then counts where it may, and nobody "
        "answers it while the next one is open."
    )


def _taken_over(offer: Offer) -> None:
    st.header("What is taken over", anchor=False)
    wave = offer.last
    asked = [f"{as_answered(each.pinned).short_title} {each.pinned.version}" for each in offer.questionnaires]
    shown = f"nothing is shown about fewer than {number(wave.smallest_group)} people"
    rows = [
        ("Questionnaires", ", ".join(asked)),
        ("Answers", "open" if wave.mode == "open" else f"anonymous, {shown}"),
        ("Roles", ", ".join(wave.roles) or "not asked"),
        ("Departments or sites", ", ".join(wave.units) or "not asked"),
        ("Invited", str(wave.invited) if wave.invited else "not counted"),
        ("Targets", _count(len(offer.targets), "target")),
        ("Importance", f"of {_count(len(offer.importance), 'dimension')}" if offer.importance else "none"),
    ]
    table.draw([{"What": what, "As it was": said} for what, said in rows], "What is taken over")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else "none"


def _version(wave: Wave, offered: Offered) -> Definition | Pinned:
    """Return what is asked of one questionnaire: where there is a newer version, what the organiser chooses."""
    newer, versions = offered.newer, offered.versions
    if newer is None or versions is None:
        return offered.pinned
    asked, before = newer.questionnaire, offered.pinned.version
    with st.container(border=True, key=f"version-{asked.id}"):
        st.subheader(plain(asked.title), anchor=False)
        changed = f"Version {asked.version} is there" if asked.version != before else "Its text has been changed"
        st.write(plain(f"{changed}; last time version {before} was asked. {versions.sentence}"))
        for each in versions.breaks:
            st.markdown(f"- {plain(each)}")
        titles = {
            NEWER: f"Ask the newer version, {asked.version}",
            AS_BEFORE: f"Ask it as last time, {before}",
        }
        chosen = st.radio(
            "Which version is asked?",
            list(titles),
            index=list(titles).index(AS_BEFORE if versions.breaks else NEWER),
            format_func=lambda each: plain(titles[each]),
            key=f"next-version:{wave.id}:{asked.id}",
        )
    return newer if chosen == NEWER else offered.pinned


def _open(context: Context, wave: Wave, plan: NextPlan) -> None:
    try:
        context.quarters.open_next(wave, plan)
    except PlanError as error:
        for problem in error.problems:
            st.error(plain(problem), icon=":material/error:")
        return
    go("console")
