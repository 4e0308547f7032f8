"""What was published about something near a questionnaire, as sentences for context."""

from __future__ import annotations

from benchmarks.loader import load_folder
from benchmarks.near import many, near

STAGES = "customer-obsession-stages"


def test_figures_near_a_questionnaire_come_newest_first_with_their_source() -> None:
    benchmarks, _ = load_folder()
    found = near(benchmarks, STAGES, "1.0.0", 2026)
    years = [each.year for each in found]
    assert years == sorted(years, reverse=True)
    assert len(found) >= 5
    assert all("read it beside the ladder" in each.sentence for each in found)
    assert near(tuple(reversed(benchmarks)), STAGES, "1.0.0", 2026) == found


def test_nothing_is_near_a_questionnaire_that_nobody_wrote_about() -> None:
    assert near(load_folder()[0], "of-our-own", "1.0.0", 2026) == []


def test_figures_are_counted() -> None:
    assert many(1) == "What was published about something near it: 1 figure, as context only"
    assert many(2) == "What was published about something near it: 2 figures, as context only"
