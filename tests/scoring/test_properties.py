"""What must hold for every batch: order, monotony, nothing applicable, don't know, one by one, the average person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from scoring.result import Result, score
from tests.scoring.build import DK, NA, dimension, given, item, points, questionnaire, rubric

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

LETTERS = [{"id": each, "text": each} for each in ("a", "b", "c")]
STAGE_RULES = ("tolerant_gate", "mean", "min_gate", "cumulative", "chained")
LEVELS = ("l1", "l2", "l3", "l4")
PRACTICE = ("no", "partly", "yes")
# Item to its answers, from low to high.
CLIMBS: dict[str, tuple[Any, ...]] = {
    "r": LEVELS,
    "c": (1, 2, 3, 4, 5, 6, 7),
    "p": PRACTICE,
    "n": (0, 25, 61.2, 100),
    "q": PRACTICE,
    "k": ([], ["a"], ["a", "b"], ["a", "b", "c"]),
    "l1": LEVELS,
    "l2": LEVELS,
    "m1": PRACTICE,
    "m2": PRACTICE,
    "m3": PRACTICE,
    "s1": ("a5", "a4", "a3", "a2", "a1"),
    "s2": (90, 50, 20, 0),
}
UNEVEN = {"not_applicable": True}


def everything(rule: str = "tolerant_gate", combine: str = "mean", *, zero: bool = False) -> Questionnaire:
    """Return a questionnaire with every combine rule, nested dimensions, weights and reversed items."""
    rest = {**UNEVEN, "dont_know": "zero" if zero else "exclude"}
    contrast = item("contrast", "c", left="L", right="R", weight=2, **rest)
    several = item("checklist", "k", options=LETTERS, **rest)
    stages = {"m1": "s2", "m2": "s3", "m3": "s4"}
    fewer = item("number", "s2", unit="days", floor=90, target=10, **rest)
    return questionnaire(
        dimension(
            "mean",
            rubric("r", **rest),
            contrast,
            dimension("inner", item("practice", "p", **rest), points("n", **rest), combine="min"),
            weight=3,
        ),
        dimension("sum", item("practice", "q", **rest), several, combine="sum"),
        dimension("ladder", rubric("l1", **rest), rubric("l2", **rest), combine="ladder", weight=0.5),
        dimension("steps", *(item("practice", m, stage=stages[m], **rest) for m in stages), combine="cumulative"),
        dimension("turned", item("agreement", "s1", scale="agree", reversed=True, **rest), fewer),
        stage_rule=rule,
        combine=combine,
    )


PLAIN = everything()
RULES = [everything(rule, combine) for rule in STAGE_RULES for combine in ("mean", "sum", "min")]

full = st.fixed_dictionaries({name: st.sampled_from(climb) for name, climb in CLIMBS.items()})
gappy = st.fixed_dictionaries(
    {}, optional={name: st.one_of(st.sampled_from(climb), st.just(DK), st.just(NA)) for name, climb in CLIMBS.items()}
)
batches = st.lists(st.one_of(full, gappy), min_size=1, max_size=6)


def scored(asked: Questionnaire, rows: list[dict[str, Any]], **rest: Any) -> Result:
    return score(asked, [given(asked, row) for row in rows], **rest)


def figures(result: Result) -> list[float | None]:
    """Return every figure of a result but the respondents', in order."""
    decision = result.decision
    return [
        result.score,
        result.low,
        result.coverage,
        *(result.band or ()),
        decision.stage if decision else None,
        *(value for each in result.dimensions for value in (each.score, each.low, each.coverage, each.dont_know_share)),
    ]


def same(one: list[float | None], two: list[float | None]) -> bool:
    return len(one) == len(two) and all(
        (a is None and b is None) or (a is not None and b is not None and a == pytest.approx(b))
        for a, b in zip(one, two, strict=True)
    )


def at_least(better: float | None, worse: float | None) -> bool:
    return (better is None) == (worse is None) and (better is None or worse is None or better >= worse - 1e-9)


@settings(deadline=None)
@drawn(st.sampled_from(RULES), batches, st.randoms(use_true_random=False))
def test_the_order_of_respondents_does_not_matter(
    asked: Questionnaire, rows: list[dict[str, Any]], random: Any
) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    result, shuffled = scored(asked, rows), scored(asked, [rows[place] for place in order])

    assert same(figures(result), figures(shuffled))
    assert [shuffled.respondents[at].coverage for at in range(len(rows))] == [
        pytest.approx(result.respondents[place].coverage) for place in order
    ]


@settings(deadline=None)
@drawn(st.sampled_from(RULES), batches, st.sampled_from(sorted(CLIMBS)), st.data())
def test_a_better_answer_never_lowers_anything(
    asked: Questionnaire, rows: list[dict[str, Any]], name: str, data: st.DataObject
) -> None:
    climb = CLIMBS[name]
    low = data.draw(st.integers(0, len(climb) - 2))
    high = data.draw(st.integers(low + 1, len(climb) - 1))
    who = data.draw(st.integers(0, len(rows) - 1))
    worse, better = (
        scored(asked, [{**row, name: climb[step]} if place == who else row for place, row in enumerate(rows)])
        for step in (low, high)
    )

    assert at_least(better.score, worse.score)
    assert at_least(better.low, worse.low)
    for after, before in zip(better.dimensions, worse.dimensions, strict=True):
        assert at_least(after.score, before.score)
        assert at_least(after.stage, before.stage)
    for after_one, before_one in zip(better.respondents, worse.respondents, strict=True):
        assert at_least(after_one.score, before_one.score)
    assert (better.decision is None) == (worse.decision is None)
    if better.decision and worse.decision:
        assert better.decision.stage >= worse.decision.stage


@settings(deadline=None)
@drawn(st.sampled_from(RULES), st.integers(0, 3))
def test_where_nothing_applies_there_is_no_score(asked: Questionnaire, count: int) -> None:
    result = scored(asked, [dict.fromkeys(CLIMBS, NA)] * count)

    assert (result.score, result.low, result.decision, result.band, result.coverage) == (None, None, None, None, 0)
    assert all(each.score is None and each.stage is None for each in result.dimensions)
    assert all(each.score is None for each in result.respondents)


@settings(deadline=None)
@drawn(st.sampled_from(("mean", "sum", "min")), batches)
def test_dont_know_as_nothing_is_never_above_dont_know_left_out(combine: str, rows: list[dict[str, Any]]) -> None:
    left_out = scored(everything(combine=combine), rows, min_coverage=0.5)
    nothing = scored(everything(combine=combine, zero=True), rows, min_coverage=0.5)

    assert left_out.score is None or (left_out.low is not None and left_out.low <= left_out.score + 1e-9)
    for out, zero in zip(left_out.dimensions, nothing.dimensions, strict=True):
        assert zero.coverage >= out.coverage - 1e-9
        assert out.dont_know_share == pytest.approx(zero.dont_know_share)
        if out.score is not None:
            assert out.low is not None
            assert out.low <= out.score + 1e-9


@settings(deadline=None)
@drawn(st.sampled_from(("mean", "sum", "min")), gappy)
def test_the_lower_bound_is_the_score_with_dont_know_as_nothing(combine: str, row: dict[str, Any]) -> None:
    # A dimension whose children all have a score: then the only difference is how don't know counts.
    left_out = scored(everything(combine=combine), [row], min_coverage=0.5)
    nothing = scored(everything(combine=combine, zero=True), [row], min_coverage=0.5)

    for out, zero in zip(left_out.dimensions, nothing.dimensions, strict=True):
        if out.score is not None and not out.dimension.dimensions:
            assert zero.score is not None
            assert zero.score <= out.score + 1e-9
            assert zero.score == pytest.approx(out.low)


@settings(deadline=None)
@drawn(st.sampled_from(RULES), batches)
def test_a_batch_equals_its_respondents_one_by_one(asked: Questionnaire, rows: list[dict[str, Any]]) -> None:
    together = scored(asked, rows)
    alone = [scored(asked, [row]) for row in rows]

    for each, single in zip(together.respondents, alone, strict=True):
        assert same([each.score, each.coverage], [single.respondents[0].score, single.respondents[0].coverage])
        # And what one respondent is told as the whole is that respondent's own score.
        assert same([each.score], [single.score])
    for place, dim in enumerate(together.dimensions):
        own = [value for single in alone if (value := single.dimensions[place].score) is not None]
        assert dim.n == len(own)
        if dim.score is not None:
            assert dim.score == pytest.approx(sum(own) / len(own))


SHARES = st.lists(st.floats(0, 100), min_size=4, max_size=4)
FLAT = questionnaire(
    dimension("one", points("a"), points("b"), weight=2),
    dimension("two", points("c"), dimension("inner", points("d")), combine="sum"),
    stage_rule="tolerant_gate",
)


@settings(deadline=None)
@drawn(st.lists(SHARES, min_size=1, max_size=6))
def test_a_respondent_who_equals_the_average_changes_nothing(rows: list[list[float]]) -> None:
    batch = [dict(zip("abcd", row, strict=True)) for row in rows]
    average = {name: sum(row[name] for row in batch) / len(batch) for name in "abcd"}
    before, after = scored(FLAT, batch), scored(FLAT, [*batch, average])
    # On the very edge of a stage, a difference in the last digit may decide.
    assume(all(abs((each.score or 0) - cut) > 1e-6 for each in before.dimensions for cut in (100 / 6, 50, 500 / 6)))
    assume(all(abs((before.score or 0) - cut) > 1e-6 for cut in (100 / 6, 50, 500 / 6)))

    assert same(figures(before), figures(after))


@settings(deadline=None)
@drawn(batches)
def test_every_figure_lies_on_its_scale(rows: list[dict[str, Any]]) -> None:
    result = scored(PLAIN, rows)
    points_ = [result.score, result.low, *(result.band or ()), *(each.score for each in result.dimensions)]

    assert all(value is None or -1e-9 <= value <= 100 + 1e-9 for value in points_)
    assert all(0 <= value <= 1 + 1e-9 for each in result.dimensions for value in (each.coverage, each.dont_know_share))
    if result.band and result.score is not None:
        assert result.band[0] - 1e-9 <= result.score <= result.band[1] + 1e-9


@settings(deadline=None)
@drawn(st.sampled_from(RULES), full, st.integers(1, 5))
def test_equal_respondents_are_told_what_one_is_told(asked: Questionnaire, row: dict[str, Any], count: int) -> None:
    assert same(figures(scored(asked, [row] * count)), figures(scored(asked, [row])))


def test_the_sample_has_every_answer_it_names() -> None:
    lowest: dict[str, Answer] = given(PLAIN, {name: climb[0] for name, climb in CLIMBS.items()})
    highest = given(PLAIN, {name: climb[-1] for name, climb in CLIMBS.items()})

    assert set(lowest) == {each.id for each in PLAIN.items}
    assert [each.score for each in score(PLAIN, [lowest]).top] == [0] * 5
    assert [each.score for each in score(PLAIN, [highest]).top] == [pytest.approx(100)] * 5
