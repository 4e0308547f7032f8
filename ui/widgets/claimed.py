"""One claim on the page: what is said, what was seen, when it holds, how to raise it; and what to answer next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assessments import say_do_words as words
from assessments.model import Response
from assessments.say_do_model import Compared, Known, Needed, Side
from questionnaires.loader import Definition
from scoring.sentences import joined, quoted
from ui.context import Context
from ui.go import go
from ui.style import escape, plain, quiet
from ui.times import minutes_words
from ui.widgets import promise_form, table

NEXT = "What to answer next"
PURPOSE = (
    "This page sets what the company says of itself beside what can be seen: which view took the time of a review, "
    "which figures could be given, which research was done. Each claim needs both sides."
)
OBSERVER = (
    "The audit is filled in by one person who was in the meeting, alone, in this browser, from the first page. It then "
    "stands here beside what the room said."
)
OF_A_ROOM = "This room was not asked these questions. A room answers them when you choose them for a workshop."


def draw(compared: Compared, of: str) -> None:
    """Draw one claim beside its trace; ``of``: whose it is, as ``ui.who`` says it."""
    loud = " late" if compared.verdict == "beyond" else ""
    with st.container(border=True, key=f"claim-{compared.claim.id}"):
        st.html(
            f'<h3 class="talk">{escape(compared.claim.title)}</h3>'
            f'<div><span class="word{loud}">{escape(words.VERDICTS[compared.verdict])}</span></div>'
        )
        _body(compared, of)


def draw_folded(compared: Compared, of: str) -> None:
    """Draw the same one click away, where there is nothing to check yet."""
    with st.expander(plain(f"{compared.claim.title}: {words.VERDICTS[compared.verdict]}")):
        _body(compared, of)


def _body(compared: Compared, of: str) -> None:
    claim = compared.claim
    st.write(f"“{plain(claim.claim.says)}”")
    said, seen = st.columns(2)
    with said:
        _side("What we say", "", compared.said)
    with seen:
        _side("What was seen", claim.trace.looks_at, compared.seen)
    quiet(words.rule(claim.holds, claim.trace.observed))
    apart = words.difference(compared)
    if apart:
        quiet(apart)
    st.markdown(f"**For the claim to hold, this would have to be seen:** {plain(claim.would_have_to_be_seen)}")
    st.html(f'<p class="prompt"><strong>To raise it in a meeting:</strong> “{escape(claim.raise_it)}”</p>')
    st.markdown(f"**A first step:** {plain(claim.first_step)}")
    if of and compared.about is not None and st.button("Promise this", key=f"promise-claim-{claim.id}"):
        promise_form.begin(of, *compared.about, claim.first_step)


def draw_needed(context: Context, needed: Sequence[Needed], response: Response | None) -> None:
    """Name what would show more, with its minutes and a button.

    Args:
        context: The app's parts.
        needed: What would show more.
        response: Whose answers they would be; None where nothing more can be answered.
    """
    for place, each in enumerate(needed):
        definition = _definition(context, each)
        asked = definition.questionnaire
        with st.container(border=True, key=f"needed-{asked.id}"):
            st.markdown(f"**{plain(asked.title)}** · {minutes_words(asked.minutes)}")
            st.write(f"Needed for {plain(joined(quoted(list(each.titles))))}.")
            label, key = f"Answer: {plain(asked.short_title)}", f"answer-{asked.id}"
            if response is not None and st.button(label, key=key, type="secondary" if place else "primary"):
                context.workflow.take_up(response, definition)
                go("answer", q=asked.id)


def draw_needed_of_room(context: Context, needed: Sequence[Needed]) -> None:
    """Name what would show more of a room, and who would answer it."""
    found = [(_definition(context, each).questionnaire, each) for each in needed]
    rows = [
        {
            "Questionnaire": asked.title,
            "Minutes": asked.minutes,
            "Needed for": joined(quoted(list(each.titles))),
            "Who answers": "one observer, alone" if asked.result == "agenda" else "a room",
        }
        for asked, each in found
    ]
    table.draw(rows, NEXT)
    quiet(OF_A_ROOM)
    if any(asked.result == "agenda" for asked, _ in found):
        st.write(OBSERVER)
        if st.button("To the first page", key="answer-audit"):
            go("home")


def _definition(context: Context, needed: Needed) -> Definition:
    return next(each for each in context.definitions if each.questionnaire.id == needed.questionnaire_id)


def _side(title: str, looks_at: str, side: Side) -> None:
    st.markdown(f"**{title}**")
    if looks_at:
        quiet(looks_at)
    st.markdown(f"**{plain(side.shown)}**" if side.settled is not None else plain(side.why))
    for note in (side.basis, *side.origins):
        if note:
            quiet(note)
    if side.known or side.beside:
        with st.expander("The answers behind it"):
            for each in side.known:
                _known(each)
            if side.beside:
                st.markdown("**Said elsewhere, and not counted here**")
            for each in side.beside:
                _known(each)


def _known(known: Known) -> None:
    st.markdown(f"{plain(known.fact.title)}  \n*{plain(known.fact.said)}*")
    for each in known.behind:
        st.markdown(f"- {plain(each.title)}: *{plain(each.said)}*")
