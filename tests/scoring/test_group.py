"""A group beyond its scores: each person's scores, what nobody can see, balanced means, respondents per level."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from scoring.group import (
    OVERALL,
    Level,
    Visibility,
    balanced_mean,
    level_counts,
    level_titles,
    person_scores,
    visibility,
)
from scoring.result import score
from tests.scoring.build import (
    DK,
    NA,
    SKIP,
    agenda,
    dimension,
    disclosure,
    flat,
    given,
    item,
    only,
    points,
    questionnaire,
    roughly,
    rubric,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.model import Questionnaire

OPTIONS = [{"id": each, "text": each} for each in ("a", "b")]
NESTED = questionnaire(
    dimension("one", points("a", not_applicable=True), points("b"), weight=3),
    dimension("two", points("c"), dimension("inner", points("d"), points("e", dont_know="zero"))),
)


def numbers(values: Any) -> list[float | None]:
    return [None if math.isnan(value) else roughly(value) for value in values]


def test_each_persons_scores_in_the_order_of_the_batch() -> None:
    rows: list[Mapping[str, Any]] = [
        {"a": 20, "b": 40, "c": 100, "d": 0, "e": 50},
        {"a": NA, "b": 60, "c": 80, "d": 40, "e": DK},
        {"a": 10, "c": 70, "d": 30, "e": 10},
    ]
    found = person_scores(NESTED, [given(NESTED, row) for row in rows])

    assert set(found) == {OVERALL, "one", "two", "inner"}
    # The third has answered half of one, which is under two thirds; so three of four parts of the weight lack.
    assert numbers(found["one"]) == [30, 60, None]
    # e counts 0 where it is not known.
    assert numbers(found["inner"]) == [25, 20, 20]
    assert numbers(found["two"]) == [62.5, 50, 45]
    assert numbers(found[OVERALL]) == [roughly((3 * 30 + 62.5) / 4), roughly((3 * 60 + 50) / 4), None]


def test_with_a_lower_coverage_more_people_have_a_score() -> None:
    batch = [given(NESTED, {"a": 10, "c": 70, "d": 30, "e": 10})]

    assert numbers(person_scores(NESTED, batch, 0.5)["one"]) == [10]
    assert numbers(person_scores(NESTED, batch, 0.5)[OVERALL]) == [roughly((3 * 10 + 45) / 4)]


def test_nobody_has_no_scores() -> None:
    assert {name: values.shape for name, values in person_scores(NESTED, []).items()} == dict.fromkeys(
        (OVERALL, "one", "two", "inner"), (0,)
    )


ANSWERS = st.one_of(st.integers(0, 100), st.just(DK), st.just(SKIP))
ROWS = st.lists(
    st.fixed_dictionaries({"a": st.one_of(ANSWERS, st.just(NA)), **dict.fromkeys("bcde", ANSWERS)}),
    min_size=0,
    max_size=6,
)


@settings(deadline=None)
@drawn(ROWS, st.sampled_from((0.5, 2 / 3, 1.0)))
def test_the_mean_over_people_is_the_score_of_the_dimension(rows: list[dict[str, Any]], min_coverage: float) -> None:
    batch = [given(NESTED, row) for row in rows]
    found, result = person_scores(NESTED, batch, min_coverage), score(NESTED, batch, min_coverage=min_coverage)

    for each in result.dimensions:
        own = found[each.dimension.id]
        assert int((~np.isnan(own)).sum()) == each.n
        if each.score is not None:
            assert np.nanmean(own) == pytest.approx(each.score)
    assert numbers(found[OVERALL]) == [each.score for each in result.respondents]


def seen(*answers: Any) -> Visibility:
    asked, _ = flat({"a": 1, "b": 1})
    first, second = visibility(asked, [given(asked, {"a": answer, "b": 50}) for answer in answers])
    assert second == Visibility("b", len(answers), 0, 0, not_visible=False)
    return first


def test_a_third_of_six_who_do_not_know() -> None:
    assert seen(10, 20, 30, 40, DK, DK) == Visibility("a", 6, 2, roughly(1 / 3), not_visible=True)
    assert seen(10, 20, 30, 40, 50, DK, DK) == Visibility("a", 7, 2, roughly(2 / 7), not_visible=False)


def test_of_fewer_than_six_nobody_says_not_visible() -> None:
    assert seen(10, DK, DK, DK, DK) == Visibility("a", 5, 4, 0.8, not_visible=False)
    # Who skipped it, or to whom it does not apply, is not one of the six.
    assert seen(10, DK, DK, DK, DK, SKIP, NA) == Visibility("a", 5, 4, 0.8, not_visible=False)


def test_what_nobody_answered_has_no_share() -> None:
    assert seen(SKIP, NA) == Visibility("a", 0, 0, 0, not_visible=False)


def test_dont_know_that_scores_nothing_is_still_not_knowing() -> None:
    asked = questionnaire(dimension("d", points("a", dont_know="zero")))

    assert visibility(asked, [given(asked, {"a": DK})] * 6) == (Visibility("a", 6, 6, 1, not_visible=True),)


def test_who_was_not_asked_is_not_counted() -> None:
    asked = questionnaire(
        dimension("d", rubric("r"), points("a", ask_if={"item": "r", "at_least": "l3"}), item("text", "t"))
    )
    rows: list[dict[str, Any]] = [{"r": "l4", "a": DK}, {"r": "l1", "a": DK}]

    assert visibility(asked, [given(asked, row) for row in rows]) == (
        Visibility("r", 2, 0, 0, not_visible=False),
        Visibility("a", 1, 1, 1, not_visible=False),
    )


def test_a_large_role_does_not_drown_a_small_one() -> None:
    # Engineers 80 on average, service 20: 50, not 70.
    assert balanced_mean([70, 80, 90, 80, 80, 20], ["engineer"] * 5 + ["service"]) == pytest.approx(50)


def test_a_role_without_a_score_is_left_out_of_the_balance() -> None:
    scores = np.array([40, 60, math.nan, 90, math.nan])

    # The first role has 50, the second no score, the third, of those who named none, 90.
    assert balanced_mean(scores, ["lead", "lead", "front", "", ""]) == pytest.approx(70)


def test_without_any_score_there_is_no_balance() -> None:
    assert balanced_mean([], []) is None
    assert balanced_mean([math.nan], ["lead"]) is None


def test_scores_and_roles_go_together_one_to_one() -> None:
    with pytest.raises(ValueError, match="shorter"):
        balanced_mean([1, 2], ["lead"])


def counted(part: dict[str, Any], *answers: Any) -> tuple[int, ...] | None:
    asked_item, asked = only(part)
    return level_counts(asked, asked_item, [given(asked, {part["id"]: answer}) for answer in answers])


def levels(part: dict[str, Any], asked: Questionnaire | None = None) -> list[tuple[str, str | None]] | None:
    found_item, alone = only(part)
    found = level_titles(asked or alone, found_item)
    return None if found is None else [(level.title, level.stage) for level in found]


def test_people_per_option_of_a_rubric() -> None:
    part = rubric("a", not_applicable=True)

    assert counted(part, "l2", "l4", "l2", DK, NA, SKIP) == (0, 2, 0, 1)
    assert counted(part) == (0, 0, 0, 0)
    assert levels(part) == [(f"Level {number}", None) for number in range(1, 5)]


def test_an_option_names_the_stage_it_stands_for() -> None:
    options = [{"id": "x", "text": "Little", "stage": "s1"}, {"id": "y", "text": "Much", "stage": "s2"}]
    part = item("rubric", "a", options=options)
    asked = questionnaire(dimension("d", part), ladder=2)

    assert level_titles(asked, asked.item_by_id["a"]) == (Level("Little", "Stage 1"), Level("Much", "Stage 2"))


@pytest.mark.parametrize("kind", ["agreement", "frequency"])
def test_people_per_step_of_a_scale(kind: str) -> None:
    answers = ("a1", "a1", "a4", DK)

    assert counted(item(kind, "a", scale="agree"), *answers) == (2, 0, 0, 1, 0)
    assert counted(item(kind, "a", scale="agree", reversed=True), *answers) == (0, 1, 0, 0, 2)
    assert levels(item(kind, "a", scale="agree")) == [(f"Step {step}", None) for step in (1, 2, 3, 4, 5)]
    assert levels(item(kind, "a", scale="agree", reversed=True)) == [(f"Step {step}", None) for step in (5, 4, 3, 2, 1)]


def test_people_per_point_of_a_contrast() -> None:
    part, turned = (
        item("contrast", "a", left="Cost", right="Value", points=4, **rest) for rest in ({}, {"reversed": True})
    )
    titles = ["Wholly “Cost” (1 of 4)", "Nearer to “Cost” (2 of 4)", "Nearer to “Value” (3 of 4)"]

    assert counted(part, 1, 1, 3) == (2, 0, 1, 0)
    assert counted(turned, 1, 1, 3) == (0, 1, 0, 2)
    assert levels(part) == [(title, None) for title in (*titles, "Wholly “Value” (4 of 4)")]
    assert levels(turned) == [(title, None) for title in ("Wholly “Value” (4 of 4)", *reversed(titles))]


def test_the_middle_of_a_contrast_lies_between() -> None:
    found = levels(item("contrast", "a", left="Cost", right="Value", points=3))

    assert found is not None
    assert found[1] == ("In the middle (2 of 3) between “Cost” and “Value”", None)


def test_people_per_answer_about_a_practice() -> None:
    assert counted(item("practice", "a"), "no", "yes", "yes", "partly") == (1, 1, 2)
    assert counted(item("practice", "a", reversed=True), "no", "yes", "yes", "partly") == (2, 1, 1)
    assert levels(item("practice", "a")) == [("No", None), ("Partly", None), ("Yes", None)]
    assert levels(item("practice", "a", reversed=True)) == [("Yes", None), ("Partly", None), ("No", None)]


def test_people_per_level_of_a_disclosure() -> None:
    # One gave a figure and left open how well it could be given.
    answers: list[Any] = [{"level": "a2"}, {"level": "a2", "figures": {"n": 4}}, {"level": None, "figures": {"n": 5}}]

    assert counted(disclosure("a", "N"), *answers) == (0, 2, 0, 0, 0)
    assert levels(disclosure("a", "N")) == [(f"Step {step}", None) for step in range(1, 6)]


@pytest.mark.parametrize(
    "part",
    [
        item("checklist", "a", options=OPTIONS),
        item("choice", "a", options=OPTIONS),
        item("number", "a", unit="days"),
        points("a"),
        item("allocation", "a", parts=OPTIONS),
        item("text", "a"),
        agenda("a"),
    ],
    ids=lambda part: part["type"],
)
def test_kinds_without_ordered_levels(part: dict[str, Any]) -> None:
    assert (counted(part), levels(part)) == (None, None)


def test_an_answer_from_before_its_condition_changed_is_not_counted() -> None:
    asked = questionnaire(dimension("d", rubric("r"), rubric("a", ask_if={"item": "r", "at_least": "l3"})))
    rows = [{"r": "l4", "a": "l2"}, {"r": "l1", "a": "l2"}]
    batch = [given(asked, row) for row in rows]

    assert level_counts(asked, asked.item_by_id["a"], batch) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    "part",
    [
        rubric("a", 5),
        item("agreement", "a", scale="agree", reversed=True),
        item("frequency", "a", scale="covered"),
        item("contrast", "a", left="L", right="R", reversed=True),
        item("contrast", "a", left="L", right="R"),
        item("practice", "a", reversed=True),
        disclosure("a"),
    ],
    ids=lambda part: part["type"],
)
def test_levels_stand_in_the_order_of_their_points(part: dict[str, Any]) -> None:
    asked_item, asked = only(part)
    by_points: dict[float, tuple[int, ...] | None] = {}
    values: dict[str, list[Any]] = {
        "rubric": [f"l{number}" for number in range(1, 6)],
        "agreement": [f"a{number}" for number in range(1, 6)],
        "frequency": ["none", "some", "half", "all"],
        "contrast": [*range(1, 8)],
        "practice": ["no", "partly", "yes"],
        "disclosure": [{"level": f"a{number}"} for number in range(1, 6)],
    }
    for value in values[part["type"]]:
        batch = [given(asked, {"a": value})]
        by_points[float(person_scores(asked, batch)["d"][0])] = level_counts(asked, asked_item, batch)
    places = [counts.index(1) for _, counts in sorted(by_points.items()) if counts is not None]

    assert places == [*range(len(values[part["type"]]))]
