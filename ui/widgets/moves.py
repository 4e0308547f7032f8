"""What moved between the last two waves: the table with its intervals, the findings in words, how far they hold."""

from __future__ import annotations

import streamlit as st

from assessments.room_model import Figure
from assessments.series_model import Change, Movement, Series, SeriesView
from assessments.series_words import signed
from scoring.change import Word
from scoring.interval import TOP
from ui.style import plain, quiet
from ui.widgets import table

ALL_ITEMS = "On all items of each version"
RESTS = "People compared"
WORDS: dict[Word, str] = {
    "up": "up",
    "down": "down",
    "no detectable change": "no detectable change",
    "too few": "cannot be told",
}


def change_text(change: Change) -> str:
    """Return a change with its interval, as far as both may be shown; empty where neither may."""
    if change.points is None:
        return ""
    if change.low is None or change.high is None:
        return signed(change.points)
    return f"{signed(change.points)} ({signed(change.low)} to {signed(change.high)})"


def seen_text(change: Change) -> str:
    """Return the smallest change that could have been seen; empty where that is not known."""
    if change.seen is None:
        return ""
    return f"{change.seen} points" if change.seen <= TOP else "none that is possible"


def in_short(change: Change) -> str:
    """Return the finding about a change with its figures in one line."""
    figures = change_text(change)
    return f"{WORDS[change.word]}: {figures}" if figures else WORDS[change.word]


def draw_table(view: SeriesView) -> None:
    """Draw a row for the whole and for each dimension; what no row has is left out."""
    then, now = (each.label for each in view.waves[-2:])
    whole = {each.dimension_id: each for each in view.series}
    rows = [_row(each, then, now) | _on_all_items(each, whole[each.dimension_id]) for each in view.movements]
    empty = {name for name in rows[0] if not any(row[name] for row in rows)}
    rests = {each.change.people for each in view.movements}
    if len(rests) == 1:
        empty.add(RESTS)
        quiet(f"People compared in every row: {rests.pop()}.")
    table.draw([{k: v for k, v in row.items() if k not in empty} for row in rows], f"What changed from {then} to {now}")
    if any(each.by_pairs for each in view.movements):
        quiet(
            "Where enough people are linked, the change is that of the same people, which tells more than two averages "
            "do; beside it stands that of all respondents. “Then” and “now” are the averages of all."
        )


def _row(movement: Movement, then: str, now: str) -> dict[str, str]:
    change = movement.change
    return {
        "Dimension": movement.title,
        f"Then, {then}": _points(movement.before),
        f"Now, {now}": _points(movement.after),
        "Change in points (range)": change_text(change),
        "Finding": WORDS[change.word],
        "Smallest detectable change": seen_text(change),
        "All respondents": "" if movement.all is None else in_short(movement.all),
        RESTS: change.people,
    }


def _on_all_items(movement: Movement, series: Series) -> dict[str, str]:
    """Return both scores on all items that each version asked, where they stand for something else than the row."""
    both = series.figures[-2:]
    if both == (movement.before, movement.after) or any(each.points is None for each in both):
        return {ALL_ITEMS: ""}
    return {ALL_ITEMS: f"{both[0].points}, then {both[1].points}"}


def _points(figure: Figure) -> str:
    return figure.why if figure.points is None else str(figure.points)


def draw_words(view: SeriesView) -> None:
    """Say in sentences what moved; what did not, or may not be said, is one click away."""
    moved = [each for each in view.movements if each.change.word in {"up", "down"}]
    rest = [each for each in view.movements if each not in moved]
    for each in moved:
        st.markdown(f"- {plain(each.sentence)}")
    if rest and any(_said(each) != view.why for each in rest):
        with st.expander("The other dimensions in words" if moved else "Every dimension in words"):
            for each in rest:
                st.markdown(f"- {plain(_said(each))}")


def _said(movement: Movement) -> str:
    return " ".join(part for part in (movement.sentence, movement.why) if part)


def draw_limits(view: SeriesView) -> None:
    """Say how far the comparison holds: versions, people, roles, the number of comparisons."""
    notes = [each for each in (view.comparable, *view.breaks, view.turnover, view.correction) if each]
    if not notes and not view.mix:
        return
    st.header("How far the comparison holds", anchor=False)
    if view.mix:
        st.warning(plain(view.mix), icon=":material/balance:")
    for note in notes:
        st.markdown(f"- {plain(note)}")
