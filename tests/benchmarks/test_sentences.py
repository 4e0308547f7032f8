"""A figure in words: year, number, source, how it was seen, age and warning are always there."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.compare import context_sentence, is_stale, nothing_published

SEEN = "(a study, as reported by example.org; seen on a secondary page)"


def test_a_share_says_year_share_number_and_source(share: Any) -> None:
    assert context_sentence(share(), 2026) == (
        "In 2011, 26 % of 1,734 chief marketing officers said that they tracked blogs "
        "(a study, as reported by example.org; seen on a secondary page; more than 5 years old)."
    )


def test_what_is_not_exact_is_said_and_the_warning_follows(share: Any) -> None:
    figure = share(value=0.138, value_is="more_than", n=400, n_is="about", warning="One country only.")
    assert context_sentence(figure, 2012) == (
        f"In 2011, more than 13.8 % of about 400 chief marketing officers said that they tracked blogs {SEEN}. "
        "One country only."
    )


def test_a_number_says_its_unit(share: Any) -> None:
    figure = share(kind="numeric_reference", statement="the time with customers", value=3, unit="% of working time")
    assert context_sentence(figure, 2012) == (
        f"In 2011, the time with customers was 3 % of working time among 1,734 chief marketing officers {SEEN}."
    )


def test_a_distribution_says_what_is_missing_and_what_was_worked_out(share: Any) -> None:
    figure = share(
        kind="stage_distribution",
        statement="placed themselves",
        value=None,
        distribution={"stage-1": 0.33, "stage-2": 0.44},
        derived=["stage-2"],
        partial=True,
    )
    assert context_sentence(figure, 2012) == (
        "In 2011, 1,734 chief marketing officers placed themselves: 33 % stage 1, 44 % stage 2 (by subtraction), "
        f"the rest was not published {SEEN}."
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"mean": {"overall": 48.2, "front-line": 50}}, "mean overall 48.2, front line 50"),
        ({"mean": {}, "scores": {"overall": [10, 20, 35, 40, 50]}}, "median overall 35"),
    ],
)
def test_scores_say_their_mean_or_their_median(pool: Any, figures: dict[str, Any], said: str) -> None:
    assert context_sentence(pool(**figures), 2026) == (
        f"In 2026, 14 retailers measured themselves: {said} (of 100) (our own pool; seen on the publisher's own page)."
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"value": 0.4}, "40 %"),
        ({"value": None, "distribution": {"sales": 0.4, "customer-value": 0.6}}, "40 % sales, 60 % customer value"),
    ],
)
def test_a_target_is_called_an_opinion(share: Any, figures: dict[str, Any], said: str) -> None:
    figure = share(kind="expert_target", statement="time for customers", source="A. Person", **figures)
    assert context_sentence(figure, 2012) == (
        f"Expert opinion of A. Person, 2011: time for customers: {said} (an opinion, not a measurement)."
    )


def test_one_year_is_one_year(share: Any) -> None:
    assert "more than 1 year old" in context_sentence(share(stale_after_years=1), 2026)


def test_unverified_is_said(share: Any) -> None:
    assert "; not verified)" in context_sentence(share(seen="unverified", allow_unverified=True), 2012)


@pytest.mark.parametrize(("year", "stale"), [(2011, False), (2016, False), (2017, True)])
def test_a_figure_is_stale_when_it_is_older_than_allowed(share: Any, *, year: int, stale: bool) -> None:
    assert is_stale(share(), year) is stale


def test_where_nothing_is_published_that_is_said() -> None:
    assert nothing_published("research-ladder") == (
        "No other company's score on “research-ladder” is published. "
        "Compare with the target you set beforehand and, once there are some, with your own earlier results."
    )
