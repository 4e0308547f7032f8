"""Everything that is kept of one assessment in one value: what is written to a file and read back from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessments.model import Action, Assessment, Importance, Live, Pinned, Response, Target, Vote, Wave


@dataclass(frozen=True, slots=True)
class KeptResponse:
    """A response with the hash of the code that leads back to it."""

    response: Response
    resume_hash: str


@dataclass(frozen=True, slots=True)
class KeptWave:
    """One wave with all that belongs to it.

    Attributes:
        definitions: What is pinned to it, in the order of the questionnaires' ids.
        responses: In the order of their ids.
        votes: Every answer, by response, questionnaire, item and round.
        live: How far it is; None for the wave of somebody who answers alone.
        targets: By questionnaire and dimension.
        importance: By questionnaire and dimension.
    """

    wave: Wave
    definitions: tuple[Pinned, ...]
    responses: tuple[KeptResponse, ...]
    votes: tuple[Vote, ...]
    live: Live | None
    targets: tuple[Target, ...] = ()
    importance: tuple[Importance, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One assessment.

    Attributes:
        organiser_hash: The hash of the key that leads it.
        waves: Oldest first.
        actions: In the order in which the store returns them.
    """

    assessment: Assessment
    organiser_hash: str
    waves: tuple[KeptWave, ...]
    actions: tuple[Action, ...] = ()
