"""The cells of one respondent that belong to one item, to an answer or to what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assessments.intake_levels import Levels, levels_of, number_of
from assessments.intake_numbers import number_in
from assessments.intake_targets import parts_of
from assessments.intake_words import (
    CHECKED,
    DONT_KNOW,
    NO_ANSWER,
    NONE_OF_THESE,
    NOT_APPLICABLE,
    TICKS,
    UNCHECKED,
    key,
    light,
)
from questionnaires.items import Allocation, Checklist, Disclosure, NumberItem, ShareItem, TextItem
from questionnaires.problems import shown
from questionnaires.values import Answer, AnswerKind, InvalidValueError, clean_text, clean_value

if TYPE_CHECKING:
    from assessments.intake_levels import Base
    from assessments.intake_numbers import Sign
    from assessments.intake_targets import Target
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

_SEPARATOR = re.compile(r"[;,|\n]")
_PAIRS = re.compile(r"[;|\n]")
TWO_COUNTS = "the numbers of this column can be counted from 0 or from 1. Write the answers as text in the file"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the cells of one respondent say about one item.

    Attributes:
        answer: None where nothing was said, or nothing that could be read.
        wrong: The column, counted among those of the item, and what is wrong with its cell.
    """

    answer: Answer | None = None
    wrong: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """How the columns of an item are written, found by looking at all of their cells.

    Attributes:
        base: From where steps are counted.
        signs: The decimal sign of each column.
        missing: Cells that stand for no answer.
    """

    base: Base
    signs: tuple[Sign, ...]
    missing: frozenset[str] = frozenset()


@dataclass(slots=True)
class ItemReader:
    """Reads one item; cells that were seen before are not worked out again.

    Attributes:
        targets: What each of the item's columns holds.
    """

    item: Item
    questionnaire: Questionnaire
    targets: Sequence[Target]
    habits: Habits
    _levels: Levels | None = field(init=False)
    _known: dict[tuple[str, ...], Outcome] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what the steps of the item may be called."""
        self._levels = levels_of(self.item, self.questionnaire)

    def read(self, cells: tuple[str, ...]) -> Outcome:
        """Return what the cells of one respondent say, in the order of the columns."""
        known = self._known.get(cells)
        if known is None:
            known = self._known[cells] = self._read(cells)
        return known

    def _read(self, cells: tuple[str, ...]) -> Outcome:
        given = [
            (place, target, cell)
            for place, (target, cell) in enumerate(zip(self.targets, cells, strict=True))
            if cell and not self._is_missing(cell, target)
        ]
        wrong: list[tuple[int, str]] = []
        comment = self._comment(given, wrong)
        said = [each for each in given if each[1].kind != "comment"]
        kind = self._kind_of(said)
        answer = None
        if kind is not None:
            answer = Answer(kind, comment=comment)
        elif said:
            value = self._value(said, wrong)
            answer = None if wrong else Answer(value=value, comment=comment)
        if answer is None and comment:
            answer = Answer("unanswered", comment=comment)
        return Outcome(answer, tuple(wrong))

    def _is_missing(self, cell: str, target: Target) -> bool:
        if cell in self.habits.missing:
            return True
        is_text = isinstance(self.item, TextItem) or target.kind == "comment"
        return not is_text and key(cell) in NO_ANSWER and not self._is_option(cell)

    def _is_option(self, cell: str) -> bool:
        return self._levels is not None and self._levels.named(cell) is not None

    def _comment(self, given: Sequence[tuple[int, Target, str]], wrong: list[tuple[int, str]]) -> str:
        for place, target, cell in given:
            if target.kind == "comment":
                try:
                    return clean_text(cell)
                except InvalidValueError as error:
                    wrong.append((place, str(error)))
        return ""

    def _kind_of(self, said: Sequence[tuple[int, Target, str]]) -> AnswerKind | None:
        """Return which kind of no value all of the cells name; a text may say anything but the words of an export."""
        kinds: set[AnswerKind | None] = set()
        for _, _, cell in said:
            word = key(cell)
            if self._is_option(cell) or (isinstance(self.item, TextItem) and light(cell) not in {"dk", "na"}):
                kinds.add(None)
            else:
                kinds.add("dont_know" if word in DONT_KNOW else "not_applicable" if word in NOT_APPLICABLE else None)
        return kinds.pop() if len(kinds) == 1 else None

    def _value(self, said: Sequence[tuple[int, Target, str]], wrong: list[tuple[int, str]]) -> Any:
        """Return the value in its canonical form; where that fails the reason is noted."""
        raw: dict[str, Any] = {}
        for place, target, cell in said:
            try:
                raw[target.part] = self._part(target, place, cell)
            except InvalidValueError as error:
                wrong.append((place, str(error)))
        if wrong:
            return None
        try:
            return clean_value(self.item, self._joined(raw), self.questionnaire)
        except InvalidValueError as error:
            wrong.append((said[0][0], str(error)))  # also where several columns together are wrong
            return None

    def _part(self, target: Target, place: int, cell: str) -> Any:
        sign = self.habits.signs[place]
        match self.item:
            case Checklist():
                return self._is_checked(target.part, cell) if target.part else self._several(cell)
            case Allocation():
                return number_in(cell, sign) if target.part else self._shares(cell, sign)
            case Disclosure() if target.part:
                figures = {figure.id: figure.unit for figure in self.item.figures}
                return number_in(cell, sign, figures[target.part]) if target.part in figures else clean_text(cell)
            case NumberItem():
                return number_in(cell, sign, self.item.unit)
            case ShareItem():
                return number_in(cell, sign)
            case TextItem():
                return cell
            case _:
                return self._step(cell, self.habits.base)

    def _joined(self, raw: dict[str, Any]) -> Any:
        """Return the parts of an answer as the one value that they make up."""
        whole = raw.pop("", None)
        match self.item:
            case Checklist() if whole is None:
                return [part for part, checked in raw.items() if checked]
            case Allocation() if whole is None:
                return raw
            case Disclosure():
                figures = {figure.id: raw.pop(figure.id) for figure in self.item.figures if figure.id in raw}
                return {"level": whole, "figures": figures, **raw}
            case Checklist() | Allocation() if raw:
                raise InvalidValueError("The answer stands in one column and in several. Leave one or the others out.")
            case _:
                return whole

    def _step(self, cell: str, base: Base) -> str | int:
        levels = self._levels or Levels((), {}, ())
        found = levels.named(cell)
        if found is None:
            found = levels.numbered(cell, base)
        if found is not None:
            return found
        if base in {"either", "neither"} and number_of(cell) is not None:
            raise InvalidValueError(f"“{shown(cell)}” is not clear: {TWO_COUNTS}.")
        raise InvalidValueError(f"“{shown(cell)}” is none of the answers. {_meant(cell, levels.texts)}")

    def _several(self, cell: str) -> list[str | int]:
        """Return the options that a cell lists; an option's own text may hold the sign that parts them."""
        if not self._is_option(cell) and key(cell) in NONE_OF_THESE:
            return []
        words = [part.strip() for part in _SEPARATOR.split(cell) if part.strip()]
        found, at = [], 0
        while at < len(words):
            long = (end for end in range(len(words), at + 1, -1) if self._is_option(", ".join(words[at:end])))
            end = next(long, at + 1)
            found.append(self._step(", ".join(words[at:end]), "one"))
            at = end
        return found

    def _is_checked(self, option: str, cell: str) -> bool:
        names = {light(option), key(option), light(parts_of(self.item)[option]), key(parts_of(self.item)[option])}
        if {light(cell), key(cell)} & names or light(cell) in CHECKED or cell in TICKS:
            return True
        if light(cell) in UNCHECKED:
            return False
        raise InvalidValueError(f"“{shown(cell)}” does not say whether this was ticked. Use 1 and 0, or yes and no.")

    def _shares(self, cell: str, sign: Sign) -> dict[str, float | int]:
        shares: dict[str, float | int] = {}
        for pair in _PAIRS.split(cell):
            part, equals, amount = (text.strip() for text in pair.partition("="))
            if not equals and part:
                raise InvalidValueError(f"“{shown(part)}” is no share. Give each part a column, or write part=number.")
            if equals:
                shares[part] = number_in(amount, sign)
        return shares


def _meant(cell: str, texts: Sequence[str]) -> str:
    """Return a sentence that says which answer was perhaps meant, or what there is to choose from."""
    close = difflib.get_close_matches(light(cell), {light(text): text for text in texts}, n=1)
    if close:
        return f"Did you mean “{shown(next(text for text in texts if light(text) == close[0]))}”?"
    return f"The answers are: {'; '.join(f'“{shown(text)}”' for text in texts)}."
