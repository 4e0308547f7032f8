"""The questions a company should be able to answer: caps, contradictions between figures, figures derived from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.items import Disclosure
from questionnaires.model import Questionnaire
from questionnaires.values import Answer
from scoring.conditions import asked_answers

Figures = Mapping[str, float]
Severity = Literal["error", "warning", "ask"]

CONTRADICTED = 0.5
RHYTHM_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that do not go together.

    Attributes:
        rule: Name of the check.
        severity: ``error`` cannot be true, ``warning`` is unlikely, ``ask`` is only worth a question.
        symbols: The figures involved.
        message: What does not go together, with the figures.
    """

    rule: str
    severity: Severity
    symbols: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure worked out from given ones; ``value`` is a share (0-1) or a ratio."""

    id: str
    title: str
    value: float
    formula: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """How a disclosure's points came about.

    Attributes:
        points: 0-100, after caps and contradictions.
        level_points: 0-100, of the level alone.
        capped: Why it was capped; empty where it was not.
        halved: Whether unexplained contradictions halved it.
    """

    points: float
    level_points: float
    capped: tuple[str, ...]
    halved: bool


def figures_of(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, float]:
    """Return symbol to figure for every figure that was given."""
    figures: dict[str, float] = {}
    for item_id, answer in asked_answers(questionnaire, answers).items():
        item = questionnaire.item_by_id[item_id]
        if isinstance(item, Disclosure) and answer.kind == "value":
            given = answer.value["figures"]
            figures.update({f.symbol: float(given[f.id]) for f in item.figures if f.symbol and f.id in given})
    return figures


def _n(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _balance(f: Figures) -> Iterator[Contradiction]:
    if {"N", "N0", "G", "L"} <= f.keys():
        expected = f["N0"] + f["G"] - f["L"]
        if abs(f["N"] - expected) > max(0.01 * f["N"], 5):
            yield Contradiction(
                "balance",
                "warning",
                ("N", "N0", "G", "L"),
                f"{_n(f['N0'])} a quarter ago, {_n(f['G'])} gained and {_n(f['L'])} lost "
                f"make {_n(expected)} customers, not the {_n(f['N'])} given.",
            )


def _lost_within_base(f: Figures) -> Iterator[Contradiction]:
    if "L" not in f:
        return
    if "N0" in f:
        if "G" in f and f["L"] > f["N0"] + f["G"]:
            message = f"{_n(f['L'])} customers lost are more than the {_n(f['N0'] + f['G'])} there were to lose."
            yield Contradiction("lost-within-base", "error", ("L", "N0", "G"), message)
        elif f["L"] > f["N0"]:
            message = f"{_n(f['L'])} customers lost are more than the {_n(f['N0'])} there were a quarter ago."
            yield Contradiction("lost-within-base", "warning", ("L", "N0"), message)
    elif {"N", "G"} <= f.keys() and f["N"] - f["G"] + f["L"] < 0:
        message = (
            f"{_n(f['G'])} gained are more than the {_n(f['N'])} customers of today and the {_n(f['L'])} lost together."
        )
        yield Contradiction("lost-within-base", "error", ("N", "G", "L"), message)


def _gained_within_base(f: Figures) -> Iterator[Contradiction]:
    if {"N", "G"} <= f.keys() and "L" not in f and f["G"] > f["N"]:
        message = (
            f"{_n(f['G'])} customers gained last quarter are more than the {_n(f['N'])} there are today. "
            "Were many lost?"
        )
        yield Contradiction("gained-within-base", "ask", ("N", "G"), message)


def _parts_within_whole(f: Figures) -> Iterator[Contradiction]:
    if {"H", "N"} <= f.keys() and f["H"] > f["N"]:
        message = f"{_n(f['H'])} high-value customers are more than all {_n(f['N'])} customers."
        yield Contradiction("high-value-within-base", "error", ("H", "N"), message)
    if {"R", "N_ever"} <= f.keys() and f["R"] > f["N_ever"]:
        message = (
            f"{_n(f['R'])} customers who bought more than once are more than the {_n(f['N_ever'])} who ever bought."
        )
        yield Contradiction("repeat-within-base", "error", ("R", "N_ever"), message)
    if {"R", "N"} <= f.keys() and "N_ever" not in f and f["R"] > f["N"]:
        message = (
            f"{_n(f['R'])} customers who bought more than once are more than the {_n(f['N'])} of today. "
            "Are former customers among them?"
        )
        yield Contradiction("repeat-within-base", "ask", ("R", "N"), message)
    if {"N_ever", "N"} <= f.keys() and f["N_ever"] < f["N"]:
        message = f"{_n(f['N_ever'])} who ever bought are fewer than the {_n(f['N'])} customers of today."
        yield Contradiction("ever-covers-today", "error", ("N_ever", "N"), message)


def _price_split(f: Figures) -> Iterator[Contradiction]:
    whole = "N_ever" if "N_ever" in f else "N"
    if {"FP", "DC", "B", whole} <= f.keys():
        total = f["FP"] + f["DC"] + f["B"]
        if total > 1.01 * f[whole]:
            message = (
                f"Full price, discount and both add up to {_n(total)}, more than the {_n(f[whole])} customers counted."
            )
            # Those of today may be fewer than the buyers of a year; those who ever bought may not.
            severity: Severity = "ask" if whole == "N" else "warning"
            yield Contradiction("price-split", severity, ("FP", "DC", "B", whole), message)


def _rhythm(f: Figures) -> Iterator[Contradiction]:
    if {"F", "I"} <= f.keys() and f["F"] > 0 and f["I"] > 0:
        expected = 365 / f["I"]
        if not 1 / RHYTHM_FACTOR <= f["F"] / expected <= RHYTHM_FACTOR:
            message = (
                f"{_n(f['I'])} days between purchases mean about {_n(round(expected, 1))} purchases a year, "
                f"not the {_n(f['F'])} given."
            )
            yield Contradiction("rhythm", "warning", ("F", "I"), message)


def _turnover(f: Figures) -> Iterator[Contradiction]:
    if {"V", "N", "T"} <= f.keys() and abs(f["V"] * f["N"] - f["T"]) > 0.25 * f["T"]:
        message = (
            f"An average of {_n(f['V'])} times {_n(f['N'])} customers is {_n(f['V'] * f['N'])}, "
            f"not the turnover of {_n(f['T'])}."
        )
        yield Contradiction("turnover", "warning", ("V", "N", "T"), message)


def _middle(f: Figures) -> Iterator[Contradiction]:
    # Half of the customers are worth the median or more, so the average cannot be less than half of it.
    if {"V", "Vm"} <= f.keys() and f["Vm"] > 2 * f["V"]:
        message = f"With a middle customer at {_n(f['Vm'])} the average cannot be as low as {_n(f['V'])}."
        yield Contradiction("middle", "error", ("V", "Vm"), message)


def _trend(f: Figures) -> Iterator[Contradiction]:
    if {"N", "N0"} <= f.keys() and f["N0"] > 0 and abs(f["N"] - f["N0"]) > 0.5 * f["N0"]:
        change = 100 * (f["N"] - f["N0"]) / f["N0"]
        message = f"The number of customers changed by {change:+.0f} % in one quarter. What happened?"
        yield Contradiction("trend", "ask", ("N", "N0"), message)


RULES: tuple[Callable[[Figures], Iterator[Contradiction]], ...] = (
    _balance,
    _lost_within_base,
    _gained_within_base,
    _parts_within_whole,
    _price_split,
    _rhythm,
    _turnover,
    _middle,
    _trend,
)


def contradictions(figures: Figures) -> list[Contradiction]:
    """Check the figures against each other (``measurement.md`` 3.5); figures that were not given are not checked."""
    return [found for rule in RULES for found in rule(figures)]


def derive(figures: Figures) -> list[Derived]:
    """Work out what the figures imply: churn, growth, shares.

    What lacks its parts is left out; so is a share that comes out above 1, because its figures contradict each other.
    """
    return [*_movement(figures), *_shares(figures), *_price_mix(figures), *_skew(figures)]


def _movement(f: Figures) -> Iterator[Derived]:
    base = f.get("N0")
    if base is None and {"N", "G", "L"} <= f.keys():
        base = f["N"] - f["G"] + f["L"]
    if base is not None and base > 0 and "L" in f:
        yield Derived("churn", "Customers lost in the quarter", f["L"] / base, "lost ÷ customers a quarter ago")
        if "G" in f:
            growth = (f["G"] - f["L"]) / base
            yield Derived("growth", "Net growth in the quarter", growth, "(gained less lost) ÷ customers a quarter ago")


def _shares(f: Figures) -> Iterator[Derived]:
    counted = "N_ever" if "N_ever" in f else "N"
    if {"H", "N"} <= f.keys() and f["H"] <= f["N"] > 0:
        yield Derived("high-value", "High-value customers", f["H"] / f["N"], "high-value ÷ customers today")
    if {"R", counted} <= f.keys() and f["R"] <= f[counted] > 0:
        formula = "bought more than once ÷ customers counted"
        yield Derived("repeat", "Bought more than once", f["R"] / f[counted], formula)


def _price_mix(f: Figures) -> Iterator[Derived]:
    if {"FP", "DC", "B"} <= f.keys() and (total := math.fsum((f["FP"], f["DC"], f["B"]))) > 0:
        titles = {"FP": "Bought at full price only", "DC": "Bought at a discount only", "B": "Bought at both"}
        for symbol, title in titles.items():
            yield Derived(symbol.lower(), title, f[symbol] / total, "÷ customers in the three groups")


def _skew(f: Figures) -> Iterator[Derived]:
    if f.get("Vm", 0) > 0 and "V" in f:
        yield Derived("skew", "Average to middle customer", f["V"] / f["Vm"], "average value ÷ median value")


def disclosed(
    item: Disclosure, level_points: float, questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> Disclosed:
    """Apply caps and contradictions to the points of a disclosure's level.

    A cap holds while the field it asks for is empty; an unexplained contradiction of weight halves what is left
    (``measurement.md`` 3.1 and 3.5).
    """
    capped = []
    points = level_points
    asked = asked_answers(questionnaire, answers)
    for cap in item.caps:
        if (cap.when is None or _filled(cap.when, asked)) and not _filled(cap.unless, asked) and points > cap.at:
            points = float(cap.at)
            capped.append(cap.because)
    symbols, explained = _symbols(item), _explained(questionnaire, asked)
    halved = any(
        symbols & set(each.symbols) and not explained & set(each.symbols)
        for each in contradictions(figures_of(questionnaire, answers))
        if each.severity != "ask"
    )
    return Disclosed(points * CONTRADICTED if halved else points, level_points, tuple(capped), halved)


def _symbols(item: Disclosure) -> set[str]:
    return {figure.symbol for figure in item.figures if figure.symbol}


def _explained(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> set[str]:
    """Return the symbols of all items with an explanation: a difference is explained once, at any of its figures."""
    return {
        symbol
        for item in questionnaire.items
        if isinstance(item, Disclosure) and item.id in answers
        for symbol in _symbols(item)
        if answers[item.id].kind == "value" and answers[item.id].value["explanation"]
    }


def _filled(reference: str, answers: Mapping[str, Answer]) -> bool:
    """Say whether the field ``item.field`` was filled in."""
    item_id, _, field = reference.partition(".")
    answer = answers.get(item_id)
    if answer is None or answer.kind != "value":
        return False
    if field == "definition":
        return bool(answer.value["definition"])
    return field in answer.value["figures"]
