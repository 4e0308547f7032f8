"""Targets and importance of a team: dated, before the first result, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, WaveClosedError
from assessments.live_aims import SEEN
from assessments.model import Importance
from questionnaires.values import InvalidValueError
from tests.assessments.build import LINE, STAGES
from tests.assessments.waves import ASKED, Team

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = [each.id for each in ASKED.dimensions]


def test_targets_are_dated_and_set_before_the_first_result() -> None:
    team = Team()
    at = team.clock.move()
    team.quarters.set_targets(team.wave, STAGES, {"": 60, "teaming": 100}, " Ada\x00 ")
    team.quarters.set_targets(team.wave, STAGES, {"": 70}, "Ben")
    kept = team.quarters.targets(team.wave, STAGES)
    team.hold()

    assert {key: (each.value, each.set_by, each.set_at, each.before_result) for key, each in kept.items()} == {
        "": (70, "Ben", at, True),
        "teaming": (100, "Ada", at, True),
    }
    moves: list[Callable[[], object]] = [
        lambda: team.quarters.set_targets(team.wave, STAGES, {"": 50}, "Ada"),
        lambda: team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada"),
    ]
    for late in moves:
        with pytest.raises(MoveError) as caught:
            late()
        assert str(caught.value) == SEEN
    assert team.quarters.targets(team.wave, STAGES) == kept
    assert team.quarters.importance(team.wave, STAGES) == {}


def test_aims_of_a_closed_wave_stay_as_they_were() -> None:
    team = Team()
    team.workshop.close(team.wave)

    with pytest.raises(WaveClosedError):
        team.quarters.set_targets(team.wave, STAGES, {"": 50}, "Ada")
    with pytest.raises(WaveClosedError):
        team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada")


@pytest.mark.parametrize("value", [-0.1, 100.1, float("nan")])
def test_a_target_lies_on_the_scale(value: float) -> None:
    team = Team()

    with pytest.raises(InvalidValueError, match="between 0 and 100"):
        team.quarters.set_targets(team.wave, STAGES, {"": value}, "Ada")
    assert team.quarters.targets(team.wave, STAGES) == {}


def test_importance_is_kept_for_every_dimension() -> None:
    team = Team()
    at = team.clock.move()
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 33.3, TOP[1]: 33.3, TOP[2]: 33.4}, {TOP[2]: 1}, " Ada ")
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 75, TOP[2]: 25}, {TOP[0]: 5, TOP[2]: None}, "Ben")

    kept = team.quarters.importance(team.wave, STAGES)
    assert len(kept) == len(TOP)
    assert [kept[name] for name in TOP[:3]] == [
        Importance(STAGES, TOP[0], 75, 5, "Ben", at, before_result=True),
        Importance(STAGES, TOP[1], 0, None, "Ben", at, before_result=True),
        Importance(STAGES, TOP[2], 25, None, "Ben", at, before_result=True),
    ]


@pytest.mark.parametrize(
    ("points", "effort", "says"),
    [
        ({}, {}, "The points add up to 0, not to 100. Give away 100 more."),
        ({TOP[0]: 60, TOP[1]: 39.5}, {}, "The points add up to 99.5, not to 100. Give away 0.5 more."),
        ({TOP[0]: 60, TOP[1]: 50}, {}, "The points add up to 110, not to 100. Take 10 back."),
        ({TOP[0]: 110, TOP[1]: -10}, {}, "The points of a dimension are 0 or more."),
        ({TOP[0]: float("nan")}, {}, "The points of a dimension are 0 or more."),
        ({TOP[0]: 100}, {TOP[0]: 0}, "The effort lies between 1, little, and 5, much."),
        ({TOP[0]: 100}, {TOP[0]: 6}, "The effort lies between 1, little, and 5, much."),
        ({"shoes": 100}, {}, "Give points to the dimensions of the questionnaire, and to nothing else."),
        ({TOP[0]: 100}, {"shoes": 3}, "Give points to the dimensions of the questionnaire, and to nothing else."),
    ],
)
def test_importance_that_cannot_be_kept(points: dict[str, float], effort: dict[str, int | None], says: str) -> None:
    team = Team()

    with pytest.raises(InvalidValueError) as caught:
        team.quarters.set_importance(team.wave, STAGES, points, effort, "Ada")
    assert str(caught.value) == says
    assert team.quarters.importance(team.wave, STAGES) == {}


def test_importance_of_what_is_not_asked() -> None:
    team = Team()

    with pytest.raises(MoveError, match="This questionnaire is not asked here"):
        team.quarters.set_importance(team.wave, LINE, {}, {}, "Ada")
