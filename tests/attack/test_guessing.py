"""Guessing codes at one door after the other: all of them count together, and none tells more than the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.attack.conftest import Site
from tests.attack.intruder import Intruder
from ui.throttle import OWN

SEAT = {"seat-0123456789abcdef": "2222222222222222"}  # of no workshop


def enter(page: Intruder, door: str, code: str) -> None:
    """Enter a code at a door: in the address, or in a form by the label of its field."""
    if door in {"join", "present"}:
        page.rerun(page_name=door, query_string=f"code={code}")
        return
    here = {"page_name": "" if door == "home" else door, "query_string": ""}
    page.rerun(**here)
    typed = {"Your code": code, "Code of the workshop": code, "Your receipt": "22222222"}
    filled = [{"id": each.id, "string_value": typed[each.label]} for each in page.all("text_input")]
    sent = [{"id": each.id, "trigger_value": True} for each in page.all("button") if each.is_form_submitter]
    page.rerun(*filled, *sent, **here)


@pytest.mark.parametrize("door", ["join", "present", "receipt", "home"])
def test_wrong_codes_of_all_doors_count_together(site: Site, intrude: Callable[..., Intruder], door: str) -> None:
    page = intrude("how-it-works")
    doors = ("join", "present", "receipt", "home")
    for number in range(OWN):
        enter(page, doors[number % len(doors)], f"AAAXY{'23456789AB'[number]}")
    right = site.begun.resume_code if door == "home" else site.wave.join_code
    assert right
    enter(page, door, right)
    assert "Too many wrong codes" in page.text
    assert "Imaginary Pumps" not in page.text


def test_who_claims_a_seat_learns_nothing_of_a_code_that_is_not_counted(
    site: Site, intrude: Callable[..., Intruder]
) -> None:
    def told(code: str) -> list[str]:
        page = intrude(f"receipt?code={code}", **SEAT)
        return [each.body for kind in ("heading", "markdown", "html", "alert") for each in page.all(kind)]

    assert site.wave.join_code
    assert told(site.wave.join_code) == told("222222") != []
