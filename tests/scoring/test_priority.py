"""Priorities by hand: shares of importance, the order, what each dimension needs, and how stable the order is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from scoring.priority import Candidate, Lead, Priority, Stability, importance_shares, lead, priorities, stability
from tests.scoring.build import roughly


def candidate(dimension_id: str, gap: float, importance: float = 0.25, **rest: Any) -> Candidate:
    """Return a dimension so far below a target of 80."""
    return Candidate(
        **{"dimension_id": dimension_id, "score": 80 - gap, "target": 80, "importance": importance, **rest}
    )


def kind(**rest: Any) -> str | None:
    """Return what a dimension of high priority needs; beside it stand two of lower priority."""
    ranked = priorities([candidate("it", 60, **rest), candidate("b", 20), candidate("c", 10)])
    return next(each.kind for each in ranked if each.dimension_id == "it")


def test_importance_is_the_mean_share_of_everybody() -> None:
    # The second gave only 50 points: they count as 80 and 20 of 100. The third gave none.
    given = [{"a": 60, "b": 40}, {"a": 40, "c": 10}, {"a": 0, "b": 0}]

    assert importance_shares(given) == {"a": roughly(0.7), "b": roughly(0.2), "c": roughly(0.1)}


def test_nobody_gave_a_point() -> None:
    assert importance_shares([]) == {}
    assert importance_shares([{"a": 0}]) == {}


def test_priority_is_importance_times_gap() -> None:
    # 0.2 x 50 = 10, 0.5 x 30 = 15, 0.3 x 0 as the target is passed.
    found = priorities([candidate("a", 50, 0.2), candidate("b", 30, 0.5), candidate("c", -5, 0.3)])

    assert found == (
        Priority("b", 0.5, 30, 15, None),
        Priority("a", 0.2, 50, 10, None),
        Priority("c", 0.3, 0, 0, None),
    )


def test_ties_keep_their_order_and_what_has_no_score_comes_last() -> None:
    found = priorities([Candidate("none", None, 80, 0.9), candidate("b", 0), candidate("a", 0), candidate("top", 10)])

    assert [each.dimension_id for each in found] == ["top", "b", "a", "none"]
    assert found[-1] == Priority("none", 0.9, None, None, None)


def test_without_any_score_nothing_is_ranked() -> None:
    assert priorities([]) == ()
    assert priorities([Candidate("a", None, 80, 1.0)]) == (Priority("a", 1.0, None, None, None),)


@pytest.mark.parametrize(
    ("effort", "agreement", "dont_know", "expected"),
    [
        (2, "agreement", 0, "quick win"),
        (1, "unanimous", 0, "quick win"),
        (2, None, 0, "quick win"),
        (2, "mixed", 0, "quick win"),
        (2, "polarised", 0, "align first"),
        (3, "agreement", 0, "build"),
        (5, None, 0, "build"),
        (3, "mixed", 0, "align first"),
        (5, "polarised", 0, "align first"),
        (None, "mixed", 0, "align first"),
        (None, "polarised", 0, "align first"),
        (None, "agreement", 0, None),
        # A third do not know; a little less than a third does not change anything.
        (2, "agreement", 1 / 3, "find out"),
        (5, "polarised", 0.9, "find out"),
        (2, "agreement", 0.33, "quick win"),
    ],
)
def test_what_a_dimension_of_high_priority_needs(
    *, effort: int | None, agreement: Any, dont_know: float, expected: str | None
) -> None:
    assert kind(effort=effort, agreement=agreement, dont_know=dont_know) == expected


def test_only_what_lies_above_the_median_is_worth_doing_first() -> None:
    # 15, 10 and 5 points: the one in the middle is not above the median. Of 15, 10, 5 and 0 it is above 7.5.
    three = [candidate(name, gap, effort=1) for name, gap in (("a", 60), ("b", 40), ("c", 20))]

    assert [each.kind for each in priorities(three)] == ["quick win", None, None]
    four = priorities([*three, candidate("d", 0, effort=1)])
    assert [each.kind for each in four] == ["quick win", "quick win", None, None]
    assert [each.kind for each in priorities(three[:1])] == [None]


def test_what_is_not_known_is_found_out_whatever_its_priority() -> None:
    found = priorities([candidate("a", 60, effort=1), candidate("b", 0, dont_know=0.4), candidate("c", 10)])
    blind = priorities([Candidate("none", None, 80, 0.5, dont_know=0.5)])

    assert [(each.dimension_id, each.kind) for each in found] == [("a", "quick win"), ("c", None), ("b", "find out")]
    assert blind[0].kind == "find out"


def test_what_has_no_score_does_not_move_the_median() -> None:
    # With the unknown one as 0 the median of 15, 10, 5 and 0 would be 7.5, and b a quick win.
    three = [candidate(name, gap, effort=1) for name, gap in (("a", 60), ("b", 40), ("c", 20))]

    assert [each.kind for each in priorities([*three, Candidate("d", None, 80, 0.2)])] == [
        "quick win",
        None,
        None,
        None,
    ]


def test_far_apart_the_first_three_stay_the_first_three() -> None:
    # Half of 20 points is still more than one and a half times 5 points.
    found = stability([candidate("a", 20), candidate("low", 5), candidate("b", 30), candidate("c", 40)])

    assert found == Stability(("c", "b", "a"), 1)


def test_equal_neighbours_change_places_in_half_of_the_draws() -> None:
    found = stability([candidate("a", 70), candidate("b", 65), candidate("c", 10), candidate("d", 10)])

    assert found is not None
    assert found.first == ("a", "b", "c")
    assert found.share == pytest.approx(0.5, abs=0.02)


def test_nearer_neighbours_change_places_as_often_as_geometry_says() -> None:
    # d passes c where 8v > 10u, u and v anywhere from .5 to 1.5: a triangle, u from .5 to 1.2, v from 1.25u to 1.5.
    found = stability([candidate("a", 75), candidate("b", 75), candidate("c", 10), candidate("d", 8)])

    assert found is not None
    assert found.share == pytest.approx(1 - 0.7 * 0.875 / 2, abs=0.02)


def test_the_order_within_the_first_three_does_not_matter() -> None:
    found = stability([candidate("a", 40), candidate("b", 40), candidate("c", 40), candidate("d", 1)])

    assert found == Stability(("a", "b", "c"), 1)


def test_an_unsure_score_makes_the_order_less_stable() -> None:
    sure = [candidate("a", 75), candidate("b", 75), candidate("c", 40)]
    exact, unsure = candidate("d", 5), candidate("d", 5, interval=(0.0, 80.0))
    found = stability([*sure, exact]), stability([*sure, unsure])

    assert found[0] == Stability(("a", "b", "c"), 1)
    assert found[1] is not None
    assert found[1].first == ("a", "b", "c")
    assert 0.4 < found[1].share < 0.7


def test_a_gap_that_may_be_none_is_passed_by_no_dimension_without_one() -> None:
    unsure = candidate("a", 10, interval=(60.0, 90.0))

    assert stability([unsure, candidate("b", 0)]) == Stability(("a",), 1)


def test_draws_are_the_same_each_time() -> None:
    asked = [candidate(name, gap) for name, gap in (("a", 30), ("b", 28), ("c", 26), ("d", 24))]

    assert stability(asked) == stability(asked)
    assert stability(asked, seed=2) != stability(asked, seed=1)
    few = stability(asked, draws=4)
    assert few is not None
    assert few.share * 4 == round(few.share * 4)


def test_with_fewer_than_three_gaps_those_come_first() -> None:
    reached = [candidate("b", 0), candidate("c", -10), candidate("d", 50, 0.0), Candidate("e", None, 80, 0.5)]

    assert stability([candidate("a", 10), *reached]) == Stability(("a",), 1)
    assert stability(reached) is None
    assert stability([]) is None
    assert stability([candidate("a", 10)]) == Stability(("a",), 1)


def test_a_first_one_that_nothing_can_pass_leads_in_every_variation() -> None:
    # Half of 40 points is still more than one and a half times 5 points.
    assert lead([candidate("low", 5), candidate("a", 40)]) == Lead("a", 1, None)
    assert lead([candidate("a", 40), Candidate("unknown", None, 80, 0.9)]) == Lead("a", 1, None)


def test_of_two_alike_each_leads_in_half_of_the_variations() -> None:
    found = lead([candidate("b", 10), candidate("a", 40), candidate("also", 40)])

    assert found is not None
    assert (found.first, found.rival) == ("a", "also")
    assert found.share == pytest.approx(0.5, abs=0.02)


def test_the_rival_is_what_comes_before_the_first_most_often() -> None:
    # b passes a where 9v > 10u: u and v anywhere from .5 to 1.5. c, with 4 of 10 points, never does.
    found = lead([candidate("a", 50), candidate("b", 45), candidate("c", 16)])

    assert found is not None
    assert (found.first, found.rival) == ("a", "b")
    assert found.share == pytest.approx(1 - 0.85 * 0.85 / 0.9 / 2, abs=0.02)


def test_without_a_gap_nothing_leads() -> None:
    assert lead([]) is None
    assert lead([candidate("b", 0), candidate("c", -10), candidate("d", 50, 0.0)]) is None


@settings(deadline=None)
@drawn(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=8))
def test_no_dimension_is_lost_and_none_overtakes(pairs: list[tuple[int, int]]) -> None:
    given = [Candidate(str(place), score, 80, points / 100) for place, (score, points) in enumerate(pairs)]
    found = priorities(given)

    assert sorted(each.dimension_id for each in found) == sorted(each.dimension_id for each in given)
    values = [each.priority or 0 for each in found]
    assert values == sorted(values, reverse=True)
