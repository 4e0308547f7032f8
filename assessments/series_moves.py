"""What each score did between the last two waves: the test that may be shown, its words, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assessments import series_words as words
from assessments.anonymity import Level, shown_n, shown_points
from assessments.room_scores import INCOMPLETE
from assessments.series_allowed import Beside, beside
from assessments.series_model import Change, Movement
from scoring.change import moves
from scoring.group import OVERALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.anonymity import Rules
    from assessments.room_model import Figure
    from assessments.series_breaks import Step
    from assessments.series_waves import Measured
    from scoring.change import Move
    from scoring.sheet import Floats

OVERALL_TITLE = "Overall"


@dataclass(frozen=True, slots=True)
class Moved:
    """The movements between the last two waves.

    Attributes:
        tests: How many dimensions were tested together.
    """

    movements: tuple[Movement, ...]
    tests: int


@dataclass(frozen=True, slots=True)
class _Row:
    """One score before it is tested: both figures, and the people behind them where they mean the same."""

    title: str
    before: Figure
    after: Figure
    beside: Beside | None

    @property
    def told(self) -> bool:
        return self.there and self.beside is not None and self.beside.told

    @property
    def linked(self) -> bool:
        return self.there and self.beside is not None and self.beside.allowed.linked

    @property
    def there(self) -> bool:
        return self.before.points is not None and self.after.points is not None


def moved(waves: Sequence[Measured], steps: Sequence[Step]) -> Moved:
    """Say what every score of the newest version did between the last two waves, the overall score first.

    Args:
        waves: At least two, oldest first.
        steps: Those between them.
    """
    titles = {OVERALL: OVERALL_TITLE} | {each.id: each.title for each in waves[-1].questionnaire.dimensions}
    rows = _complete({key: _row(waves, steps, key, title) for key, title in titles.items()})
    tested = _tested({key: row for key, row in rows.items() if row.told or row.linked}, linked=True)
    everybody = _tested({key: row for key, row in rows.items() if row.told}, linked=False)
    found = tuple(_movement(key, row, steps[-1], tested.get(key), everybody.get(key)) for key, row in rows.items())
    return Moved(found, sum(move.p is not None for key, move in tested.items() if key != OVERALL))


def _row(waves: Sequence[Measured], steps: Sequence[Step], key: str, title: str) -> _Row:
    found = beside(waves, steps, key)
    before, after = (each.figure(key) for each in waves[-2:])
    if found is not None and key in steps[-1].broken:
        before, after = (
            own if wave.whole.level is Level.HIDDEN else found.figure(place)
            for place, (wave, own) in enumerate(zip(waves[-2:], (before, after), strict=True))
        )
    return _Row(title, before, after, found)


def _complete(rows: dict[str, _Row]) -> dict[str, _Row]:
    """Take the overall figure out of a wave where that of a dimension is held back: it would follow."""
    overall = rows[OVERALL]
    held = [
        any(
            row.beside is not None and row.beside.placed[place].figure.points is not None and figure.points is None
            for row in rows.values()
            for figure in [(row.before, row.after)[place]]
        )
        for place in (0, 1)
    ]
    before, after = (
        replace(figure, points=None, low=None, high=None, why=INCOMPLETE)
        if gone and figure.points is not None
        else figure
        for figure, gone in zip((overall.before, overall.after), held, strict=True)
    )
    return {**rows, OVERALL: replace(overall, before=before, after=after)}


def _tested(rows: Mapping[str, _Row], *, linked: bool) -> dict[str, Move]:
    """Test all scores together; who may be compared with themselves stands first in both waves, in the same order."""
    found = {key: row.beside for key, row in rows.items() if row.beside is not None}
    pairs = {key: each.linked if linked and rows[key].linked else () for key, each in found.items()}
    most = max(map(len, pairs.values()), default=0)
    waves = [
        {key: _column(each.points[place], [pair[place] for pair in pairs[key]], most) for key, each in found.items()}
        for place in (0, 1)
    ]
    return moves(waves[0], waves[1], [(place, place) for place in range(most)])


def _column(points: Mapping[str, float], first: Sequence[str], most: int) -> Floats:
    rest = [points[each] for each in sorted(points.keys() - set(first))]
    return np.array([points[each] for each in first] + [math.nan] * (most - len(first)) + rest, dtype=np.float64)


def _movement(key: str, row: _Row, step: Step, move: Move | None, everybody: Move | None) -> Movement:
    rules = step.before.hall.rules, step.after.hall.rules
    strict = max(rules, key=lambda each: each.fewest)
    if move is None or move.word == "too few":
        why = _why(row, step, move)
        few = Change(None, None, None, None, "too few", _both(row.before, row.after))
        return Movement(key, row.title, row.before, row.after, few, None, by_pairs=False, sentence="", why=why)
    change = _change(
        move, f"{shown_n(move.pairs, strict)} people in both waves" if move.by_pairs else _counts(move, rules)
    )
    second = None
    if move.by_pairs and everybody is not None and everybody.word != "too few":
        second = _change(everybody, _counts(everybody, rules))
    said = [
        words.finding(row.title, change, since=step.before.label, linked=move.by_pairs),
        words.reservation(move),
        words.all_respondents(second) if second else "",
        words.rounding(row.before, row.after, (second or change).points) if second or not move.by_pairs else "",
        words.unlinked(row.beside.allowed.why) if row.beside and row.beside.linked and not move.by_pairs else "",
    ]
    sentence = " ".join(each for each in said if each)
    return Movement(key, row.title, row.before, row.after, change, second, move.by_pairs, sentence, "")


def _change(move: Move, people: str) -> Change:
    low, points, high = (shown_points(each or 0.0) for each in (move.low, move.change, move.high))
    return Change(points, low, high, math.ceil((move.seen or 0.0) - 1e-9), move.word, people)


def _counts(move: Move, rules: tuple[Rules, Rules]) -> str:
    return f"{shown_n(move.n_before, rules[0])} then, {shown_n(move.n_after, rules[1])} now"


def _both(before: Figure, after: Figure) -> str:
    return f"{before.people} then, {after.people} now" if before.people and after.people else ""


def _why(row: _Row, step: Step, move: Move | None) -> str:
    if row.beside is None:
        return words.APART
    for wave, figure in ((step.before, row.before), (step.after, row.after)):
        if figure.points is None:
            return words.missing(wave.label, figure)
    if move is None:
        fewest = max(each.hall.rules.fewest_for_distribution for each in (step.before, step.after))
        enough = min(map(len, row.beside.points)) >= fewest
        return words.SEEN_THROUGH if enough else words.so_few(fewest)
    if step.before.alone and step.after.alone:
        return words.ALONE
    return words.too_few(move.n_before, move.n_after)
