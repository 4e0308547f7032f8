"""A player that answers any questionnaire to the end by chance, the same each time, whatever it asks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from assessments.answer_text import NONE_CHECKED
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
from questionnaires.values import Answer, option_ids
from questionnaires.words import PRACTICE_WORDS
from scoring.conditions import asked_items
from tests.e2e.players import AGENDA

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from tests.e2e.visitor import Visitor

REST = 0.08  # how often a question is answered with "don't know" or "does not apply", where that is offered


class Player:
    """Somebody who answers one questionnaire.

    At first no condition is fulfilled that can be left unfulfilled; then every one is, and what is asked then is
    answered too. So both sides of every branch are walked.
    """

    def __init__(self, visitor: Visitor, questionnaire: Questionnaire) -> None:
        """Take the visitor, who stands before the first question."""
        self.visitor = visitor
        self.asked = questionnaire
        self.given: dict[str, Answer] = {}
        self._draw = random.Random(questionnaire.id)  # noqa: S311 - chance for a test
        self._gates: dict[str, set[str]] = {}
        for item in questionnaire.items:
            if item.ask_if is not None:
                self._gates.setdefault(item.ask_if.item, set()).update(self._opening(item))

    def play(self) -> None:
        """Answer everything, every branch."""
        while (item := self._next()) is not None:
            self.visitor.at(item.ask)
            shut = self._gates.get(item.id, set())
            self._answer(item, [each for each in option_ids(item, self.asked) if each not in shut])
            if self._next() is not None:
                self.visitor.go_on()
        for gate, opening in self._gates.items():
            self._turn_to(self.asked.item_by_id[gate], sorted(opening))
            while (item := self._next()) is not None:
                self._turn_to(item)
        if self._gates:
            self._turn_to(asked_items(self.asked, self.given)[-1])
        self.visitor.press("Review your answers")

    def _opening(self, item: Item) -> set[str]:
        condition = item.ask_if
        assert condition is not None
        known = option_ids(self.asked.item_by_id[condition.item], self.asked)
        return {*condition.any_of, *(known[known.index(condition.at_least) :] if condition.at_least else ())}

    def _next(self) -> Item | None:
        return next((each for each in asked_items(self.asked, self.given) if each.id not in self.given), None)

    def _turn_to(self, item: Item, allowed: list[str] | None = None) -> None:
        """Open a question by its address, and answer it unless it is answered as it is to be."""
        self.visitor.open(f"answer?q={self.asked.id}&item={item.id}")
        self.visitor.at(item.ask)
        before = self.given.get(item.id)
        if before is None or (allowed is not None and before.value not in allowed):
            self._answer(item, allowed if allowed is not None else list(option_ids(item, self.asked)))

    def _answer(self, item: Item, allowed: list[str]) -> None:
        gate = item.id in self._gates
        if not gate and self._draw.random() < REST and self._aside(item):
            return
        self.given[item.id] = Answer("value", self._value(item, allowed))
        self.visitor.saved()

    def _aside(self, item: Item) -> bool:
        if item.not_applicable:
            self.visitor.page.get_by_text("Does not apply to us", exact=True).click()
            self.visitor.settle()
            self.visitor.type("Why does it not apply?", "By chance")
            self.given[item.id] = Answer("not_applicable", reason="By chance")
        elif item.dont_know != "off":
            self.visitor.page.get_by_text("I don't know").first.click()
            self.given[item.id] = Answer("dont_know")
        else:
            return False
        self.visitor.saved()
        return True

    def _value(self, item: Item, allowed: list[str]) -> Any:  # noqa: C901 - one case for each kind of item
        visitor = self.visitor
        match item:
            case Rubric() | Choice():
                return self._option(allowed, {option.id: option.text for option in item.options})
            case Practice():
                return self._option(allowed, dict(PRACTICE_WORDS))
            case Agreement() | Frequency():
                return self._option(allowed, {each.id: each.text for each in self.asked.scales[item.scale]})
            case Contrast():
                point = self._draw.randint(1, item.points)
                visitor.option(str(point)).click()
                return point
            case Checklist():
                return self._checks(item)
            case Disclosure():
                return self._disclosure(item)
            case NumberItem() | ShareItem():
                return self._number(item)
            case Allocation():
                return self._shares(item)
            case TextItem():
                visitor.type("Your answer", "Said by chance")
                return "Said by chance"
            case Agenda():
                visitor.page.get_by_text("Paste the whole agenda, or load it from a CSV file").click()
                visitor.type("Paste the lines here", AGENDA)
                visitor.press("Take over the lines")
                return AGENDA

    def _option(self, allowed: list[str], texts: dict[str, str]) -> str:
        chosen = self._draw.choice(allowed)
        self.visitor.option(texts[chosen]).click()
        return chosen

    def _checks(self, item: Checklist) -> list[str]:
        chosen = [option for option in item.options if self._draw.random() < 1 / 2]
        for text in [option.text for option in chosen] or [NONE_CHECKED]:
            self.visitor.page.locator(".st-key-checks").get_by_text(text, exact=True).click()
            self.visitor.settle()
        return [option.id for option in chosen]

    def _disclosure(self, item: Disclosure) -> dict[str, Any]:
        levels = self.asked.scales[item.scale]
        level = self._draw.choice(levels)
        self.visitor.option(level.text).click()
        self.visitor.settle()
        figures = {}
        for figure in item.figures[: self._draw.randint(0, len(item.figures))]:
            figures[figure.id] = self._draw.randint(1, 90)
            self.visitor.type(f"{figure.label} ({figure.unit})", str(figures[figure.id]))
        return {"level": level.id, "figures": figures, "definition": "", "source": "", "explanation": ""}

    def _number(self, item: NumberItem | ShareItem) -> int:
        unit, low, high = "per cent", 0, 100
        if isinstance(item, NumberItem):
            unit, low = item.unit, int(item.minimum or 0)
            high = low + 100 if item.maximum is None else int(item.maximum)
        number = self._draw.randint(low, high)
        self.visitor.type(f"Figure in {unit}", str(number))
        return number

    def _shares(self, item: Allocation) -> dict[str, float]:
        left, shares = int(item.total), {}
        for part in item.parts[:-1]:
            shares[part.id] = self._draw.randint(0, left)
            left -= shares[part.id]
        shares[item.parts[-1].id] = left
        for part in item.parts:
            self.visitor.type(part.text, str(shares[part.id]))
        expect(self.visitor.page.get_by_text(f"Adds up to {item.total:g}.", exact=True)).to_be_visible()
        return {name: float(share) for name, share in shares.items()}
