"""Other people's maturity models, rebuilt on items of our own, to see that the tree and its rules can express them."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.result import Result, score
from tests.scoring.build import NA, dimension, given, item, questionnaire


def result_of(asked: Any, raw: dict[str, Any]) -> Result:
    return score(asked, [given(asked, raw)])


# As in OWASP SAMM: two streams, three levels, coverage answers worth 0, .25, .5, 1; a practice is the sum over its
# levels of the mean of its streams, 0 to 3; a function is the mean of its practices, the whole that of its functions.
def practice(name: str) -> dict[str, Any]:
    levels = (
        dimension(
            f"{name}-{level}", *(item("frequency", f"{name}-{level}{stream}", scale="covered") for stream in "ab")
        )
        for level in (1, 2, 3)
    )
    return dimension(name, *levels, combine="sum")


def covered(name: str, *answers: str) -> dict[str, str]:
    """Return the answers of a practice: level 1 stream a and b, level 2 stream a and b, level 3 stream a and b."""
    places = (f"{name}-{level}{stream}" for level in (1, 2, 3) for stream in "ab")
    return dict(zip(places, answers, strict=True))


COVERAGE = questionnaire(
    dimension("listen", practice("ask"), practice("watch")),
    dimension("act", practice("mend")),
    ladder=0,
)


def test_a_sum_of_coverage_answers() -> None:
    raw = {
        **covered("ask", "all", "half", "some", "some", "none", "none"),  # .75 + .25 + 0 = 1.00
        **covered("watch", "all", "all", "all", "all", "all", "all"),  # 1 + 1 + 1 = 3.00
        **covered("mend", "half", "half", "none", "half", "none", "none"),  # .5 + .25 + 0 = .75
    }
    result = result_of(COVERAGE, raw)
    out_of_three = {each.dimension.id: 3 * (each.score or 0) / 100 for each in result.dimensions}

    assert out_of_three["ask"] == pytest.approx(1.0)
    assert out_of_three["watch"] == pytest.approx(3.0)
    assert out_of_three["mend"] == pytest.approx(0.75)
    assert out_of_three["listen"] == pytest.approx(2.0)
    assert out_of_three["act"] == pytest.approx(0.75)
    assert 3 * (result.score or 0) / 100 == pytest.approx(1.375)


# As in CMMI: areas with goals on levels 2 to 4; a level is reached when all goals of all areas up to it are met
# (staged), or, for an area by itself, when all its own goals up to it are met (continuous). Level 1 asks for nothing.
def area(name: str, *levels: int) -> dict[str, Any]:
    goals = (item("practice", f"{name}{level}", stage=f"s{level}", not_applicable=True) for level in levels)
    return dimension(name, *goals, combine="cumulative", threshold=1)


STAGED = questionnaire(
    area("plan", 2, 3, 4), area("measure", 2, 3, 4), area("supply", 2, 3), stage_rule="cumulative", threshold=1
)
DONE = {each.id: "yes" for each in STAGED.items}


@pytest.mark.parametrize(
    ("changed", "level", "areas"),
    [
        ({}, 4, (4, 4, 3)),
        ({"plan4": "partly"}, 3, (3, 4, 3)),
        ({"measure2": "no"}, 1, (4, 1, 3)),
        ({"measure3": "no", "measure4": "no"}, 2, (4, 2, 3)),
        # One area that does not apply leaves it to the others.
        ({"supply2": NA, "supply3": NA}, 4, (4, 4, None)),
        ({"plan3": NA, "measure3": NA, "supply3": NA}, 4, (4, 4, 2)),
        ({"plan4": NA, "measure4": NA}, 3, (3, 3, 3)),
    ],
)
def test_a_cumulative_ladder_of_goals(changed: dict[str, Any], level: int, areas: tuple[int | None, ...]) -> None:
    result = result_of(STAGED, {**DONE, **changed})

    assert result.decision is not None
    assert (result.decision.stage, result.decision.decided_by) == (level, "cumulative")
    assert tuple(each.stage for each in result.top) == areas


# As in TRACC: shares of criteria met, multiplied along the ladder.
CHAINED = questionnaire(
    dimension("d", *(item("practice", f"c{s}{n}", stage=f"s{s}") for s in (2, 3, 4, 5) for n in (1, 2, 3, 4))),
    ladder=5,
    stage_rule="chained",
)


def test_a_chain_of_shares() -> None:
    met = {2: 3, 3: 2, 4: 2, 5: 1}
    raw = {f"c{stage}{n}": "yes" if n <= count else "no" for stage, count in met.items() for n in (1, 2, 3, 4)}
    decision = result_of(CHAINED, raw).decision

    # .75 .5 .5 .25: 1 + .75 + .375 + .1875 + .046875
    assert decision is not None
    assert decision.maturity == pytest.approx(2.359375)
    assert decision.stage == 2
