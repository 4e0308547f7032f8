"""A questionnaire: a tree of dimensions with items at the leaves, a ladder of stages, rules that combine them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StrictInt

from questionnaires.items import Item
from questionnaires.parts import LANGUAGE_CODE, Id, Level, Number, Part, Positive, Source, Stage, Text, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

Combine = Literal["mean", "sum", "min", "ladder", "cumulative"]
StageRule = Literal["tolerant_gate", "mean", "min_gate", "cumulative", "chained"]
ResultKind = Literal["stages", "line", "disclosure", "agenda"]


class Dimension(Part):
    """A branch of the tree: it holds items, or dimensions, or both.

    Attributes:
        combine: How its children become its score.
        threshold: Share of a stage's criteria to be met, for ``cumulative``.
        measurement: ``formative`` where the items need not go together (a checklist of practices), else ``reflective``.
        next_steps: Stage id to the one concrete thing that moves a company from that stage to the next.
    """

    id: Id
    title: Text
    summary: Text
    weight: Positive = 1
    combine: Combine = "mean"
    threshold: Annotated[Number, Field(gt=0, le=1)] = 0.8
    measurement: Literal["formative", "reflective"] = "formative"
    next_steps: dict[Id, Text] = Field(default_factory=dict)
    items: tuple[Item, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    source: Source | None = None

    def walk(self) -> Iterator[Dimension]:
        """Yield this dimension and everything below it, top down."""
        yield self
        for dimension in self.dimensions:
            yield from dimension.walk()

    def all_items(self) -> Iterator[Item]:
        """Yield every item at or below this dimension, in the order they are asked."""
        for dimension in self.walk():
            yield from dimension.items


class Questionnaire(Part):
    """One questionnaire as it is asked.

    Attributes:
        form: Which part of the questionnaire this is, asked by itself (``questionnaires.forms``); None for the whole.
        audience: Who should answer (``for`` in the file).
        minutes: How long it takes.
        topic: Under which heading it stands in a list of questionnaires; None for those that stand by themselves.
        decision: What decision the result helps with.
        result: Which kind of result page it gives.
        stages: The ladder, low to high; empty where there is none.
        stage_rule: How dimension stages become the overall stage.
        threshold: Share of a stage's criteria to be met, for the rules ``cumulative`` and ``chained``.
        scales: Scales that items refer to by name.
        opening: Items asked before everything else, outside the score.
        closing: Items asked after everything else, outside the score.
    """

    id: Id
    version: Version
    form: Id | None = None
    language: Annotated[str, Field(pattern=LANGUAGE_CODE)] = "en"
    title: Text
    short_title: Text
    audience: tuple[Text, ...] = Field(alias="for", min_length=1)
    minutes: Annotated[StrictInt, Field(ge=1, le=120)]
    topic: Text | None = None
    purpose: Text
    decision: Text
    source: Source
    result: ResultKind = "stages"
    stages: tuple[Stage, ...] = ()
    stage_rule: StageRule = "mean"
    combine: Literal["mean", "sum", "min"] = "mean"
    threshold: Annotated[Number, Field(gt=0, le=1)] = 0.8
    scales: dict[Id, Annotated[tuple[Level, ...], Field(min_length=2)]] = Field(default_factory=dict)
    opening: tuple[Item, ...] = ()
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    closing: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Dimension]:
        """Yield every dimension, top down, in the order they are asked."""
        for dimension in self.dimensions:
            yield from dimension.walk()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item that is asked, in order; retired ones are left out."""
        inner = (item for dimension in self.dimensions for item in dimension.all_items())
        return tuple(item for item in (*self.opening, *inner, *self.closing) if item.retired is None)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Item id to item, for the items that are asked."""
        return {item.id: item for item in self.items}

    @cached_property
    def dimension_of(self) -> dict[str, Dimension]:
        """Item id to the dimension that holds it directly; opening and closing items have none."""
        return {item.id: dimension for dimension in self.walk() for item in dimension.items if item.retired is None}
