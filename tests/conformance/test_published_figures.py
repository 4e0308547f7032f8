"""Figures that were published, or worked out for measurement.md 3 and 4, reproduced with the numbers as given there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from questionnaires.items import Agenda
from questionnaires.values import clean_value
from scoring.agenda import audit
from scoring.items import likeness, total_variation
from scoring.result import Result, score
from scoring.stages import chained, cut_points, decide, stage_at
from tests.scoring.build import (
    DK,
    agenda,
    dimension,
    flat,
    given,
    item,
    only,
    points,
    questionnaire,
    roughly,
    rubric,
    topic,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# measurement.md 4.3: eight respondents, six rubric items, levels 1 to 4.
FIXTURE = ("323324", "222323", "434434", "112212", "333233", "212223", "443444", "322333")
ITEMS = "abcdef"
RUBRICS = questionnaire(dimension("d", *(rubric(each) for each in ITEMS)), stage_rule="tolerant_gate")


def fixture(rows: Sequence[str]) -> Result:
    batch = [{each: f"l{level}" for each, level in zip(ITEMS, row, strict=True)} for row in rows]
    return score(RUBRICS, [given(RUBRICS, row) for row in batch])


def test_fixture_person_scores() -> None:
    scores = [each.score for each in fixture(FIXTURE).respondents]

    expected = [61.1111, 44.4444, 88.8889, 16.6667, 61.1111, 33.3333, 94.4444, 55.5556]
    assert scores == [pytest.approx(each, abs=5e-5) for each in expected]


def test_fixture_mean() -> None:
    result = fixture(FIXTURE)

    assert result.score == pytest.approx(56.9444, abs=5e-5)
    assert (result.top[0].score, result.top[0].n) == (roughly(56.9444, abs=5e-5), 8)
    assert (result.top[0].stage, result.top[0].coverage, result.top[0].dont_know_share) == (3, 1, 0)


def test_fixture_standard_deviation() -> None:
    scores = [each.score for each in fixture(FIXTURE).respondents if each.score is not None]

    assert np.std(scores, ddof=1) == pytest.approx(26.1845, abs=5e-5)


def test_r18_tracc_example() -> None:
    assert chained((0.75, 0.5, 0.5, 0.25)) == 2.359375


def test_total_variation_example() -> None:
    spent = {"product": 0.6, "sales": 0.3, "operations": 0.1, "value": 0}
    wanted = {"product": 0.2, "sales": 0.2, "operations": 0.2, "value": 0.4}

    assert total_variation(spent, wanted) == pytest.approx(0.5)
    assert likeness(spent, wanted) == pytest.approx(50)


@pytest.mark.parametrize(("level", "points_"), [(1, 0), (2, 33.3), (3, 66.7), (4, 100)])
def test_four_stages_on_the_scale(level: int, points_: float) -> None:
    assert fixture([str(level) * 6]).score == pytest.approx(points_, abs=0.05)


def test_cut_points_of_four_stages() -> None:
    assert cut_points(4) == pytest.approx((16.7, 50, 83.3), abs=0.05)
    # Mean levels 1.5, 2.5 and 3.5; quarter bands would correspond to 1.75, 2.5 and 3.25.
    assert [1 + 3 * cut / 100 for cut in cut_points(4)] == pytest.approx([1.5, 2.5, 3.5])
    assert stage_at(100 * (3.25 - 1) / 3, 4) == 3


@pytest.mark.parametrize(("answer", "points_"), [("none", 0), ("some", 25), ("half", 50), ("all", 100)])
def test_coverage_answers(answer: str, points_: float) -> None:
    asked = questionnaire(dimension("d", item("frequency", "a", scale="covered")))

    assert score(asked, [given(asked, {"a": answer})]).score == points_


def test_six_answers_and_four_that_nobody_knows() -> None:
    values: dict[str, Any] = {"a": 61.2, "b": 51.2, "c": 71.2, "d": 41.2, "e": 81.2, "f": 61.2}
    asked, answers = flat({**values, "g": DK, "h": DK, "i": DK, "j": DK})
    result = score(asked, [answers])

    assert result.score == pytest.approx(61.2)
    assert result.low == pytest.approx(36.7, abs=0.05)
    assert result.top[0].dont_know_share == pytest.approx(0.40)
    assert result.top[0].coverage == 1


def test_dont_know_scored_as_nothing_gives_the_lower_figure() -> None:
    asked = questionnaire(dimension("d", *(points(each, dont_know="zero") for each in "abcdefghij")))
    answers = given(asked, {**dict.fromkeys("abcdef", 61.2), **dict.fromkeys("ghij", DK)})
    result = score(asked, [answers])

    assert result.score == pytest.approx(36.7, abs=0.05)
    assert result.low == result.score
    assert result.top[0].dont_know_share == pytest.approx(0.40)


def test_driver_index_example() -> None:
    # Rows made for it: shares of minutes .35 .35 .15 .15, of actions .20 .28 0 .52, of minutes by depth 70 35 15 30
    # of 150, of places .4 .2 .1 .3.
    rows = [
        topic("product", 35, depth="middle", actions=5),
        topic("value", 15, depth="middle", actions=13),
        topic("sales", 35, actions=7),
        topic("operations", 15),
    ]
    part, asked = only(agenda())
    assert isinstance(part, Agenda)
    result = audit(part, clean_value(part, rows, asked))

    assert result is not None
    assert [result.driver[each] for each in ("product", "sales", "operations", "value")] == pytest.approx(
        [0.335, 0.300, 0.100, 0.265]
    )
    # About three quarters and one quarter: the published shares come from other rows with the same index.
    assert result.first["product"] == pytest.approx(0.75, abs=0.02)
    assert result.first["value"] == pytest.approx(0.25, abs=0.02)
    # First in fewer than 80 % of the draws, and 3.5 points ahead.
    assert result.verdict == "mixed"


@pytest.mark.parametrize(("respondents", "minimum"), [(1, 0.67), (8, 0.18), (30, 0.002)])
def test_noise_lowers_the_pure_minimum_and_not_the_tolerant_gate(respondents: int, minimum: float) -> None:
    runs, dimensions, mean, deviation, correlation = 2000, 8, 62.5, 20, 0.5
    random = np.random.default_rng(20)
    common = random.standard_normal((runs, respondents, 1))
    own = random.standard_normal((runs, respondents, dimensions))
    people = mean + deviation * (np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own)
    means = people.mean(axis=1)
    strict = [decide("min_gate", float(run.mean()), run.tolist(), 4).stage < 3 for run in means]
    gated = [decide("tolerant_gate", float(run.mean()), run.tolist(), 4).decided_by == "gate" for run in means]

    # One respondent alone may well lag by two stages somewhere; eight together do not.
    assert np.mean(strict) == pytest.approx(minimum, abs=0.05)
    assert np.mean(gated) == pytest.approx(0, abs=0.015 if respondents == 1 else 0.001)
