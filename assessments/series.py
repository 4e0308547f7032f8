"""An assessment over its waves: figures, changes and what may be said about them, worked out from what came in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assessments import series_words as words
from assessments.anonymity import Level
from assessments.room_hall import group_of
from assessments.series_breaks import step_between
from assessments.series_model import Series, SeriesView
from assessments.series_more import disclosures, mixes
from assessments.series_moves import OVERALL_TITLE, Moved, moved
from assessments.series_waves import has_result, measured
from scoring.group import OVERALL
from scoring.sentences import decided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.quarter import Quarter
    from assessments.series_breaks import Step
    from assessments.series_waves import Measured
    from questionnaires.model import Questionnaire

MIXED_FROM = 0.20  # of the people; ``measurement.md`` 3.10
TWO = 2


def questionnaires_in(quarters: Sequence[Quarter]) -> tuple[Questionnaire, ...]:
    """Return the questionnaires that have a result in at least one wave, each in the newest version that has one."""
    found = {asked.id: asked for quarter in quarters for asked in quarter.asked if has_result(quarter, asked.id)}
    return tuple(found.values())


def series_view(quarters: Sequence[Quarter], questionnaire_id: str) -> SeriesView:
    """Work out what may be shown about one questionnaire over the waves of an assessment.

    An earlier wave shows what its own page shows, and is never changed by a later one.

    Args:
        quarters: Oldest first, all read in the same language.
        questionnaire_id: Asked in one of them at least.

    Raises:
        ValueError: None of the waves asks it.
    """
    asked = [each for quarter in quarters for each in quarter.asked if each.id == questionnaire_id]
    if not asked:
        raise ValueError(f"No wave asks '{questionnaire_id}'.")
    waves = measured(quarters, questionnaire_id)
    if not waves:
        nothing = words.NO_RESULT
        return SeriesView(asked[-1], (), nothing, (), (), "", (), "", "", "", "", None, None, nothing)
    steps = [step_between(one, two) for one, two in pairwise(waves)]
    found = moved(waves, steps) if steps else Moved((), 0)
    last = steps[-1] if steps else None
    agenda, answers = mixes(waves), disclosures(waves)
    why = _why(waves, found)
    headline = _headline(waves, found)
    if agenda is not None or answers is not None:
        headline = agenda.sentence if agenda else answers.sentence if answers else headline
    return SeriesView(
        questionnaire=waves[-1].questionnaire,
        waves=tuple(each.mark for each in waves),
        headline=headline,
        series=_series(waves, steps),
        movements=found.movements,
        comparable=last.versions.sentence if last and last.versions else "",
        breaks=last.versions.breaks if last and last.versions else (),
        stage=_stage(last) if last else "",
        turnover=_turnover(last) if last else "",
        mix=_mix(last) if last else "",
        correction=words.correction(found.tests),
        agenda=agenda,
        disclosures=answers,
        why=why,
    )


def _series(waves: Sequence[Measured], steps: Sequence[Step]) -> tuple[Series, ...]:
    newest = waves[-1]
    targets = newest.quarter.targets.get(newest.questionnaire.id, {})
    titles = {OVERALL: OVERALL_TITLE} | {each.id: each.title for each in newest.questionnaire.dimensions}
    found = []
    for key, title in titles.items():
        target = targets.get(key) or targets.get("")
        breaks = frozenset(place for place, step in enumerate(steps, start=1) if key in step.broken)
        figures = tuple(each.figure(key) for each in waves)
        found.append(Series(key, title, figures, breaks, target.value if target else None))
    return tuple(found)


def _why(waves: Sequence[Measured], found: Moved) -> str:
    """Say why there is nothing to compare; empty where anything was tested."""
    if len(waves) < TWO:
        return words.FIRST.format(label=waves[0].label)
    tested = any(each.change.word != "too few" for each in found.movements)
    return "" if tested else found.movements[0].why


def _headline(waves: Sequence[Measured], found: Moved) -> str:
    if len(waves) < TWO:
        return words.FIRST.format(label=waves[0].label)
    then, now = waves[-2:]
    instead = words.untested((then.label, then.people), (now.label, now.people), alone=then.alone and now.alone)
    return words.headline(found.movements, then.label, instead)


def _stage(step: Step) -> str:
    stages = step.after.questionnaire.stages
    if not stages or (step.versions is not None and step.versions.ladder):
        return ""
    return words.stage(_decided(step.before), _decided(step.after))


def _decided(wave: Measured) -> tuple[str, str, str]:
    """Return label, stage and the rule that decided, the last two empty where they may not be shown."""
    result, asked = wave.scores.result, wave.questionnaire
    if result.decision is None or wave.whole.level is Level.HIDDEN:
        return wave.label, "", ""
    return wave.label, asked.stages[result.decision.stage - 1].title, decided(asked, result, digits=0)


def _turnover(step: Step) -> str:
    sides = step.before, step.after
    if any(each.whole.level is Level.HIDDEN for each in sides):
        return ""
    then, now = (len(each.whole.members) for each in sides)
    strict = max((each.hall.rules for each in sides), key=lambda rules: rules.fewest)
    return words.turnover(len(step.known()), then, now, strict)


def _mix(step: Step) -> str:
    """Warn where a role makes up a much larger or smaller part than before; only of roles that may be shown."""
    shares = [_shares(each) for each in (step.before, step.after)]
    if not all(shares):
        return ""
    anonymous = any(each.hall.rules.mode == "anonymous" for each in (step.before, step.after))
    names = shares[0].keys() & shares[1].keys() if anonymous else shares[0].keys() | shares[1].keys()
    change = {name: shares[1].get(name, 0.0) - shares[0].get(name, 0.0) for name in sorted(names)}
    larger = [name for name, moved in change.items() if moved > MIXED_FROM + 1e-9]
    smaller = [name for name, moved in change.items() if moved < -MIXED_FROM - 1e-9]
    return words.mix(larger, smaller, step.before.label)


def _shares(wave: Measured) -> dict[str, float]:
    release, everybody = wave.hall.joined[wave.hall.last], len(wave.whole.members)
    shown = (group_of(release, key) for key in wave.hall.sights[wave.hall.last].groups if key.kind == "role")
    if wave.whole.level is Level.HIDDEN:
        return {}
    return {each.group.name: len(each.members) / everybody for each in shown if each.level > Level.HIDDEN}
