"""The records of an assessment: frozen values that the store keeps and the workflow hands around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from questionnaires.forms import Audience
    from questionnaires.values import Answer

Mode = Literal["open", "anonymous"]
WaveState = Literal["open", "closed"]
RoundState = Literal["voting", "stopped", "revealed"]
ActionState = Literal["open", "kept", "dropped"]
ItemKey = tuple[str, str]  # questionnaire id and item id


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
        roles: What a participant chooses from when joining, coarse; empty where roles are not asked.
        units: The same for departments or sites.
        join_code: What lets others take part; None for the wave of somebody who answers alone.
        closes_at: From when on it takes no answer; None where only the organiser closes it.
    """

    id: str
    assessment_id: str
    label: str
    mode: Mode
    smallest_group: int
    invited: int | None
    state: WaveState
    created_at: datetime
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    join_code: str | None = None
    closes_at: datetime | None = None

    def takes_answers(self, at: datetime) -> bool:
        """Say whether an answer given at a time may still be kept."""
        return self.state == "open" and (self.closes_at is None or at < self.closes_at)


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
        name: What the respondent wants to be called; only in an open wave, and only if they said so.
        link: What it shares with responses of the same person in other waves of the assessment; empty where nobody
            said who they were then.
    """

    id: str
    wave_id: str
    role: str
    unit: str
    receipt: str
    started_at: datetime
    submitted: Mapping[str, datetime] = field(default_factory=dict)
    name: str = ""
    link: str = ""


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


@dataclass(frozen=True, slots=True)
class Importance:
    """How much a dimension matters, and what work it would be.

    Attributes:
        points: Its part of 100 points given away over the dimensions of the questionnaire.
        effort: From 1, little, to 5; None where nobody said.
        before_result: Whether it was set before the result was shown.
    """

    questionnaire_id: str
    dimension_id: str
    points: float
    effort: int | None
    set_by: str
    set_at: datetime
    before_result: bool


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was promised after a wave.

    Attributes:
        wave_id: The wave whose result led to it.
        dimension_id: What it is to move; "" for the whole questionnaire.
        due: The last day on which it is in time.
        proof: What will show that it worked.
        decided_at: When it was called kept or dropped; None while it is open.
        note: What became of it, in the words of whoever decided.
    """

    id: str
    assessment_id: str
    wave_id: str
    questionnaire_id: str
    dimension_id: str
    what: str
    owner: str
    due: date
    proof: str
    state: ActionState
    made_at: datetime
    decided_at: datetime | None = None
    note: str = ""

    def is_late(self, today: date) -> bool:
        """Say whether it is still open after the last day."""
        return self.state == "open" and today > self.due


@dataclass(frozen=True, slots=True)
class Round:
    """One vote of a live wave.

    Attributes:
        number: Counted from 1, the first vote.
        items: What is voted on; None is everything.
        state: ``voting``; ``stopped``, so that nothing more comes in; ``revealed``.
    """

    number: int
    items: tuple[ItemKey, ...] | None
    state: RoundState
    opened_at: datetime

    def asks(self, item: ItemKey) -> bool:
        """Say whether an item is voted on."""
        return self.items is None or item in self.items


@dataclass(frozen=True, slots=True)
class Opening:
    """The next wave of an assessment and everything it begins with.

    Attributes:
        after: The id of the assessment's newest wave so far.
        definitions: What is pinned to the new wave.
        targets: Those that go on to hold.
        importance: What goes on to hold of it.
        vote: The first vote, where a live wave begins with it under way; its screen is then "progress".
        response: Of somebody who answers alone; None in a live wave.
    """

    after: str
    wave: Wave
    definitions: Sequence[Pinned]
    targets: Sequence[Target] = ()
    importance: Sequence[Importance] = ()
    vote: Round | None = None
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class Mirror:
    """Says which wave holds the answers of an outside audience to the questions of a company's wave.

    The two belong to different assessments, so that nothing asked of the company's ever holds an answer of the other.

    Attributes:
        wave_id: The company's wave.
        mirror_wave_id: The wave of the audience, the only one of its assessment.
    """

    wave_id: str
    audience: Audience
    mirror_wave_id: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Respondents whose answers of one round were made to count together.

    Attributes:
        number: Counted from 1 over all rounds of the wave.
        responses: Their ids.
    """

    number: int
    round_number: int
    responses: frozenset[str]
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Live:
    """How far a live wave is.

    Attributes:
        revision: Grows with everything the organiser does; answers leave it alone.
        screen: What the projector shows.
        late: Whether those who were not counted may still answer after a reveal.
        rounds: The votes, oldest first.
        batches: What counts, oldest first.
    """

    revision: int
    screen: str
    late: bool
    rounds: tuple[Round, ...]
    batches: tuple[Batch, ...]

    @property
    def round(self) -> Round | None:
        """The newest vote; None before the first one."""
        return self.rounds[-1] if self.rounds else None

    def counted(self, round_number: int) -> frozenset[str]:
        """Return the ids of those who count in a round."""
        return frozenset().union(*(each.responses for each in self.batches if each.round_number == round_number))


@dataclass(frozen=True, slots=True)
class Vote:
    """One kept answer of a wave with where it belongs."""

    response_id: str
    questionnaire_id: str
    item_id: str
    round_number: int
    saved: Saved


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers of one round have come in; nothing about what they say. A comment alone is no answer.

    Attributes:
        joined: Role to the number of people who have joined.
        answered: Item to the number of people with an answer to it in the round ("don't know" is one).
        voters: Number of people with at least one answer in the round.
        given: The number of answers of each voter in the round, fewest first.
        received: Answers of all rounds.
        counted: Those of them that count in what is shown.
    """

    joined: Mapping[str, int]
    answered: Mapping[ItemKey, int]
    voters: int
    received: int
    counted: int
    given: tuple[int, ...] = ()

    @property
    def people(self) -> int:
        """The number of people who have joined."""
        return sum(self.joined.values())

    def finished(self, asked: int) -> int:
        """Return the number of people who have answered as many questions as the round asks."""
        return sum(each >= asked for each in self.given)
