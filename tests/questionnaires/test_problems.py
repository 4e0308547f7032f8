"""A problem is one line; the word that was meant is suggested."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.problems import Problem, errors, meant, one_line, shown


def test_a_problem_is_one_line() -> None:
    assert str(Problem("a.yaml", 3, 7, "M001", "No\nway.")) == "a.yaml:3:7: M001 No way."


def test_a_warning_says_so() -> None:
    assert str(Problem("a.yaml", 3, 7, "W201", "Hm.", "warning")) == "a.yaml:3:7: W201 warning: Hm."


def test_problems_are_sorted_by_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 10), ("a", 2, 9)]
    problems = sorted(Problem(*place, "M001", "x") for place in places)
    assert [(p.file, p.line, p.column) for p in problems] == [("a", 2, 9), ("a", 2, 10), ("a", 10, 1), ("b", 1, 1)]


def test_errors_leave_out_warnings() -> None:
    error, warning = Problem("a", 1, 1, "M001", "x"), Problem("a", 1, 1, "W201", "x", "warning")
    assert errors([warning, error, warning]) == [error]


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("titel", ["title", "tile", "label"], "Did you mean 'title'?"),
        ("lable", ["label", "table"], "Did you mean 'label'?"),
        ("practise", ["practice", "choice"], "Did you mean 'practice'?"),
        ("xyz", ["b", "a"], "Use one of: a, b."),
        ("", ["b", "a"], "Use one of: a, b."),
        ("xyz", [], "There is nothing to choose from here."),
        (
            "xyz",
            [f"a{n:02}" for n in range(17)],
            f"Use one of: {', '.join(f'a{n:02}' for n in range(16))} or one of 1 more.",
        ),
    ],
)
def test_the_word_that_was_meant(word: str, known: list[str], sentence: str) -> None:
    assert meant(word, known) == sentence


def test_a_long_value_is_cut() -> None:
    assert shown("a" * 60) == "a" * 60
    assert shown("a" * 61) == "a" * 60 + "…"
    assert shown(5) == "5"


@settings(deadline=None)
@given(st.text())
def test_one_line_has_no_line_end_and_no_control_character(text: str) -> None:
    line = one_line(text)
    assert len(line) == len(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in line)


def test_one_line_keeps_letters_of_every_script() -> None:
    assert one_line("größer\tals\n5\x1b[31m · 三") == "größer als 5?[31m · 三"
