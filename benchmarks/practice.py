"""Shares of others that do what an item asks about: a sentence beside an answer, never a score and never subtracted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.compare import Refusal, comparison
from benchmarks.sentences import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.model import Benchmark
    from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class PracticeShare:
    """A share of others beside an item that was asked.

    Attributes:
        item_id: The item.
        statement: What they said or did.
        share: 0-1.
        low: Lower end of the 95 % interval, 0-1; None where there is none.
        high: Upper end.
        whom: Of whom it is a share, with their number.
        stale: It is older than it may be.
        sentence: The same in words, with its source.
    """

    item_id: str
    statement: str
    share: float
    low: float | None
    high: float | None
    whom: str
    year: int
    stale: bool
    sentence: str


def practice_shares(
    benchmarks: Iterable[Benchmark], questionnaire: Questionnaire, year: int
) -> tuple[PracticeShare, ...]:
    """Return the shares that belong beside items of a questionnaire, in the order of the items.

    Args:
        benchmarks: Every figure there is.
        questionnaire: What was asked.
        year: The current year.
    """
    place = {item.id: number for number, item in enumerate(questionnaire.items)}
    found: list[PracticeShare] = []
    for each in benchmarks:
        if each.kind != "practice_share" or each.comparable_item is None or each.value is None:
            continue
        item = each.comparable_item.partition("/")[2]
        compared = comparison(
            each, questionnaire_id=questionnaire.id, version=questionnaire.version, item_id=item, year=year
        )
        if isinstance(compared, Refusal) or item not in place:
            continue
        low, high = compared.interval or (None, None)
        whom, stale = counted(each), compared.stale
        found.append(
            PracticeShare(item, each.statement, each.value, low, high, whom, each.year, stale, compared.sentence)
        )
    return tuple(sorted(found, key=lambda each: (place[each.item_id], -each.year)))
