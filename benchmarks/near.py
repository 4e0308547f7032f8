"""What was published about something near a questionnaire: sentences for context, never for subtraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.compare import Refusal, comparison

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.model import Benchmark

NEVER_SUBTRACTED = "Other questions, other scales, other people: none of these may be subtracted from your score."


class Published(NamedTuple):
    """A figure of others in words.

    Attributes:
        year: Of publication.
        sentence: The figure with its source and age.
        url: Where it can be read; None where nowhere.
    """

    year: int
    sentence: str
    url: str | None


def near(benchmarks: Iterable[Benchmark], questionnaire_id: str, version: str, year: int) -> list[Published]:
    """Return the figures that may stand beside a questionnaire, the newest first.

    Args:
        benchmarks: Every figure there is.
        questionnaire_id: What was asked here.
        version: Its version.
        year: The current year.
    """
    found = []
    for each in benchmarks:
        item = each.comparable_item.partition("/")[2] if each.comparable_item else None
        compared = comparison(each, questionnaire_id=questionnaire_id, version=version, item_id=item, year=year)
        if not isinstance(compared, Refusal):
            found.append(Published(each.year, compared.sentence, each.url))
    return sorted(found, key=lambda each: (each.year, each.sentence, each.url or ""), reverse=True)


def many(count: int) -> str:
    """Say how many figures there are."""
    figures = "1 figure" if count == 1 else f"{count} figures"
    return f"What was published about something near it: {figures}, as context only"
