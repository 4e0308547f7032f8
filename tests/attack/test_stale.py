"""Pages that were drawn with a key which has been exchanged or taken away since, and pages of lower roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assessments.keys_model import ROLES
from assessments.model import Wave
from tests.attack.conftest import Site
from tests.attack.intruder import Intruder
from tests.e2e import players


def everything(page: Intruder) -> list[dict[str, Any]]:
    """Return what a page says in whose fields something stands and on which every button was pressed."""
    pressed = [{"id": each.id, "trigger_value": True} for each in page.all("button")]
    written = [{"id": each.id, "string_value": "Mallory"} for each in page.all("text_input")]
    return written + pressed


def cookie(key: str) -> dict[str, str]:
    """Return the cookie of a key."""
    return {"organiser": key.replace("-", "")}


def as_it_stands(site: Site, key: str, wave: Wave) -> object:
    """Return what an organiser could have changed."""
    first = site.desk.keys.of_code(key)
    assert first is not None
    keys = site.desk.keys
    return keys.all(first), keys.invitations(first), keys.trail(first), site.desk.workshop.current(wave)


@pytest.mark.parametrize("how", ["exchanged", "taken away"])
@pytest.mark.parametrize("address", ["keys", "console", "pool", "aims", "mirror", "next"])
def test_the_open_page_of_a_key_that_is_gone_does_nothing_with_the_next_click(
    site: Site, intrude: Callable[..., Intruder], how: str, address: str
) -> None:
    key = site.desk.set_up(players.STAGES)
    stolen, wave, keys = site.desk.key_of(key, "organiser"), site.desk.wave(key), site.desk.keys
    page = intrude(address, **cookie(stolen))
    clicks = everything(page)
    assert clicks
    first, gone = keys.of_code(key), keys.of_code(stolen)
    assert first is not None
    assert gone is not None
    if how == "exchanged":
        keys.rotate(first, gone)
    else:
        keys.take_away(first, gone)
    before = as_it_stands(site, key, wave)

    page.rerun(*clicks)

    assert as_it_stands(site, key, wave) == before
    assert "Imaginary Pumps" not in page.text


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_lower_role_cannot_press_the_buttons_of_an_organisers_page(
    site: Site, intrude: Callable[..., Intruder], role: Any
) -> None:
    key = site.desk.set_up(players.STAGES)
    held, wave = site.desk.key_of(key, role), site.desk.wave(key)
    before = as_it_stands(site, key, wave)
    for address in ("keys", "next", "pool", "aims", "mirror"):
        clicks = everything(intrude(address, **cookie(key)))
        intrude(address, **cookie(held)).rerun(*clicks)
    assert as_it_stands(site, key, wave) == before
