"""The rules of scoring as formulas of a spreadsheet: points of an answer, score of a dimension, stage of a score.

They say in cells what ``scoring.items``, ``scoring.tree`` and ``scoring.stages`` say (``measurement.md`` 3.1-3.4). The
cell of an item's points holds a number; or ``DONT_KNOW``; or ``OUT`` where it was not asked, does not apply or carries
no points at all; or nothing, where no answer was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.answer_text import DOES_NOT_APPLY
from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
)
from questionnaires.values import Answer, option_ids
from reports.book import Cell, Formula
from scoring.items import is_scored
from scoring.sheet import State
from scoring.stages import cut_points
from scoring.tree import CARRIED, COVERAGE

if TYPE_CHECKING:
    from questionnaires.model import Combine, Questionnaire

DONT_KNOW, NOT_APPLICABLE, OUT, NONE = "don't know", "not applicable", "n/a", "none"
ENOUGH = f"{COVERAGE!r}-1E-9"
ENOUGH_CARRIED = f"{CARRIED!r}-1E-9"


@dataclass(frozen=True, slots=True)
class Codes:
    """Where the codebook lists the codes, the words and the points or weights of an item's options."""

    codes: str
    words: str
    points: str


@dataclass(frozen=True, slots=True)
class Ranges:
    """The cells that a dimension's score rests on; empty where it has no items, or no dimensions in it.

    Attributes:
        points: Of its items.
        scores: Of the dimensions in it.
        coverage: Of the same.
    """

    points: str = ""
    weights: str = ""
    scores: str = ""
    coverage: str = ""
    inner: str = ""


def code_of(item: Item, answer: Answer | None) -> Cell:
    """Return an answer as the sheet holds it: a code, several with semicolons between them, a number, or text."""
    if answer is None or answer.kind == "unanswered":
        return None
    if answer.kind != "value":
        return DONT_KNOW if answer.kind == "dont_know" else NOT_APPLICABLE
    value = answer.value
    match item:
        case Checklist():
            return "; ".join(value) or NONE
        case Disclosure():
            return None if value["level"] is None else str(value["level"])
        case Allocation():
            return "; ".join(f"{part} {share:g}" for part, share in value.items())
        case Agenda():
            return f"topics: {len(value)}"
        case _:
            return value if isinstance(value, (int, float)) else str(value)


def is_worked_out(item: Item) -> bool:
    """Say whether a formula can carry an item's points; of the others the points stand as they are."""
    return is_scored(item) and not isinstance(item, (Disclosure, Allocation, Agenda))


def points_cell(
    item: Item,
    cell: str,
    codes: Codes | None,
    asked: str,
    found: tuple[State, float | None],
) -> Cell:
    """Return the cell of an item's points.

    Args:
        item: The item.
        cell: Where its answer stands.
        codes: Its options in the codebook.
        asked: The condition under which it is asked; empty without one.
        found: What the app found: the state and the points.
    """
    state, points = found
    value: Cell = OUT if state in {State.NOT_APPLICABLE, State.NOT_ASKED} else points
    if state is State.DONT_KNOW and points is None:
        value = DONT_KNOW
    if not is_scored(item):
        return OUT
    if not is_worked_out(item):
        return value
    unknown = "0" if item.dont_know == "zero" else f'"{DONT_KNOW}"'
    rule = f'IF({cell}="{NOT_APPLICABLE}","{OUT}",IF({cell}="{DONT_KNOW}",{unknown},{_rule(item, cell, codes)}))'
    text = f'IF({asked},{rule},"{OUT}")' if asked else rule
    return Formula(text, value)


def _rule(item: Item, cell: str, codes: Codes | None) -> str:
    match item:
        case Checklist() if codes is not None:
            ticked = f'--ISNUMBER(SEARCH("; "&{codes.codes}&";","; "&{cell}&";"))'
            return f'IF({cell}="","",100*SUMPRODUCT({ticked},{codes.points})/SUM({codes.points}))'
        case NumberItem() | ShareItem():
            share = f"({cell}-({item.floor!r}))/(({item.target!r})-({item.floor!r}))"
            return f'IF(ISNUMBER({cell}),100*MIN(1,MAX(0,{share})),"")'
        case _ if codes is not None:
            return f'IFERROR(INDEX({codes.points},MATCH({cell},{codes.codes},0)),"")'
        case _:  # pragma: no cover - whatever else carries points has options
            return '""'


def words_cell(item: Item, cell: str, codes: Codes | None, answer: Answer | None, words: str) -> Cell:
    """Return the cell of an answer in words: of an option looked up, so that it follows the code."""
    if codes is None or not isinstance(item, (Rubric, Agreement, Frequency, Practice, Contrast)):
        return words
    kind = "unanswered" if answer is None else answer.kind
    now = {"dont_know": "Don't know", "not_applicable": DOES_NOT_APPLY, "unanswered": "No answer"}.get(kind, words)
    other = f'IF({cell}="{DONT_KNOW}","Don\'t know",IF({cell}="{NOT_APPLICABLE}","{DOES_NOT_APPLY}","No such code"))'
    found = f"IFERROR(INDEX({codes.words},MATCH({cell},{codes.codes},0)),{other})"
    return Formula(f'IF({cell}="","No answer",{found})', now)


def asked_if(item: Item, questionnaire: Questionnaire, cell_of: Callable[[str], str]) -> str:
    """Return the condition under which an item is asked, of the answers before it; empty where it always is."""
    condition = item.ask_if
    earlier = questionnaire.item_by_id.get(condition.item) if condition is not None else None
    if condition is None:
        return ""
    if earlier is None:
        return "FALSE"
    wanted = set(condition.any_of)
    ladder = option_ids(earlier, questionnaire)
    if condition.at_least is not None:
        wanted.update(ladder[ladder.index(condition.at_least) :])
    cell = cell_of(earlier.id)
    parts = [f'ISNUMBER(SEARCH("; {each};","; "&{cell}&";"))' for each in sorted(wanted)]
    before = asked_if(earlier, questionnaire, cell_of)
    found = f"OR({','.join(parts)})" if parts else "FALSE"
    return f"AND({before},{found})" if before else found


def coverage_text(ranges: Ranges) -> str:
    """Return the share of the weight that applies and was answered; nothing where nothing applies."""
    answered = _sum(
        ranges.points and f'SUMPRODUCT(ISNUMBER({ranges.points})+({ranges.points}="{DONT_KNOW}"),{ranges.weights})',
        ranges.scores and f"SUMPRODUCT({ranges.coverage},{ranges.inner})",
    )
    return f'IF({applies_text(ranges)}=0,"",({answered})/({applies_text(ranges)}))'


def applies_text(ranges: Ranges) -> str:
    """Return the weight that applies."""
    return _sum(
        ranges.points and f'SUMPRODUCT(--({ranges.points}<>"{OUT}"),{ranges.weights})',
        ranges.scores and f"SUMPRODUCT(--ISNUMBER({ranges.coverage}),{ranges.inner})",
    )


def score_text(rule: Combine, ranges: Ranges, coverage: str) -> str:
    """Return the score of a dimension; nothing where too little is known.

    Args:
        rule: How its parts become its score; ``ladder`` is a mean whose weights are the places.
        ranges: Its parts.
        coverage: The cell that holds its coverage.
    """
    carried = _sum(
        ranges.points and f"SUMPRODUCT(--ISNUMBER({ranges.points}),{ranges.weights})",
        ranges.scores and f"SUMPRODUCT(--ISNUMBER({ranges.scores}),{ranges.inner})",
    )
    worth = _sum(
        ranges.points and f"SUMPRODUCT({ranges.points},{ranges.weights})",
        ranges.scores and f"SUMPRODUCT({ranges.scores},{ranges.inner})",
    )
    base = applies_text(ranges) if rule == "sum" else carried
    parts = ",".join(part for part in (ranges.points, ranges.scores) if part)
    rolled = f"MIN({parts})" if rule == "min" else f"({worth})/({base})"
    enough = f"AND({coverage}>={ENOUGH},({carried})/({applies_text(ranges)})>={ENOUGH_CARRIED})"
    return f'IF({coverage}="","",IF({enough},{rolled},""))'


def overall_text(rule: Combine, scores: str, coverage: str, weights: str) -> str:
    """Return the overall score of the dimensions of the top level; nothing where too little is known."""
    applies = f"SUMPRODUCT(--ISNUMBER({coverage}),{weights})"
    scored = f"SUMPRODUCT(--ISNUMBER({scores}),{weights})"
    answered = f"SUMPRODUCT({coverage},{weights})"
    base = applies if rule == "sum" else scored
    rolled = f"MIN({scores})" if rule == "min" else f"SUMPRODUCT({scores},{weights})/{base}"
    enough = f"MIN({scored},{answered})/{applies}>={ENOUGH}"
    return f'IF({applies}=0,"",IF({enough},{rolled},""))'


def stage_number(score: str, ladder: int) -> str:
    """Return the number of the stage nearest to a score."""
    cuts = ";".join(repr(each) for each in cut_points(ladder))
    return f"(1+SUMPRODUCT(--({score}>={{{cuts}}}-1E-9)))"


def stage_title(score: str, titles: str, ladder: int) -> str:
    """Return the title of the stage nearest to a score; nothing without a score."""
    return f'IF(ISNUMBER({score}),INDEX({titles},{stage_number(score, ladder)}),"")'


def overall_stage(rule: str, score: str, scores: str, titles: str, ladder: int) -> str:
    """Return the title of the overall stage; empty where no formula can carry the rule."""
    weakest = stage_number(f"MIN({scores})", ladder)
    numbers: Mapping[str, str] = {
        "mean": stage_number(score, ladder),
        "min_gate": weakest,
        "tolerant_gate": f"MIN({stage_number(score, ladder)},{weakest}+1)",
    }
    return f'IF(ISNUMBER({score}),INDEX({titles},{numbers[rule]}),"")' if rule in numbers else ""


def _sum(*parts: str) -> str:
    return "+".join(part for part in parts if part) or "0"
