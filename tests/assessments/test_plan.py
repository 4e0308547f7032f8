"""What an organiser decides: every problem as a sentence, lists as they are typed, questionnaires that fit a room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.plan import Plan, PlanError, fits_a_room, listed, problems
from tests.assessments.build import AT, LINE, QUESTIONS, REVIEW, STAGES, definition

if TYPE_CHECKING:
    from collections.abc import Mapping

AN_AGENDA = "an agenda is filled in by one observer, not voted on. Leave it out."


def plan(**own: Any) -> Plan:
    return Plan(**{"name": "Pumps", "definitions": (definition(STAGES),), **own})


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"name": ""},
        {"roles": ("Lead", "Front"), "units": ("North", "South"), "invited": 5},
        {"smallest_group": 3, "invited": 3},
        {"smallest_group": 50},
        {"mode": "open", "smallest_group": 1, "invited": 1},
        {"invited": 10_000},
        {"roles": ("a", "b", "c", "d", "e", "f")},
        {"roles": ("x" * 40, "y")},
        {"label": f" {'x' * 40} ", "closes_at": AT + timedelta(microseconds=1)},
        {"definitions": (definition(STAGES), definition(LINE))},
    ],
)
def test_a_plan_that_can_be_carried_out(own: Mapping[str, Any]) -> None:
    assert problems(plan(**own), AT) == ()


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"definitions": ()}, "Choose at least one questionnaire."),
        (
            {"definitions": (definition(REVIEW), definition(STAGES))},
            f"{definition(REVIEW).questionnaire.short_title}: {AN_AGENDA}",
        ),
        (
            {"definitions": (definition(STAGES), definition(LINE), definition(STAGES))},
            "A questionnaire was chosen twice: leave one of the two out.",
        ),
        ({"label": "x" * 41}, "The label has more than 40 characters: shorten it."),
        ({"closes_at": AT}, "The closing time is not in the future: choose a later one, or none."),
        (
            {"closes_at": AT + timedelta(days=367)},
            "The closing time lies more than a year ahead: choose an earlier one, or none.",
        ),
        (
            {"closes_at": AT - timedelta(days=1)},
            "The closing time is not in the future: choose a later one, or none.",
        ),
        ({"smallest_group": 2}, "The smallest group shown lies between 3 and 50 people."),
        ({"smallest_group": 51}, "The smallest group shown lies between 3 and 50 people."),
        (
            {"invited": 4},
            "Of 4 people invited, a smallest group of 5 would never be reached. Lower it, or hold an open workshop.",
        ),
        (
            {"mode": "open", "invited": 0},
            "The number invited lies between 1 and 10000; leave it empty where nobody counted.",
        ),
        ({"invited": 10_001}, "The number invited lies between 1 and 10000; leave it empty where nobody counted."),
        ({"roles": ("Lead",)}, "One of the roles alone divides nobody: give at least two roles, or none."),
        ({"units": ("Lead",)}, "One of the units alone divides nobody: give at least two units, or none."),
        (
            {"roles": tuple("abcdefg")},
            "7 roles are too many to stay unrecognised: give at most 6.",
        ),
        ({"units": ("North", "north")}, "Two of the units have the same name: give each its own."),
        (
            {"roles": ("x" * 41, "y")},
            "One of the roles has a name of more than 40 characters: shorten it.",
        ),
        ({"roles": ("Lead", " ")}, "One of the roles has no name: give it one, or leave it out."),
    ],
)
def test_what_is_wrong_with_a_plan(own: Mapping[str, Any], says: str) -> None:
    assert problems(plan(**own), AT) == (says,)


def test_all_problems_are_said_at_once() -> None:
    found = problems(plan(definitions=(), roles=("Lead",), smallest_group=1), AT)

    assert len(found) == 3
    assert str(PlanError(found)) == " ".join(found)
    assert PlanError(found).problems == found


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ()),
        (" \n,, ", ()),
        ("Lead, Front", ("Lead", "Front")),
        ("Lead\n  Front line \r\n\nBack,", ("Lead", "Front line", "Back")),
    ],
)
def test_a_typed_list(typed: str, parts: tuple[str, ...]) -> None:
    assert listed(typed) == parts


@pytest.mark.parametrize(("questionnaire", "fits"), [(STAGES, True), (LINE, True), (QUESTIONS, True), (REVIEW, False)])
def test_what_a_room_can_vote_on(questionnaire: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    assert fits_a_room(definition(questionnaire)) is fits
