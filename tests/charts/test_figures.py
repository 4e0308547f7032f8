"""Figures as charts write them."""

from __future__ import annotations

import pytest

from charts.figures import round_up, stood, written
from tests.charts.series import figure


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12.5, "%", "12.5 %"),
        (9.25, "%", "9.2 %"),
        (100.0, "%", "100 %"),
        (1.4, "", "1.4"),
        (3.14159, "times", "3.14 times"),
        (25.04, "days", "25 days"),
        (1312500.4, "customers", "1,312,500 customers"),
        (-2.5, "%", "−2.5 %"),
        (-0.001, "", "0"),
        (0.0, "", "0"),
    ],
)
def test_a_figure_has_as_many_digits_as_can_be_read(value: float, unit: str, text: str) -> None:
    assert written(value, unit) == text


def test_a_mean_stands_with_its_range_or_the_reason_why_there_is_none() -> None:
    assert [stood(figure(each)) for each in (40, (30, 40, 50), None)] == [
        "40",
        "40 (30 to 50)",
        "Fewer than 5 people answered.",
    ]


@pytest.mark.parametrize(
    ("value", "end"),
    [(0, 0), (-3, 0), (1, 1), (12.5, 15), (15.1, 20), (35, 40), (0.3, 0.3), (1_312_500, 1_500_000), (99, 100)],
)
def test_a_scale_ends_at_the_next_round_number(value: float, end: float) -> None:
    assert round_up(value) == pytest.approx(end)
