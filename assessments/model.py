"""The records of an assessment: frozen values that the store keeps and the workflow hands around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from questionnaires.values import Answer

Mode = Literal["open", "anonymous"]
WaveState = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation or team that measures itself."""

    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Wave:
    """One measurement of an assessment.

    Attributes:
        mode: ``open`` or ``anonymous``, fixed before the first answer.
        smallest_group: The fewest respondents anything is shown about.
        invited: How many people were invited; None where nobody counted.
    """

    id: str
    assessment_id: str
    label: str
    mode: Mode
    smallest_group: int
    invited: int | None
    state: WaveState
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Pinned:
    """The definition a wave is answered on, kept as it was.

    Attributes:
        digest: SHA-256 of the data, 64 hexadecimal digits.
        data: The plain values of the questionnaire file.
    """

    questionnaire_id: str
    version: str
    digest: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's part in one wave.

    Attributes:
        receipt: A code with which the respondent can see that the answers are counted.
        submitted: Questionnaire id to the time it was submitted.
    """

    id: str
    wave_id: str
    role: str
    unit: str
    receipt: str
    started_at: datetime
    submitted: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as the store holds it, with the time it was committed."""

    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody wants a dimension to reach, set before or after the result was seen.

    Attributes:
        dimension_id: A dimension's id, or "" for the whole questionnaire.
        value: 0-100.
        before_result: Whether it was set before the result was shown.
    """

    questionnaire_id: str
    dimension_id: str
    value: float
    set_by: str
    set_at: datetime
    before_result: bool
