"""The tables of a room's result: what they leave out where there is nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments import room_told as told
from questionnaires.loader import Definition
from tests.assessments.rooms import room
from tests.scoring.build import dimension, questionnaire, rubric

TWO = questionnaire(dimension("know", rubric("a")), dimension("act", rubric("b")))
SPLIT = [{"a": "l1" if place % 2 else "l4", "b": "l1" if place % 2 else "l4"} for place in range(8)]
ROLES = ("Lead", "Front") * 4


@pytest.mark.parametrize("roles", [(), ("Lead",) * 8])
def test_without_two_roles_there_is_no_column_for_them(roles: tuple[str, ...]) -> None:
    view = room(Definition(TWO, {}, "0" * 64), SPLIT, roles=roles)

    assert [list(row) for row in told.agreement_rows(view.results[0])] == [["Dimension", "Score", "Agreement"]] * 2
    assert [list(row) for row in told.contested_rows(view.contested)] == [["Question", "Agreement"]] * 2


def test_with_two_roles_every_row_says_how_far_apart_they_are() -> None:
    view = room(Definition(TWO, {}, "0" * 64), SPLIT, roles=ROLES)

    apart = "100 points apart, but too few people to be sure"
    assert [row["Roles"] for row in told.agreement_rows(view.results[0])] == [apart] * 2
    assert [row["Roles"] for row in told.contested_rows(view.contested)] == [apart] * 2


def test_questions_of_several_questionnaires_are_named_after_them() -> None:
    first, second = room(Definition(TWO, {}, "0" * 64), SPLIT).contested
    other = replace(second, questionnaire=TWO.model_copy(update={"id": "other", "short_title": "Other"}))

    assert [row["Question"].split(".")[0] for row in told.contested_rows([first, second])] == ["1", "2"]
    assert [row["Question"].split(".")[0] for row in told.contested_rows([first, other])] == [
        f"{TWO.short_title} 1",
        "Other 2",
    ]


def test_the_result_of_a_wave_is_named_by_its_label() -> None:
    assert told.result_of("2026 Q1") == "Result of 2026 Q1"
