"""What counts as an answer: the answer itself, and the check of a raw value against its item."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
    TextItem,
)
from questionnaires.parts import LARGEST
from questionnaires.problems import meant, shown

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from questionnaires.parts import Figure

AnswerKind = Literal["value", "dont_know", "not_applicable", "unanswered"]
Evidence = Literal["nothing", "opinion", "example", "data"]
EVIDENCE: tuple[Evidence, ...] = ("nothing", "opinion", "example", "data")
PRACTICE: tuple[str, ...] = ("no", "partly", "yes")
BASES: tuple[str, ...] = ("", "data", "opinion")
TEXT_LIMIT = 10_000
MOST_MINUTES = 1_440  # a day
DISCLOSURE_KEYS = ("level", "figures", "definition", "source", "explanation")
TOPIC_KEYS = ("topic", "category", "planned", "actual", "depth", "basis", "actions", "bumped")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class InvalidValueError(ValueError):
    """A value does not fit its item; the message says what would."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One respondent's answer to one item.

    Attributes:
        kind: A value, "don't know", "not applicable", or only a comment without an answer ("unanswered").
        value: Plain JSON: option id (rubric, scales, practice, choice), int (contrast), list of option ids (checklist),
            number, text, dict of part to number (allocation), dict with ``level``, ``figures``, ``definition``,
            ``source`` and ``explanation`` (disclosure), list of rows (agenda). None unless ``kind`` is ``value``.
        reason: Why it is not applicable.
        comment: Free text.
        evidence: What the answer rests on.
    """

    kind: AnswerKind = "value"
    value: Any = None
    reason: str = ""
    comment: str = ""
    evidence: Evidence | None = None


def option_ids(item: Item, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids that an item's answer may take, low to high; empty for kinds without options."""
    match item:
        case Rubric() | Checklist() | Choice():
            return tuple(option.id for option in item.options)
        case Agreement() | Frequency() | Disclosure():
            return tuple(level.id for level in questionnaire.scales.get(item.scale, ()))
        case Practice():
            return PRACTICE
        case Allocation():
            return tuple(part.id for part in item.parts)
        case Contrast() | NumberItem() | ShareItem() | Agenda() | TextItem():  # pragma: no branch
            return ()


def clean_value(item: Item, raw: Any, questionnaire: Questionnaire) -> Any:
    """Return the value in its canonical form.

    Raises:
        InvalidValueError: The value does not fit the item; nothing is guessed.
    """
    match item:
        case Rubric() | Agreement() | Frequency() | Choice() | Practice():
            return _option(raw, option_ids(item, questionnaire))
        case Contrast():
            return _whole(_number(raw, 1, item.points))
        case Checklist():
            return _several(raw, option_ids(item, questionnaire))
        case Disclosure():
            return _disclosure(item, raw, option_ids(item, questionnaire))
        case NumberItem():
            number = _number(raw, item.minimum, item.maximum)
            return _whole(number) if item.whole else number
        case ShareItem():
            return _number(raw, 0, 100)
        case Allocation():
            return _allocation(raw, option_ids(item, questionnaire), item.total)
        case Agenda():
            return clean_agenda(item, raw)
        case TextItem():  # pragma: no branch
            return clean_text(raw, item.max_chars)


def clean_text(raw: Any, limit: int = TEXT_LIMIT) -> str:
    """Return text without control characters and surrounding space.

    Raises:
        InvalidValueError: Not a text, or longer than ``limit`` characters.
    """
    if not isinstance(raw, str):
        raise InvalidValueError("Text is expected here.")
    text = _CONTROL.sub("", raw).strip()
    if len(text) > limit:
        raise InvalidValueError(f"The text has {len(text)} characters; at most {limit} fit.")
    return text


def _option(raw: Any, known: tuple[str, ...]) -> str:
    if not isinstance(raw, str) or raw not in known:
        raise InvalidValueError(f"'{shown(raw)}' is not an answer here. {meant(shown(raw), known)}")
    return raw


def _several(raw: Any, known: tuple[str, ...]) -> list[str]:
    if not isinstance(raw, (list, tuple)):
        raise InvalidValueError("A list of answers is expected here.")
    chosen = {_option(each, known) for each in raw}
    return [each for each in known if each in chosen]


def _number(raw: Any, minimum: float | None, maximum: float | None) -> float | int:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise InvalidValueError(f"'{shown(raw)}' is not a number.")
    if not -LARGEST <= raw <= LARGEST:
        raise InvalidValueError(f"A number of at most {LARGEST:,} is expected here.")
    if minimum is not None and raw < minimum:
        raise InvalidValueError(f"{raw:g} is below {minimum:g}, the lowest figure that is possible here.")
    if maximum is not None and raw > maximum:
        raise InvalidValueError(f"{raw:g} is above {maximum:g}, the highest figure that is possible here.")
    return raw


def _whole(number: float) -> int:
    if number != int(number):
        raise InvalidValueError(f"{number:g} is not a whole number.")
    return int(number)


def _figure(figure: Figure, raw: Any) -> float | int:
    number = _number(raw, figure.minimum, figure.maximum)
    return _whole(number) if figure.whole else number


def _disclosure(item: Disclosure, raw: Any, levels: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = {"level": raw}
    if not isinstance(raw, dict):
        raise InvalidValueError("Say first how well this could be answered.")
    _known_keys(raw, DISCLOSURE_KEYS)
    level = raw.get("level")
    given = _given(raw, "figures", {})
    if not isinstance(given, dict):
        raise InvalidValueError("A number for each figure is expected here.")
    known = {figure.id: figure for figure in item.figures}
    figures = {}
    for figure_id, number in given.items():
        if figure_id not in known:
            raise InvalidValueError(
                f"'{shown(figure_id)}' is not a figure of this question. {meant(str(figure_id), known)}"
            )
        if number is not None:
            figures[figure_id] = _figure(known[figure_id], number)
    return {
        "level": None if level is None else _option(level, levels),
        "figures": {key: figures[key] for key in known if key in figures},
        "definition": clean_text(_given(raw, "definition", "")),
        "source": clean_text(_given(raw, "source", "")),
        "explanation": clean_text(_given(raw, "explanation", "")),
    }


def _given(raw: dict[Any, Any], key: str, default: Any) -> Any:
    """Return what stands under a key; nothing, None and an empty text leave the default."""
    value = raw.get(key)
    return default if value is None or value == "" else value


def _known_keys(raw: dict[Any, Any], known: tuple[str, ...]) -> None:
    for key in raw:
        if key not in known:
            raise InvalidValueError(f"'{shown(key)}' is not known here. {meant(str(key), known)}")


def _allocation(raw: Any, known: tuple[str, ...], total: float) -> dict[str, float]:
    if not isinstance(raw, dict):
        raise InvalidValueError("A share for each part is expected here.")
    for part in raw:
        _option(part, known)
    shares = {part: _number(_given(raw, part, 0), 0, total) for part in known}
    if not math.isclose(math.fsum(shares.values()), total, abs_tol=0.01 * total / 100):
        raise InvalidValueError(f"The parts add up to {math.fsum(shares.values()):g}; they must add up to {total:g}.")
    return shares


def clean_agenda(item: Agenda, raw: Any) -> list[dict[str, Any]]:
    """Return the rows of an agenda in canonical form.

    Raises:
        InvalidValueError: A row does not fit; the message names the topic by number.
    """
    if not isinstance(raw, (list, tuple)):
        raise InvalidValueError("A list of topics is expected here.")
    if len(raw) > item.max_rows:
        raise InvalidValueError(f"{len(raw)} topics are more than the {item.max_rows} that fit.")
    rows = []
    for number, row in enumerate(raw, start=1):
        try:
            rows.append(_topic(item, row))
        except InvalidValueError as error:
            raise InvalidValueError(f"Topic {number}: {error}") from None
    return rows


def _topic(item: Agenda, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InvalidValueError("a row with its columns is expected.")
    _known_keys(row, TOPIC_KEYS)
    topic = clean_text(_given(row, "topic", ""), 200)
    if not topic:
        raise InvalidValueError("the name of the topic is missing.")
    categories = tuple(category.id for category in item.categories)
    category = _given(row, "category", None)
    if category is None:
        raise InvalidValueError(f"what it is about (the category) is missing. {meant('', categories)}")
    bumped = _given(row, "bumped", default=False)
    if not isinstance(bumped, bool):
        raise InvalidValueError("'bumped' is true or false.")
    return {
        "topic": topic,
        "category": _option(category, categories),
        "planned": _minutes(row, "planned"),
        "actual": _minutes(row, "actual"),
        "depth": _option(_given(row, "depth", item.depths[0].id), tuple(depth.id for depth in item.depths)),
        "basis": _option(_given(row, "basis", ""), BASES),
        "actions": _whole(_number(_given(row, "actions", 0), 0, 100)),
        "bumped": bumped,
    }


def _minutes(row: dict[str, Any], column: str) -> float | int:
    try:
        return _number(_given(row, column, 0), 0, MOST_MINUTES)
    except InvalidValueError as error:
        raise InvalidValueError(f"{column}: {error}") from None
