"""The kinds of item a questionnaire can ask, one class each, told apart by ``type``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from questionnaires.parts import (
    Cap,
    Condition,
    Figure,
    Id,
    Level,
    Number,
    Option,
    Part,
    Positive,
    RubricOption,
    Share,
    Source,
    Text,
    Version,
)


class ItemBase(Part):
    """What every item has.

    Attributes:
        label: Two or three words for tables and charts.
        ask: The question.
        ask_customer: The twin wording for customers, where there is one.
        ask_front_line: The twin wording for the front line, where there is one.
        help: A sentence that clears up what is meant, shown under the question.
        weight: Relative weight among its siblings.
        dont_know: ``exclude`` leaves it out of the mean, ``zero`` scores it 0, ``off`` does not offer it.
        not_applicable: Whether "not applicable" is offered; a reason is asked for.
        evidence: Whether to ask what the answer rests on (opinion, example, data).
        ask_if: Asked only if an earlier answer says so.
        stage: The stage whose criterion this is, for the rules ``cumulative`` and ``chained``.
        was: Earlier ids of the same item.
        retired: The version from which it is no longer asked.
    """

    id: Id
    label: Text
    ask: Text
    ask_customer: Text | None = None
    ask_front_line: Text | None = None
    help: Text | None = None
    weight: Positive = 1
    dont_know: Literal["exclude", "zero", "off"] = "exclude"
    not_applicable: StrictBool = False
    evidence: StrictBool = False
    ask_if: Condition | None = None
    stage: Id | None = None
    source: Source
    was: tuple[Id, ...] = ()
    retired: Version | None = None


class Rubric(ItemBase):
    """Observable anchors, low to high, evenly spaced from 0 to 100."""

    type: Literal["rubric"]
    options: tuple[RubricOption, ...] = Field(min_length=2)


class Agreement(ItemBase):
    """How far one agrees, on a scale of the questionnaire; ``reversed`` turns it round."""

    type: Literal["agreement"]
    scale: Id
    reversed: StrictBool = False


class Frequency(ItemBase):
    """How often something happens, on a scale of the questionnaire; ``reversed`` turns it round."""

    type: Literal["frequency"]
    scale: Id
    reversed: StrictBool = False


class Contrast(ItemBase):
    """A point between two poles; the right pole is the high end unless ``reversed``."""

    type: Literal["contrast"]
    left: Text
    right: Text
    points: Annotated[StrictInt, Field(ge=3, le=11)] = 7
    reversed: StrictBool = False


class Practice(ItemBase):
    """No, partly or yes: 0, 50, 100."""

    type: Literal["practice"]
    reversed: StrictBool = False


class Checklist(ItemBase):
    """Several of a list; the score is the checked weight over all weight."""

    type: Literal["checklist"]
    options: tuple[Option, ...] = Field(min_length=2)
    scored: StrictBool = True


class Disclosure(ItemBase):
    """How well a question could be answered, plus the figures, the definition and the source of the answer."""

    type: Literal["disclosure"]
    scale: Id
    figures: tuple[Figure, ...] = ()
    definition: Text | None = None
    caps: tuple[Cap, ...] = ()


class NumberItem(ItemBase):
    """A number; scored where ``floor`` (0 points) and ``target`` (100 points) are given, in either direction."""

    type: Literal["number"]
    unit: Text
    whole: StrictBool = False
    minimum: Number | None = None
    maximum: Number | None = None
    floor: Number | None = None
    target: Number | None = None


class ShareItem(ItemBase):
    """A share in per cent, 0 to 100; scored like a number."""

    type: Literal["share"]
    floor: Share | None = None
    target: Share | None = None


class Allocation(ItemBase):
    """A total spread over parts; scored by likeness to ``target`` (same total) where one is given."""

    type: Literal["allocation"]
    parts: tuple[Option, ...] = Field(min_length=2)
    total: Positive = 100
    target: dict[Id, Annotated[Number, Field(ge=0)]] | None = None


class Category(Part):
    """What an agenda topic is about; an ``orientation`` can drive a company, "other" cannot."""

    id: Id
    title: Text
    summary: Text
    orientation: StrictBool = True


class DriverWeights(Part):
    """Weights of the driver index: minutes, actions, minutes weighted by depth, place in the agenda."""

    minutes: Positive
    actions: Positive
    depth: Positive
    order: Positive


class Verdict(Part):
    """When one orientation is said to drive: first in this share of draws, and leading by these points."""

    share_of_draws: Annotated[Number, Field(gt=0, le=1)] = 0.8
    lead: Annotated[Number, Field(ge=0, le=100)] = 10
    draws: Annotated[StrictInt, Field(ge=100, le=100_000)] = 10_000
    seed: StrictInt = 1


Flag = Literal[
    "orientation-missing",
    "focus-missing",
    "focus-bumped",
    "focus-last",
    "focus-on-opinion",
    "focus-without-action",
    "no-focus-voice",
    "no-focus-question",
]


class Advice(Part):
    """What a flag means in a sentence, and the one thing to do about it."""

    say: Text
    next_step: Text


class Agenda(ItemBase):
    """The agenda of a meeting as a table, one row a topic.

    Attributes:
        categories: What topics are about; the answers of ``target_from`` use the same ids.
        depths: How deeply a topic was treated, shallow to deep; the n-th weighs its minutes n times.
        focus: The category the audit looks for.
        target_from: The allocation item that holds the mix the respondent wants.
        voices_from: The checklist of functions at the table; ``focus_voices`` are those that speak for the customer.
        questions_from: The checklist, by category, of what the chief executive asked about.
        flags: Advice for what the table shows, most urgent first.
    """

    type: Literal["agenda"]
    categories: tuple[Category, ...] = Field(min_length=2)
    depths: tuple[Level, ...] = Field(min_length=2)
    weights: DriverWeights
    verdict: Verdict = Verdict()
    focus: Id
    target_from: Id | None = None
    voices_from: Id | None = None
    focus_voices: tuple[Id, ...] = ()
    questions_from: Id | None = None
    flags: dict[Flag, Advice] = Field(default_factory=dict)
    max_rows: Annotated[StrictInt, Field(ge=1, le=200)] = 40


class Choice(ItemBase):
    """One of several answers, without a score."""

    type: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)


class TextItem(ItemBase):
    """Free text, without a score; with ``locks`` it cannot be changed once a later item was answered."""

    type: Literal["text"]
    max_chars: Annotated[StrictInt, Field(ge=1, le=10_000)] = 2_000
    lines: Annotated[StrictInt, Field(ge=1, le=20)] = 1
    locks: StrictBool = False


Item = Annotated[
    Rubric
    | Agreement
    | Frequency
    | Contrast
    | Practice
    | Checklist
    | Disclosure
    | NumberItem
    | ShareItem
    | Allocation
    | Agenda
    | Choice
    | TextItem,
    Field(discriminator="type"),
]
ITEM_TYPES: tuple[str, ...] = (
    "rubric",
    "agreement",
    "frequency",
    "contrast",
    "practice",
    "checklist",
    "disclosure",
    "number",
    "share",
    "allocation",
    "agenda",
    "choice",
    "text",
)
