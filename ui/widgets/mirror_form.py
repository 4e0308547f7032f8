"""A form for another audience as the company opens it, sends its link, and closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assessments.anonymity import shown_n
from assessments.errors import AssessmentError, MoveError
from assessments.looks import rules_of
from assessments.mirror import ASKED, MOST_ITEMS, MOST_MINUTES, MirrorPlan, Opened, could_ask
from assessments.model import Wave
from assessments.plan import MOST_INVITED, PlanError
from assessments.room_words import number
from assessments.workflow import NAME_LIMIT
from questionnaires.forms import ITEMS_A_MINUTE, Audience
from questionnaires.loader import Definition
from ui.context import Context
from ui.links import is_local, join_link, qr_code
from ui.style import plain, quiet
from ui.times import minutes_words
from ui.widgets import closing

_TROUBLE = "mirror:trouble"
TITLES: dict[Audience, str] = {"customer": "Your customers", "front-line": "Your front line"}
NAMED: dict[Audience, str] = {
    "customer": "The name that your customers know you by",
    "front-line": "The name of the company or team",
}
WHAT: dict[Audience, str] = {
    "customer": "Send a link to customers. They answer the same questions about you, without an account.",
    "front-line": (
        "Send a link to those who deal with customers every day. They answer the same questions about the company, "
        "without an account."
    ),
}
NONE_ASKED = "Nothing that you answered has a wording for {}."
COULD = "These questionnaires have one. Answer one of them first: {}."


def draw_new(context: Context, wave: Wave, audience: Audience, name: str) -> None:
    """Let the company choose what another audience is asked, and open the form."""
    st.write(WHAT[audience])
    forms = context.mirrors.forms(wave, audience)
    if not forms:
        st.write(NONE_ASKED.format(ASKED[audience]))
        titles = [plain(each.questionnaire.title) for each in could_ask(context.definitions, audience)]
        if titles:
            st.write(COULD.format(", ".join(titles)))
        return
    called = st.text_input(NAMED[audience], name, key=f"mirror-name-{audience}", max_chars=NAME_LIMIT)
    chosen = _choose(forms, audience)
    invited = st.number_input(
        "Number of people asked (optional; makes the ranges of the results narrower)",
        min_value=1,
        max_value=MOST_INVITED,
        value=None,
        key=f"mirror-invited-{audience}",
    )
    closes_at = closing.ask(f"mirror-closes-{audience}")
    quiet("Answers are anonymous: nothing is shown of fewer than five people, and nothing before you close the form.")
    if st.button("Open the form", key=f"mirror-open-{audience}", type="primary"):
        plan = MirrorPlan(audience, called, chosen, invited, closes_at)
        try:
            context.mirrors.open(wave, plan)
        except PlanError as error:
            for problem in error.problems:
                st.error(problem, icon=":material/error:")
            return
        except MoveError as error:
            st.session_state[_TROUBLE] = str(error)  # another tab was faster; the page shows that form next
        st.rerun()


def _choose(forms: Sequence[Definition], audience: Audience) -> tuple[str, ...]:
    """Offer the questionnaires that have a wording; those that fit into the form are ticked to begin with."""
    st.html('<p class="label">What they are asked</p>')
    chosen, room, count = [], MOST_ITEMS, 0
    with st.container(key=f"mirror-list-{audience}"):
        for each in forms:
            asked = each.questionnaire
            questions = len(asked.items)
            fits = questions <= room
            room -= questions if fits else 0
            noun = "question" if questions == 1 else "questions"
            label = f"{plain(asked.title)} · {questions} {noun}"
            if st.checkbox(label, fits, key=f"mirror-{audience}-{asked.id}"):
                chosen.append(asked.id)
                count += questions
    quiet(
        f"{number(count).capitalize()} of at most {MOST_ITEMS} questions, about "
        f"{minutes_words(-(-count // ITEMS_A_MINUTE))}; a form takes at most {MOST_MINUTES} minutes."
    )
    return tuple(chosen)


def draw_open(context: Context, wave: Wave, opened: Opened) -> None:
    """Show the link and how many have answered, and let the company close the form."""
    audience = opened.audience
    fewest = number(rules_of(opened.wave).fewest)
    link = join_link(opened.wave)
    if is_local():
        st.warning("This address works on this computer only. Open this page under one that others can reach.")
    st.write("Send this link, as it is or with words of your own. Whoever has it can answer:")
    st.code(link, language=None, wrap_lines=True)
    st.html(f'<img class="qr" alt="QR code of the link" src="{qr_code(link)}">')
    st.write(f"{_answered(opened)} {fewest.capitalize()} are needed before anything can be shown.")
    if closing.words(opened.wave):
        quiet(closing.words(opened.wave))
    with st.container(horizontal=True):
        st.button("Look again", key=f"mirror-look-{audience}")
    with st.expander("Close the form"):
        st.write("Closing it ends it for good: nobody can answer any more, and the result is shown here.")
        sure = st.checkbox("Yes, no more answers", key=f"mirror-sure-{audience}")
        st.button(
            "Close the form",
            key=f"mirror-close-{audience}",
            disabled=not sure,
            on_click=_attempt,
            args=(lambda: _close(context, wave, opened),),
        )


def _close(context: Context, wave: Wave, opened: Opened) -> None:
    context.mirrors.close(wave, opened.audience)
    context.board.forget(opened.wave)


def _answered(opened: Opened) -> str:
    """Say how many have answered so far; a number of few people is no more than a band."""
    voters = opened.tally.voters
    if not voters:
        return "Nobody has answered so far."
    return f"{shown_n(voters, rules_of(opened.wave)).capitalize()} people have answered so far."


def _attempt(move: Callable[[], None]) -> None:
    """Make a change in a callback, where no page is there to catch an error."""
    try:
        move()
    except AssessmentError as error:
        st.session_state[_TROUBLE] = str(error)


def say_trouble() -> None:
    """Say once what kept the last change from being made."""
    message = st.session_state.pop(_TROUBLE, "")
    if message:
        st.error(plain(message), icon=":material/error:")
