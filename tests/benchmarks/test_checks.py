"""Rules about honest figures where they must not be stricter than meant."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from benchmarks.checks import MAY_HAVE, NEEDS, USES, check
from benchmarks.model import Benchmark, Kind, Use
from questionnaires.located import Located

LADDER: dict[str, Any] = {"kind": "stage_distribution", "value": None, "comparable_item": None}


def _codes(benchmark: Benchmark) -> list[str]:
    return [problem.code for problem in check(benchmark, Located("x.yaml"), ())]


def test_the_tables_know_every_kind_and_every_use() -> None:
    assert set(USES) == set(NEEDS) == set(MAY_HAVE) == set(get_args(Kind))
    assert {use for uses in USES.values() for use in uses} == set(get_args(Use))


@pytest.mark.parametrize(
    ("distribution", "partial", "codes"),
    [
        ({"a": 0.98}, False, []),
        ({"a": 0.979}, False, ["B017"]),
        ({"a": 0.979}, True, []),
        ({"a": 0.6, "b": 0.42}, False, []),
        ({"a": 0.6, "b": 0.421}, False, ["B017"]),
        ({"a": 0.6, "b": 0.421}, True, ["B017"]),
    ],
)
def test_shares_may_miss_one_by_two_hundredths(
    share: Any, *, distribution: dict[str, float], partial: bool, codes: list[str]
) -> None:
    assert _codes(share(**LADDER, distribution=distribution, partial=partial)) == codes


@pytest.mark.parametrize("value", [0, 1])
def test_nobody_and_everybody_are_shares(share: Any, value: float) -> None:
    assert _codes(share(value=value)) == []


def test_a_number_may_lie_outside_0_to_1(share: Any) -> None:
    assert _codes(share(kind="numeric_reference", value=70, unit="%", comparison="reference_line")) == []


def test_a_target_may_be_a_mix_or_a_share(share: Any) -> None:
    mix = {"distribution": {"sales": 0.4, "customers": 0.6}, "value": None}
    assert _codes(share(kind="expert_target", comparison="reference_line")) == []
    assert _codes(share(kind="expert_target", comparison="reference_line", **mix)) == []
    assert _codes(share(kind="expert_target", value=None)) == ["B009"]


def test_a_whole_pool_is_in_order(pool: Any) -> None:
    scores = {"overall": [10.0] * 14}
    assert _codes(pool(sd={"overall": 11.9}, level_of_sd="organisation", scores=scores)) == []
    assert _codes(pool(mean={}, scores=scores)) == []


def test_an_interval_may_touch_its_value(share: Any) -> None:
    assert _codes(share(interval=[0.26, 0.281])) == []


def test_an_interval_without_a_value_is_only_out_of_place(share: Any) -> None:
    assert _codes(share(**LADDER, distribution={"a": 1}, interval=[0.1, 0.2])) == ["B010"]


def test_item_and_questionnaire_may_both_be_named(share: Any) -> None:
    assert _codes(share(comparable_questionnaire="listening")) == []


def test_a_derived_part_of_the_distribution_is_in_order(share: Any) -> None:
    assert _codes(share(**LADDER, distribution={"a": 0.7, "b": 0.3}, derived=["b"])) == []
