"""Answers that are one of several steps: what each may be called, and from which number the steps are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessments.intake_numbers import whole_in
from assessments.intake_words import FREQUENCIES, NO, PARTLY, PARTLY_TOO, SCALES, YES, key, light, squashed, unnumbered
from questionnaires.items import Agreement, Checklist, Choice, Contrast, Disclosure, Frequency, Practice, Rubric
from questionnaires.values import option_ids

if TYPE_CHECKING:
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

Base = Literal["none", "one", "zero", "either", "neither"]
_Pairs = list[tuple[str, str | int]]
_ANSWER_CODE = re.compile(r"AO?0*([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Levels:
    """The steps of an item, low to high.

    Attributes:
        steps: What the answer is: ids, or the points of a contrast.
        names: Everything a step may be called, made comparable.
        texts: What the steps are called in the questionnaire, in their order.
        usual: The names that are not the item's own, but usual for such a scale.
    """

    steps: tuple[str | int, ...]
    names: Mapping[str, str | int]
    texts: tuple[str, ...]
    usual: frozenset[str] = frozenset()

    def named(self, cell: str) -> str | int | None:
        """Return the step that a cell names by id or text; None for a number and for what is unknown."""
        for text in (cell, unnumbered(cell)):
            for name in (light(text), _loose(text)):
                if name in self.names:
                    return self.names[name]
        return None

    def is_usual(self, cell: str) -> bool:
        """Say whether a cell names a step by a word that is usual for such a scale, and not the item's own."""
        return light(cell) in self.usual or _loose(cell) in self.usual

    def numbered(self, cell: str, base: Base) -> str | int | None:
        """Return the step that a cell names by its number."""
        number = number_of(cell)
        if number is None or base not in {"one", "zero"}:
            return None
        place = number - 1 if base == "one" else number
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def base(self, cells: Iterable[str]) -> Base:
        """Return from where a column counts the steps.

        Returns:
            ``either`` where nothing decides, ``neither`` where its numbers fit neither, ``none`` where it has none.
        """
        numbers = {number_of(cell) for cell in cells if self.named(cell) is None} - {None}
        if not numbers:
            return "none"
        lowest, highest = 0 in numbers, len(self.steps) in numbers
        if lowest and highest:
            return "neither"
        return "zero" if lowest else "one" if highest else "either"


def levels_of(item: Item, questionnaire: Questionnaire) -> Levels | None:
    """Return the steps of an item; None for an item without any."""
    if isinstance(item, Contrast):
        steps = tuple(range(1, item.points + 1))
        return Levels(steps, _names([(item.left, 1), (item.right, item.points)]), tuple(map(str, steps)))
    if not isinstance(item, (Rubric, Agreement, Frequency, Choice, Practice, Disclosure, Checklist)):
        return None
    ids = option_ids(item, questionnaire)
    called = [*((each, each) for each in ids), *((squashed(each), each) for each in ids)]
    own, usual = _words(item, questionnaire, ids)
    names, others = _names(called, own), _names(usual)
    texts = {step: text for text, step in reversed(own)}
    return Levels(ids, others | names, tuple(texts[each] for each in ids), frozenset(others.keys() - names.keys()))


def number_of(cell: str) -> int | None:
    """Return the number of a step that a cell holds, also from an answer code such as ``A3``."""
    code = _ANSWER_CODE.fullmatch(cell)
    return int(code[1]) if code else whole_in(cell)


def _words(item: Item, questionnaire: Questionnaire, ids: Sequence[str]) -> tuple[_Pairs, _Pairs]:
    """Return texts with the ids that they stand for: the item's own, and those that are usual for such a scale."""
    match item:
        case Rubric() | Choice() | Checklist():
            return [(option.text, option.id) for option in item.options], []
        case Agreement() | Frequency() | Disclosure():
            own: _Pairs = [(level.text, level.id) for level in questionnaire.scales[item.scale]]
            scales = {"agreement": SCALES, "frequency": FREQUENCIES}.get(item.type, ())
            fitting = next((scale for scale in scales if len(scale) == len(ids)), ())
            return own, [(word, step) for step, words in zip(ids, fitting, strict=False) for word in words]
        case _:  # a practice
            said = zip(ids, (NO, (*PARTLY, *PARTLY_TOO), YES), strict=True)
            return [(word, step) for step, words in said for word in words], []


def _names(*groups: Sequence[tuple[str, str | int]]) -> dict[str, str | int]:
    """Return every name with what it stands for; of names that stand for two things in one group none is kept.

    Args:
        groups: Names with what they stand for; an earlier group goes before a later one.
    """
    found: dict[str, str | int] = {}
    for group in groups:
        for form in (light, _loose):
            meant: dict[str, set[str | int]] = {}
            for text, step in group:
                meant.setdefault(form(text), set()).add(step)
            for name, steps in meant.items():
                if name and len(steps) == 1:
                    found.setdefault(name, *steps)
    return found


def _loose(text: str) -> str:
    """Return a name without its marks; empty where only a number would be left: “< 5” is not “> 5”."""
    name = key(text)
    return "" if name.replace(" ", "").isdigit() else name
