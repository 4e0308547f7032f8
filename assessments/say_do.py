"""Set what is claimed beside what was seen, claim by claim, and say by a stated rule whether the trace bears it out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from assessments import say_do_words as words
from assessments.say_do_agenda import known_of, observe
from assessments.say_do_model import Compared, Needed, SayDo, Side, Verdict
from questionnaires.claims import split
from scoring.tree import COVERAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assessments.say_do_model import Ground, Known
    from questionnaires.claims import Claim, Combine

MADE_ABOVE = 50.0  # points: the middle of the scale leans to neither side, so it makes no claim
APART = 25.0  # points: one step of the five levels on which the ten questions are answered; less is less than a step
_ORDER: tuple[Verdict, ...] = ("beyond", "borne-out", "more", "not-made", "unseen", "unclaimed")


def askable(claims: Iterable[Claim], known: Collection[str]) -> tuple[Claim, ...]:
    """Return the claims whose both sides are read off questionnaires that there are.

    Args:
        claims: All claims.
        known: Ids of the questionnaires that can be answered, or were.
    """
    return tuple(
        each for each in claims if all(split(source)[0] in known for source in (*each.says_from, *each.trace.sources))
    )


def say_do(claims: Sequence[Claim], grounds: Mapping[str, Ground]) -> SayDo:
    """Compare every claim with its trace; ``measurement.md`` 3.6 for what is read off an agenda.

    Args:
        claims: In the order in which equal verdicts come.
        grounds: Questionnaire id to what is known of it.
    """
    found = sorted((compare(each, grounds) for each in claims), key=lambda each: _ORDER.index(each.verdict))
    waiting: dict[str, list[str]] = {}
    for each in found:
        if each.verdict in {"unseen", "unclaimed"}:
            for questionnaire_id in dict.fromkeys((*each.said.missing, *each.seen.missing)):
                waiting.setdefault(questionnaire_id, []).append(each.claim.title)
    ranked = sorted(waiting.items(), key=lambda pair: -len(pair[1]))
    needed = tuple(Needed(questionnaire_id, tuple(titles)) for questionnaire_id, titles in ranked)
    return SayDo(words.headline(found), tuple(found), needed)


def compare(claim: Claim, grounds: Mapping[str, Ground]) -> Compared:
    """Set one claim beside its trace."""
    said, seen = _said(claim, grounds), _seen(claim, grounds)
    difference = None
    if claim.comparable is not None and said.figure is not None and seen.figure is not None:
        difference = said.figure - seen.figure
    verdict = judged(made=said.settled, holds=seen.settled, difference=difference)
    return Compared(claim, said, seen, difference, verdict, _about(claim, grounds))


def judged(*, made: bool | None, holds: bool | None, difference: float | None) -> Verdict:
    """Return what is said of a claim beside its trace.

    Args:
        made: Whether the claim is made; None where that is not known.
        holds: Whether the trace meets the rule of the claim; None where it was not seen.
        difference: Claim less trace in points; None where the two are not comparable.
    """
    if made is None:
        return "unclaimed"
    if not made:
        return "more" if holds else "not-made"
    if holds is None:
        return "unseen"
    if not holds or (difference is not None and difference >= APART - 1e-9):
        return "beyond"
    return "more" if difference is not None and difference <= -APART + 1e-9 else "borne-out"


def level(points: Sequence[float], missing: int, combine: Combine, at_least: float | None = None) -> float | None:
    """Return one level for several sources, 0-100; None where those that are missing could change what it says.

    Args:
        points: Of the sources that have some.
        missing: Number of sources that apply and have none.
        combine: ``mean`` needs two thirds of the sources, like a dimension (``measurement.md`` 3.2). ``lowest`` and
            ``highest`` need all, unless one that is known decides the rule by itself.
        at_least: From which level on the claim holds.
    """
    if not points:
        return None
    match combine:
        case "mean":
            enough = len(points) / (len(points) + missing) >= COVERAGE - 1e-9
            return math.fsum(points) / len(points) if enough else None
        case "lowest":
            low = min(points)
            return low if not missing or (at_least is not None and low < at_least - 1e-9) else None
        case "highest":  # pragma: no branch
            high = max(points)
            return high if not missing or (at_least is not None and high >= at_least - 1e-9) else None


def _said(claim: Claim, grounds: Mapping[str, Ground]) -> Side:
    beside = tuple(known for each in claim.claim.beside if (known := _known(each, grounds)) is not None)
    if claim.claim.chosen is None:
        found = _in_points(claim.claim.sources, "mean", None, grounds)
        made = None if found.figure is None else found.figure > MADE_ABOVE + 1e-9
        return replace(found, settled=made, beside=beside)
    questionnaire_id, part = split(claim.claim.chosen.item)
    ground = grounds.get(questionnaire_id)
    if ground is None:
        return Side(why=words.NOT_ANSWERED, missing=(questionnaire_id,))
    chosen, known = ground.choices.get(part), ground.parts.get(part)
    if chosen is None or known is None:
        return Side(why=words.NO_CHOICE, beside=beside, origins=(ground.origin,))
    made = chosen in claim.claim.chosen.any_of
    return Side(shown=words.chosen(known), settled=made, known=(known,), beside=beside, origins=(ground.origin,))


def _seen(claim: Claim, grounds: Mapping[str, Ground]) -> Side:
    at_least = claim.holds.at_least
    if claim.trace.observed is None:
        found = _in_points(claim.trace.sources, claim.trace.combine, at_least, grounds)
        return replace(found, settled=None if found.figure is None else found.figure >= (at_least or 0.0) - 1e-9)
    questionnaire_id, part = split(claim.trace.sources[0])
    ground = grounds.get(questionnaire_id)
    if ground is None:
        return Side(why=words.NOT_ANSWERED, missing=(questionnaire_id,))
    answered = ground.parts.get(part)
    if ground.agenda is None or answered is None:
        return Side(why=words.NO_AGENDA, origins=(ground.origin,))
    found_there = observe(claim.trace.observed, ground.agenda, voices=ground.voices, at_least=at_least)
    return Side(
        figure=found_there.figure,
        unit="%",
        shown=found_there.shown,
        basis=found_there.basis,
        settled=found_there.holds,
        why=found_there.why,
        known=(known_of(ground.agenda, answered.fact),),
        origins=(ground.origin,),
    )


def _in_points(sources: Sequence[str], combine: Combine, at_least: float | None, grounds: Mapping[str, Ground]) -> Side:
    """Return a side that is read off points, not settled yet."""
    ids = dict.fromkeys(split(each)[0] for each in sources)
    missing = tuple(each for each in ids if each not in grounds)
    known = tuple(found for each in sources if (found := _known(each, grounds)) is not None)
    points = [each.fact.points for each in known if each.fact.points is not None]
    unknown = sum(_is_unknown(each, grounds) for each in sources)
    side = Side(
        known=known,
        origins=tuple(dict.fromkeys(grounds[each].origin for each in ids if each in grounds)),
        missing=missing,
    )
    figure = level(points, unknown, combine, at_least)
    if figure is None:
        return replace(side, why=words.NOT_ANSWERED if missing else words.too_few(len(points), len(points) + unknown))
    return replace(side, figure=figure, shown=words.of_100(figure), basis=words.basis(combine, len(points)))


def _known(source: str, grounds: Mapping[str, Ground]) -> Known | None:
    questionnaire_id, part = split(source)
    ground = grounds.get(questionnaire_id)
    return None if ground is None else ground.parts.get(part)


def _is_unknown(source: str, grounds: Mapping[str, Ground]) -> bool:
    """Say whether a source applies and has no points; what an earlier answer made needless does not apply."""
    questionnaire_id, part = split(source)
    ground = grounds.get(questionnaire_id)
    if ground is None:
        return True
    known = ground.parts.get(part)
    if known is None:
        return part not in ground.questionnaire.item_by_id
    return known.fact.points is None and known.fact.applies


def _about(claim: Claim, grounds: Mapping[str, Ground]) -> tuple[str, str] | None:
    """Return what a promise would move: the first source of the wave itself, those of the trace before the claim's."""
    for source in (*claim.trace.sources, *claim.says_from):
        questionnaire_id, part = split(source)
        ground = grounds.get(questionnaire_id)
        if ground is not None and ground.own:
            dimension = ground.questionnaire.dimension_of.get(part)
            if dimension is not None:
                return questionnaire_id, dimension.id
            tops = {each.id for each in ground.questionnaire.dimensions}
            return questionnaire_id, part if part in tops else ""
    return None
