"""Targets and importance: set before the result is seen, read-only after it, with the priorities that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from assessments.access import TARGETS
from assessments.aims_view import Standing, aims_view, standings_of_one, standings_of_room
from assessments.model import Importance, Target
from assessments.views import result_view
from assessments.workflow import NAME_LIMIT
from questionnaires.model import Dimension, Questionnaire
from scoring.stages import anchor, stage_at
from ui.access import may
from ui.context import Context
from ui.go import QUESTIONNAIRE
from ui.style import escape, plain, quiet
from ui.times import date_words
from ui.who import Holder, holder
from ui.widgets import priorities, table, ways, weights
from ui.widgets.attempt import attempt, say_trouble
from ui.widgets.weights import Weights

TITLE = "Targets and importance"
NOT_SET = "No target and no importance was set before the result was shown. Set them before the next one."
NOT_YET = "No target and no importance is set yet. An organiser can set them, until the result is shown."
FEWEST = 2  # dimensions: with one there is nothing to weigh
_BY = "aims-by"


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    asked = {each.id: each for each in context.past.asked(owner.wave) if can_weigh(each)}
    st.html(f'<p class="quiet">{escape(owner.assessment.name or "Assessment")} · {escape(owner.wave.label)}</p>')
    if not asked:
        st.title("There is nothing to set a target for", anchor=False)
        st.write("Targets and importance are given to the dimensions of a questionnaire. This wave asks none with any.")
        ways.draw(owner, "aims")
        return
    wanted = st.query_params.get(QUESTIONNAIRE, "")
    chosen = asked[wanted] if wanted in asked else next(iter(asked.values()))
    ways.draw_choice(owner, "aims", {each.id: plain(each.short_title) for each in asked.values()}, chosen.id)
    if is_seen(context, owner, chosen) or not may(context, owner.assessment.id, TARGETS):
        _after(context, owner, chosen)
    else:
        _before(context, owner, chosen)
    ways.draw(owner, "aims", chosen.id)


def can_weigh(questionnaire: Questionnaire) -> bool:
    """Say whether a questionnaire has dimensions that can be weighed against each other."""
    return questionnaire.result != "agenda" and len(questionnaire.dimensions) >= FEWEST


def is_seen(context: Context, owner: Holder, questionnaire: Questionnaire) -> bool:
    """Say whether the result of the newest wave has been there to be seen, or never will be."""
    if owner.response is not None:
        return questionnaire.id in owner.response.submitted
    wave, live = context.board.state(owner.wave)
    return wave.state == "closed" or bool(live.batches)


def _before(context: Context, owner: Holder, questionnaire: Questionnaire) -> None:
    st.title(f"{TITLE}: {plain(questionnaire.short_title)}", anchor=False)
    st.write(
        "Set both before anybody sees the result, so that the result cannot steer them. They are kept with the date, "
        "and stay as they are once the result is shown. Both are optional."
    )
    if owner.response is None:
        st.text_input("Who sets this, for example the leadership team (optional)", key=_BY, max_chars=NAME_LIMIT)
    st.header("Where should each dimension be a year from now?", anchor=False)
    quiet("Each choice is saved at once. Leave a dimension open where you want no target.")
    kept = _targets(context, owner, questionnaire)
    if "" in kept:
        quiet(f"Where you leave one open, the target for all holds: {_goal(questionnaire, kept[''].value)}.")
    for each in questionnaire.dimensions:
        _target(context, owner, questionnaire, each, kept.get(each.id))
    st.header("How much does each dimension matter?", anchor=False)
    st.write(
        "Give away 100 points. Whoever may give everything full marks says nothing about what comes first. The work "
        "that a dimension would be tells the quick wins from what has to be built."
    )
    weights.draw(
        Weights(
            owner.wave.id,
            questionnaire,
            partial(_importance, context, owner, questionnaire),
            partial(_keep_importance, context, owner, questionnaire),
        )
    )


def _target(
    context: Context, owner: Holder, questionnaire: Questionnaire, dimension: Dimension, kept: Target | None
) -> None:
    key = f"aim:{owner.wave.id}:{questionnaire.id}:{dimension.id}"
    ladder = questionnaire.stages if questionnaire.result == "stages" else ()
    ids = [stage.id for stage in ladder]
    if kept is not None and key not in st.session_state:
        st.session_state[key] = ids[stage_at(kept.value, len(ids)) - 1] if ladder else round(kept.value)

    def keep() -> None:
        value = st.session_state[key]
        if value is not None:
            points = anchor(ids.index(value) + 1, len(ids)) if ladder else float(value)
            _keep_target(context, owner, questionnaire, {dimension.id: points})

    def chosen() -> None:
        attempt(key, keep)

    with st.container(border=True):
        if ladder:
            titles = {stage.id: plain(stage.title) for stage in ladder}
            st.radio(
                f"Target for “{plain(dimension.title)}”",
                ids,
                index=None,
                horizontal=True,
                format_func=lambda each: titles[each],
                key=key,
                on_change=chosen,
                help=plain(dimension.summary),
            )
        else:
            st.number_input(
                f"Target for “{plain(dimension.title)}”, 0 to 100 points",
                min_value=0,
                max_value=100,
                value=None,
                step=5,
                key=key,
                on_change=chosen,
                help=plain(dimension.summary),
            )
        say_trouble(key, chosen)


def _after(context: Context, owner: Holder, questionnaire: Questionnaire) -> None:
    targets, importance = _targets(context, owner, questionnaire), _importance(context, owner, questionnaire)
    known = _standings(context, owner, questionnaire)
    view = aims_view(questionnaire, known, targets, importance)
    picture = priorities.picture_of(view)
    ranked = picture.chart is not None
    if ranked:
        st.html(f'<h1 class="headline">{escape(picture.title)}</h1>')
        quiet(f"{questionnaire.short_title}: importance times the way to the target decides the order.")
    else:
        st.title(f"{TITLE}: {plain(questionnaire.short_title)}", anchor=False)
    if targets or importance:
        priorities.draw(view, picture, with_title=not ranked)
    st.header("What was set before the result", anchor=False)
    if targets or importance:
        rows = [_row(questionnaire, each, targets, importance.get(each.id)) for each in questionnaire.dimensions]
        table.draw(rows, "Targets and importance")
        quiet(_who(targets, importance))
    else:
        seen = is_seen(context, owner, questionnaire)
        st.write(NOT_SET if seen else NOT_YET)


def _standings(context: Context, owner: Holder, questionnaire: Questionnaire) -> Mapping[str, Standing]:
    """Return what the result of the newest wave says of each dimension; nothing where there is none to be seen."""
    if owner.response is not None:
        response = owner.response
        return standings_of_one(
            result_view(
                questionnaire,
                context.workflow.answers(response.id, questionnaire.id),
                {},
                submitted_at=response.submitted.get(questionnaire.id),
                digest="",
            )
        )
    room = context.board.room(owner.wave)
    found = (each for each in room.results if each.questionnaire.id == questionnaire.id)
    return next((standings_of_room(each, room.items) for each in found), {})


def _row(
    questionnaire: Questionnaire, dimension: Dimension, targets: Mapping[str, Target], kept: Importance | None
) -> dict[str, str]:
    target = targets.get(dimension.id) or targets.get("")
    return {
        "Dimension": dimension.title,
        "Target": "none" if target is None else _goal(questionnaire, target.value),
        "Importance": "" if kept is None else f"{kept.points:g} of 100 points",
        "Effort": "" if kept is None or kept.effort is None else f"{kept.effort} of 5",
    }


def _goal(questionnaire: Questionnaire, value: float) -> str:
    ladder = questionnaire.stages
    if questionnaire.result != "stages" or not ladder:
        return f"{value:.0f} points"
    return f"{ladder[stage_at(value, len(ladder)) - 1].title}, {value:.0f} points"


def _who(targets: Mapping[str, Target], importance: Mapping[str, Importance]) -> str:
    """Say who set what and when, a sentence for each of both."""
    parts = []
    both: tuple[tuple[str, Sequence[Target | Importance]], ...] = (
        ("Targets", tuple(targets.values())),
        ("Importance", tuple(importance.values())),
    )
    for what, kept in both:
        if kept:
            newest = max(kept, key=lambda each: each.set_at)
            by = f" by {newest.set_by}" if newest.set_by else ""
            parts.append(f"{what} set on {date_words(newest.set_at)}{by}, before the result was shown.")
    return " ".join(parts)


def _targets(context: Context, owner: Holder, questionnaire: Questionnaire) -> Mapping[str, Target]:
    return context.aims.targets(owner.wave, questionnaire.id)


def _importance(context: Context, owner: Holder, questionnaire: Questionnaire) -> Mapping[str, Importance]:
    return context.aims.importance(owner.wave, questionnaire.id)


def _keep_target(context: Context, owner: Holder, questionnaire: Questionnaire, values: Mapping[str, float]) -> None:
    if owner.response is not None:
        context.workflow.set_targets(owner.response, questionnaire.id, values)
    else:
        context.aims.set_targets(owner.wave, questionnaire.id, values, st.session_state.get(_BY, ""))
    context.past.forget(owner.wave)


def _keep_importance(
    context: Context,
    owner: Holder,
    questionnaire: Questionnaire,
    points: Mapping[str, float],
    effort: Mapping[str, int | None],
) -> None:
    if owner.response is not None:
        context.workflow.set_importance(owner.response, questionnaire, points, effort)
    else:
        by = st.session_state.get(_BY, "")
        context.aims.set_importance(owner.wave, questionnaire.id, points, effort, by)
    context.past.forget(owner.wave)
