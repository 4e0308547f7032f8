"""Numbers as spreadsheets write them: either decimal sign, thousands, units; nothing that can be read in two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.intake_numbers import Sign, decimal_sign, number_in, whole_in
from questionnaires.values import InvalidValueError


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        ("0", 0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (",5", 0.5),
        ("1234.567", 1234.567),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("1'234.50", 1234.5),
        ("1’234", 1234),
        ("-3", -3),
        ("−3,5", -3.5),
        ("+4", 4),
        ("45 %", 45),
        ("45%", 45),
        ("€ 45", 45),
        ("1.5e3", 1500),
        ("3.0", 3),
        ("７", 7),
    ],
)
def test_what_can_be_read_in_one_way_only(cell: str, number: float) -> None:
    assert number_in(cell, "") == number


@pytest.mark.parametrize(("sign", "number"), [(".", 1.234), (",", 1234)])
def test_a_point_before_three_digits_is_what_the_column_says(sign: Sign, number: float) -> None:
    assert number_in("1.234", sign) == number


@pytest.mark.parametrize(("sign", "number"), [(".", 1234), (",", 1.234)])
def test_a_comma_before_three_digits_is_what_the_column_says(sign: Sign, number: float) -> None:
    assert number_in("1,234", sign) == number


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-999,999"])
def test_what_can_be_read_in_two_ways_is_refused(cell: str) -> None:
    with pytest.raises(InvalidValueError, match="can be read in two ways"):
        number_in(cell, "")


@pytest.mark.parametrize("cell", ["seven", "", "1.2.3", "1,2,3", "12 34", "--3", "+-3", "1e", "3 days ago", "٣", "1/2"])
def test_what_is_no_number(cell: str) -> None:
    with pytest.raises(InvalidValueError, match="is not a number"):
        number_in(cell, ".")


def test_the_unit_may_follow() -> None:
    assert number_in("3 Days", "", "days") == 3
    with pytest.raises(InvalidValueError):
        number_in("3 weeks", "", "days")


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.234", "12,5"], ","),
        (["1,234", "12.5", "x", ""], "."),
        (["1.234.567"], ","),
        (["1.234", "7"], ""),
        (["12,5", "12.5"], ""),
        ([], ""),
    ],
)
def test_the_numbers_of_a_column_decide_on_its_decimal_sign(cells: list[str], sign: Sign) -> None:
    assert decimal_sign(cells) == sign


@pytest.mark.parametrize(("cell", "number"), [("3", 3), ("3.0", 3), ("3,0", 3), ("3.5", None), ("three", None)])
def test_whole_numbers(cell: str, number: int | None) -> None:
    assert whole_in(cell) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_a_number_is_read_back_as_it_was_written_in_either_country(whole: int, cents: int) -> None:
    number = whole + cents / 100
    english = f"{number:,.2f}"
    assert number_in(english, ".") == pytest.approx(number)
    assert number_in(english.translate(str.maketrans(",.", ".,")), ",") == pytest.approx(number)
