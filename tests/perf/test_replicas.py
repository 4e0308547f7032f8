"""The parts of the run over two replicas that need no server: who tries again, what counts as a miss, the record."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from perf.load.patient import Patient
from perf.load.player import Plan
from perf.load.tally import Tally
from perf.outage import Outage, Outcome, lines, outcome, record
from perf.replicas import Course, options_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
GOOD = Outcome(
    people=2,
    finished=2,
    went_on=2,
    shown=4,
    kept=4,
    lost=0,
    doubled=0,
    phases=(("before", None),),
    cut_off=1,
    all_back=0.5,
    start=3.0,
    refused=1,
    all_saved=2.5,
    down=0.4,
    ranking=0.6,
    errors=(),
)


@dataclass
class Screen:
    """A tab that shows one page after another: each press or look goes on to the next.

    Attributes:
        pages: The widgets on each page, by kind and label, and the question on it.
        did: What was done.
    """

    pages: list[tuple[dict[str, str], str]]
    did: list[str] = field(default_factory=list)

    @property
    def page(self) -> SimpleNamespace:
        """What is shown."""
        widgets, item = self.pages[0]

        def find(kind: str, label: str = "") -> str | None:
            names = [name for name, of in widgets.items() if of == kind]
            return next((name for name in names if not label or name in label), None)

        return SimpleNamespace(find=find, item=item, status="Saved at 09:30:00.")

    async def stay(self, _: float) -> None:
        """Let time pass."""
        await asyncio.sleep(0)

    async def choose(self, _: int) -> bool:
        """Choose an option."""
        return self._next("choose")

    async def press(self, label: str, _: str = "") -> bool:
        """Press a button."""
        return self._next(label)

    def _next(self, what: str) -> bool:
        self.did.append(what)
        self.pages.pop(0)
        return True


CARD: dict[str, str] = {"scale": "radio", "Next": "button"}
REFUSED = {**CARD, "Save again": "button"}
GONE = {"Try again": "button"}


def patient(tally: Tally | None = None) -> Patient:
    """Return somebody who takes part."""
    plan = Plan("^Front line$", pace=0)
    return Patient("http://localhost:1", "join", plan, tally or Tally(began=0), 1, 0, asyncio.Event())


def answer(*pages: tuple[dict[str, str], str]) -> tuple[Patient, Screen]:
    """Let somebody answer one card."""
    who, screen = patient(), Screen([*pages, (CARD, "next")])
    screen_as_tab: Any = screen
    who._tab = screen_as_tab  # noqa: SLF001 - in place of one that needs a server
    chance = random.Random(1)  # noqa: S311 - so that it can be repeated
    asyncio.run(who._card(chance))  # noqa: SLF001 - the one step that is looked at
    return who, screen


def test_what_is_saved_at_once_is_given_once() -> None:
    who, screen = answer((CARD, "a"), (CARD, "a"))
    assert screen.did == ["choose", "^(Next|Done)$"]
    assert list(who.saved) == ["a"]
    assert who.refused == []


def test_what_is_not_saved_is_saved_again_until_it_is() -> None:
    who, screen = answer((CARD, "a"), (REFUSED, "a"), (REFUSED, "a"), (CARD, "a"))
    assert screen.did == ["choose", "^Save again$", "^Save again$", "^(Next|Done)$"]
    assert len(who.refused) == 1


def test_where_the_card_was_gone_the_answer_is_given_anew() -> None:
    who, screen = answer((CARD, "a"), (GONE, ""), (CARD, "a"), (CARD, "a"))
    assert screen.did == ["choose", "^Try again$", "choose", "^(Next|Done)$"]
    assert list(who.saved) == ["a"]


@pytest.mark.parametrize(
    ("found", "misses"),
    [
        (GOOD, []),
        (replace(GOOD, lost=1, doubled=2), ["1 answers are lost, 2 doubled"]),
        (replace(GOOD, went_on=1), ["1 of 2 did not go on"]),
        (replace(GOOD, finished=0), ["2 of 2 did not get to the end"]),
        (replace(GOOD, cut_off=0), ["nobody was at the replica that was killed"]),
        (replace(GOOD, errors=("3 x no first card",)), ["went wrong: 3 x no first card"]),
    ],
)
def test_what_counts_as_a_miss(found: Outcome, misses: list[str]) -> None:
    assert found.misses == misses
    assert any("Nothing acknowledged was lost" in each for each in lines(found)) == (not misses)


def test_a_click_belongs_to_the_part_of_the_run_in_which_it_was_made() -> None:
    tally = Tally(began=0)
    outage = Outage(killed_at=10, up_at=13, restarted_at=30, answered_at=31)
    made: tuple[tuple[str, float, float], ...] = (
        ("answer", 9, 10.5),
        ("next", 11, 11.2),
        ("back", 10.1, 14),
        ("answer", 16.5, 16.6),
        ("answer", 30.5, 33),
        ("again", 34, 34.1),
        ("answer", 50, 50.1),
        ("load", 50, 50.1),
    )
    for kind, sent, finished in made:
        tally.add(kind, sent, finished, finished)
    who = patient(tally)
    who.saved.update(a=0, b=1)
    who.refused += [(5, 6), (30.5, 33)]
    who.saved_at = 33
    found = outcome([who], tally, outage, 2, kept=2, wrong=(0, 0), errors=())
    assert [(name, figures.count if figures else 0) for name, figures in found.phases] == [
        ("before", 1),
        ("while one replica was gone", 1),
        ("with both again", 1),
        ("while the database was gone", 2),
        ("afterwards", 1),
    ]
    assert (found.cut_off, found.all_back, found.start, found.refused, found.all_saved) == (1, 4, 3, 1, 3)
    assert (found.went_on, found.finished) == (1, 0)


def test_the_record_is_a_section_after_the_others(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    file.write_text("# How fast\n")
    record(file, AT, "python -m perf.replicas", GOOD)
    text = file.read_text()
    assert text.startswith("# How fast\n\n## 2026-03-02 09:30 UTC: a replica killed, the database restarted\n")
    assert "4 answers were shown as saved, 4 are kept, 0 are lost, 0 doubled." in text
    assert text.endswith("- Nothing acknowledged was lost or doubled.\n")


def test_four_hundred_people_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert (options_of([]).people, options_of(["--people", "20"]).people) == (400, 20)
    assert Course(400, 8, 12, 60).limit == 432
    with pytest.raises(SystemExit):
        options_of(["--help"])
    assert "--record" in capsys.readouterr().out
