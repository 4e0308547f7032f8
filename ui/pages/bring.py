"""Bringing in answers that another form tool collected; nothing is kept before the last button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assessments.access import BRING_NEXT
from assessments.intake_file import UnreadableError
from assessments.intake_form import Form, read_form
from assessments.intake_match import Proposal, proposals
from assessments.intake_taken import Taken
from assessments.intake_told import shape
from assessments.model import Wave
from assessments.plan import fits_a_room
from questionnaires.loader import Definition
from ui.access import may, may_create
from ui.context import Context
from ui.go import go
from ui.links import lead_link
from ui.passes import ORGANISER
from ui.session import led
from ui.style import plain, quiet
from ui.widgets import bring_columns, bring_keeping, bring_reading, mine
from ui.widgets.bring_keeping import Brought

TITLE = "Bring answers in"
_READ = "bring-read"  # the file that was read last, and what was found in it
_PROPOSED = "bring-proposed"  # what its columns seem to hold
_DONE = "bring-done"  # how many people's answers were brought in last


def render(context: Context) -> None:
    """Draw the page."""
    if _DONE in st.session_state:
        _done()
        return
    st.title(TITLE, anchor=False)
    st.write(
        "Answers that another form tool collected become a closed room with its result. Export them there as CSV; "
        "Qualtrics, Google Forms, LimeSurvey, Microsoft Forms and SurveyMonkey are recognised, any other table works "
        "too. You see everything before it is kept."
    )
    if not may_create(context) and not _may_add(context):
        mine.draw_sign_in()
        return
    upload = st.file_uploader(
        "File with answers, one row for each person",
        type=["csv", "tsv", "txt"],
        key="bring-file",
    )
    if upload is None:
        _forget()
        quiet(
            "Columns with names, e-mail, addresses, locations and the like are left out unless you ask for them. If "
            "the file is too large, export the answers as numbers instead of texts, or use the command line."
        )
        return
    form = _form(upload.file_id, upload.getvalue())
    if form is None:
        return
    st.write(plain(shape(form)))
    for note in form.notes:
        st.warning(plain(note), icon=":material/warning:")
    fitting = [each for each in context.definitions if fits_a_room(each)]
    found = _proposed(upload.file_id, form, fitting)
    definition = _definition(fitting, found, upload.file_id)
    asked = definition.questionnaire
    key = f"bring:{upload.file_id}:{asked.id}"
    st.header("Which column holds which question", anchor=False)
    mapping, clear = bring_columns.choose(form, found[asked.id], asked, key)
    st.header("Preview", anchor=False)
    last = _last(context, upload.file_id)
    taken = bring_reading.read(form, asked, mapping, last, key)
    st.header("How they are kept", anchor=False)
    brought = Brought(definition, taken, clear)
    kept = bring_keeping.as_new(context, brought) if last is None else bring_keeping.as_next(context, brought, last)
    if kept:
        _kept(taken)


def _form(file_id: str, content: bytes) -> Form | None:
    """Return what the file holds, read once; None where it is no table, which is said."""
    known: tuple[str, Form | None, str] | None = st.session_state.get(_READ)
    if known is None or known[0] != file_id:
        try:
            known = (file_id, read_form(content), "")
        except UnreadableError as error:
            known = (file_id, None, str(error))
        st.session_state[_READ] = known
    if known[1] is None:
        st.error(plain(known[2]), icon=":material/error:")
    return known[1]


def _proposed(file_id: str, form: Form, fitting: Sequence[Definition]) -> Mapping[str, Sequence[Proposal]]:
    """Return questionnaire id to what the columns seem to hold, worked out once for a file."""
    known: tuple[str, Mapping[str, Sequence[Proposal]]] | None = st.session_state.get(_PROPOSED)
    if known is None or known[0] != file_id:
        known = (file_id, {each.questionnaire.id: proposals(form, each.questionnaire) for each in fitting})
        st.session_state[_PROPOSED] = known
    return known[1]


def _definition(fitting: Sequence[Definition], found: Mapping[str, Sequence[Proposal]], file_id: str) -> Definition:
    """Ask which questionnaire was answered; the one that most columns belong to stands first."""
    by_id = {each.questionnaire.id: each for each in fitting}
    known = {name: sum(each.target is not None for each in proposed) for name, proposed in found.items()}
    names = sorted(by_id, key=lambda name: -known[name])
    titles = {name: f"{each.questionnaire.title} ({known[name]} columns fit)" for name, each in by_id.items()}
    chosen = st.selectbox(
        "Which questionnaire was answered?", names, format_func=lambda name: titles[name], key=f"bring-asked:{file_id}"
    )
    return by_id[chosen]


def _may_add(context: Context) -> bool:
    """Say whether the answers may become the next wave of what this browser leads."""
    own = led(context)
    return own is not None and may(context, own[0].id, BRING_NEXT)


def _last(context: Context, file_id: str) -> Wave | None:
    """Ask whether the answers are the next wave of what this browser leads; return the wave before, or None."""
    own = led(context)
    if own is None or not _may_add(context):
        return None
    assessment, wave = own
    if not may_create(context):
        return context.intake.last(assessment.id)
    choices = {
        "new": "A new assessment",
        "next": f"The next wave of {assessment.name or 'the workshop that this browser leads'}, after {wave.label}",
    }
    chosen = st.radio(
        "What are these answers?",
        list(choices),
        format_func=lambda each: plain(choices[each]),
        key=f"bring-what:{file_id}",
    )
    return context.intake.last(assessment.id) if chosen == "next" else None


def _kept(taken: Taken) -> None:
    """Go on to say that the answers are in; the file is forgotten."""
    _forget()
    st.session_state[_DONE] = len(taken.people)
    st.rerun()


def _forget() -> None:
    """Forget the file and everything that was chosen for it: it may hold what nobody asked for."""
    for name in [str(each) for each in st.session_state if str(each).startswith("bring") and each != "bring-file"]:
        del st.session_state[name]


def _done() -> None:
    people = st.session_state[_DONE]
    st.title("The answers are in", anchor=False)
    st.write(
        f"{'One person' if people == 1 else f'{people:,} people'} with answers. The room is closed, and its result "
        "counts all of them."
    )
    st.write("Your organiser link leads this room from any device. Copy it now, and keep it to yourself:")
    st.code(lead_link(ORGANISER.code), language=None, wrap_lines=True)
    with st.container(horizontal=True, key="way"):
        if st.button("See the result", type="primary", key="to-room"):
            del st.session_state[_DONE]
            go("room")
        if st.button("Bring in another file", key="bring-again"):
            del st.session_state[_DONE]
            st.rerun()
