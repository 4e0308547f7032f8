"""Starting a workshop from the template that a head office handed out: it fills the form, and its targets are kept."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments.model import Wave
from assessments.plan import Plan, fits_a_room
from assessments.template import Template, read_template
from questionnaires.loader import Definition
from questionnaires.problems import Problem, errors
from ui.context import Context
from ui.style import plain, quiet

_READ = "plan-template"  # the file that was read last, and what was found in it
_TICK = "plan-"


def tick(questionnaire_id: str) -> str:
    """Return the key of the box that takes a questionnaire in."""
    return f"{_TICK}{questionnaire_id}"


def choose() -> Template | None:
    """Ask for the file; return what it holds. A new file fills the fields that are drawn after this."""
    with st.expander("Start from a template", key="plan-from"):
        st.write(
            "Has somebody handed out a template, so that all teams measure the same? It brings its own questionnaires, "
            "roles and targets, and fills the form below; nothing is kept before the last button."
        )
        upload = st.file_uploader("Template file", type=["yaml", "yml"], key="plan-file")
        if upload is None:
            return None
        known: tuple[str, Template | None, tuple[Problem, ...]] | None = st.session_state.get(_READ)
        if known is None or known[0] != upload.file_id:
            known = (upload.file_id, *read_template(upload.getvalue(), upload.name))
            st.session_state[_READ] = known
            if known[1] is not None:
                _fill(known[1])
        _say(known[1], known[2])
        return known[1]


def instead(available: Sequence[Definition], template: Template | None) -> tuple[Definition, ...]:
    """Return what can be asked: the template's questionnaires first, in place of others with the same id."""
    if template is None:
        return tuple(available)
    brought = {each.questionnaire.id for each in template.definitions}
    return (*template.definitions, *(each for each in available if each.questionnaire.id not in brought))


def keep_targets(context: Context, wave: Wave, plan: Plan, template: Template) -> None:
    """Keep the template's targets for the questionnaires that a workshop was set up with as they stand in it.

    Raises:
        AssessmentError: They cannot be kept.
    """
    asked = {each.questionnaire.id for each in plan.definitions if each in template.definitions}
    for questionnaire_id, values in template.targets.items():
        if questionnaire_id in asked:
            context.quarters.set_targets(wave, questionnaire_id, values, by=template.title or "Template")


def _fill(template: Template) -> None:
    for key in [str(each) for each in st.session_state if str(each).startswith(_TICK)]:
        if st.session_state[key] is True:
            st.session_state[key] = False
    fields = {
        "plan-roles": "\n".join(template.roles),
        "plan-units": "\n".join(template.units),
        "plan-mode": template.mode,
        **({"plan-smallest": template.smallest_group} if template.mode == "anonymous" else {}),
        **{tick(each.questionnaire.id): fits_a_room(each) for each in template.definitions},
    }
    for key, value in fields.items():
        st.session_state[key] = value


def _say(template: Template | None, problems: Sequence[Problem]) -> None:
    if template is None:
        st.error("This file cannot be used as a template. The form below is as it was.", icon=":material/error:")
        for problem in errors(problems):
            quiet(f"Line {problem.line}, column {problem.column}: {problem.message}")
    else:
        brought = [f"{each.questionnaire.short_title} {each.questionnaire.version}" for each in template.definitions]
        count = sum(len(each) for each in template.targets.values())
        targets = {0: "no target", 1: "1 target"}.get(count, f"{count} targets")
        called = f" “{plain(template.title)}”" if template.title else ""
        st.success(f"The form follows the template{called}: {plain(', '.join(brought))}; {targets}.")
