"""The timing of files to take away: what is filled in, what is measured, and what the figures are held against."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from perf import reports
from perf.report_one import COPY, FILL, NOTHING, VIEW, done
from perf.report_rooms import ASKED, Size, kept
from perf.reports import Timed, lines, main, ratios, record, row
from reports.formats import FORMATS
from storage.memory import MemoryStore
from storage.open import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perf.report_rooms import Who

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MIB = 2**20


def timed(kind: str, people: int, made: float, who: Who = "anonymous", read: float = 10.0) -> Timed:
    """Return what one file took."""
    return Timed(kind, Size(people, who), made, 3 * MIB, read, 40 * MIB, 2048)


@pytest.mark.parametrize("size", [Size(1, "alone"), Size(30, "anonymous"), Size(30, "open")])
def test_a_made_up_room_is_one_that_a_store_takes(size: Size) -> None:
    found, store = kept(size), MemoryStore()
    store.add_everything(found)
    assert store.everything("a") == found == kept(size)
    wave = found.waves[0]
    assert len(wave.responses) == size.people
    assert len(wave.votes) == size.people * len({each.item_id for each in wave.votes})
    assert any(each.response.name for each in wave.responses) is (size.who == "open")
    assert [each.response.submitted.keys() for each in wave.responses if each.response.submitted] == (
        [{ASKED}] if size.who == "alone" else []
    )


@pytest.mark.parametrize("size", [Size(1, "alone"), Size(12, "anonymous"), Size(12, "open")])
def test_every_file_is_made_of_the_view_that_was_kept(size: Size, tmp_path: Path) -> None:
    url, view = f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "view"
    assert done(FILL, url, size, 1, view) == {}
    store = open_store(url)
    assert len(store.responses("w")) == size.people
    store.close()
    assert len(done(VIEW, url, size, 2, view)["read"]) == 2
    for kind in (*FORMATS, COPY):
        found = done(kind, url, size, 1, view)
        assert found["size"] > 1000
        assert (len(found["read"]), len(found["made"])) == (1, 1)
        assert found["made"][0] > 0


def test_a_process_of_its_own_says_what_its_imports_take() -> None:
    arguments = [sys.executable, "-m", "perf.report_one", NOTHING, "", "1", "alone", "1", ""]
    printed = subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    found = json.loads(printed)
    assert list(found) == ["peak"]
    assert found["peak"] > 20 * MIB


def test_the_target_is_about_files_of_figures_of_large_and_small_rooms_alike() -> None:
    found = [
        timed("pdf", 200, 1.0),
        timed("xlsx", 200, 2.0, "open"),
        timed("csv", 200, 0.1),
        timed("pdf", 100_000, 4.0),
        timed("pdf", 100_000, 4.0, "open"),
        timed("xlsx", 100_000, 12.0, "open"),
        timed("csv", 100_000, 50.0),
    ]
    assert [(each.kind, each.of.who, ratio) for each, ratio in ratios(found)] == [
        ("pdf", "anonymous", 4.0),
        ("xlsx", "open", 6.0),
    ]
    printed = lines(found)
    assert "- pdf, unknown: 4.00 times as long, the target is met." in printed
    assert "- xlsx, by name: 6.00 times as long, the target is missed." in printed


def test_rows_of_people_are_given_by_the_thousand() -> None:
    printed = lines([timed("csv", 100_000, 50.0, "open"), timed("json", 100_000, 70.0, "open"), timed("pdf", 200, 1.0)])
    assert "- csv: 0.500 s for 1,000 people." in printed
    assert "- json: 0.700 s for 1,000 people." in printed
    assert "target" not in printed


def test_a_row_gives_both_parts_and_their_sum() -> None:
    assert row(timed("pdf", 100_000, 1.25)) == "| 100,000 | unknown | pdf | 2 | 1.25 | 3 | 10.00 | 40 | 11.25 |"


@pytest.mark.parametrize(("seconds", "code"), [(4.9, 0), (5.1, 1)])
def test_a_missed_target_is_the_exit_code_and_is_kept(
    seconds: float, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(size: Size, rounds: int) -> Iterator[Timed]:
        yield timed("pptx", size.people, seconds if size.people > 200 else float(rounds), size.who)

    file = tmp_path / "RESULTS.md"
    file.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setattr(reports, "measured", one)
    monkeypatch.setattr(reports, "RESULTS", file)
    assert main(["--rounds", "1", "--record"]) == code
    kept_text = file.read_text(encoding="utf-8")
    assert kept_text.startswith("# Before\n\n## ")
    assert kept_text.count("the target is missed") == 2 * code
    assert kept_text.count("| pptx |") == 5


def test_a_section_says_how_it_came_about(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    file.write_text("", encoding="utf-8")
    record(file, AT, [timed("pdf", 1, 0.5, "alone")])
    assert file.read_text(encoding="utf-8").startswith(
        "\n## 2026-03-02 09:30 UTC: files to take away\n\n`python -m perf.reports`: each file in a process of its own"
    )
