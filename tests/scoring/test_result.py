"""The result of a batch: organisation and respondents, coverage, weights, and which rule decided."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from scoring.result import Result, score, weight_band
from tests.scoring.build import DK, NA, dimension, flat, given, item, points, questionnaire, roughly, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Questionnaire, StageRule


def scored(asked: Questionnaire, *rows: Mapping[str, Any], **rest: Any) -> Result:
    return score(asked, [given(asked, row) for row in rows], **rest)


TWO = questionnaire(
    dimension("one", points("a"), points("b"), weight=3), dimension("two", points("c", not_applicable=True))
)


def test_a_dimension_is_the_mean_of_the_respondents_who_have_a_score() -> None:
    result = scored(TWO, {"a": 20, "b": 40, "c": 100}, {"a": 60, "b": 60, "c": DK}, {"a": 90, "b": 90, "c": 70})

    one, two = result.top
    # one: (30 + 60 + 90) / 3; two: (100 + 70) / 2, with 2 of 3 answers known; at least (100 + 0 + 70) / 3
    assert (one.score, one.n, one.coverage, one.dont_know_share) == (roughly(60), 3, 1, 0)
    assert (two.score, two.low, two.n, two.coverage) == (roughly(85), roughly(170 / 3), 2, 1)
    assert two.dont_know_share == pytest.approx(1 / 3)
    # (3 x 60 + 85) / 4
    assert result.score == pytest.approx(66.25)
    # (3 x 30 + 100) / 4; two of the three parts of the weight is enough of the second; (3 x 90 + 70) / 4
    assert [each.score for each in result.respondents] == [pytest.approx(47.5), pytest.approx(60), pytest.approx(85)]
    assert [each.coverage for each in result.respondents] == [1, 1, 1]


def test_the_bound_with_everything_unknown_as_nothing() -> None:
    asked, answers = flat({"a": 90, "b": 60, "c": DK})
    result = score(asked, [answers])

    assert (result.score, result.low) == (roughly(75), roughly(50))
    assert result.top[0].low == pytest.approx(50)


def test_mean_coverage_runs_over_those_to_whom_the_dimension_applies() -> None:
    result = scored(TWO, {"a": 20, "b": 40, "c": 80}, {"a": 20, "b": 40, "c": NA}, {"a": 20, "b": 40, "c": NA})

    assert (result.top[1].score, result.top[1].coverage, result.top[1].n) == (80, 1, 1)


def test_with_too_little_mean_coverage_a_dimension_is_not_shown() -> None:
    result = scored(TWO, {"a": 20, "b": 40, "c": 80}, {"a": 20, "b": 40})

    assert (result.top[1].score, result.top[1].low, result.top[1].stage, result.top[1].n) == (None, None, None, 1)
    # Three of four parts of the weight are left.
    assert (result.score, result.coverage) == (roughly(30), 0.75)


def test_with_too_few_dimensions_there_is_no_overall_score() -> None:
    result = scored(TWO, {"c": 80}, {"c": 60})

    assert result.top[1].score == 70
    assert (result.score, result.low, result.decision, result.band) == (None, None, None, None)
    assert result.coverage == 0.25
    assert [each.score for each in result.respondents] == [None, None]


def test_two_thirds_of_the_dimensions_with_two_thirds_of_the_answers_are_not_two_thirds() -> None:
    asked = questionnaire(*(dimension(d, *(points(f"{d}{n}") for n in range(3))) for d in "abc"))
    result = scored(asked, {"a0": 10, "a1": 10, "b0": 20, "b1": 20})

    # Four of nine questions were answered.
    assert [each.score for each in result.top] == [10, 20, None]
    assert (result.score, result.coverage) == (None, roughly(2 / 3))
    assert (result.respondents[0].score, result.respondents[0].coverage) == (None, roughly(4 / 9))


def test_a_respondents_score_never_rests_on_a_few_dimensions_alone() -> None:
    asked = questionnaire(*(dimension(d, points(f"{d}1"), points(f"{d}2")) for d in "abc"))
    result = scored(asked, {"a1": 100, "a2": 100, "b1": 0, "c1": 0})

    # Four of six are answered, but two of three dimensions have no score.
    assert (result.respondents[0].score, result.respondents[0].coverage) == (None, roughly(2 / 3))
    assert result.score is None


def test_an_empty_batch_has_a_result_without_figures() -> None:
    result = score(TWO, [])

    assert (result.score, result.decision, result.coverage, result.respondents) == (None, None, 0, ())
    assert [(each.score, each.coverage, each.dont_know_share, each.n) for each in result.top] == [(None, 0, 0, 0)] * 2


def test_where_nothing_applies_to_anybody_there_is_no_score() -> None:
    asked, answers = flat({"a": NA, "b": NA})
    result = score(asked, [answers, answers])

    assert (result.score, result.coverage, result.top[0].coverage) == (None, 0, 0)
    assert [(each.score, each.coverage) for each in result.respondents] == [(None, 0), (None, 0)]


def test_a_dimension_that_applies_to_nobody_is_no_gap() -> None:
    result = scored(TWO, {"a": 20, "b": 40, "c": NA})

    assert (result.score, result.coverage) == (roughly(30), 1)
    assert result.respondents[0].score == pytest.approx(30)


def test_a_group_below_the_smallest_is_not_shown() -> None:
    rows = [{"a": 20, "b": 40, "c": 80}, {"a": 20, "b": 40, "c": 60}]

    assert scored(TWO, *rows, smallest_group=3).top[0].score is None
    assert scored(TWO, *rows, smallest_group=3).score is None
    assert scored(TWO, *rows, smallest_group=2).top[0].score == 30
    assert scored(TWO, *rows, smallest_group=0).top[0].score == 30


def test_a_group_of_none_is_not_shown_either() -> None:
    parts = (dimension(each, points(f"{each}1"), points(f"{each}2")) for each in "abc")
    result = scored(questionnaire(dimension("top", *parts)), {"a1": 9, "a2": 9, "b1": 0, "c1": 0}, smallest_group=0)

    # Two thirds are answered, but only one child of three has a score, so the respondent has none at the top.
    assert (result.top[0].n, result.top[0].score, result.top[0].coverage) == (0, None, roughly(2 / 3))


def test_dimensions_stand_top_down_with_their_depth() -> None:
    asked = questionnaire(dimension("a", dimension("b", dimension("c", points("x"))), dimension("d", points("y"))))
    result = scored(asked, {"x": 10, "y": 30})

    assert [(each.dimension.id, each.depth, each.score) for each in result.dimensions] == [
        ("a", 0, 20),
        ("b", 1, 10),
        ("c", 2, 10),
        ("d", 1, 30),
    ]
    assert [each.dimension.id for each in result.top] == ["a"]


def test_without_a_ladder_there_are_scores_and_no_stages() -> None:
    asked = questionnaire(dimension("d", points("a")), ladder=0)
    result = scored(asked, {"a": 80})

    assert (result.score, result.top[0].stage, result.decision) == (80, None, None)


@pytest.mark.parametrize(("rule", "expected", "band"), [("mean", 50, True), ("sum", 50, True), ("min", 20, False)])
def test_dimensions_combine_by_the_rule_of_the_questionnaire(rule: str, expected: float, *, band: bool) -> None:
    asked = questionnaire(dimension("one", points("a")), dimension("two", points("b")), combine=rule)
    result = scored(asked, {"a": 20, "b": 80})

    assert result.score == expected
    assert result.respondents[0].score == expected
    assert (result.band is not None) is (band and rule == "mean")


def test_in_a_sum_a_dimension_without_a_score_counts_as_nothing() -> None:
    asked = questionnaire(*(dimension(each, points(each)) for each in "abc"), combine="sum")

    # 60 and 90, shared by three
    assert scored(asked, {"a": 60, "b": 90}).score == pytest.approx(50)
    assert scored(asked, {"a": 60, "b": 90}).respondents[0].score == pytest.approx(50)


LEVELS = questionnaire(*(dimension(each, rubric(each)) for each in "abcd"), stage_rule="tolerant_gate")


@pytest.mark.parametrize(
    ("levels", "stage", "decided_by", "weakest"),
    [
        # The average is 75, nearest to stage 3; d stands on stage 1 and allows stage 2.
        ("4441", 2, "gate", (3,)),
        # The average is 66.7; the lowest stand on stage 2 and allow stage 3.
        ("4422", 3, "mean", (2, 3)),
        ("3333", 3, "mean", (0, 1, 2, 3)),
    ],
)
def test_the_tolerant_gate(levels: str, stage: int, decided_by: str, weakest: tuple[int, ...]) -> None:
    decision = scored(LEVELS, {each: f"l{level}" for each, level in zip("abcd", levels, strict=True)}).decision

    assert decision is not None
    assert (decision.stage, decision.decided_by, decision.weakest) == (stage, decided_by, weakest)


def test_the_weakest_are_counted_among_the_dimensions_with_a_score() -> None:
    result = scored(LEVELS, {"b": "l4", "c": "l1", "d": "l4"})

    assert result.decision is not None
    assert result.decision.weakest == (1,)


def criteria(rule: StageRule, **rest: Any) -> Questionnaire:
    practices = [item("practice", f"c{stage}{n}", stage=f"s{stage}") for stage in (2, 3, 4) for n in (1, 2)]
    return questionnaire(dimension("d", *practices, rubric("beside")), stage_rule=rule, **rest)


def practised(*answers: str) -> dict[str, Any]:
    return {**dict(zip(("c21", "c22", "c31", "c32", "c41", "c42"), answers, strict=True)), "beside": "l1"}


UP_TO_THREE = practised("yes", "yes", "yes", "yes", "no", "no")
UP_TO_TWO = practised("yes", "yes", "no", "yes", "yes", "yes")


@pytest.mark.parametrize(
    ("rows", "threshold", "stage"),
    [
        ([UP_TO_THREE], 0.8, 3),
        ([UP_TO_TWO], 0.8, 2),
        # Stage 3: one of two says all, the other half of it: .75 on average.
        ([UP_TO_THREE, UP_TO_TWO], 0.8, 2),
        ([UP_TO_THREE, UP_TO_TWO], 0.75, 3),
        # Somebody who answered next to nothing says nothing.
        ([UP_TO_THREE, {}], 0.8, 3),
        ([UP_TO_THREE, {"c21": "no"}], 0.8, 3),
    ],
)
def test_cumulative_over_respondents(rows: list[dict[str, Any]], threshold: float, stage: int) -> None:
    decision = scored(criteria("cumulative", threshold=threshold), *rows, min_coverage=0.5).decision

    assert decision is not None
    assert (decision.stage, decision.decided_by) == (stage, "cumulative")


def test_a_criterion_that_is_not_asked_is_not_unmet() -> None:
    needed = {"item": "beside", "at_least": "l2"}
    practices = (
        item("practice", each, stage=each, ask_if=needed if each == "s3" else None) for each in ("s2", "s3", "s4")
    )
    asked = questionnaire(dimension("d", rubric("beside"), *practices), stage_rule="cumulative")
    decisions = [
        scored(asked, {"beside": level, "s2": "yes", "s3": "no", "s4": "yes"}).decision for level in ("l1", "l2")
    ]

    assert [each.stage for each in decisions if each] == [4, 2]


def test_chained_over_respondents() -> None:
    decision = scored(criteria("chained"), UP_TO_THREE, UP_TO_TWO).decision

    assert decision is not None
    # Shares met 1, .75, .5: 1 + 1 + .75 + .375
    assert decision.maturity == pytest.approx(3.125)
    assert decision.stage == 3


def test_where_nobody_has_a_score_everybodys_criteria_count() -> None:
    stages = {"a": "s2", "b": "s3", "c": "s4"}
    asked = questionnaire(
        *(dimension(d, *(item("practice", f"{d}{n}", stage=stages[d]) for n in (1, 2))) for d in "abc"),
        stage_rule="cumulative",
        threshold=0.6,
    )
    halves = {f"{d}1": "yes" for d in "abc"}
    result = scored(asked, *({**halves, f"{d}2": "yes"} for d in "abc"))

    # Each answered one dimension whole and the others by half, so each dimension has a score and nobody has one.
    assert [each.score for each in result.top] == [100, 100, 100]
    assert [each.score for each in result.respondents] == [None, None, None]
    # Four of six criteria are met at every stage.
    assert result.decision is not None
    assert result.decision.stage == 4


def test_without_any_criterion_the_first_stage_is_everybodys() -> None:
    asked = questionnaire(dimension("d", points("a")), stage_rule="cumulative")
    decision = scored(asked, {"a": 100}).decision

    assert decision is not None
    assert decision.stage == 1


def corners(scores: Sequence[float], weights: Sequence[float], spread: float) -> tuple[float, float]:
    """Return the band by trying every combination of weights at their ends."""
    means = []
    for factors in itertools.product((1 - spread, 1 + spread), repeat=len(scores)):
        varied = [weight * factor for weight, factor in zip(weights, factors, strict=True)]
        means.append(sum(w * s for w, s in zip(varied, scores, strict=True)) / sum(varied))
    return min(means), max(means)


SCORED = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 5)), min_size=1, max_size=7)


@settings(deadline=None)
@drawn(SCORED, st.sampled_from((0.1, 0.5, 0.9)))
def test_the_band_of_weights_equals_trying_every_corner(pairs: list[tuple[float, float]], spread: float) -> None:
    scores, weights = zip(*pairs, strict=True)

    assert weight_band(scores, weights, spread) == pytest.approx(corners(scores, weights, spread), abs=1e-9)


def test_the_band_by_hand() -> None:
    # 20 and 80, equal weights: (1.5 x 20 + .5 x 80) / 2 = 35, and 65 the other way round.
    assert weight_band([20, 80], [1, 1]) == pytest.approx((35, 65))
    assert weight_band([40], [2]) == pytest.approx((40, 40))
    asked = questionnaire(dimension("one", points("a")), dimension("two", points("b")))
    assert scored(asked, {"a": 20, "b": 80}).band == pytest.approx((35, 65))
