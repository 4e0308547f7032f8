"""What an overall score rests on: every weight worked out by hand from the tree beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.rests import NOBODY_ASKED, Rests, rests, sentence
from questionnaires.values import Answer
from tests.assessments.build import near, viewed
from tests.scoring.build import DK, dimension, points, questionnaire

if TYPE_CHECKING:
    from questionnaires.values import Evidence


def on(evidence: Evidence | None, value: float = 50) -> Answer:
    return Answer(value=value, evidence=evidence)


def found(asked: Any, **raw: Any) -> Rests:
    shown = rests(viewed(asked, raw))
    assert shown is not None
    return shown


TWO = questionnaire(
    dimension("one", points("a", evidence=True), points("b", evidence=True, weight=3)),
    dimension("two", points("c"), points("d", evidence=True), weight=4),
)


def test_an_item_weighs_its_share_of_its_dimension_times_the_share_of_that() -> None:
    # one has 1/5 of the score: a 1/4 of that, b 3/4; two has 4/5: c and d half of that each
    shown = found(TWO, a=on("data"), b=on("example"), c=on(None), d=on("opinion"))

    assert dict(shown.shares) == {
        "data": near(0.05),
        "example": near(0.15),
        "opinion": near(0.40),
        "not-asked": near(0.40),
    }
    assert sentence(shown) == (
        "Of the overall score, 5 % rests on data, 15 % on an example and 40 % on opinion; for the other 40 % nobody "
        "was asked."
    )


def test_nothing_in_particular_and_what_was_not_said() -> None:
    shown = found(TWO, a=on("nothing"), b=on(None), c=on(None), d=on(None))

    assert dict(shown.figures) == {"nothing": 5, "unsaid": 55, "not-asked": 40}
    assert sentence(shown) == (
        "Of the overall score, 5 % rests on nothing; for 55 % it was asked, and not said, what the answer rests on; "
        "for the other 40 % nobody was asked."
    )


def test_what_carries_no_points_takes_no_part() -> None:
    # b is not known and left out, so that a carries all of one; two counts four times as much
    three = questionnaire(
        dimension("one", points("a", evidence=True), points("b", evidence=True), points("e", evidence=True)),
        dimension("two", points("c", evidence=True), weight=4),
    )
    shown = found(three, a=on("data"), b=DK, c=on("opinion"), e=on("data"))
    assert dict(shown.shares) == {"data": near(0.2), "opinion": near(0.8)}


def test_a_dimension_in_a_dimension() -> None:
    # d: item a 1/3 and the inner one, which weighs 2, 2/3; in that b and c half each
    inner = dimension("inner", points("b", evidence=True), points("c", evidence=True), weight=2)
    shown = found(
        questionnaire(dimension("d", points("a", evidence=True), inner)), a=on("data"), b=on("opinion"), c=on("data")
    )
    assert dict(shown.shares) == {"data": near(2 / 3), "opinion": near(1 / 3)}
    assert dict(shown.figures) == {"data": 67, "opinion": 33}


def test_a_dimension_in_a_dimension_without_a_score_takes_no_part() -> None:
    inner = dimension("inner", points("c", evidence=True))
    asked = questionnaire(dimension("d", points("a", evidence=True), points("b", evidence=True), inner))
    assert dict(found(asked, a=on("data"), b=on("opinion"), c=DK).figures) == {"data": 50, "opinion": 50}


@pytest.mark.parametrize(
    ("rule", "shares"),
    [
        ("ladder", {"data": 1 / 6, "example": 2 / 6, "opinion": 3 / 6}),  # by place
        ("min", {"example": 1 / 2, "opinion": 1 / 2}),  # 20 twice
        ("cumulative", {"data": 1 / 3, "example": 1 / 3, "opinion": 1 / 3}),
        ("sum", {"data": 1 / 3, "example": 1 / 3, "opinion": 1 / 3}),
    ],
)
def test_the_rules_by_which_items_become_a_score(rule: str, shares: dict[str, float]) -> None:
    criteria = [points(each, evidence=True, **({"stage": "s1"} if rule == "cumulative" else {})) for each in "abc"]
    asked = questionnaire(dimension("d", *criteria, combine=rule))
    shown = found(asked, a=on("data", 80), b=on("example", 20), c=on("opinion", 20))
    assert {ground: round(share, 6) for ground, share in shown.shares.items()} == {
        ground: round(share, 6) for ground, share in shares.items()
    }


def test_the_weakest_dimension_alone_where_it_decides() -> None:
    asked = questionnaire(
        dimension("one", points("a", evidence=True)), dimension("two", points("b", evidence=True)), combine="min"
    )
    assert dict(found(asked, a=on("data", 80), b=on("opinion", 20)).shares) == {"opinion": 1.0}


def test_a_dont_know_that_counts_as_nothing() -> None:
    asked = questionnaire(dimension("d", points("a", evidence=True), points("b", evidence=True, dont_know="zero")))
    shown = found(asked, a=on("data"), b=DK)
    assert sentence(shown) == (
        "Of the overall score, 50 % rests on data; 50 % is “I don't know”, which counts as 0 here."
    )


def test_whole_figures_add_up() -> None:
    three = questionnaire(dimension("d", *(points(each, evidence=True) for each in "abc")))
    shown = found(three, a=on("data"), b=on("example"), c=on("opinion"))
    assert dict(shown.figures) == {"data": 34, "example": 33, "opinion": 33}


def test_nobody_was_asked() -> None:
    asked = questionnaire(dimension("d", points("a")))
    assert sentence(found(asked, a=on(None))) == NOBODY_ASKED


def test_no_score_rests_on_nothing() -> None:
    assert rests(viewed(TWO, {"a": on("data")})) is None


def test_all_was_asked_and_nothing_said() -> None:
    asked = questionnaire(dimension("d", points("a", evidence=True)), dimension("e", points("b")))
    assert sentence(found(asked, a=on(None), b=on(None))) == (
        "Of the overall score, for 50 % it was asked, and not said, what the answer rests on; for the other 50 % "
        "nobody was asked."
    )
