"""Codes: an alphabet without look-alikes, their form, what is meant by what is typed, and how they are kept."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.codes import (
    ALPHABET,
    JOIN_LENGTH,
    RECEIPT_LENGTH,
    RESUME_LENGTH,
    code_hash,
    grouped,
    is_code,
    make_code,
    normal_code,
)


def test_the_alphabet_has_no_look_alikes_and_no_double() -> None:
    assert not set(ALPHABET) & set("0O1IL")
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert ALPHABET.upper() == ALPHABET


@pytest.mark.parametrize(
    ("length", "groups"), [(RESUME_LENGTH, [4, 4, 4, 4]), (RECEIPT_LENGTH, [4, 4]), (JOIN_LENGTH, [3, 3]), (3, [3])]
)
def test_a_code_stands_in_groups(length: int, groups: list[int]) -> None:
    code = make_code(length)

    assert [len(group) for group in code.split("-")] == groups
    assert is_code(code, length)


@pytest.mark.parametrize(
    ("code", "said"), [("7KQ2XW", "7KQ-2XW"), ("7KQM2XWP", "7KQM-2XWP"), ("7KQM2XWP7", "7KQM-2XWP-7"), ("", "")]
)
def test_a_code_is_grouped_as_it_is_read_aloud(code: str, said: str) -> None:
    assert grouped(code) == said


def test_every_character_comes_up_and_no_code_twice() -> None:
    codes = [make_code(RESUME_LENGTH) for _ in range(500)]

    assert set("".join(codes)) == {*ALPHABET, "-"}
    assert len(set(codes)) == 500


@pytest.mark.parametrize(
    "typed", ["7KQM-2XWP", "7kqm-2xwp", " 7kqm 2xwp\n", "7 k q m 2 x w p", "7KQM–2XWP.", "7kqm2xwp"]
)
def test_what_is_meant_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normal_code(typed) == "7KQM2XWP"
    assert is_code(typed, 8)
    assert code_hash(typed) == code_hash("7KQM-2XWP")


@pytest.mark.parametrize(
    "typed", ["", "7KQM-2XW", "7KQM-2XWPP", "7KQM-2XW0", "7KQM-2XWI", "\uff17KQM2XWP", "7KQM-2XWß"]
)
def test_what_has_not_the_form_of_a_code(typed: str) -> None:
    assert not is_code(typed, 8)


def test_a_code_is_kept_as_the_sha_256_of_what_is_meant() -> None:
    assert code_hash("ab-cd") == hashlib.sha256(b"ABCD").hexdigest()
    assert code_hash("ABCD") != code_hash("ABCE")


def test_hashes_are_compared() -> None:
    assert code_hash("ABCD") == code_hash("ab-cd")
    assert code_hash("ABCD") != code_hash("ABCE")


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(typed: str) -> None:
    assert normal_code(normal_code(typed)) == normal_code(typed)
