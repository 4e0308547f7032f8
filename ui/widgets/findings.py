"""What a result says beyond its score: the line's ends, contradictions and derived figures, the agenda's findings."""

from __future__ import annotations

import streamlit as st

from assessments import result_words as words
from assessments.views import AgendaView, Answerable, ResultView
from scoring.sentences import driver_sentence
from ui.style import plain, quiet
from ui.widgets import table


def draw_line(view: ResultView) -> None:
    """Say what pulls the position to either side, and what the first thought was."""
    ends = words.line_ends(view)
    if ends:
        for column, (title, items) in zip(st.columns(2), ends, strict=True):
            column.markdown(f"**{plain(title)}**")
            for each in items:
                column.markdown(f"- {plain(each.item.label)}: *{plain(each.text)}*")
    said = words.said_outside(view)
    if said:
        st.markdown("  \n".join(f"**{plain(each.item.label)}:** *{plain(each.text)}*" for each in said))
    if view.spread is not None:
        quiet(words.spread_words(view.spread))


def draw_disclosure(answerable: Answerable) -> None:
    """Show contradictions, and the figures worked out from those given."""
    st.header(words.TOGETHER, anchor=False)
    if answerable.contradictions:
        for each in answerable.contradictions:
            st.warning(plain(each.message), icon=":material/balance:")
    else:
        st.write(words.NO_CONTRADICTION)
    st.header(words.IMPLIED, anchor=False)
    if answerable.derived:
        table.draw(words.derived_rows(answerable.derived), words.IMPLIED)
    else:
        st.write(words.NOTHING_IMPLIED)


def draw_agenda(agenda: AgendaView) -> None:
    """Show what drives the review, how sure that is, and what was bumped or argued on opinion."""
    if agenda.result is None:
        st.write(words.NO_AGENDA)
        return
    result = agenda.result
    st.write(plain(driver_sentence(agenda.item, result)))
    claim = words.claim(agenda, result)
    if claim is not None:
        st.markdown(
            f"**{claim.verdict}** Said: *{plain(claim.said)}*. Seen in the agenda: *{plain(claim.seen)}* comes first."
        )
    share, purpose = words.to_move(result)
    if share:
        st.markdown(f"**{share}**{purpose}")
    for fact in words.agenda_facts(agenda, result):
        st.markdown(f"- {plain(fact)}")
    with st.expander("How this was worked out"):
        st.write(words.index_words(result))
        table.draw(words.index_rows(agenda, result), "How the index was worked out")
        quiet(words.OWN_MIX)
