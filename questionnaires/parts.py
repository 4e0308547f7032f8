"""The small parts that items and questionnaires are made of: ids, texts in several languages, sources, scales."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

if TYPE_CHECKING:
    from pydantic_core.core_schema import ValidationInfo

LANGUAGE = "language"
ORIGINAL = "original"
LANGUAGE_CODE = r"^[a-z]{2}$"
LARGEST = 10**15


def _localised(value: Any, info: ValidationInfo) -> Any:
    """Pick one language of a text that is given as a map of language to text."""
    if isinstance(value, (bool, int, float)):
        raise PydanticCustomError("number_for_text", "a number or truth value stands where text is meant")
    if not isinstance(value, dict):
        return value
    for code, text in value.items():
        if not re.fullmatch(LANGUAGE_CODE, str(code)):
            raise PydanticCustomError("language_code", "'{code}' is not a language", {"code": code})
        if isinstance(text, (bool, int, float)):
            raise PydanticCustomError("number_for_text", "a number or truth value stands where text is meant")
        if not isinstance(text, str):
            raise PydanticKnownError("string_type")
        if not text:
            raise PydanticKnownError("string_too_short", {"min_length": 1})
    context = info.context or {}
    for language in (context.get(LANGUAGE), context.get(ORIGINAL, "en")):
        if language in value:
            return value[language]
    raise PydanticCustomError(
        "text_language",
        "this text lacks the language '{language}'",
        {"language": context.get(ORIGINAL, "en")},
    )


Text = Annotated[
    str,
    Field(min_length=1),
    BeforeValidator(_localised),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "propertyNames": {"pattern": LANGUAGE_CODE},
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "minProperties": 1,
                },
            ]
        }
    ),
]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
Number = Annotated[StrictInt | StrictFloat, Field(ge=-LARGEST, le=LARGEST)]
Positive = Annotated[Number, Field(gt=0)]
Share = Annotated[Number, Field(ge=0, le=100)]


class Part(BaseModel):
    """A frozen part of a definition that knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a statement comes from: a source document and a short locator in it."""

    file: str
    at: Text


class Level(Part):
    """One step of a scale, low to high; ``score`` (0-100) overrides the even spacing."""

    id: Id
    text: Text
    score: Share | None = None


class Stage(Part):
    """One rung of the ladder, low to high."""

    id: Id
    title: Text
    summary: Text


class Condition(Part):
    """When an item is asked: an earlier item's answer is one of ``any_of``, or at least the step ``at_least``."""

    item: Id
    at_least: Id | None = None
    any_of: tuple[Id, ...] = ()


class Option(Part):
    """One answer of a choice or a checklist; ``weight`` counts in a checklist."""

    id: Id
    text: Text
    weight: Positive = 1


class RubricOption(Part):
    """One observable anchor; ``basis`` says whether the source claims it or we filled it in."""

    id: Id
    text: Text
    stage: Id | None = None
    basis: Literal["source", "interpolated"] = "source"


Symbol = Literal["N", "N0", "G", "L", "H", "R", "N_ever", "FP", "DC", "B", "V", "Vm", "T", "F", "I", "S"]


class Figure(Part):
    """A figure somebody may give beside saying how well it could be given.

    ``symbol`` names its part in the consistency checks: N customers now, N0 a quarter ago, G gained, L lost,
    H high-value, R bought more than once, N_ever ever bought, FP full price only, DC discount only, B both,
    V average value, Vm median value, T turnover of a year, F purchases per year, I days between purchases,
    S order size.
    """

    id: Id
    label: Text
    unit: Text
    symbol: Symbol | None = None
    whole: StrictBool = False
    minimum: Number | None = 0
    maximum: Number | None = None


class Cap(Part):
    """An upper limit on an item's score, while the field ``unless`` is empty (and ``when``, if named, is filled).

    Fields are written ``item.field``, the field being ``definition`` or the id of a figure.
    """

    unless: str
    when: str | None = None
    at: Share
    because: Text
