"""Points of one answer: every kind of item, and what turns round."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from questionnaires.values import PRACTICE, clean_value
from scoring.items import is_scored, item_score, likeness, total_variation
from tests.scoring.build import agenda, disclosure, item, only, points, rubric

CATEGORIES = ("product", "sales", "operations", "value", "other")
ALLOCATION = [{"id": each, "text": each} for each in CATEGORIES]
OPTIONS = [{"id": "a", "text": "A", "weight": 3}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"}]
TURNED = (
    item("agreement", "i", scale="agree"),
    item("frequency", "i", scale="covered"),
    item("contrast", "i", left="L", right="R"),
    item("practice", "i"),
)


def scored(part: dict[str, Any], raw: Any) -> float | None:
    one, asked = only(part)
    return item_score(one, clean_value(one, raw, asked), asked)


@pytest.mark.parametrize(
    ("part", "raw", "expected"),
    [
        (rubric("i", 4), "l1", 0),
        (rubric("i", 4), "l2", 100 / 3),
        (rubric("i", 4), "l3", 200 / 3),
        (rubric("i", 4), "l4", 100),
        (rubric("i", 2), "l2", 100),
        (rubric("i", 3), "l2", 50),
        (rubric("i", 5), "l2", 25),
        (item("agreement", "i", scale="agree"), "a1", 0),
        (item("agreement", "i", scale="agree"), "a4", 75),
        (item("agreement", "i", scale="agree", reversed=True), "a4", 25),
        (item("frequency", "i", scale="covered"), "none", 0),
        (item("frequency", "i", scale="covered"), "some", 25),
        (item("frequency", "i", scale="covered"), "half", 50),
        (item("frequency", "i", scale="covered"), "all", 100),
        (item("frequency", "i", scale="covered", reversed=True), "some", 75),
        (item("contrast", "i", left="L", right="R"), 1, 0),
        (item("contrast", "i", left="L", right="R"), 4, 50),
        (item("contrast", "i", left="L", right="R"), 7, 100),
        (item("contrast", "i", left="L", right="R", reversed=True), 2, 500 / 6),
        (item("contrast", "i", left="L", right="R", points=5), 2, 25),
        (item("practice", "i"), "no", 0),
        (item("practice", "i"), "partly", 50),
        (item("practice", "i"), "yes", 100),
        (item("practice", "i", reversed=True), "yes", 0),
        (item("checklist", "i", options=OPTIONS), [], 0),
        (item("checklist", "i", options=OPTIONS), ["a"], 60),
        (item("checklist", "i", options=OPTIONS), ["c", "b"], 40),
        (item("checklist", "i", options=OPTIONS), ["a", "b", "c"], 100),
        (disclosure("i"), "a1", 0),
        (disclosure("i"), "a2", 25),
        (disclosure("i"), "a5", 100),
        (disclosure("i"), {"figures": {}}, None),
        (item("disclosure", "i", scale="covered"), "half", 50),
        (item("number", "i", unit="days", floor=10, target=50), 20, 25),
        (item("number", "i", unit="days", floor=10, target=50), 5, 0),
        (item("number", "i", unit="days", floor=10, target=50), 90, 100),
        (item("number", "i", unit="days", floor=50, target=10), 20, 75),
        (item("number", "i", unit="days", floor=50, target=10), 60, 0),
        (item("number", "i", unit="days", floor=50, target=10), 0, 100),
        (item("share", "i", floor=20, target=60), 30, 25),
        (points("i"), 61.2, 61.2),
    ],
)
def test_points_of_an_answer(part: dict[str, Any], raw: Any, expected: float | None) -> None:
    assert scored(part, raw) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("part", "raw"),
    [
        (item("choice", "i", options=OPTIONS), "a"),
        (item("text", "i"), "Shoes."),
        (item("checklist", "i", options=OPTIONS, scored=False), ["a"]),
        (item("number", "i", unit="days"), 3),
        (item("number", "i", unit="days", target=10), 3),
        (item("share", "i"), 3),
        (item("allocation", "i", parts=ALLOCATION), {"product": 100}),
        (agenda("i"), []),
    ],
)
def test_what_carries_no_points(part: dict[str, Any], raw: Any) -> None:
    one, _ = only(part)

    assert not is_scored(one)
    assert scored(part, raw) is None


def test_an_agenda_with_a_target_is_scored_but_not_by_itself() -> None:
    part = agenda("i", target_from="mix")

    assert is_scored(only(part)[0])
    assert scored(part, []) is None


def test_an_allocation_earns_its_likeness_to_the_target() -> None:
    target = {"product": 20, "sales": 20, "operations": 20, "value": 40, "other": 0}
    part = item("allocation", "i", parts=ALLOCATION, target=target)

    assert scored(part, {"product": 60, "sales": 30, "operations": 10}) == pytest.approx(50)
    assert scored(part, target) == pytest.approx(100)
    assert scored(part, {"other": 100}) == pytest.approx(0)


def test_a_part_that_stands_on_one_side_only_is_nothing_on_the_other() -> None:
    assert total_variation({"a": 1}, {"a": 1, "b": 1}) == pytest.approx(0.5)
    assert likeness({"a": 30, "b": 30}, {"a": 1}) == pytest.approx(50)


@st.composite
def mixes(draw: st.DrawFn) -> dict[str, float]:
    shares = draw(st.lists(st.floats(0, 100), min_size=4, max_size=4).filter(lambda mix: sum(mix) > 1))
    return dict(zip("abcd", shares, strict=True))


@settings(deadline=None)
@drawn(mixes(), mixes(), mixes(), st.floats(0.1, 10))
def test_total_variation_is_a_distance(
    one: dict[str, float], two: dict[str, float], three: dict[str, float], unit: float
) -> None:
    far = total_variation(one, two)

    assert -1e-9 <= far <= 1 + 1e-9
    assert far == pytest.approx(total_variation(two, one))
    assert total_variation(one, one) == pytest.approx(0, abs=1e-9)
    assert far <= total_variation(one, three) + total_variation(three, two) + 1e-9
    assert far == pytest.approx(total_variation({part: unit * share for part, share in one.items()}, two), abs=1e-9)


@settings(deadline=None)
@drawn(st.sampled_from(TURNED), st.data())
def test_reversed_twice_is_the_same(part: dict[str, Any], data: st.DataObject) -> None:
    one, asked = only(part)
    turned, _ = only({**part, "reversed": True})
    answers: tuple[Any, ...] = {
        "agreement": tuple(level.id for level in asked.scales["agree"]),
        "frequency": tuple(level.id for level in asked.scales["covered"]),
        "contrast": tuple(range(1, 8)),
        "practice": PRACTICE,
    }[part["type"]]
    value = data.draw(st.sampled_from(answers))
    once = item_score(turned, value, asked)

    assert once is not None
    assert 100 - once == pytest.approx(item_score(one, value, asked))


@pytest.mark.parametrize("part", [part for part in TURNED if part["type"] != "frequency"])
def test_on_an_even_scale_the_mirrored_answer_to_the_reversed_item_earns_the_same(part: dict[str, Any]) -> None:
    one, asked = only(part)
    turned, _ = only({**part, "reversed": True})
    answers: tuple[Any, ...] = {
        "agreement": ("a1", "a2", "a3", "a4", "a5"),
        "contrast": (1, 2, 3, 4, 5, 6, 7),
        "practice": PRACTICE,
    }[part["type"]]

    for value, mirrored in zip(answers, reversed(answers), strict=True):
        assert item_score(turned, mirrored, asked) == pytest.approx(item_score(one, value, asked))


@settings(deadline=None)
@drawn(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_a_number_earns_more_toward_its_target(one: float, two: float, floor: float, target: float) -> None:
    if abs(floor - target) < 1e-6:
        return
    part = item("number", "i", unit="days", floor=floor, target=target)
    near, far = sorted((one, two), key=lambda value: value * (target - floor), reverse=True)
    better, worse = scored(part, near), scored(part, far)

    assert better is not None
    assert worse is not None
    assert 0 <= worse <= better <= 100
