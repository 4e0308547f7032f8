"""How answers that were given elsewhere are kept: as a new assessment or the next wave, and the last button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assessments.intake import new_problems
from assessments.intake_taken import Taken
from assessments.labels import quarter_of
from assessments.model import Wave
from assessments.next_wave import NextPlan
from assessments.plan import LABEL_LIMIT, MOST_INVITED, Plan
from assessments.workflow import NAME_LIMIT
from questionnaires.loader import Definition
from ui.context import Context
from ui.links import lead_link
from ui.passes import ORGANISER
from ui.session import begin_leading, led
from ui.style import plain, quiet
from ui.widgets import seen


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings, and whether it is clear which column holds what."""

    definition: Definition
    taken: Taken
    clear: bool


def as_new(context: Context, brought: Brought) -> bool:
    """Ask how a new assessment is set up; return whether it was kept."""
    name = st.text_input("Company or team", key="bring-name", max_chars=NAME_LIMIT)
    mode, smallest = seen.ask("bring")
    label, invited = _measurement(quarter_of(context.clock()), "bring-new")
    taken = brought.taken
    groups = (taken.roles, taken.units)
    plan = Plan(name, (brought.definition,), *groups, mode, smallest, invited, label)
    wrong = new_problems(taken, plan, context.clock())
    if not _confirm(brought, wrong, free=_copied(context)):
        return False
    made = context.intake.bring_in(taken, plan)
    begin_leading(context, made)
    return True


def as_next(context: Context, brought: Brought, last: Wave) -> bool:
    """Ask how the wave after another one is called; return whether it was kept."""
    quiet(f"Open or anonymous, the smallest group, roles and departments stay as they were in {last.label}.")
    label, invited = _measurement(context.quarters.next_label(last), "bring-next")
    plan = NextPlan(label, None, (brought.definition,), invited)
    wrong = context.intake.next_problems(brought.taken, plan, last)
    if not _confirm(brought, wrong, free=True):
        return False
    context.intake.bring_next(brought.taken, plan, last)
    return True


def _measurement(label: str, key: str) -> tuple[str, int | None]:
    """Ask how the wave is called, and how many people were asked."""
    called = st.text_input("What to call this measurement", value=label, key=f"{key}-label", max_chars=LABEL_LIMIT)
    invited = st.number_input(
        "Number of people invited (optional; makes the ranges of the results narrower)",
        min_value=1,
        max_value=MOST_INVITED,
        value=None,
        key=f"{key}-invited",
    )
    return called or "", invited


def _copied(context: Context) -> bool:
    """Say whether another workshop may take the place of the one that this browser leads; True where it leads none."""
    own = led(context)
    if own is None:
        return True
    with st.container(border=True, key="bring-another"):
        st.write(
            f"This browser leads one workshop at a time. Copy the organiser link of "
            f"{plain(own[0].name or 'the present one')} first: without it nobody can lead that workshop any more."
        )
        st.code(lead_link(ORGANISER.code), language=None, wrap_lines=True)
        return st.checkbox("I have copied it", key="bring-copied")


def _confirm(brought: Brought, wrong: Sequence[str], *, free: bool) -> bool:
    """Say what is in the way, and return whether the last button was pressed."""
    _refused(wrong)
    if not brought.clear:
        quiet("Look at the columns above first: a guess is not confirmed, or a question has two columns.")
    people = len(brought.taken.people)
    who = "one person" if people == 1 else f"{people:,} people"
    quiet(
        "Kept are the answers and, where a column holds them, roles, departments and comments; names only in an open "
        "room. The order of the rows and the times in the file are never kept."
    )
    return st.button(
        f"Bring in the answers of {who}",
        type="primary",
        width="stretch",
        key="bring-in",
        disabled=bool(wrong) or not brought.clear or not free,
    )


def _refused(problems: Sequence[str]) -> None:
    for problem in problems:
        st.error(plain(problem), icon=":material/error:")
