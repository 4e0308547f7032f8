"""Nothing that the app needs at run time is under a licence that asks something of the app's own code."""

from __future__ import annotations

import pytest
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tests.supply.licences import LESSER, PAGE, READ, is_allowed, licence, page, said
from tests.supply.locked import RUN_TIME, locked

NAMES = sorted({each.name for each in locked(RUN_TIME)})


@pytest.mark.parametrize("name", NAMES)
def test_a_package_has_a_licence_that_may_be_used(name: str) -> None:
    assert is_allowed(name, licence(name)), f"{name}: {licence(name) or 'unknown'}"


@pytest.mark.parametrize("name", READ)
def test_what_was_read_in_a_licence_file_is_not_in_the_metadata(name: str) -> None:
    assert name in NAMES
    assert said(name, "License-Expression") == ""
    with pytest.raises(InvalidLicenseExpression):
        canonicalize_license_expression(said(name, "License"))


def test_only_the_driver_is_under_the_lesser_licence() -> None:
    assert {name for name in NAMES if "LGPL" in licence(name)} == LESSER


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT AND ISC) OR AGPL-3.0-only", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("LGPL-3.0-only", False),
        ("", False),
    ],
)
def test_of_licences_to_choose_from_one_is_enough_and_of_those_that_add_up_none_is(
    expression: str, *, allowed: bool
) -> None:
    assert is_allowed("some-package", expression) == allowed


def test_the_page_is_written_as_it_is() -> None:
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(page(), encoding="utf-8")
    assert before == page(), "docs/licences.md was out of date and has been written anew: keep it."
