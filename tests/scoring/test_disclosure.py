"""Figures: contradictions between them, what they imply, and what caps and contradictions do to points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.items import Disclosure
from scoring.disclosure import Disclosed, contradictions, derive, disclosed, figures_of
from scoring.items import item_score
from tests.scoring.build import DK, NA, SKIPPED, dimension, disclosure, given, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.model import Questionnaire


def found(**figures: float) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.rule, each.severity, each.symbols) for each in contradictions(figures)]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, []),
        ({"N": 1000, "N0": 950, "G": 120, "L": 70, "H": 100, "R": 400, "V": 50, "T": 50_000, "F": 4, "I": 90}, []),
        # Balance: 950 + 120 - 70 = 1000; 1 % of 1,010 is 10.1.
        ({"N": 1010, "N0": 950, "G": 120, "L": 70}, []),
        ({"N": 1011, "N0": 950, "G": 120, "L": 70}, [("balance", "warning", ("N", "N0", "G", "L"))]),
        # With few customers, five of difference are let pass: 50 + 10 - 5 = 55.
        ({"N": 60, "N0": 50, "G": 10, "L": 5}, []),
        ({"N": 61, "N0": 50, "G": 10, "L": 5}, [("balance", "warning", ("N", "N0", "G", "L"))]),
        ({"N": 61, "N0": 50, "G": 10}, []),
        # Lost: more than were there and came is impossible, more than were there is unlikely.
        ({"N0": 100, "G": 20, "L": 100}, []),
        ({"N0": 100, "G": 20, "L": 101}, [("lost-within-base", "warning", ("L", "N0"))]),
        ({"N0": 100, "G": 20, "L": 120}, [("lost-within-base", "warning", ("L", "N0"))]),
        ({"N0": 100, "G": 20, "L": 121}, [("lost-within-base", "error", ("L", "N0", "G"))]),
        # How many came is not known, so more lost than were there is no more than unlikely.
        ({"N0": 100, "L": 121}, [("lost-within-base", "warning", ("L", "N0"))]),
        # Without a figure for last quarter: 100 - 160 + 50 = -10 customers, and 100 - 150 + 50 = 0.
        ({"N": 100, "G": 160, "L": 50}, [("lost-within-base", "error", ("N", "G", "L"))]),
        ({"N": 100, "G": 150, "L": 50}, []),
        ({"N": 100, "L": 500}, []),
        ({"L": 500}, []),
        ({"N": 100, "G": 101}, [("gained-within-base", "ask", ("N", "G"))]),
        ({"N": 100, "G": 100}, []),
        # Parts and their whole.
        ({"N": 100, "H": 100}, []),
        ({"N": 100, "H": 101}, [("high-value-within-base", "error", ("H", "N"))]),
        ({"N_ever": 300, "R": 300}, []),
        ({"N_ever": 300, "R": 301}, [("repeat-within-base", "error", ("R", "N_ever"))]),
        ({"N": 100, "N_ever": 300, "R": 200}, []),
        ({"N": 100, "N_ever": 300, "R": 301}, [("repeat-within-base", "error", ("R", "N_ever"))]),
        # Former customers may have bought twice: against those of today this is only a question.
        ({"N": 100, "R": 101}, [("repeat-within-base", "ask", ("R", "N"))]),
        ({"N": 100, "R": 100}, []),
        ({"N": 100, "N_ever": 100}, []),
        ({"N": 100, "N_ever": 99}, [("ever-covers-today", "error", ("N_ever", "N"))]),
        # Price split: 101 is within 1 % of 100, 102 is not.
        ({"N": 100, "FP": 50, "DC": 30, "B": 21}, []),
        # Half of the customers at 21 or more make an average of at least 10.5.
        ({"V": 10, "Vm": 21}, [("middle", "error", ("V", "Vm"))]),
        ({"V": 10, "Vm": 20}, []),
        ({"N": 100, "FP": 50, "DC": 30, "B": 22}, [("price-split", "ask", ("FP", "DC", "B", "N"))]),
        ({"N": 100, "N_ever": 300, "FP": 50, "DC": 30, "B": 22}, []),
        (
            {"N": 100, "N_ever": 300, "FP": 250, "DC": 30, "B": 24},
            [("price-split", "warning", ("FP", "DC", "B", "N_ever"))],
        ),
        ({"N_ever": 300, "FP": 250, "DC": 30, "B": 24}, [("price-split", "warning", ("FP", "DC", "B", "N_ever"))]),
        ({"N": 100, "FP": 500, "DC": 30}, []),
        # Rhythm: every 100 days is 3.65 purchases a year; half and double are let pass.
        ({"F": 1.825, "I": 100}, []),
        ({"F": 7.3, "I": 100}, []),
        ({"F": 1.8, "I": 100}, [("rhythm", "warning", ("F", "I"))]),
        ({"F": 7.4, "I": 100}, [("rhythm", "warning", ("F", "I"))]),
        ({"F": 0, "I": 100}, []),
        ({"F": 4, "I": 0}, []),
        # Value times base: 100 x 50 = 5,000, within a quarter of the turnover.
        ({"V": 50, "N": 100, "T": 4000}, []),
        ({"V": 50, "N": 100, "T": 3999}, [("turnover", "warning", ("V", "N", "T"))]),
        ({"V": 50, "N": 100, "T": 6667}, [("turnover", "warning", ("V", "N", "T"))]),
        ({"V": 50, "N": 100, "T": 0}, [("turnover", "warning", ("V", "N", "T"))]),
        ({"V": 0, "N": 100, "T": 0}, []),
        ({"V": 50, "T": 1}, []),
        # Trend: half as many again is let pass.
        ({"N": 150, "N0": 100}, []),
        ({"N": 151, "N0": 100}, [("trend", "ask", ("N", "N0"))]),
        ({"N": 49, "N0": 100}, [("trend", "ask", ("N", "N0"))]),
        ({"N": 10, "N0": 0}, []),
    ],
)
def test_contradictions(figures: Mapping[str, float], expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert found(**figures) == expected


def test_several_contradictions_stand_side_by_side() -> None:
    assert [rule for rule, _, _ in found(N=100, N0=300, G=10, L=5, H=200)] == [
        "balance",
        "high-value-within-base",
        "trend",
    ]


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        (
            {"N": 1200, "N0": 950, "G": 120, "L": 70},
            "950 a quarter ago, 120 gained and 70 lost make 1,000 customers, not the 1,200 given.",
        ),
        ({"N0": 100, "G": 20, "L": 121}, "121 customers lost are more than the 120 there were to lose."),
        ({"N": 100, "H": 2100}, "2,100 high-value customers are more than all 100 customers."),
        ({"F": 12, "I": 100}, "100 days between purchases mean about 3.6 purchases a year, not the 12 given."),
        ({"N": 40, "N0": 100}, "The number of customers changed by -60 % in one quarter. What happened?"),
        ({"V": 50.5, "N": 100, "T": 99}, "An average of 50.5 times 100 customers is 5,050, not the turnover of 99."),
    ],
)
def test_a_message_names_the_figures(figures: Mapping[str, float], message: str) -> None:
    assert [each.message for each in contradictions(figures)] == [message]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, {}),
        # Last quarter given: 70 of 1,000 lost, 120 - 70 gained net.
        ({"N": 1050, "N0": 1000, "G": 120, "L": 70}, {"churn": 0.07, "growth": 0.05}),
        # Worked out: 1,050 - 120 + 70 = 1,000 a quarter ago.
        ({"N": 1050, "G": 120, "L": 70}, {"churn": 0.07, "growth": 0.05}),
        ({"N0": 1000, "L": 70}, {"churn": 0.07}),
        ({"N0": 1000, "G": 70}, {}),
        ({"N0": 0, "G": 10, "L": 0}, {}),
        ({"N": 10, "G": 10, "L": 0}, {}),
        ({"L": 70, "G": 3}, {}),
        ({"N": 1000, "H": 50}, {"high-value": 0.05}),
        ({"N": 0, "H": 0, "R": 0}, {}),
        ({"N": 1000, "R": 400}, {"repeat": 0.4}),
        ({"N": 1000, "N_ever": 1600, "R": 400}, {"repeat": 0.25}),
        ({"N_ever": 1600, "R": 400}, {"repeat": 0.25}),
        # No share above the whole.
        ({"N": 100, "H": 101, "R": 102}, {}),
        ({"N": 500, "FP": 60, "DC": 30, "B": 10}, {"fp": 0.6, "dc": 0.3, "b": 0.1}),
        ({"FP": 0, "DC": 0, "B": 0}, {}),
        ({"FP": 60, "DC": 30}, {}),
        ({"V": 90, "Vm": 60}, {"skew": 1.5}),
        ({"V": 90, "Vm": 0}, {}),
        ({"V": 90}, {}),
    ],
)
def test_derived_figures(figures: Mapping[str, float], expected: Mapping[str, float]) -> None:
    assert {each.id: each.value for each in derive(figures)} == pytest.approx(expected)


TEN = questionnaire(
    dimension(
        "d",
        disclosure("base", "N", "N0"),
        disclosure("rule", definition="Which?"),
        disclosure("count", "H", caps=[{"unless": "rule.definition", "at": 67, "because": "No rule."}]),
        disclosure(
            "worth",
            "V",
            "Vm",
            caps=[{"when": "worth.v", "unless": "worth.vm", "at": 67, "because": "No middle."}],
        ),
        disclosure("gained", "G"),
        disclosure("lost", "L"),
    )
)


def about(item_id: str, raw: Mapping[str, Any], asked: Questionnaire = TEN) -> Disclosed:
    one = asked.item_by_id[item_id]
    answers = given(asked, raw)
    assert isinstance(one, Disclosure)
    points = item_score(one, answers[item_id].value, asked)
    assert points is not None
    return disclosed(one, points, asked, answers)


@pytest.mark.parametrize(
    ("item_id", "raw", "points", "capped"),
    [
        # The rule the count depends on is claimed, but not written down.
        ("count", {"count": "a5", "rule": "a5"}, 67, ("No rule.",)),
        ("count", {"count": "a5", "rule": {"level": "a5", "definition": "  "}}, 67, ("No rule.",)),
        ("count", {"count": "a5"}, 67, ("No rule.",)),
        ("count", {"count": "a5", "rule": DK}, 67, ("No rule.",)),
        ("count", {"count": "a5", "rule": {"level": "a1", "definition": "Top tenth."}}, 100, ()),
        ("count", {"count": "a4", "rule": "a5"}, 67, ("No rule.",)),
        # Below the cap it takes nothing away, and is not mentioned.
        ("count", {"count": "a3", "rule": "a5"}, 50, ()),
        # An average alone is capped; with the middle beside it, or with no figure at all, it is not.
        ("worth", {"worth": {"level": "a5", "figures": {"v": 90}}}, 67, ("No middle.",)),
        ("worth", {"worth": {"level": "a5", "figures": {"v": 90, "vm": 60}}}, 100, ()),
        ("worth", {"worth": {"level": "a5", "figures": {"v": 90, "vm": 0}}}, 100, ()),
        ("worth", {"worth": "a5"}, 100, ()),
    ],
)
def test_caps(item_id: str, raw: Mapping[str, Any], points: float, capped: tuple[str, ...]) -> None:
    detail = about(item_id, raw)

    assert (detail.points, detail.capped, detail.halved) == (points, capped, False)


BASE = {"level": "a5", "figures": {"n": 100}}
TOO_MANY = {"level": "a5", "figures": {"h": 101}}
LOST_TOO_MANY = {"level": "a3", "figures": {"l": 101}}
RULE = {"level": "a5", "definition": "Top tenth."}


@pytest.mark.parametrize(
    ("item_id", "raw", "points", "halved"),
    [
        # More high-value customers than customers: both figures are in doubt.
        ("base", {"base": BASE, "count": TOO_MANY, "rule": RULE}, 50, True),
        ("count", {"base": BASE, "count": TOO_MANY, "rule": RULE}, 50, True),
        ("rule", {"base": BASE, "count": TOO_MANY, "rule": RULE}, 100, False),
        ("worth", {"base": BASE, "count": TOO_MANY, "rule": RULE, "worth": "a5"}, 100, False),
        # Capped first, halved then.
        ("count", {"base": BASE, "count": TOO_MANY}, 33.5, True),
        # Explained at one of the figures is explained for all of them.
        ("count", {"base": BASE, "count": {**TOO_MANY, "explanation": "Two systems."}, "rule": RULE}, 100, False),
        ("base", {"base": BASE, "count": {**TOO_MANY, "explanation": "Two systems."}, "rule": RULE}, 100, False),
        (
            "base",
            {"base": BASE, "count": TOO_MANY, "rule": RULE, "gained": {"level": "a1", "explanation": "x"}},
            50,
            True,
        ),
        # A warning halves as an error does.
        ("lost", {"base": {"level": "a5", "figures": {"n": 40, "n0": 100}}, "lost": LOST_TOO_MANY}, 25, True),
        # A question does not.
        ("base", {"base": {"level": "a5", "figures": {"n": 300, "n0": 100}}}, 100, False),
    ],
)
def test_contradictions_halve(item_id: str, raw: Mapping[str, Any], points: float, *, halved: bool) -> None:
    detail = about(item_id, raw)

    assert (detail.points, detail.halved) == (points, halved)


def test_the_points_of_the_level_stay_known() -> None:
    assert about("count", {"base": BASE, "count": TOO_MANY}).level_points == 100


def test_only_figures_that_were_given_count() -> None:
    raw = {"base": {"figures": {"n": 100}}, "count": DK, "worth": NA, "gained": SKIPPED}

    assert figures_of(TEN, given(TEN, raw)) == {"N": 100}
    assert figures_of(TEN, {}) == {}


def test_a_figure_without_a_symbol_is_not_checked() -> None:
    asked = questionnaire(
        dimension("d", disclosure("share") | {"figures": [{"id": "up", "label": "Up", "unit": "per cent"}]})
    )

    assert figures_of(asked, given(asked, {"share": {"level": "a5", "figures": {"up": 12}}})) == {}


def test_an_answer_that_is_no_longer_asked_neither_contradicts_nor_lifts_a_cap() -> None:
    asked = questionnaire(
        dimension(
            "d",
            rubric("have"),
            disclosure("base", "N", ask_if={"item": "have", "at_least": "l2"}),
            disclosure("rule", definition="Which?", ask_if={"item": "have", "at_least": "l2"}),
            disclosure("count", "H", caps=[{"unless": "rule.definition", "at": 67, "because": "No rule."}]),
        )
    )
    raw = {"base": BASE, "rule": RULE, "count": TOO_MANY}
    open_ = about("count", {**raw, "have": "l2"}, asked)
    shut = about("count", {**raw, "have": "l1"}, asked)

    assert (open_.points, open_.capped, open_.halved) == (50, (), True)
    assert (shut.points, shut.capped, shut.halved) == (67, ("No rule.",), False)
    assert figures_of(asked, given(asked, {**raw, "have": "l1"})) == {"H": 101}
