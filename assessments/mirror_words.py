"""The sentences about a company beside its front line and its customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_words import started

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.mirror_model import Difference, MirrorRow, Side
    from assessments.mirror_sides import Measured
    from assessments.room_model import Figure

NAMES: dict[Side, str] = {"company": "You", "front-line": "Front line", "customer": "Customers"}
_WHO: dict[Side, str] = {"company": "you", "front-line": "your front line", "customer": "your customers"}
_RATES: dict[Side, str] = {"company": "rate", "front-line": "rates", "customer": "rate"}

NOT_YET = "There is nothing to compare yet."
TOO_FEW = "There are too few answers to say whether others see you differently."
NO_GAP = "These answers could show no difference between your own view and that of others."
SOME = "On single questions others see you differently; over whole dimensions these answers could show no difference."

ALIKE = "No difference that these answers could show:"
UNCLEAR = "Not compared, because there are too few answers or they may not be shown:"
OTHER_FIRST = "Submit your own answers to what they were asked first."

METHOD = (
    "Everybody was asked the same questions, each in words of their own, with the same answers to choose from. A "
    "dimension is the average over the questions that all of them were asked, so it may differ from your own result, "
    "which rests on more questions. Answers of others never count in your own result."
)
RULE = (
    "It is called a difference where it has at least 10 points, and 0 lies outside its 95 % interval (Welch's test). "
    "Of twenty questions that do not differ, about one at most would look by chance as if it did."
)
RULE_ALONE = (
    "Your answers are one person's, so they have no range. They are called different from an average where they lie at "
    "least 10 points off it, and outside its range (95 %)."
)


def gap(first: Side, second: Side, title: str, points: int, measured: Mapping[Side, Measured]) -> str:
    """Say who rates what higher, and by how much; ``points`` is the first side's figure minus the second's."""
    where = "above" if points > 0 else "below"
    said = f"{started(_WHO[first])} {_RATES[first]} “{title}” {abs(points)} points {where} {_WHO[second]}"
    figure = measured[second].figure
    if measured[first].alone and figure.low is not None:
        return f"{said}, outside the range of their average ({figure.low} to {figure.high})."
    return f"{said}."


def headline(dimensions: Sequence[MirrorRow], items: Sequence[MirrorRow]) -> str:
    """Return the sentence to repeat: the largest difference over a dimension, or why there is none."""
    if not items:
        return NOT_YET
    kinds = {each.kind for row in items for each in row.differences}
    return finding(dimensions, SOME if "gap" in kinds else NO_GAP if "none" in kinds else TOO_FEW)


def finding(rows: Sequence[MirrorRow], otherwise: str) -> str:
    """Return the largest difference that the answers show, in words."""
    largest = widest(rows)
    return otherwise if largest is None else largest.sentence


def widest(rows: Sequence[MirrorRow]) -> Difference | None:
    """Return the largest difference that the answers show, or None."""
    found = [each for row in rows for each in row.differences if each.kind == "gap"]
    return max(found, key=lambda each: abs(each.points), default=None)


def figure_text(figure: Figure) -> str:
    """Return a figure with its range, or why there is none."""
    if figure.points is None:
        return figure.why
    return str(figure.points) if figure.low is None else f"{figure.points} (range {figure.low} to {figure.high})"
