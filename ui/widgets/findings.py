"""What a result says beyond its score: the line's ends, contradictions and derived figures, the agenda's findings."""

from __future__ import annotations

import streamlit as st

from assessments.views import AgendaView, Answerable, ResultView
from scoring.sentences import driver_sentence, joined
from ui.style import plain, quiet
from ui.widgets import table


def draw_line(view: ResultView) -> None:
    """Say what pulls the position to either side, and what the first thought was."""
    low, high = view.ends
    stages = view.questionnaire.stages
    if low and high:
        left, right = st.columns(2)
        for column, stage, items in ((left, stages[0], low), (right, stages[-1], high)):
            column.markdown(f"**Furthest towards the {plain(stage.title.lower())}**")
            for each in items:
                column.markdown(f"- {plain(each.item.label)}: *{plain(each.text)}*")
    said = [each for each in view.outside if each.answer is not None and each.answer.kind == "value"]
    if said:
        st.markdown("  \n".join(f"**{plain(each.item.label)}:** *{plain(each.text)}*" for each in said))
    if view.spread is not None:
        quiet(
            f"Half of the answers lie between {view.spread.middle[0]:.0f} and {view.spread.middle[1]:.0f}; "
            f"their standard deviation is {view.spread.deviation:.0f} points."
        )


def draw_disclosure(answerable: Answerable) -> None:
    """Show contradictions, and the figures worked out from those given."""
    st.header("Do the figures go together?", anchor=False)
    if answerable.contradictions:
        for each in answerable.contradictions:
            st.warning(plain(each.message), icon=":material/balance:")
    else:
        st.write("No contradiction was found among the figures that were given.")
    st.header("What the figures imply", anchor=False)
    if answerable.derived:
        rows = [
            {"Figure": each.title, "Value": _share(each.id, each.value), "Worked out as": each.formula}
            for each in answerable.derived
        ]
        table.draw(rows, "What the figures imply")
    else:
        st.write(
            "Too few figures were given to work anything out: churn, for example, needs customers now, gained and lost."
        )


def _share(figure_id: str, value: float) -> str:
    return f"{value:.2f} times" if figure_id == "skew" else f"{100 * value:.1f} %"


def draw_agenda(agenda: AgendaView) -> None:
    """Show what drives the review, how sure that is, and what was bumped or argued on opinion."""
    if agenda.result is None:
        st.write("Enter at least one topic with minutes, and the result appears here.")
        return
    result, titles = agenda.result, {each.id: each.title for each in agenda.item.categories}
    st.write(plain(driver_sentence(agenda.item, result)))
    if agenda.stated:
        observed = joined([titles[each].lower() for each in result.leader])
        verdict = "do not agree"
        if agenda.stated in result.leader:
            verdict = "agree" if result.verdict == "driven" else "point the same way, but not by enough to say so"
        st.markdown(
            f"**Said and done {verdict}.** Said: *{plain(agenda.stated_text)}*. "
            f"Seen in the agenda: *{plain(observed)}* comes first."
        )
    if result.distance is not None:
        moved = 100 * result.distance
        st.markdown(f"**{moved:.0f} % of the minutes would have to move** to reach the mix you want.")
    facts = []
    if result.missing:
        facts.append(f"Without a single minute: {joined([titles[each].lower() for each in result.missing])}.")
    if result.bumped:
        facts.append(f"Bumped: {'; '.join(result.bumped)}.")
    if result.opinion:
        facts.append(f"Argued on opinion: {'; '.join(result.opinion)}.")
    facts += [agenda.item.flags[flag].say for flag in result.flags if flag in agenda.item.flags]
    for fact in facts:
        st.markdown(f"- {plain(fact)}")
    with st.expander("How this was worked out"):
        weights = ", ".join(f"{name} {weight:.2f}" for name, weight in result.weights.items())
        st.write(
            f"Each view gets its share of the minutes, of the tasks given out, of the minutes weighted by depth, and "
            f"of the places on the agenda (first place counts most). The index adds them up with the weights {weights}."
        )
        rows = [
            {
                "View": titles[each],
                **{name.capitalize(): f"{100 * share[each]:.1f} %" for name, share in result.parts.items()},
                "Index": f"{100 * result.driver[each]:.1f} %",
                "First in draws": _draws(result.first.get(each)),
            }
            for each in titles
        ]
        table.draw(rows, "How the index was worked out")
        quiet("No agenda mix of other companies is published; the wanted mix is your own.")


def _draws(share: float | None) -> str:
    return "not ranked" if share is None else f"{100 * share:.0f} %"
