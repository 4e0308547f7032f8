"""A company's wave beside its mirrors: the same questions from every side, and the differences that may be said.

Every figure has passed the rules of ``assessments.anonymity`` in its own wave; a mirror adds nothing to a company's.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from assessments import mirror_words as words
from assessments.anonymity import Level
from assessments.mirror_model import Difference, MirrorRow, MirrorView, SideState
from assessments.mirror_sides import answers_to, people_of, why_nothing
from questionnaires.forms import AUDIENCES
from questionnaires.items import Agenda, Agreement, Disclosure, Frequency
from scoring.interval import ROLE_GAP, role_gap, t_interval
from scoring.items import is_scored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.mirror_model import Kind, Side
    from assessments.mirror_sides import Answers, Measured
    from assessments.quarter import Quarter
    from questionnaires.forms import Audience
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

_WORDING = {"label", "ask", "ask_customer", "ask_front_line", "help", "evidence", "weight", "source", "was"}
_LEAST = 2  # sides to compare


def mirror_view(company: Quarter, mirrors: Mapping[Audience, Quarter]) -> MirrorView:
    """Work out what may be shown of a company beside other audiences.

    Args:
        company: The company's wave.
        mirrors: The waves of other audiences that are closed.
    """
    others: dict[Side, Quarter] = {each: mirrors[each] for each in AUDIENCES if each in mirrors}
    there: dict[Side, Quarter] = {"company": company, **others}
    states = tuple(_state(side, quarter) for side, quarter in there.items())
    shown = {each.side: there[each.side] for each in states if not each.why}
    dimensions: list[MirrorRow] = []
    items: list[MirrorRow] = []
    if "company" in shown:
        for asked in company.asked:
            found = _rows(asked, shown)
            dimensions += found[0]
            items += found[1]
    dimensions.sort(key=_size)
    items.sort(key=_size)
    alone = company.live is None
    differences = [each for row in items for each in row.differences if each.kind == "gap"]
    differences.sort(key=lambda each: -abs(each.points))
    kinds = [(row.title, {each.kind for each in row.differences}) for row in items]
    return MirrorView(
        alone=alone,
        sides=states,
        dimensions=tuple(dimensions),
        items=tuple(items),
        headline=words.headline(dimensions, items),
        gaps=tuple(each.sentence for each in differences),
        alike=tuple(title for title, found in kinds if found == {"none"}),
        unclear=tuple(title for title, found in kinds if "gap" not in found and found != {"none"}),
    )


def twins(ours: Questionnaire, theirs: Questionnaire, audience: Audience) -> tuple[str, ...]:
    """Return the questions of a company that another audience was asked with the same meaning and the same answers.

    Without those whose points rest on more than the one answer.
    """
    return tuple(
        item.id
        for item in ours.items
        if item.id in theirs.item_by_id
        and item.id in ours.dimension_of
        and is_scored(item)
        and not isinstance(item, (Agenda, Disclosure))
        and (item.ask_customer if audience == "customer" else item.ask_front_line) == theirs.item_by_id[item.id].ask
        and _answers(item, ours) == _answers(theirs.item_by_id[item.id], theirs)
    )


def _answers(item: Item, questionnaire: Questionnaire) -> tuple[object, ...]:
    """Return everything of an item but its wording: what can be answered, and how that is scored."""
    scale = questionnaire.scales[item.scale] if isinstance(item, (Agreement, Frequency)) else ()
    return item.model_dump(exclude=_WORDING), scale


def _state(side: Side, quarter: Quarter) -> SideState:
    why = why_nothing(quarter)
    return SideState(side, "" if why else people_of(quarter), why)


def _size(row: MirrorRow) -> int:
    """Return a key that puts what differs most first; what the answers could not show comes after everything else."""
    return -max((abs(each.points) for each in row.differences if each.kind == "gap"), default=0)


def _rows(ours: Questionnaire, shown: Mapping[Side, Quarter]) -> tuple[list[MirrorRow], list[MirrorRow]]:
    """Return the dimensions and the questions of one questionnaire that two sides or more were asked."""
    answers: dict[Side, Answers] = {}
    asked: dict[Side, tuple[str, ...]] = {}
    for side, quarter in shown.items():
        questionnaire = next((each for each in quarter.asked if each.id == ours.id), None)
        found = None if questionnaire is None else answers_to(quarter, questionnaire)
        if questionnaire is not None and found is not None:
            answers[side] = found
            asked[side] = tuple(ours.item_by_id) if side == "company" else twins(ours, questionnaire, side)
    if "company" not in answers or len(answers) < _LEAST:
        return [], []
    dimensions = []
    for dimension in ours.dimensions:
        inside = [item.id for item in dimension.all_items()]
        common = tuple(each for each in inside if all(each in own for own in asked.values()))
        if common:
            dimensions.append(_row(ours, dimension.title, common, answers))
    items = []
    for item in ours.items:
        sides = {side: own for side, own in answers.items() if item.id in asked[side]}
        if len(sides) >= _LEAST:
            items.append(_row(ours, item.label, (item.id,), sides))
    return dimensions, items


def _row(ours: Questionnaire, title: str, items: tuple[str, ...], answers: Mapping[Side, Answers]) -> MirrorRow:
    found = {side: own.measured(items) for side, own in answers.items()}
    differences = []
    for first, second in combinations(found, 2):
        one, other = found[first], found[second]
        if one.figure.points is not None and other.figure.points is not None:
            points = one.figure.points - other.figure.points
            kind = _kind(one, other)
            said = words.gap(first, second, title, points, found) if kind == "gap" else ""
            differences.append(Difference(first, second, points, kind, said))
    figures = {side: each.figure for side, each in found.items()}
    return MirrorRow(ours.short_title, title, items, figures, tuple(differences))


def _kind(first: Measured, second: Measured) -> Kind:
    """Say whether two sides see things differently; ``measurement.md`` 3.8, the rule of two roles.

    One person stands for nobody else, so a lone answer has no interval: it differs where it lies at least 10 points off
    the others' mean, and outside the interval of that (3.9).
    """
    if first.alone:  # only the company's side, which comes first, can be one person's
        return _kind_alone(first.points[0], second)
    found = role_gap(first.points, second.points)
    if found is None:
        return "few"
    return "gap" if found.apart else "none"


def _kind_alone(lone: float, others: Measured) -> Kind:
    interval = t_interval(others.points) if others.level is Level.DISTRIBUTION else None
    if interval is None:
        return "few"
    outside = not interval.low <= lone <= interval.high
    return "gap" if outside and abs(lone - interval.mean) >= ROLE_GAP - 1e-9 else "none"
