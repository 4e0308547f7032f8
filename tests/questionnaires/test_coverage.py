"""Each passage of the sources is measured by an item, or a reason stands why it is not; the table is written here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from questionnaires.loader import DEFINITIONS, load_folder

FOLDER = Path(__file__).parent / "passages"
TABLE = DEFINITIONS.parent.parent / "docs" / "coverage.md"
ITEMS = {
    f"{each.definition.questionnaire.id}/{item.id}": item
    for each in load_folder()
    if each.definition
    for item in each.definition.questionnaire.items
}
# How many passages each pool holds, counted in the sources' review; one that packs several facts may be split further.
LEAST = {
    "Q01": 26,
    "Q02": 18,
    "Q03": 11,
    "Q04": 13,
    "Q05": 13,
    "Q06": 18,
    "Q07": 19,
    "Q08": 20,
    "Q09": 13,
    "Q10": 13,
    "Q11": 17,
    "Q12": 5,
    "Q13": 13,
    "Q14": 8,
    "Q15": 10,
    "Q16": 9,
    "Q17": 17,
    "Q18": 14,
    "Q19": 19,
    "Q20": 10,
    "Q21": 14,
    "Q22": 17,
    "Q23": 9,
}
HEAD = """\
# What of the sources is measured, and by which question

Written by `tests/questionnaires/test_coverage.py` from `tests/questionnaires/passages`. The pools are those of the
review of the sources: every passage in which a source says what a company does, or does not do.
"""


class Passage(NamedTuple):
    """One passage: its pool, its place there, what it says, the items that measure it, or why none does."""

    pool: str
    at: str
    says: str
    items: tuple[str, ...]
    why_not: str


def passages() -> list[Passage]:
    """Return every passage, by pool."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert read["pool"] == path.stem
        for each in read["passages"]:
            assert each.keys() <= {"at", "says", "items", "why_not"}, each
            known = tuple(each.get("items", ()))
            found.append(Passage(read["pool"], each["at"], each["says"], known, each.get("why_not", "")))
    return found


def table() -> str:
    """Return the table as Markdown."""
    lines = [HEAD]
    for pool in LEAST:
        lines += [f"## {pool}", "", "| passage | says | measured by |", "|---|---|---|"]
        for each in passages():
            if each.pool == pool:
                by = ", ".join(f"`{name}`" for name in each.items) or f"not measured: {each.why_not}"
                lines.append(f"| {each.at} | {each.says} | {by} |")
        lines.append("")
    return "\n".join(lines)


def test_every_pool_is_gone_through_and_no_passage_stands_twice() -> None:
    found = passages()
    counts = {pool: len([each for each in found if each.pool == pool]) for pool in LEAST}
    assert {each.pool for each in found} == set(LEAST)
    assert not {pool: count for pool, count in counts.items() if count < LEAST[pool]}
    places = [(each.pool, each.at) for each in found]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("passage", passages(), ids=lambda each: f"{each.pool}.{each.at}")
def test_a_passage_is_measured_by_an_item_that_is_asked_or_has_a_reason(passage: Passage) -> None:
    assert bool(passage.items) != bool(passage.why_not)
    assert set(passage.items) <= ITEMS.keys()
    assert passage.says
    assert not passage.why_not or len(passage.why_not.split()) > 4


def test_the_table_is_written_as_it_is() -> None:
    before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    TABLE.write_text(table(), encoding="utf-8")
    assert before == table(), "docs/coverage.md was out of date and has been written anew: keep it."
