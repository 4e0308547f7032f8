"""Two replicas behind nginx: whoever's replica dies goes on at the other, and it matters to nobody who sits where."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.deploy.house import Guest, House
from tests.e2e import players

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]
ASKED = players.questionnaire(players.STAGES)
Open = Callable[..., Guest]


def _workshop(house: House) -> tuple[str, str]:
    """Set up a workshop with a vote that is on; return the organiser's key and the path to join."""
    desk = house.desk()
    key = desk.set_up(players.STAGES, smallest=3)
    wave = desk.wave(key)
    desk.workshop.start(wave)
    return key, f"join?code={wave.join_code}"


def test_a_participant_goes_on_at_the_other_replica_with_every_answer_and_stays_there(
    house: House, guest: Open
) -> None:
    _, join = _workshop(house)
    phone = guest()
    phone.scan(f"{house.url}/{join}", "Front line")
    began = phone.replica
    for item in ASKED.items[:2]:
        phone.at(item.ask)
        phone.pick(-1)
        phone.go_on()
    phone.at(ASKED.items[2].ask)
    house.replicas[began].kill()
    phone.insist(0)
    assert phone.replica == house.other(began)
    for item in reversed(ASKED.items[:2]):
        phone.press("Back")
        phone.at(item.ask)
        expect(phone.page.locator(".st-key-scale").get_by_role("radio").last).to_be_checked()
    house.replicas[began].start_again()
    while guest().assigned() != began:
        pass
    phone.pick(1)
    phone.page.reload()
    phone.at(ASKED.items[3].ask)
    assert phone.replica == house.other(began)
    desk = house.desk()
    found = desk.workshop.find(join.partition("=")[2])
    assert found is not None
    assert sorted(each.item_id for each in desk.workshop.votes(found)) == sorted(each.id for each in ASKED.items[:3])


def test_console_projector_and_phones_may_sit_on_different_replicas(house: House, guest: Open) -> None:
    key, join = _workshop(house)
    here, there = house.replicas
    console, wall = guest(here, width=1280), guest(there, width=1280)
    console.lead(key)
    wall.face(f"{house.url}/{join.replace('join', 'present')}")
    phones = [guest(here), guest(there)]
    desk = house.desk()
    others = [desk.join(desk.wave(key)) for _ in range(4)]
    for other in others:
        desk.vote(other, ASKED, 0)
    for phone in phones:
        phone.scan(f"{house.url}/{join}", "Leadership")
        phone.at(ASKED.items[0].ask)
        phone.pick(-1)
    assert [each.replica for each in (console, wall, *phones)] == [here, there, here, there]
    console.state("The first vote is on: 4 of 6 have finished.")
    wall.shows("The vote is on", "6 have begun")
    console.press("Reveal, although 2 have not finished")
    console.state("The first vote is revealed.")
    wall.shows("Polarised")
    for phone in phones:
        expect(phone.page.locator("#question")).to_contain_text(["Your answers count in it."])


def test_cookies_go_over_tls_only_and_no_log_holds_a_code(house: House, guest: Open) -> None:
    _, join = _workshop(house)
    phone = guest()
    phone.scan(f"{house.url}/{join}", "Front line")
    phone.pick(-1)
    held = {each["name"].partition("-")[0]: each for each in phone.page.context.cookies()}
    assert {name for name, each in held.items() if each["secure"] and each["httpOnly"]} >= {"seat", "replica"}
    logs = house.proxy.log.read_text() + house.proxy.errors.read_text()
    assert "/join" in logs
    assert not re.search(f"{join.partition('=')[2]}|{held['seat']['value']}", logs)
