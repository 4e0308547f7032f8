"""A demonstration: the head of an imaginary travel company answers the core questionnaires and three more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assessments.aims import targets_of
from assessments.demonstration_deeper import DEEPER
from assessments.demonstration_lone_told import EFFORT, POINTS, TARGETS, TOLD
from assessments.demonstration_parts import (
    COMPANY,
    LABEL,
    QUESTIONS,
    STAGES,
    aims_of,
    answers_of,
    definition_of,
    fixed_id,
    fixed_receipt,
    in_order,
    nobodys_hash,
    votes_of,
)
from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.labels import quarter_of
from assessments.model import Action, Assessment, Response, Wave
from assessments.workflow import as_pinned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from questionnaires.loader import Definition

KEY = "lone"
NAME = f"{COMPANY}, managing director {LABEL}"
ROLE = "Managing director"
BEGUN = timedelta(days=3)  # before the time that is handed in
ONE_SITTING = timedelta(minutes=20)  # each questionnaire takes less than that


def lone_executive(definitions: Sequence[Definition], at: datetime) -> Kept:
    """Return what one executive answered, wanted and promised three days before a time.

    Raises:
        ValueError: One of the core questionnaires is missing, or one no longer fits the answers.
    """
    begun = at - BEGUN
    assessment = Assessment(fixed_id(KEY), NAME, begun)
    wave = Wave(fixed_id(KEY, "wave"), assessment.id, quarter_of(begun), "open", 1, None, "open", begun)
    there = {each.questionnaire.id for each in definitions}
    told = TOLD | {name: each for name, each in DEEPER.items() if name in there}
    found = [definition_of(definitions, each) for each in sorted(told)]
    times = {each.questionnaire.id: begun + place * ONE_SITTING for place, each in enumerate(found)}
    done = {questionnaire_id: time + ONE_SITTING for questionnaire_id, time in times.items()}
    response = Response(fixed_id(KEY, "response"), wave.id, ROLE, "", fixed_receipt(KEY), begun, done)
    votes = [
        vote
        for each in found
        for vote in votes_of(
            response,
            answers_of(each.questionnaire, told[each.questionnaire.id]),
            each.questionnaire.id,
            times[each.questionnaire.id],
        )
    ]
    nobody, seen = nobodys_hash(KEY), done[STAGES]
    stages = definition_of(found, STAGES).questionnaire
    targets, importance = aims_of(stages, TARGETS, POINTS, EFFORT, ROLE, times[STAGES])
    kept = KeptWave(
        wave,
        tuple(as_pinned(each) for each in found),
        (KeptResponse(response, nobody),),
        in_order(votes),
        None,
        (*targets, *targets_of(QUESTIONS, {"": 75.0}, ROLE, times[QUESTIONS])),
        importance,
    )
    return Kept(assessment, nobody, (kept,), _promises(wave, seen))


def _promises(wave: Wave, made: datetime) -> tuple[Action, ...]:
    vouchers = Action(
        fixed_id(KEY, "vouchers"),
        wave.assessment_id,
        wave.id,
        STAGES,
        "management-model",
        "Heads of sales and accounts settle vouchers up to 1,000 between them.",
        "Head of sales",
        (made + timedelta(days=30)).date(),
        "No voucher below 1,000 has come to the managing director for a month.",
        "open",
        made,
    )
    calls = replace(
        vouchers,
        id=fixed_id(KEY, "calls"),
        dimension_id="complaints-recovery",
        what="Service calls every customer thirty days after a complaint was closed.",
        owner="Head of service",
        due=(made + timedelta(days=60)).date(),
        proof="The top team sees the answers to “Will you buy from us again?” every month.",
    )
    return vouchers, calls
