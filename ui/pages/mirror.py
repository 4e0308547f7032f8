"""How others see it: the same questions for customers and the front line, and what differs from one's own view."""

from __future__ import annotations

import streamlit as st

from assessments import mirror_words as words
from assessments.access import FORM_OPEN
from assessments.mirror import Opened
from assessments.mirror_model import MirrorView
from assessments.model import Wave
from assessments.plan import DEFAULT_GROUP
from assessments.room_words import number
from benchmarks.sentences import context_sentence
from charts.perception import perception
from charts.picture import DARK, LIGHT, Picture
from questionnaires.forms import Audience
from ui.access import may
from ui.board import made_ready
from ui.context import Context
from ui.go import WAVE
from ui.style import escape, is_dark, plain, quiet
from ui.who import Holder, holder
from ui.widgets import mirror_form, ways
from ui.widgets.picture import draw_picture

TITLE = "How others see it"
BEFORE = (
    "You know how you see yourselves. Let customers answer the same questions, and those who deal with them every day, "
    "and see where their view differs from yours. Their answers never count in your own result."
)
ORDER: tuple[Audience, ...] = ("customer", "front-line")
FIRST = 6  # differences that are listed at once
CONTEXT = "e16-superior-experience-2005"  # what companies believed of themselves, and what their customers said


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    wave = _asked_for(owner)
    opened = {each.audience: each for each in context.mirrors.opened(wave)}
    closed = [each for each in opened.values() if each.wave.state == "closed"]
    view = context.mirrors.view(wave) if closed else None
    called = f"{owner.assessment.name} · {wave.label}" if owner.assessment.name else wave.label
    st.html(f'<p class="quiet">{escape(called)}</p>')
    if view is not None and view.items:
        st.html(f'<h1 class="headline">{escape(view.headline)}</h1>')
        _result(context, view)
    else:
        st.title(TITLE, anchor=False)
        st.write(BEFORE)
    mirror_form.say_trouble()
    for audience in ORDER:
        st.header(mirror_form.TITLES[audience], anchor=False)
        _audience(context, owner, wave, audience, opened.get(audience), view)
    ways.draw(owner, "mirror")


def _asked_for(owner: Holder) -> Wave:
    """Return the wave that the address names; the newest one unless it is one of the same assessment."""
    wanted = st.query_params.get(WAVE, "")
    return next((each for each in owner.waves if each.id == wanted), owner.wave)


def _audience(
    context: Context,
    owner: Holder,
    wave: Wave,
    audience: Audience,
    opened: Opened | None,
    view: MirrorView | None,
) -> None:
    """Draw what may be done with the form of one audience, or what became of it."""
    if not may(context, wave.assessment_id, FORM_OPEN) and (opened is None or opened.wave.state == "open"):
        st.write("No form was opened." if opened is None else "The form is open. Nothing is shown before it is closed.")
    elif opened is None:
        mirror_form.draw_new(context, wave, audience, owner.assessment.name)
    elif opened.wave.state == "open":
        mirror_form.draw_open(context, wave, opened)
    elif view is not None:
        _closed(audience, view)


def _closed(audience: Audience, view: MirrorView) -> None:
    if view.state(audience).why:
        st.write(f"The form is closed. Fewer than {number(DEFAULT_GROUP)} people answered, so nothing can be shown.")
        return
    st.write(f"The form is closed. {view.state(audience).people} people answered.")
    if not view.items:
        st.write(f"{words.NOT_YET} {view.state('company').why or words.OTHER_FIRST}")


def _result(context: Context, view: MirrorView) -> None:
    palette = DARK if is_dark() else LIGHT
    _show(perception(view, palette), title=False)
    st.header("The largest differences", anchor=False)
    if view.gaps:
        st.markdown("\n".join(f"- {plain(each)}" for each in view.gaps[:FIRST]))
    else:
        st.write(words.NO_GAP if view.alike else words.TOO_FEW)
    if view.alike:
        st.write(f"{words.ALIKE} {plain(', '.join(view.alike))}.")
    if view.unclear:
        st.write(f"{words.UNCLEAR} {plain(', '.join(view.unclear))}.")
    if st.checkbox("Show every question by itself", key="mirror-questions"):
        _show(perception(view, palette, questions=True), title=True)
    st.write(words.METHOD)
    quiet(words.RULE_ALONE if view.alone else words.RULE)
    _others(context)


def _show(picture: Picture, *, title: bool) -> None:
    drawn = made_ready(picture)
    draw_picture(drawn.picture, drawn.spec, with_title=title)


def _others(context: Context) -> None:
    """Say what others found when they asked both sides, where the ledger has it."""
    found = next((each for each in context.benchmarks if each.id == CONTEXT), None)
    if found is not None:
        link = f" [Source]({found.url})" if found.url else ""
        st.markdown(f"{plain(context_sentence(found, context.clock().year))}{link}")
