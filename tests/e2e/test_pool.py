"""An organiser joins the pool in a real browser, reads the place, brings a file along, and leaves."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from assessments.model import Assessment, Wave
from benchmarks.pool_model import WHOLE, Entry, Family, Traits
from storage.open import open_store
from tests.benchmarks.own_files import CSV
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.test_accessibility import findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk, now

ASKED = players.questionnaire(players.STAGES)
PATTERN = (3, 0, 2, 3, 1, 0, 3, 2, 0)


def test_beside_others(server: Server, visit: Callable[..., Visitor]) -> None:
    key = _held(server)
    _others(server)
    page = visit(server, width=390).page
    console = Console(page, server)
    console.lead(key)
    console.open("pool")
    assert findings(console) == []
    _join(console)
    assert findings(console) == []
    _bring(console)
    assert findings(console) == []
    page.get_by_text("Delete our figures from the pool").click()
    page.get_by_role("button", name="Leave the pool").click()
    expect(page.get_by_role("heading", name="Take part")).to_be_visible()
    expect(page.get_by_text("3rd of 5")).to_have_count(0)


def _held(server: Server) -> str:
    """Hold a workshop past the browser, and close it; return its key."""
    desk = Desk(server.database)
    key = desk.set_up(players.STAGES, invited=12)
    wave = desk.wave(key)
    people = [desk.join(wave) for _ in PATTERN]
    desk.workshop.start(wave)
    for begun, level in zip(people, PATTERN, strict=True):
        desk.vote(begun, ASKED, level)
    desk.workshop.close(wave)
    return key


def _others(server: Server) -> None:
    """Put four organisations into the pool, two below and two above every level of the pattern's average."""
    store = open_store(f"sqlite:///{server.database}")
    for place, score in enumerate((10, 20, 80, 90)):
        wave = Wave(f"w{place}", f"o{place}", "Q", "open", 5, None, "closed", now())
        store.add_wave(Assessment(wave.assessment_id, "", now()), wave, [], organiser_hash=wave.id)
        scores = dict.fromkeys((WHOLE, *(each.id for each in ASKED.dimensions)), score)
        family = Family(ASKED.id, ASKED.version)
        entry = Entry(wave.assessment_id, family, wave.id, scores, "5-9", Traits(), "2026 Q1", now())
        store.put_in_pool(entry)
    store.close()


def _join(console: Visitor) -> None:
    page = console.page
    expect(page.get_by_role("button", name="Join the pool")).to_be_disabled()
    page.get_by_text("I may give these figures away").click()
    page.get_by_role("button", name="Join the pool").click()
    expect(page.get_by_text("Overall: 3rd of 5, among all 5 organisations.")).to_be_visible()
    console.settle()


def _bring(console: Visitor) -> None:
    page = console.page
    content = CSV.replace(b"2026,sample,1.0.0", f"2026,{ASKED.id},{ASKED.version}".encode())
    upload = page.locator("input[type=file]")
    upload.set_input_files(files={"name": "retail.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Keep this file").click()
    expect(page.get_by_text("The file is kept.")).to_be_visible()
    expect(page.get_by_text("48.2 on average there")).to_be_visible()
    console.settle()
