"""How long everything is kept, and deleting it: for organisers, for who answers alone, and for each participant."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from assessments.deletion import wanted
from assessments.errors import AssessmentError, MoveError
from assessments.model import Assessment, Mode, Response, Wave
from assessments.retention import LONGER, Term
from assessments.retention_model import Keeping
from ui.context import Context
from ui.go import go
from ui.passes import ANSWERS, OPENED, ORGANISER, SEAT, seat, seats
from ui.style import plain, quiet
from ui.times import date_words

KEPT = "How long it is kept"
CHOICE = "Keep everything"
DELETE = "Delete this assessment"
CONFIRM = "What you want to delete"
FOR_GOOD = "Delete everything for good"
OWN, NOBODYS = "Delete my answers", "Let no code lead to my answers"
OWN_FOR_GOOD, NOBODYS_FOR_GOOD = "Delete my answers for good", "Cut the connection for good"
NOT_ALLOWED = "Only an organiser changes how long this is kept, or deletes it."
ELSEWHERE = (
    "Files that somebody has downloaded stay with them. Backups that whoever runs this site has made hold it until "
    "those are deleted too."
)
GONE = "Everything of this assessment was deleted."
OWN_GONE = "Your answers were deleted."
NOBODYS_NOW = "No code leads to your answers any more. Nobody can find them again, and neither can you."
YOURSELF: dict[Mode, str] = {
    "anonymous": "You can delete them yourself until something that rests on them was shown.",
    "open": "You can delete them yourself at any time.",
}
_SAID, _REFUSED = "keeping:said", "keeping:refused"


def render(context: Context, assessment: Assessment, allowed: bool) -> None:  # noqa: FBT001 - the role's own word
    """Draw how long an assessment is kept, and its deletion for whoever may.

    Args:
        context: The app's parts.
        assessment: Which one.
        allowed: Whether this visitor may change and delete it.
    """
    term = context.retention.term(assessment.id)
    st.header(KEPT, anchor=False)
    st.write(_words(term))
    if not allowed:
        quiet(NOT_ALLOWED)
        return
    _choose(context, term)
    st.header(DELETE, anchor=False)
    _delete(context, term)


def draw_alone(context: Context, response: Response) -> None:
    """Draw the same for somebody who answers alone, folded away."""
    term = context.retention.term(context.workflow.names(response)[0].id)
    with st.expander("Keep or delete these answers", key="keeping"):
        st.write(_words(term))
        _choose(context, term)
        _delete(context, term)


def draw_promise(context: Context, wave: Wave) -> None:
    """Say before somebody begins how long the answers are kept; a session asks once."""
    key = f"keeping:{wave.id}"
    if key not in st.session_state:
        st.session_state[key] = context.retention.keeping(wave.assessment_id)
    until = context.retention.from_today(st.session_state[key])
    quiet(f"{promise(st.session_state[key], until)} {YOURSELF[wave.mode]}")


def promise(keeping: Keeping, until: datetime | None) -> str:
    """Return what a participant is told.

    Args:
        keeping: How long the assessment is kept.
        until: When it ends if the last answer is given today.
    """
    if until is None:
        return "Your answers are kept until whoever asks for them deletes them."
    return (
        f"Your answers are kept until {keeping} after the last answer of anybody here, then they are deleted; "
        f"if the last one came today, on {date_words(until)}."
    )


def draw_own(context: Context, wave: Wave, response: Response) -> None:
    """Let a participant delete the own answers, folded away; or say why that cannot be and what can."""
    if context.deletion.way(response) == "detach":
        with st.expander(NOBODYS, key="keeping"):
            st.write(
                "Your answers are part of figures that were shown, and they were given anonymously. Figures without "
                "you, held against those with you, would tell what you answered. So your answers and comments stay in "
                "them until the whole assessment is deleted. What can go is the way from you to them, which is your "
                "codes, and answers that do not count yet. Nobody can find yours again then, and neither can you."
            )
            pressed = st.button(NOBODYS_FOR_GOOD, key="keeping-detach")
            _let_go(context, wave, response, pressed=pressed, counts=True)
        return
    with st.expander(OWN, key="keeping"):
        counts = " Figures shown from now on are without them." if wave.mode == "open" else ""
        st.write(
            f"This deletes everything that you answered here, and what you said about yourself.{counts} It cannot be "
            f"undone. {ELSEWHERE}"
        )
        _let_go(context, wave, response, pressed=st.button(OWN_FOR_GOOD, key="keeping-own"), counts=False)


def say_deleted() -> None:
    """Say on the page that is drawn after it what was deleted."""
    said = st.session_state.pop(_SAID, "")
    if said:
        st.success(said, icon=":material/delete:")


def _words(term: Term) -> str:
    if term.until is None:
        return "Nothing ends this by itself: it is kept until somebody deletes it."
    return (
        f"It is kept until {term.keeping} after the last answer. As things stand, that is counted from "
        f"{date_words(term.stock.last_at)}, and everything is deleted after {date_words(term.until)}."
    )


def _choose(context: Context, term: Term) -> None:
    key = f"keeping-months:{term.assessment.id}"
    labels = {_label(each): each for each in term.offered}

    def choose() -> None:
        try:
            context.retention.choose(term.assessment.id, labels[st.session_state[key]])
        except AssessmentError as error:
            st.session_state[_REFUSED] = str(error)
            del st.session_state[key]  # it shows what is kept again

    if st.session_state.get(key) not in labels:
        st.session_state[key] = _label(term.keeping)
    st.selectbox(CHOICE, list(labels), key=key, on_change=choose)
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(f"Not saved. {refused}", icon=":material/error:")
    if term.promised:
        quiet(LONGER)


def _label(keeping: Keeping) -> str:
    return str(keeping) if keeping.months is None else f"for {keeping} after the last answer"


def _delete(context: Context, term: Term) -> None:
    name, waves = wanted(term.assessment), context.quarters.waves(term.assessment.id)
    st.write(_what_goes(term, alone=all(each.join_code is None for each in waves)))
    with st.form("keeping-delete", border=False):
        st.markdown(f"To confirm, type “{plain(name)}”.")
        typed = st.text_input(CONFIRM, key="keeping-typed", autocomplete="off")
        pressed = st.form_submit_button(FOR_GOOD)
    if not pressed:
        return
    try:
        context.deletion.delete(term.assessment, typed)
    except MoveError as error:
        st.error(plain(str(error)))
        return
    for each in waves:
        context.board.drop(each)
    context.past.drop(term.assessment.id)
    _forget(context, term.assessment, waves)
    st.session_state[_SAID] = GONE
    go("home")


def _what_goes(term: Term, *, alone: bool) -> str:
    stock = term.stock
    waves, people, answers = (
        _number(count, noun)
        for count, noun in ((stock.waves, "wave"), (stock.people, "seat"), (stock.answers, "answer"))
    )
    things = f"{waves}, {answers}" if alone else f"{waves}, {people}, {answers}"
    doors = "" if alone else ", keys, members and the list of what organisers did"
    pool = "" if alone else " It leaves the pool of organisations: nothing of it is in any later edition there."
    others = " What your front line and your customers answered goes too." if stock.mirrors else ""
    return (
        f"This deletes {things}, all targets and promises, files you have brought along{doors}.{others}{pool} "
        f"Nobody can bring it back. {ELSEWHERE}"
    )


def _forget(context: Context, assessment: Assessment, waves: tuple[Wave, ...]) -> None:
    """Forget the codes of this browser that led to what is gone."""
    for held in (ANSWERS, *seats()):
        if held.owner is not None and context.workflow.resume(held.code) is None:
            if held.owner == SEAT.owner:
                SEAT.drop()
            held.leave()
    for led, owners in ((ORGANISER, {each.id for each in waves}), (OPENED, {assessment.id})):
        if led.owner in owners:
            led.leave()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _let_go(context: Context, wave: Wave, response: Response, *, pressed: bool, counts: bool) -> None:
    if not pressed:
        return
    try:
        if counts:
            context.deletion.detach(response)
        else:
            context.deletion.take_out(response)
    except MoveError as error:  # they were counted while this page was read
        st.error(str(error))
        st.button("Go on", key="keeping-on")
        return
    seat(wave.id).leave()
    SEAT.drop()
    context.board.forget(wave)
    st.session_state[_SAID] = NOBODYS_NOW if counts else OWN_GONE
    st.rerun()
