"""The result: one sentence to repeat, the picture, what to do next, the gaps, and everything worked out."""

from __future__ import annotations

import streamlit as st

from assessments import result_words as words
from assessments.aims_view import aims_view, standings_of_one
from assessments.model import Response
from assessments.views import ResultView, result_view
from benchmarks.compare import nothing_published
from benchmarks.near import NEVER_SUBTRACTED, many, near
from reports.about import About
from reports.subjects import ALONE
from ui.context import Context
from ui.go import QUESTIONNAIRE, WAVE, go, here
from ui.style import escape, plain, quiet
from ui.times import clock_time, date_words, local
from ui.versions import version_words
from ui.who import OF, OWN
from ui.widgets import (
    again,
    dimensions,
    findings,
    own_result,
    priorities,
    reach,
    rests,
    rungs,
    shelf,
    steps,
    visibility,
    ways,
)
from ui.widgets.picture import show

WAYS = {
    "progress": "What changed",
    "actions": "What we promised",
    "mirror": ways.MIRROR,
    "claims": ways.CLAIMS,
    "take": "Take it away",
}
_PICTURE = {"stages": "ladder", "line": "line", "disclosure": "answerable", "agenda": "mix"}


def render(context: Context) -> None:
    """Draw the page."""
    found = here(context)
    if found is None:
        return
    response, questionnaire = found
    submitted = response.submitted.get(questionnaire.id)
    if submitted is None:
        st.title(plain(questionnaire.short_title), anchor=False)
        st.write("The result is shown once you have submitted your answers, so that nothing on it can steer them.")
        if st.button("Review and submit", type="primary"):
            go("review", q=questionnaire.id)
        again.draw_results_of(context, response, questionnaire.id)
        return
    view = result_view(
        questionnaire,
        context.workflow.answers(response.id, questionnaire.id),
        context.workflow.targets(response, questionnaire.id),
        submitted_at=submitted,
        digest=context.workflow.taken_up(response)[questionnaire.id].digest,
    )
    _draw(context, response, view)


def _draw(context: Context, response: Response, view: ResultView) -> None:
    questionnaire = view.questionnaire
    assessment, wave = context.workflow.names(response)
    who = f"{assessment.name} · " if assessment.name else ""
    st.html(f'<p class="quiet">{escape(who)}{escape(questionnaire.short_title)} · {escape(wave.label)}</p>')
    st.html(f'<h1 class="headline">{escape(view.headline)}</h1>')
    about = About(assessment.name, wave.label, local(context.clock()), ALONE)
    show(_PICTURE[questionnaire.result], view, about, with_title=False)
    if questionnaire.result == "stages":
        st.write(plain(view.decided))
    elif questionnaire.result == "line":
        findings.draw_line(view)
    elif view.agenda is not None:
        findings.draw_agenda(view.agenda)
        if st.button("Set this beside what we say", key="say-do"):
            go("claims", **{OF: OWN, WAVE: response.wave_id})
    st.header(words.steps_title(view.steps), anchor=False)
    steps.draw(view.steps, OWN, questionnaire.id)
    if view.answerable is not None:
        findings.draw_disclosure(view.answerable)
    rungs.draw(view)
    if view.agenda is None:
        st.header(words.GAPS, anchor=False)
        show("gaps", view, about)
        quiet(view.target_note)
    reach.draw(view, OWN)
    _priorities(context, response, view, about)
    _others(context, response, view)
    visibility.draw(view, about)
    st.header("The answers behind it", anchor=False)
    dimensions.draw(view.dimensions)
    _method(view, about)
    _foot(context, response, view)


def _priorities(context: Context, response: Response, view: ResultView, about: About) -> None:
    """Show where to begin, where importance was given away before the result."""
    questionnaire = view.questionnaire
    importance = context.workflow.importance(response, questionnaire.id)
    if importance:
        targets = context.workflow.targets(response, questionnaire.id)
        ranked = aims_view(questionnaire, standings_of_one(view), targets, importance)
        st.header(priorities.TITLE, anchor=False)
        priorities.draw(ranked, priorities.picture_of(ranked), about=about)


def _others(context: Context, response: Response, view: ResultView) -> None:
    questionnaire = view.questionnaire
    st.header(words.OTHERS, anchor=False)
    year = context.clock().year
    found = near(context.benchmarks, questionnaire.id, questionnaire.version, year)
    st.write(plain(nothing_published(questionnaire.short_title)))
    if found:
        with st.expander(many(len(found))):
            quiet(NEVER_SUBTRACTED)
            for each in found:
                link = f" [Source]({each.url})" if each.url else ""
                st.markdown(f"- {plain(each.sentence)}{link}")
    own_result.draw(context, response, view)


def _method(view: ResultView, about: About) -> None:
    st.header(words.METHOD, anchor=False)
    score, rest = words.overall(view)
    if score:
        st.markdown(f"**{score}**{rest}")
    if view.working:
        st.html(f'<p class="working">{escape(words.worked_overall(view))}</p>')
    st.write(plain(view.decided))
    if view.band:
        st.write(plain(view.band))
    rests.draw(view, about)
    if view.questionnaire.stages:
        with st.expander(words.STAGES):
            for title, points, summary in words.stages(view.questionnaire):
                st.markdown(f"**{plain(title)}** ({points}): {plain(summary)}")
    filled = words.filled_in(view)
    if filled:
        quiet(filled)
    st.write(words.ONE_PERSON)


def _foot(context: Context, response: Response, view: ResultView) -> None:
    questionnaire = view.questionnaire
    when = f"{date_words(view.submitted_at)} at {clock_time(view.submitted_at)}" if view.submitted_at else ""
    st.divider()
    quiet(
        f"Submitted on {when}. Questionnaire {version_words(questionnaire)}, fingerprint "
        f"{view.digest[:12]}. Receipt {response.receipt}."
    )
    newest = context.workflow.names(response)[1].state == "open"  # an earlier wave takes no answers any more
    following = shelf.next_up(context, response) if newest else None
    if following is not None:
        asked = following.questionnaire
        if st.button(f"Next: {plain(asked.short_title)}", type="primary", key="next-questionnaire"):
            context.workflow.take_up(response, following)
            go("answer", q=asked.id)
    with st.container(horizontal=True, key="way"):
        for address, label in WAYS.items():
            if address == "claims" and not ways.checkable(response.submitted):
                continue
            if st.button(label, key=f"to-{address}"):
                which = {WAVE: response.wave_id} if address in {"claims", "mirror", "take"} else {}
                go(address, **{OF: OWN, QUESTIONNAIRE: questionnaire.id, **which})
        if st.button("To the first page", key="to-home"):
            go("home")
