"""Take it away: what to take, in whose colours, and a button for each kind of file; made only when it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments.access import WHOLE as TAKE_WHOLE
from assessments.anonymity import Rules
from assessments.model import Wave
from reports.formats import FORMATS, file_name
from reports.subjects import Dress
from ui.access import may, noted
from ui.context import Context
from ui.style import escape, plain, quiet
from ui.times import local
from ui.who import Holder, holder
from ui.widgets import take_dress, take_file, take_made, take_what, ways
from ui.widgets.take_what import Part

TITLE = "Take it away"
NOTHING = "There is nothing to take away yet: files are made of a result, and there is none so far."
WHOLE = "The whole assessment (JSON)"
WHOLE_WHAT = (
    "All its waves: the questionnaires as they were asked, the figures, and the answers that may leave. With the "
    "command “python -m cli verify” anybody can work out again what follows from these answers, and see what differs."
)
LEFT_OUT = "What the files hold, and what they leave out"
ALONE = (
    "Workbook, data and the whole assessment hold your own answers with your comments; the PDF and the slides hold "
    "what the result page shows. Nobody but you can make them from this page."
)
ALONE_WHOLE = "The whole assessment holds your own answers with your comments."
SERIES = "Files about what changed hold figures only, as the page shows them."
OPEN = (
    "This workshop is open: its people were told that their answers may be seen. Workbook, data and the whole "
    "assessment hold answers with names, roles, units and comments, so keep them where not everybody can read them."
)
ANONYMOUS = (
    "This workshop is anonymous. Its files hold what the pages show: averages, distributions and texts, as far as they "
    "are released. They leave out who answered what, in the whole assessment too, because a row of answers is a figure "
    "about one person, and nothing is shown about fewer than {fewest} people."
)


def render(context: Context) -> None:
    """Draw the page."""
    owner = holder(context)
    if owner is None:
        ways.draw_nobody(TITLE)
        return
    st.html(f'<p class="quiet">{escape(owner.assessment.name or "Assessment")}</p>')
    st.title(TITLE, anchor=False)
    parts = take_what.parts_of(context, owner)
    if not parts:
        st.write(NOTHING)
        ways.draw(owner, "take")
        return
    part, wave = take_what.choose(parts)
    _draw(context, owner, part, wave)
    ways.draw(owner, "take", part.questionnaire_id)


def _draw(context: Context, owner: Holder, part: Part, wave: Wave) -> None:
    place = st.container()
    own = take_dress.draw(context)
    dress = Dress(local(context.clock()).replace(microsecond=0), context.benchmarks, own.brand)
    chosen = take_made.chosen(context, owner, part, wave, dress)
    with place:
        st.header(plain(take_made.headline(chosen)), anchor=False)
        quiet(chosen.about.line(chosen.about.people))
    for each in FORMATS.values():
        name = file_name(chosen.subject, chosen.about, each.suffix)
        make = noted(context, owner.assessment.id, partial(take_made.made, each, chosen, own.template), name)
        _row(each.id, each.title, each.what, make, name, each.mime)
    if may(context, owner.assessment.id, TAKE_WHOLE):
        name = take_file.name_of(owner.assessment.name, "assessment", suffix=".json")
        whole = partial(take_made.whole, context, owner.assessment.id)
        _row("json", WHOLE, WHOLE_WHAT, whole, name, "application/json")
    st.header(LEFT_OUT, anchor=False)
    st.write(_left_out(part, wave))
    if context.promises.all(owner.assessment.id):
        st.header("What was promised", anchor=False)
        st.write("The list of promises can be taken away from its own page, as a table or for a calendar.")
        if st.button("To the promises", key="to-promises"):
            ways.lead(owner, "actions")


def _row(kind: str, title: str, what: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """Draw one kind of file: what it is called, what it is for, and the button that makes it."""
    key, ending = f"take-{kind}", name.rpartition(".")[2].upper()
    with st.container(border=True, key=f"file-{kind}"):
        words, button = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.subheader(title, anchor=False)
            st.write(what)
        with button:
            take_file.offer(f"Download {ending}", make, name=name, mime=mime, key=key, wide=True)
        take_file.say(key)


def _left_out(part: Part, wave: Wave) -> str:
    """Say what the files of a part hold and what they leave out, and why."""
    if wave.join_code is None:
        return ALONE if part.kind == "result" else f"{SERIES} {ALONE_WHOLE}"
    held = OPEN if wave.mode == "open" else ANONYMOUS.format(fewest=Rules(wave.mode, wave.smallest_group).fewest)
    return held if part.kind == "room" else f"{SERIES} {held}"
