"""A figure of others, with everything that decides what it may be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from questionnaires.parts import Id, Part

Kind = Literal[
    "practice_share",
    "stage_distribution",
    "item_distribution",
    "numeric_reference",
    "score_distribution",
    "expert_target",
]
Unit = Literal["person", "organisation", "business_unit"]
Seen = Literal["primary", "secondary", "unverified"]
Use = Literal["share_context", "same_item_distribution", "same_instrument_score", "reference_line", "none"]
Exactness = Literal["exact", "about", "more_than"]
Words = Annotated[str, Field(pattern=r"\S")]
ItemPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$")]
Address = Annotated[str, Field(pattern=r"^https?://[^\s/…]+\.[^\s/…]+[^\s…]*$")]
Spread = Annotated[StrictFloat, Field(ge=0)]
Scores = Annotated[tuple[StrictFloat, ...], Field(min_length=1)]

OVERALL = "overall"


class Benchmark(Part):
    """One figure of others.

    The wording parts are made to be joined. A share reads ``In 2011, 26 % of 1,734 {population} {statement}``, a number
    ``In 2020, {statement} was 45 {unit} among 2,400 {population}``, a distribution
    ``In 2021, 150 {population} {statement}: 4 % extremely well, ...``.

    Attributes:
        kind: Which of the figure fields are filled: ``value`` (practice_share 0-1, numeric_reference in ``unit``),
            ``distribution`` (stage_distribution, item_distribution, expert_target), ``mean``, ``sd`` and ``scores``
            (score_distribution).
        statement: What the figure says, in our own words.
        value: A share (0-1) or a number.
        value_is: Whether the publisher gave the value exactly.
        unit: Unit of a numeric reference, as it is to be printed behind the number.
        interval: Lower and upper bound of ``value``, in the same unit (95 %).
        distribution: Answer or stage id to its share (0-1), in the order of the scale.
        partial: Some shares were not published, so the distribution need not add up to 1.
        derived: The ids in ``distribution`` that were not published but follow by subtraction.
        mean: Dimension or item id (``overall`` for the whole) to the mean score (0-100).
        sd: The same ids to the standard deviation of the scores, between what ``level_of_sd`` says.
        scores: The same ids to the single scores (0-100) of the ``n`` organisations or units.
        level_of_sd: Between what the ``sd`` was taken.
        n: How many were counted, in ``unit_of_n``.
        n_is: Whether the publisher gave ``n`` exactly.
        population: Who was counted, as a plural noun phrase.
        country: Country or region; ``several`` or ``not stated`` are answers, leaving it out is not.
        year: Year of the survey, else of its publication.
        instrument: What measured it; for ``score_distribution`` the id of the questionnaire.
        instrument_version: Version of that questionnaire.
        source: Who published it and who reported it.
        url: The page it was seen on; None where the whole address is not known.
        seen: On the publisher's page, on somebody else's page, or not at all.
        allow_unverified: Use it although nobody has seen it.
        comparable_item: The one item it touches, as ``questionnaire-id/item-id``.
        comparable_questionnaire: The questionnaire it touches as a whole.
        comparison: What it may be used for.
        warning: What a reader must be told together with the figure.
        stale_after_years: Age in years up to which it counts as current.
        licence_note: Why it may be quoted.
    """

    id: Id
    kind: Kind
    statement: Words
    value: StrictFloat | None = None
    value_is: Exactness = "exact"
    unit: Words | None = None
    interval: Annotated[tuple[StrictFloat, ...], Field(min_length=2, max_length=2)] | None = None
    distribution: dict[Id, StrictFloat] = Field(default_factory=dict)
    partial: StrictBool = False
    derived: tuple[Id, ...] = ()
    mean: dict[Id, StrictFloat] = Field(default_factory=dict)
    sd: dict[Id, Spread] = Field(default_factory=dict)
    scores: dict[Id, Scores] = Field(default_factory=dict)
    level_of_sd: Unit | None = None
    n: Annotated[StrictInt, Field(ge=1)]
    n_is: Exactness = "exact"
    unit_of_n: Unit
    population: Words
    country: Words
    year: Annotated[StrictInt, Field(ge=1900, le=2100)]
    instrument: Words
    instrument_version: Words | None = None
    source: Words
    url: Address | None
    seen: Seen
    allow_unverified: StrictBool = False
    comparable_item: ItemPath | None = None
    comparable_questionnaire: Id | None = None
    comparison: Use
    warning: Words | None = None
    stale_after_years: Annotated[StrictInt, Field(ge=1)] = 5
    licence_note: Words | None = None


class Unusable(Part):
    """A figure or claim that was come across and is not used.

    Attributes:
        what: What is claimed, in our own words.
        why: Why it is not used.
        source: Where it was come across.
        comparable_questionnaire: The questionnaire beside which somebody would look for it.
    """

    id: Id
    what: Words
    why: Words
    source: Words | None = None
    comparable_questionnaire: Id | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that was read: figures that may be used within their rules, and claims that are only listed."""

    benchmarks: tuple[Benchmark, ...] = ()
    unusable: tuple[Unusable, ...] = ()
