"""Texts are cleaned, titles are found, and a state is one of four words."""

from __future__ import annotations

from datetime import date

import pytest

from reports.words import clean, state_of, title_of
from tests.reports.build import AWKWARD, KEPT, TITLES, action


@pytest.mark.parametrize(("text", "expected"), AWKWARD.items(), ids=range(len(AWKWARD)))
def test_a_text_keeps_its_lines_and_loses_its_control_characters(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("questionnaire_id", "dimension_id", "expected"),
    [
        ("stages", "knowing", "Knowing customers"),
        ("stages", "", "From awareness to obsession"),
        ("stages", "gone", "gone"),
        ("other", "", "other"),
    ],
)
def test_what_has_no_title_is_called_by_its_id(questionnaire_id: str, dimension_id: str, expected: str) -> None:
    promised = action(questionnaire_id=questionnaire_id, dimension_id=dimension_id)
    assert title_of(promised, TITLES) == expected


def test_a_title_of_nothing_visible_is_none() -> None:
    assert title_of(action(), {("stages", "knowing"): " \x07 "}) == "knowing"


def test_an_open_action_is_late_after_its_last_day() -> None:
    promised = action(due=date(2026, 3, 31))
    assert [state_of(promised, date(2026, 3, 31)), state_of(promised, date(2026, 4, 1))] == ["open", "late"]
    assert state_of(KEPT, date(2030, 1, 1)) == "kept"
    assert state_of(action(state="dropped"), date(2030, 1, 1)) == "dropped"
