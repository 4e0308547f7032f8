"""Quarters of very few people, promises as files, and a closing time, each in a real browser."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ics
import pandas as pd
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from assessments.errors import WaveClosedError
from assessments.model import Action, Wave
from questionnaires.values import Answer
from tests.e2e.quarters import FIGURES, KNOWN, SETTLED, Archive, day_words, rows
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Phone, now

TODAY = datetime.now(UTC).date()
FIELD = "Figure in per cent"


def test_two_answers_a_quarter_make_no_arrow(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    archive = Archive(shared_server.database)
    made = archive.begin(label="Spring")
    archive.measure(made.wave, {"Ada": {"known": 10, "settled": 30}, "Ben": {"known": 20, "settled": 40}})
    second = archive.follow(made.wave)
    archive.measure(second, {"Ada": {"known": 90, "settled": 30}, "Ben": {"known": 80, "settled": 60}})
    console = Console(visit(shared_server).page, shared_server)
    console.lead(made.organiser_code)
    console.press("What changed")
    console.says("Two people have answered each time: too few to tell a change from noise.")
    console.says(
        "Two people's answers are no trend. A change is told from five people in each wave on, or from six who "
        "answered both times."
    )
    # By hand: (10 + 20)/2 and (90 + 80)/2; (30 + 40)/2 and (30 + 60)/2; the averages of both are 25 and 65.
    assert rows(console, f"What changed from Spring to {second.label}")[1:] == [
        ["Overall", "cannot be told", "25", "65"],
        ["Knowing customers", "cannot be told", "15", "85"],
        ["Acting for customers", "cannot be told", "35", "45"],
    ]
    # The chart has both circles of each of the three rows, two in its key, and nothing that joins them.
    expect(console.page.locator("svg .mark-symbol path")).to_have_count(8)
    expect(console.page.locator("svg .mark-trail path, svg .mark-line path")).to_have_count(0)
    drawn = "".join(console.page.locator("svg text").all_text_contents())
    assert drawn.count("cannot be told") == 3
    assert not {"▲", "▼"} & set(drawn)


def test_a_wave_refuses_answers_after_its_closing_time(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    archive = Archive(shared_server.database)
    made = archive.begin()
    wave = made.wave
    archive.workshop.start(wave)
    console = Console(visit(shared_server).page, shared_server)
    console.lead(made.organiser_code)
    address = f"{shared_server.url}/join?code={wave.join_code}"
    phone = Phone(visit(shared_server, width=390, height=844).page, shared_server)
    phone.scan(address, "Front line")
    phone.type(FIELD, "40")
    phone.saved()
    phone.go_on()
    phone.at(SETTLED.ask)
    closes_at = now() + timedelta(seconds=3)
    archive.quarters.set_closing(wave, closes_at)
    phone.page.reload()  # a phone that is in the middle of it when the time comes
    phone.at(SETTLED.ask)
    left = (closes_at - now()).total_seconds() + 1.2  # what the server knows of a wave is up to a second old
    phone.page.wait_for_timeout(max(0, 1000 * left))
    phone.page.get_by_label(FIELD, exact=True).fill("99")
    phone.page.keyboard.press("Tab")
    expect(phone.page.locator("#question")).to_have_text(["This workshop is closed. Thank you for taking part."])
    phone.says("First vote: 1 answer received, counted.")
    assert [(vote.item_id, vote.saved.answer.value) for vote in archive.workshop.votes(wave)] == [(KNOWN.id, 40)]
    (response,) = archive.workshop.responses(wave)
    with pytest.raises(WaveClosedError):
        archive.workflow.save(response.id, FIGURES.questionnaire, SETTLED.id, Answer("value", 99))
    console.state("The workshop is closed.")
    late = visit(shared_server, width=390, height=844)
    late.page.goto(address)
    late.says("This workshop is closed. It takes no answers any more.")


@pytest.fixture
def promised(shared_server: Server) -> tuple[str, Wave]:
    """A workshop with a promise that is open, one that is late, one kept and one dropped; its key."""
    archive = Archive(shared_server.database)
    made = archive.begin()
    archive.measure(made.wave, {"Ada": {"known": 40, "settled": 60}})
    earlier = archive.promises_at(lambda: now() - timedelta(days=40))

    def commit(dimension_id: str, what: str, owner: str, due: date) -> Action:
        proof = f"Proof of “{what}”; seen by two"
        return earlier.commit(made.wave, FIGURES.questionnaire.id, dimension_id, what, owner, due, proof)

    commit("knowing", 'Call "lost" customers, all; of them', "Zoë", TODAY + timedelta(days=60))
    commit("", "Ask three customers", "Gil, and Hal", TODAY - timedelta(days=3))
    archive.promises.decide(commit("acting", "Settle at once", "Fay", TODAY), "kept", "Sixty are, not eighty.")
    archive.promises.decide(commit("acting", "Write less", "Ida", TODAY), "dropped")
    return made.organiser_code, made.wave


def test_promises_as_files(
    shared_server: Server, promised: tuple[str, Wave], visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    """The browser loads both files down; readers of others find in them, without a warning, what the page shows."""
    console = Console(visit(shared_server).page, shared_server)
    console.lead(promised[0])
    console.press("What we promised")
    console.says("2 promises are open, 1 of them late.")
    shown = _shown(console)
    paths = [_load_down(console, name, tmp_path) for name in ("As a table (CSV)", "For a calendar (iCalendar)")]
    table, calendar = paths
    assert (table.name, calendar.name) == ("promises.csv", "promises.ics")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with table.open(encoding="utf-8-sig", newline="") as text:
            lines = list(csv.DictReader(text))
        frame = pd.read_csv(table, keep_default_na=False)
        events = _events(calendar.read_bytes())
        others = {each.name: each.begin.date() for each in ics.Calendar(calendar.read_text(encoding="utf-8")).events}
    assert frame.to_dict("records") == lines
    assert sorted(map(_as_shown, lines)) == sorted(shown)
    expected = {_summary(line): date.fromisoformat(line["Due"]) for line in lines}
    assert len(expected) == 4
    assert events == expected
    assert others == expected


def _shown(console: Console) -> list[tuple[str, ...]]:
    """Return what the page shows of each promise: what, for what, who and when, the proof, what became of it."""
    found = []
    for card in console.page.locator("[class*='st-key-action-']").all():
        texts = [card.locator(part).inner_text() for part in ("h3", "p.quiet", "p.prompt")]
        note = card.get_by_text("What became of it: ")
        found.append((*texts, note.inner_text() if note.count() else ""))
    return found


def _as_shown(line: dict[str, str]) -> tuple[str, ...]:
    """Return a line of the table in the words of the page."""
    due = day_words(date.fromisoformat(line["Due"]))
    match line["State"]:
        case "open":
            state = f"due on {due}"
        case "late":
            state = f"late: it was due on {due}"
        case decided:
            state = f"{decided} on {day_words(date.fromisoformat(line['Decided on']))}, was due on {due}"
    note = line["What became of it"]
    return (
        line["What was promised"],
        f"{line['For']} · {line['Owner']} · {state}",
        f"Will show that it worked: {line['What will show that it worked']}",
        f"What became of it: {note}" if note else "",
    )


def _summary(line: dict[str, str]) -> str:
    """Return what a calendar calls a line of the table."""
    what = line["What was promised"]
    return f"{line['State'].capitalize()}: {what}" if line["Decided on"] else f"{what} ({line['Owner']})"


def _load_down(console: Console, name: str, folder: Path) -> Path:
    with console.page.expect_download() as begun:
        console.page.get_by_role("button", name=name).click()
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path


def _events(content: bytes) -> dict[str, Any]:
    """Return what stands on which day, where the reader finds nothing wrong with the file."""
    calendar = Calendar.from_ical(content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return {str(each["SUMMARY"]): each.start for each in calendar.events}
