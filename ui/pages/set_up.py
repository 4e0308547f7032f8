"""Setting up a workshop: name, questionnaires, roles, open or anonymous; nothing is kept before the last button."""

from __future__ import annotations

import streamlit as st

from assessments.errors import AssessmentError
from assessments.labels import quarter_of
from assessments.plan import (
    DEFAULT_GROUP,
    LABEL_LIMIT,
    MOST_GROUPS,
    MOST_INVITED,
    SPARE_LEAST,
    Plan,
    PlanError,
    fits_a_room,
    listed,
)
from assessments.room_words import number
from assessments.template import Template
from assessments.workflow import NAME_LIMIT
from questionnaires.loader import Definition
from ui.access import may_create
from ui.context import Context
from ui.go import go
from ui.pages.console import tell
from ui.session import begin_leading
from ui.style import plain, quiet
from ui.times import minutes_words, questions_words
from ui.widgets import closing, mine, pattern, seen

ROLES = "Leadership\nMiddle management\nFront line"
PLACES = (
    f"A fifth more than this, and at least {number(SPARE_LEAST)} more, can take part; after that nobody can join. "
    "Leave it empty where you are not sure."
)


def render(context: Context) -> None:
    """Draw the page.

    What a field begins with is its default, not a value put into the session: that reaches a browser once, and is lost
    where somebody types before the page has come whole.
    """
    st.title("Hold a workshop", anchor=False)
    if not may_create(context):
        mine.draw_sign_in()
        return
    st.write(
        "Everybody votes in silence on a phone. Then you reveal where the room disagrees, talk about that, and vote "
        "again on what was talked about. Both votes are kept."
    )
    template = pattern.choose()
    fitting = [each for each in pattern.instead(context.definitions, template) if fits_a_room(each)]
    name = st.text_input("Company or team", key="plan-name", max_chars=NAME_LIMIT)
    chosen = _chosen_set(context) or _questionnaires(fitting)
    roles = st.text_area(
        f"Roles to choose from, one on each line (at most {MOST_GROUPS}; empty if you do not want to compare roles)",
        ROLES,
        key="plan-roles",
        height=110,
        max_chars=MOST_GROUPS * 2 * LABEL_LIMIT,
    )
    units = st.text_area(
        f"Departments or sites, one on each line (optional, at most {MOST_GROUPS})",
        key="plan-units",
        height=68,
        max_chars=MOST_GROUPS * 2 * LABEL_LIMIT,
    )
    mode, smallest = seen.ask("plan", DEFAULT_GROUP if template is None else template.smallest_group)
    invited = st.number_input(
        "Number of people invited (optional; makes the ranges of the results narrower)",
        min_value=1,
        max_value=MOST_INVITED,
        value=None,
        key="plan-invited",
        help=PLACES,
    )
    label = st.text_input(
        "What to call this measurement", quarter_of(context.clock()), key="plan-label", max_chars=LABEL_LIMIT
    )
    closes_at = closing.ask("plan-closes")
    quiet(closing.UNDER_WAY)
    if st.button("Create the workshop", type="primary", width="stretch"):
        groups = (listed(roles), listed(units))
        plan = Plan(name, tuple(chosen), *groups, mode, smallest, invited, label or "", closes_at)
        _create(context, plan, template)
    if st.button("You have answers from another form tool? Bring them in.", type="tertiary"):
        go("bring")


def _chosen_set(context: Context) -> list[Definition]:
    """Offer the ready sets that suit a room; return what the chosen one asks, nothing where none is chosen."""
    sets = {each.set.id: each for each in context.sets if each.set.room}
    if not sets:
        return []
    picked = st.selectbox(
        "A ready set of questions",
        list(sets),
        index=None,
        key="plan-set",
        format_func=lambda each: f"{sets[each].set.title} · {questions_words(sets[each].questions)}",
        placeholder="None: choose questionnaires below",
    )
    if picked is None:
        return []
    ready = sets[picked]
    st.write(plain(ready.set.purpose))
    quiet(
        f"{minutes_words(ready.minutes)}: "
        + ", ".join(f"{each.questionnaire.short_title} ({len(each.questionnaire.items)})" for each in ready.definitions)
    )
    return list(ready.definitions)


def _questionnaires(fitting: list[Definition]) -> list[Definition]:
    chosen = []
    st.html('<p class="label" id="plan-asks">What the room votes on</p>')
    with st.container(key="plan-list"):
        for place, each in enumerate(fitting):
            asked = each.questionnaire
            label = f"{plain(asked.title)} · {questions_words(len(asked.items))}, {minutes_words(asked.minutes)}"
            if st.checkbox(label, place == 0, key=pattern.tick(asked.id)):
                chosen.append(each)
    quiet(
        "A vote of ten to thirty questions suits a room. The agenda audit is filled in by one observer, not voted on."
    )
    return chosen


def _create(context: Context, plan: Plan, template: Template | None) -> None:
    try:
        made = context.workshop.set_up(plan)
    except PlanError as error:
        for problem in error.problems:
            st.error(problem, icon=":material/error:")
        return
    begin_leading(context, made)
    if template is not None:
        try:
            pattern.keep_targets(context, made.wave, plan, template)
        except AssessmentError as error:
            tell(context, f"The workshop is there, but the targets of the template were not kept. {error}")
    go("console")
