"""The shape of a whole assessment in a file: its keys, their kinds and their bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from assessments.transfer_plain import moment_of
from questionnaires.parts import Id, Part, Version
from questionnaires.values import AnswerKind, Evidence

MOST_BYTES = 600_000_000
HASH = r"^[0-9a-f]{64}$"


def _time(text: str) -> str:
    try:
        moment_of(text)
    except ValueError:
        raise PydanticCustomError("no_moment", "no time in UTC") from None
    return text


def _day(text: str) -> str:
    _time(f"{text}T00:00:00+00:00")
    return text


Key = Annotated[str, Field(min_length=1, max_length=100)]
Hash = Annotated[str, Field(pattern=HASH)]
Moment = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?\+00:00$"),
    AfterValidator(_time),
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
DimensionId = Annotated[str, Field(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$", max_length=60)]
Count = Annotated[StrictInt, Field(ge=1, le=10**9)]
Share = Annotated[float, Field(strict=True, ge=0, le=100)]
Figures = dict[str, StrictInt | StrictFloat | str | None]


class AssessmentSheet(Part):
    """Whose measurement it is; ``organiser_hash`` only in a complete copy."""

    id: Key
    name: str
    created_at: Moment
    organiser_hash: Hash | None = None


class PinSheet(Part):
    """A questionnaire of a wave; its text stands once in the file, under its digest."""

    questionnaire: Id
    version: Version
    digest: Hash


class RoundSheet(Part):
    """One vote; ``items`` is null where everything is voted on, else pairs of questionnaire and item."""

    number: Count
    items: tuple[tuple[Id, Id], ...] | None
    state: Literal["voting", "stopped", "revealed"]
    opened_at: Moment


class BatchSheet(Part):
    """Answers that were made to count together; ``responses`` is missing where answers are withheld."""

    number: Count
    round: Count
    counted_at: Moment
    responses: tuple[Key, ...] | None = None


class LiveSheet(Part):
    """How far a live wave is."""

    revision: Count
    screen: str
    late: StrictBool
    rounds: tuple[RoundSheet, ...]
    batches: tuple[BatchSheet, ...]


class AnswerSheet(Part):
    """One kept answer; ``value`` only where its kind is "value", the texts only where there are any."""

    round: Count
    kind: AnswerKind
    value: Any = None
    reason: str = ""
    comment: str = ""
    evidence: Evidence | None = None
    at: Moment


class ResponseSheet(Part):
    """One respondent's part; ``receipt`` and ``resume_hash`` only in a complete copy.

    ``answers``: questionnaire to item to the answers to it, round by round.
    """

    id: Key
    role: str
    unit: str
    name: str
    link: str
    started_at: Moment
    submitted: dict[Id, Moment]
    receipt: Key | None = None
    resume_hash: Hash | None = None
    answers: dict[Id, dict[Id, tuple[AnswerSheet, ...]]]


class TargetSheet(Part):
    """What a dimension is to reach; the dimension "" is the whole questionnaire."""

    questionnaire: Id
    dimension: DimensionId
    value: Share
    set_by: str
    set_at: Moment
    before_result: StrictBool


class ImportanceSheet(Part):
    """How much a dimension matters, and what work it would be."""

    questionnaire: Id
    dimension: Id
    points: Share
    effort: Annotated[StrictInt, Field(ge=1, le=5)] | None
    set_by: str
    set_at: Moment
    before_result: StrictBool


class WaveSheet(Part):
    """One measurement; ``live`` is null for somebody who answers alone.

    ``join_code`` stands only in a complete copy, ``withheld`` only where the answers stay behind, as the reason.
    """

    id: Key
    label: str
    mode: Literal["open", "anonymous"]
    smallest_group: Count
    invited: Count | None
    state: Literal["open", "closed"]
    created_at: Moment
    closes_at: Moment | None
    roles: tuple[str, ...]
    units: tuple[str, ...]
    join_code: Key | None = None
    definitions: tuple[PinSheet, ...]
    live: LiveSheet | None
    responses: tuple[ResponseSheet, ...]
    targets: tuple[TargetSheet, ...]
    importance: tuple[ImportanceSheet, ...]
    withheld: Annotated[str, Field(min_length=1)] | None = None


class ActionSheet(Part):
    """Something that was promised after a wave."""

    id: Key
    wave: Key
    questionnaire: Id
    dimension: DimensionId
    what: str
    owner: str
    due: Day
    proof: str
    state: Literal["open", "kept", "dropped"]
    made_at: Moment
    decided_at: Moment | None
    note: str


class ResultsSheet(Part):
    """The figures as they were worked out when the file was made, name to value.

    ``responses``: of those who answer alone. ``waves``: what may be shown of rooms. ``counted``: of all answers that
    count, unrounded. ``series``: over the waves.
    """

    responses: dict[Key, Figures]
    waves: dict[Key, Figures]
    counted: dict[Key, Figures]
    series: Figures


class ResultMarks(Part):
    """The fingerprints of the figures."""

    responses: dict[Key, Hash]
    waves: dict[Key, Hash]
    counted: dict[Key, Hash]
    series: Hash


class Marks(Part):
    """The SHA-256 of each part in canonical JSON; a wave's is made without its responses, which have their own.

    Canonical is JSON in UTF-8 without spaces and with sorted keys; a questionnaire's keys stay in their order.
    """

    head: Hash
    assessment: Hash
    actions: Hash
    definitions: dict[Hash, Hash]
    waves: dict[Key, Hash]
    responses: dict[Key, Hash]
    results: ResultMarks
    whole: Hash


class Sheet(Part):
    """A whole assessment as its file has it; ``definitions``: digest to the plain values of a questionnaire."""

    format: Literal["customer-centricity-assessment"]
    version: Literal[1]
    copy_: Literal["shared", "complete"] = Field(alias="copy")
    about: str
    assessment: AssessmentSheet
    definitions: dict[Hash, dict[str, Any]]
    waves: tuple[WaveSheet, ...]
    actions: tuple[ActionSheet, ...]
    results: ResultsSheet
    fingerprints: Marks


CHILDREN: dict[type[Part], dict[str, type[Part]]] = {
    Sheet: {
        "assessment": AssessmentSheet,
        "waves": WaveSheet,
        "actions": ActionSheet,
        "results": ResultsSheet,
        "fingerprints": Marks,
    },
    WaveSheet: {
        "definitions": PinSheet,
        "live": LiveSheet,
        "responses": ResponseSheet,
        "targets": TargetSheet,
        "importance": ImportanceSheet,
    },
    LiveSheet: {"rounds": RoundSheet, "batches": BatchSheet},
    ResponseSheet: {"answers": AnswerSheet},
    Marks: {"results": ResultMarks},
}
