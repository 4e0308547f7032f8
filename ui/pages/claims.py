"""What is said beside what is done: each claim with its answers, its trace, its rule, and the words to raise it."""

from __future__ import annotations

import streamlit as st

from assessments import say_do_words as words
from assessments.access import PROMISE
from assessments.model import Response, Wave
from assessments.say_do import askable, say_do
from assessments.say_do_ground import ground_of, ground_of_room
from assessments.say_do_model import Ground, SayDo
from assessments.views import result_view
from assessments.workflow import as_answered
from charts.naming import people
from charts.picture import DARK, LIGHT
from charts.say_do import say_do as picture_of
from questionnaires.claims import shipped
from reports.about import About
from reports.subjects import ALONE
from ui.access import may
from ui.context import Context
from ui.go import WAVE
from ui.session import current_response
from ui.style import escape, is_dark, plain
from ui.times import date_words, local
from ui.who import Holder, holder
from ui.widgets import claimed, ways
from ui.widgets.picture import Away, draw_picture


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(words.TITLE)
    elif owner.response is None:
        _room(context, owner)
    else:
        _alone(context, owner, owner.response)


def _alone(context: Context, owner: Holder, newest: Response) -> None:
    """Compare what one person submitted, in the newest wave or in the earlier one that the address names."""
    wanted = st.query_params.get(WAVE, newest.wave_id)
    earlier = {own.wave_id: own for _, own in context.quarters.earlier(newest)}
    response = earlier.get(wanted, newest)
    wave = context.workflow.names(response)[1]
    grounds = {each: _own(context, wave, response, each) for each in response.submitted}
    _head(owner, wave)
    view = _compared(context, grounds)
    _draw(owner, view, About(owner.assessment.name, wave.label, local(context.clock()), ALONE))
    if view.needed:
        st.header(claimed.NEXT, anchor=False)
        claimed.draw_needed(context, view.needed, newest if response.wave_id == newest.wave_id else None)
    _claims(context, owner, view)


def _room(context: Context, owner: Holder) -> None:
    """Compare what a room said, as far as it may be shown, with what it and its leader's own audit show."""
    asked_for = st.query_params.get(WAVE, "")
    wave = next((each for each in owner.waves if each.id == asked_for and each.join_code is not None), owner.wave)
    wave, _ = context.board.state(wave)
    room = context.board.room(wave)
    _head(owner, wave)
    if room.why:
        st.title(words.TITLE, anchor=False)
        st.write(plain(room.why))
        ways.draw(owner, "claims")
        return
    who = people(room.people)
    origin = f"The room of {wave.label}: averages of {who}, as far as they may be shown."
    grounds = {each.questionnaire.id: ground_of_room(each, room.items, origin) for each in room.results}
    audit = _audit(context)
    view = _compared(context, {**audit, **grounds})
    answered = f"{who}, and the agenda of one observer" if audit else who
    _draw(owner, view, About(owner.assessment.name, wave.label, local(context.clock()), answered))
    if view.needed:
        st.header(claimed.NEXT, anchor=False)
        claimed.draw_needed_of_room(context, view.needed)
    _claims(context, owner, view)


def _own(
    context: Context, wave: Wave, response: Response, questionnaire_id: str, origin: str = "", *, own: bool = True
) -> Ground:
    """Return what is known from one submitted questionnaire of somebody who answers alone."""
    pinned, submitted = context.workflow.taken_up(response)[questionnaire_id], response.submitted[questionnaire_id]
    asked = as_answered(pinned)
    view = result_view(
        asked, context.workflow.answers(response.id, asked.id), {}, submitted_at=submitted, digest=pinned.digest
    )
    told = origin or f"One person's answers to “{asked.short_title}”"
    return ground_of(view, f"{told}, submitted on {date_words(submitted)} ({wave.label}).", own=own)


def _audit(context: Context) -> dict[str, Ground]:
    """Return the newest agenda audit that this browser holds besides; empty where there is none."""
    response = current_response(context)
    if response is None:
        return {}
    newest = context.workflow.names(response)[1]
    for wave, own in ((newest, response), *context.quarters.earlier(response)):
        for questionnaire_id, pinned in context.workflow.taken_up(own).items():
            if questionnaire_id in own.submitted and as_answered(pinned).result == "agenda":
                name = context.workflow.names(own)[0].name
                whose = f" for {name}" if name else ""
                told = f"Not the room's: an audit that this browser holds, filled in by one person{whose}"
                return {questionnaire_id: _own(context, wave, own, questionnaire_id, told, own=False)}
    return {}


def _compared(context: Context, grounds: dict[str, Ground]) -> SayDo:
    known = {*grounds, *(each.questionnaire.id for each in context.definitions)}
    return say_do(askable(shipped(), known), grounds)


def _head(owner: Holder, wave: Wave) -> None:
    kicker = " · ".join(each for each in (owner.assessment.name or "Assessment", words.TITLE, wave.label) if each)
    st.html(f'<p class="quiet">{escape(kicker)}</p>')


def _draw(owner: Holder, view: SayDo, about: About) -> None:
    st.html(f'<h1 class="headline">{escape(view.headline)}</h1>')
    if not view.checked:
        st.write(claimed.PURPOSE)
        return
    st.write(words.LIMITS)
    picture = picture_of(view, DARK if is_dark() else LIGHT)
    spec = picture.chart.to_dict() if picture.chart is not None else None
    name = f"{about.wave}-{owner.of}-claims"
    draw_picture(picture, spec, with_title=False, away=Away(name, lambda: (picture_of(view, LIGHT), about, ())))


def _claims(context: Context, owner: Holder, view: SayDo) -> None:
    """Draw every claim, those that can be checked first, and how they were judged."""
    of = owner.of if may(context, owner.assessment.id, PROMISE) else ""
    if view.checked:
        st.header("Claim by claim", anchor=False)
    for each in view.checked:
        claimed.draw(each, of)
    rest = [each for each in view.found if each not in view.checked]
    if rest:
        st.header("Not claimed, or not to be checked yet", anchor=False)
    for each in rest:
        claimed.draw_folded(each, of)
    st.header("How a claim is judged", anchor=False)
    st.write(words.RULE)
    with st.expander("What the words mean"):
        for verdict, meaning in words.MEANING.items():
            st.markdown(f"- **{words.VERDICTS[verdict]}**: {plain(meaning)}")
    ways.draw(owner, "claims")
