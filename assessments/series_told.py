"""The words around a series: what page and file say of a change, its interval and how far a comparison holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.series_words import signed
from scoring.interval import TOP

if TYPE_CHECKING:
    from datetime import tzinfo

    from assessments.room_model import Figure
    from assessments.series_model import Change, Movement, Series, SeriesView
    from scoring.change import Word

FEWEST = 2  # waves that can be compared
PAIR = 2  # the whole and the only dimension
MOVED = "Did we move?"
THEN_NOW = "Then and now"
STAGE = "The stage"
HOLDS = "How far the comparison holds"
WAVES = "The waves behind it"
AGENDA = "What the agenda was about"
ANSWERABLE = "What can be answered"
DERIVED = "Figures worked out from the answers"
ALL_ITEMS = "On all items of each version"
RESTS = "People compared"
SAME_PEOPLE = (
    "Where enough people are linked, the change is that of the same people, which tells more than two averages "
    "do; beside it stands that of all respondents. “Then” and “now” are the averages of all."
)
WORDS: dict[Word, str] = {
    "up": "up",
    "down": "down",
    "no detectable change": "no detectable change",
    "too few": "cannot be told",
}


def without_twin(view: SeriesView) -> SeriesView:
    """Return a view without the only dimension of its questionnaire, as far as it says the same as the whole."""
    movements, series = view.movements, view.series
    if len(movements) == PAIR and _same_movement(*movements):
        movements = movements[:1]
    if len(series) == PAIR and _same_series(*series):
        whole, only = series
        series = (replace(whole, target=only.target),)
    return replace(view, movements=movements, series=series)


def _same_movement(whole: Movement, only: Movement) -> bool:
    alike = (whole.before, whole.after, whole.change, whole.all) == (only.before, only.after, only.change, only.all)
    return alike and not whole.dimension_id


def _same_series(whole: Series, only: Series) -> bool:
    alike = (whole.figures, whole.breaks) == (only.figures, only.breaks)
    return alike and not whole.dimension_id and whole.target in {None, only.target}


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


def asked_in(view: SeriesView) -> str:
    """Name the questionnaire and the waves."""
    return f"{view.questionnaire.short_title}: {', '.join(each.label for each in view.waves)}."


def table_title(view: SeriesView) -> str:
    """Return the title of the table of changes."""
    then, now = (each.label for each in view.waves[-2:])
    return f"What changed from {then} to {now}"


def table_rows(view: SeriesView) -> tuple[list[dict[str, str]], list[str]]:
    """Return a row for the whole and for each dimension without what no row has, and the notes that belong to it."""
    view = without_twin(view)
    then, now = (each.label for each in view.waves[-2:])
    whole = {each.dimension_id: each for each in view.series}
    rows = [_row(each, then, now) | _on_all_items(each, whole.get(each.dimension_id)) for each in view.movements]
    empty = {name for name in rows[0] if not any(row[name] for row in rows)}
    notes = []
    rests = {each.change.people for each in view.movements}
    if len(rests) == 1:
        empty.add(RESTS)
        notes.append(f"People compared in every row: {rests.pop()}.")
    if any(each.by_pairs for each in view.movements):
        notes.append(SAME_PEOPLE)
    return [{k: v for k, v in row.items() if k not in empty} for row in rows], notes


def _row(movement: Movement, then: str, now: str) -> dict[str, str]:
    change = movement.change
    return {
        "Dimension": movement.title,
        "Finding": WORDS[change.word],
        "Change in points (range)": change_text(change),
        f"Then, {then}": _points(movement.before),
        f"Now, {now}": _points(movement.after),
        "Smallest detectable change": seen_text(change),
        "All respondents": "" if movement.all is None else in_short(movement.all),
        RESTS: change.people,
    }


def _on_all_items(movement: Movement, series: Series | None) -> dict[str, str]:
    """Return both scores on all items that each version asked, where they stand for something else than the row."""
    both = series.figures[-2:] if series else ()
    if both in {(), (movement.before, movement.after)} or any(each.points is None for each in both):
        return {ALL_ITEMS: ""}
    return {ALL_ITEMS: f"{both[0].points}, then {both[1].points}"}


def _points(figure: Figure) -> str:
    return figure.why if figure.points is None else str(figure.points)


def sentences(view: SeriesView) -> tuple[list[str], list[str]]:
    """Return what moved in sentences, and what is to be said of the rest beyond what holds for the whole view."""
    movements = without_twin(view).movements
    moved = [each for each in movements if each.change.word in {"up", "down"}]
    rest = [each for each in movements if each not in moved]
    said = [_said(each) for each in rest]
    return [each.sentence for each in moved], said if any(each != view.why for each in said) else []


def _said(movement: Movement) -> str:
    return " ".join(part for part in (movement.sentence, movement.why) if part)


def wave_rows(view: SeriesView, zone: tzinfo | None) -> list[dict[str, str]]:
    """Return the waves as a table; their dates are those of a time zone."""
    return [
        {
            "Wave": each.label,
            "Measured on": f"{each.at.astimezone(zone):%-d %B %Y}",
            "People": each.people or each.why,
            "Version of the questionnaire": each.version,
        }
        for each in view.waves
    ]


def limits(view: SeriesView) -> list[str]:
    """Say how far the comparison holds: versions, people, the number of comparisons."""
    return [each for each in (view.comparable, *view.breaks, view.turnover, view.correction) if each]
