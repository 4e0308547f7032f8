"""One wave with everything that came in, as the progress of an assessment is worked out from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Live, Response, Target, Vote, Wave
    from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Quarter:
    """One wave of an assessment with what it was asked and what came in; nothing of it has been released yet.

    Attributes:
        live: How far it is, and what counts; None for the wave of somebody who answers alone.
        asked: The questionnaires as they were pinned.
        responses: Everybody who takes part.
        votes: Every kept answer, without comment, reason and evidence.
        targets: Questionnaire id to dimension id to target; the dimension "" is the whole questionnaire.
    """

    wave: Wave
    live: Live | None
    asked: tuple[Questionnaire, ...]
    responses: tuple[Response, ...]
    votes: Sequence[Vote]
    targets: Mapping[str, Mapping[str, Target]]
