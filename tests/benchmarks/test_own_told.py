"""What brought-along figures say beside a result: gaps, places and refusals, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.own_told import ANOTHER_FORM, Result, Score, beside, ordinal

if TYPE_CHECKING:
    from tests.benchmarks.conftest import Make

OWN = Score("Overall", 56)


def result(form: str = "", **scores: Score) -> Result:
    return Result("listening", "1.0.0", form, scores or {"overall": OWN}, ["blogs"])


def said(pool: Make, own: Result, **changes: Any) -> tuple[str, ...]:
    (found,) = beside([pool(**changes)], own, 2026)
    assert found.why == ""
    assert found.sentences[0].startswith("In 2026, 14 retailers measured themselves: ") or "n" in changes
    return found.sentences[1:]


def test_a_gap_to_a_mean_that_is_taken_as_fixed(pool: Make) -> None:
    # 56 - 48.2 = 7.8. Our interval 40 to 70 lies 16 below and 14 above: -8.2 to 21.8.
    assert said(pool, result(overall=Score("Overall", 56, 40, 70))) == (
        "Overall: 56 here, 48.2 on average there, 8 points above (95 % interval −8 to +22).",
        "The others' mean is taken as fixed, because its spread was not given.",
    )


def test_a_gap_to_a_mean_that_is_uncertain_as_well(pool: Make) -> None:
    # 1.96 * 10 / sqrt(14) = 5.24. Below: sqrt(16² + 5.24²) = 16.84, so 7.8 - 16.84 = -9.0. Above: sqrt(14² + 5.24²)
    # = 14.95, so 22.7. z = 7.8 / 10 = .78.
    changes = {"sd": {"overall": 10.0}, "level_of_sd": "organisation"}
    found = said(pool, result(overall=Score("Overall", 56, 40, 70)), **changes)
    assert found == (
        "Overall: 56 here, 48.2 on average there, 8 points above (95 % interval −9 to +23).",
        "Overall: 0.8 standard deviations between organisations above their mean.",
    )


@pytest.mark.parametrize(
    ("points", "gap", "z"),
    [
        (48.2, "the same to the point", "in the middle of the others"),
        (49.2, "1 point above", "0.1 standard deviations between organisations above their mean"),
        (38.2, "10 points below", "1.0 standard deviation between organisations below their mean"),
    ],
)
def test_a_gap_and_a_z_in_words(pool: Make, points: float, gap: str, z: str) -> None:
    own = result(overall=Score("Overall", points))
    found = said(pool, own, sd={"overall": 10.0}, level_of_sd="organisation")
    assert found == (f"Overall: {points:.0f} here, 48.2 on average there, {gap}.", f"Overall: {z}.")


def test_a_spread_between_persons_gives_the_gap_only(pool: Make) -> None:
    found = said(pool, result(), sd={"overall": 10.0}, level_of_sd="person")
    assert found[0] == "Overall: 56 here, 48.2 on average there, 8 points above."
    assert found[1].startswith("The others' spread is one between persons")
    assert len(found) == 2


def test_a_rank_a_quartile_and_a_percentile(pool: Make) -> None:
    def of(*scores: float) -> str:
        (sentence,) = said(pool, result(), mean={}, scores={"overall": scores}, n=len(scores))
        return sentence

    assert of(30, 40, 40, 50, 60, 70, 80, 90) == (
        "Overall: 5th of 9, yours counted; the others run from 30 over 55 in the middle to 90."
    )
    # 0, 5, ..., 95: twelve of twenty are below 56: 60 %, the third quarter.
    assert of(*range(0, 100, 5)) == "Overall: in the second-highest quarter among 20 others."
    # 0, 2, ..., 98: 28 of fifty are below 56 and one is equal: 57 %, shown as 55.
    assert of(*range(0, 100, 2)) == "Overall: above about 55 % of the 50 scores of the others."


def test_each_dimension_that_we_have_is_compared_and_the_others_are_named(pool: Make) -> None:
    own = result(overall=OWN, trust=Score("Trust", 10))
    found = said(pool, own, mean={"overall": 50.0, "trust": 20.0, "speed": 30.0})
    assert found[:2] == (
        "Overall: 56 here, 50 on average there, 6 points above.",
        "Trust: 10 here, 20 on average there, 10 points below.",
    )
    assert "There is no score of yours to put beside “speed”." in found


@pytest.mark.parametrize(
    ("own", "changes", "why"),
    [
        (result(), {"instrument_version": "2.0.0"}, "These scores were measured with version 2.0.0, not with 1.0.0."),
        (result("pulse"), {}, ANOTHER_FORM),
        (result(trust=OWN), {}, "There is no score of yours to put beside “overall”."),
        (result(), {"instrument": "another"}, "These scores were measured with 'another', not with 'listening'."),
        (result(), {"n": 4}, "A pool of 4 gives its members away; 5 are needed."),
    ],
)
def test_scores_that_may_not_stand_there_say_why(pool: Make, own: Result, changes: dict[str, Any], why: str) -> None:
    (found,) = beside([pool(**changes)], own, 2026)
    assert (found.id, found.sentences, found.why) == ("pool", (), why)


def test_a_share_is_a_sentence_and_nothing_else(share: Make) -> None:
    (found,) = beside([share()], result(), 2026)
    assert len(found.sentences) == 1
    assert found.sentences[0].startswith("In 2011, 26 % of 1,734 chief marketing officers said that they tracked blogs")
    assert "points" not in found.sentences[0]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"comparable_item": "listening/wikis"}, "The item 'wikis' is not asked here."),
        ({"comparable_item": "other/blogs"}, "This figure belongs beside 'other'."),
        ({"comparable_item": None}, "Nothing that is asked here is known to match this figure."),
        ({"comparison": "none", "warning": "Too vague."}, "Too vague."),
        ({"seen": "unverified"}, "Nobody has seen this figure, and its use was not allowed explicitly."),
    ],
)
def test_a_share_that_may_not_stand_there_says_why(share: Make, changes: dict[str, Any], why: str) -> None:
    (found,) = beside([share(**changes)], result(), 2026)
    assert (found.sentences, found.why) == ((), why)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (22, "22nd"),
        (111, "111th"),
    ],
)
def test_a_place_in_words(number: int, words: str) -> None:
    assert ordinal(number) == words
