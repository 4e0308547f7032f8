"""Claims and grounds for tests: the shipped ones by id, small ones built in Python, what the sample answers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.say_do_ground import ground_of
from questionnaires.claims import Claim, shipped
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, viewed
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.scoring.build import dimension, questionnaire
from tests.scoring.build import points as part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.say_do_model import Ground

SAMPLES: dict[str, dict[str, Any]] = {
    STAGES: STAGES_ANSWERS,
    LINE: LINE_ANSWERS,
    QUESTIONS: QUESTIONS_ANSWERS,
    REVIEW: REVIEW_ANSWERS,
}


def claim(claim_id: str) -> Claim:
    """Return a claim that comes with the software."""
    return next(each for each in shipped() if each.id == claim_id)


def made_up(
    *sources: str, trace: tuple[str, ...], at_least: float | None = 75, comparable: bool = False, **rest: Any
) -> Claim:
    """Return a claim read off these sources; ``rest``: further keys of the trace."""
    return Claim.model_validate(
        {
            "id": "made-up",
            "title": "Made up",
            "claim": {"says": "We do.", "from": sources},
            "trace": {"looks_at": "Whether it is so.", "from": trace, **rest},
            "holds": {"at_least": at_least, "because": "It shows."},
            "comparable": "Both are alike." if comparable else None,
            "would_have_to_be_seen": "A list.",
            "raise_it": "What would we see?",
            "first_step": "Look.",
        }
    )


def grounds(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Ground]:
    """Return what one person's submitted answers show: questionnaire id to answers."""
    return {each: ground_of(viewed(each, raw), f"Answers to {each}.") for each, raw in answers.items()}


def one_question(questionnaire_id: str, points: float) -> Ground:
    """Return what is known of a questionnaire whose one question ``p`` has these points."""
    asked = questionnaire(dimension("d", part("p")), id=questionnaire_id)
    return ground_of(viewed(asked, {"p": points}), f"Answers to {questionnaire_id}.")
