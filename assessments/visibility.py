"""Don't know as a finding: how much of each dimension is not visible, to whom, and what that does to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.anonymity import shown_points
from assessments.result_words import SEEN
from scoring.sentences import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import Figure, RoomDimension, RoomItem, RoomResult, RoomView
    from assessments.views import DimensionView, ResultView
    from questionnaires.model import Dimension

TITLE = "What cannot be seen from here"
YOU, EVERYBODY = "You", "Everybody"
NOT_SHOWN = "not shown"
UNSEEN_FROM = 33  # per cent, rounded; ``measurement.md`` 3.2
ABOUT = (
    "“About” takes the average shown and counts the share shown as 0; it is worked out from these two rounded figures."
)
_ROUGHLY = {
    25: "About a quarter",
    33: "About a third",
    50: "About half",
    67: "About two thirds",
    75: "About three quarters",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension.

    Attributes:
        words: Its score, and what that would be if each "don't know" counted as 0.
        shares: Per cent "don't know" for each column; None where that may not be shown.
    """

    title: str
    words: str
    shares: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Visibility:
    """Who cannot see what.

    Attributes:
        finding: The largest share in a sentence; empty without rows.
        columns: Who: one person, or everybody and the roles.
        rows: The dimensions, as they stand in the questionnaire; none where nothing is to be said.
        table: The same with scores and lower bounds.
        note: How the lower bound comes about, and what is not shown; may be empty.
    """

    finding: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    table: tuple[Mapping[str, str], ...]
    note: str


def of_one(view: ResultView) -> Visibility:
    """Return what one person cannot see: the dimensions on which they said "don't know" (``measurement.md`` 3.2).

    The share is "don't know" over the answers that count; the lower bound is the score with every one of them as 0.
    """
    place = {each.id: at for at, each in enumerate(view.questionnaire.dimensions)}
    unseen = [each for each in view.dimensions if each.dont_know_share > 0]
    unseen.sort(key=lambda each: place[each.dimension.id])
    rows = tuple(
        Row(each.dimension.title, _bound(each), (shown_points(100 * each.dont_know_share),)) for each in unseen
    )
    table = tuple(
        {
            "Dimension": row.title,
            "Don't know": f"{row.shares[0]} %",
            "Score": "none" if each.score is None else f"{each.score:.0f}",
            "Score with each as 0": "" if each.score is None or each.low is None else f"{each.low:.0f}",
        }
        for row, each in zip(rows, unseen, strict=True)
    )
    finding = ""
    if rows:
        share, row = max(((row.shares[0] or 0, row) for row in rows), key=lambda pair: pair[0])
        finding = f"{_share_words(share)} of your answers about “{row.title}” were “I don't know”."
    return Visibility(finding, (YOU,) if rows else (), rows, table, "")


def of_room(result: RoomResult) -> Visibility:
    """Return what a room and its roles cannot see, from the shares that may be shown of them."""
    roles = dict.fromkeys(each.role for dimension in result.dimensions for each in dimension.unseen)
    shares = {
        each.dimension.id: {one.role: one.unknown_share for one in each.unseen if one.unknown_share is not None}
        for each in result.dimensions
    }
    shown = [role for role in roles if any(role in found for found in shares.values())]
    if not any(share for found in shares.values() for share in found.values()):
        return Visibility("", (), (), (), "")
    there = [each for each in result.dimensions if shares[each.dimension.id]]
    rows = tuple(
        Row(each.dimension.title, _about(each), tuple(shares[each.dimension.id].get(role) for role in shown))
        for each in there
    )
    table = tuple(row for each in there for row in _table(each, shown))
    hidden = [role for role in roles if role and role not in shown]
    notes = [ABOUT] if any(", about " in row.words for row in rows) else []
    if hidden:
        notes.append(f"Nothing may be shown of {joined(quoted(hidden))}.")
    return Visibility(
        _finding(there, shares, shown), tuple(role or EVERYBODY for role in shown), rows, table, " ".join(notes)
    )


def not_visible(view: RoomView, result: RoomResult) -> str:
    """Name the questions that about a third or more of at least six people do not know; empty where there are none."""
    named = [
        f"“{each.item.label}”"
        for each in sorted(view.items, key=lambda each: each.number)
        if each.questionnaire.id == result.questionnaire.id and _unseen(each)
    ]
    return f"Not visible, as about a third or more of those who answered don't know: {joined(named)}." if named else ""


def _unseen(item: RoomItem) -> bool:
    """Say whether a question is not visible, also where the room falls apart on it; a verdict is of six or more."""
    share = item.now.unknown_share
    return item.concern == "unknown" or (item.now.verdict is not None and share is not None and share >= UNSEEN_FROM)


def _finding(there: Sequence[RoomDimension], shares: Mapping[str, Mapping[str, int]], shown: Sequence[str]) -> str:
    """Say where the largest share is; of a role if one is shown there, with the role that sees most beside it."""
    pairs = [(role, each) for role in shown for each in there if role in shares[each.dimension.id]]
    by_role = [pair for pair in pairs if pair[0] and shares[pair[1].dimension.id][pair[0]]]
    role, each = max(by_role or pairs, key=lambda pair: shares[pair[1].dimension.id][pair[0]])
    found = shares[each.dimension.id]
    share = found[role]
    whose = f" from “{role}”" if role else ""
    said = f"{_share_words(share)} of the answers about “{each.dimension.title}”{whose} were “I don't know”"
    others = {other: value for other, value in found.items() if other and role and value < share}
    if others:
        least = min(others, key=lambda other: others[other])
        said += f"; from “{least}” it was {others[least]} %"
    return f"{said}."


def _table(each: RoomDimension, shown: Sequence[str]) -> list[dict[str, str]]:
    found = {one.role: one for one in each.unseen}
    figures = {"": each.figure} | {group.name: group.figure for group in each.groups if group.kind == "role"}
    rows = []
    for role in shown:
        one, figure = found.get(role), figures.get(role)
        share = one.unknown_share if one is not None else None
        bound = None if figure is None else about(figure, share, each.dimension)
        rows.append(
            {
                "Dimension": each.dimension.title,
                "Who": role or EVERYBODY,
                "Don't know": NOT_SHOWN if share is None else f"{share} %",
                "People": one.people.replace("–", " to ") if one is not None else "",
                "Score": NOT_SHOWN if figure is None or figure.points is None else f"{figure.points}",
                "Score with each as 0": "" if bound is None else f"about {bound}",
            }
        )
    return rows


def about(figure: Figure, share: int | None, dimension: Dimension) -> int | None:
    """Return about what a score would be with every "don't know" as 0: ``score * (100 - share) / 100``.

    It is worked out from what is shown, so that it tells nothing more: 61 and 40 % give 37 (``measurement.md`` 3.2).
    None without one of the two, and where the dimension is not a mean of items that leave "don't know" out.
    """
    if figure.points is None or share is None:
        return None
    plain = all(each.combine == "mean" for each in dimension.walk())
    left_out = all(item.dont_know != "zero" for item in dimension.all_items())
    return shown_points(figure.points * (100 - share) / 100) if plain and left_out else None


def _about(each: RoomDimension) -> str:
    if each.figure.points is None:
        return "no score that may be shown"
    share = next((one.unknown_share for one in each.unseen if not one.role), None)
    bound = about(each.figure, share, each.dimension)
    said = f"score {each.figure.points}"
    return said if bound is None or not share else f"{said}, about {bound} with each as 0"


def _bound(each: DimensionView) -> str:
    if each.score is None:
        return "no score"
    if each.low is None or each.low > each.score - SEEN:
        return f"score {each.score:.0f}"
    return f"score {each.score:.0f}, {each.low:.0f} with each as 0"


def _share_words(share: int) -> str:
    return _ROUGHLY.get(share, f"{share} %")
