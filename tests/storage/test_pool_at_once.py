"""What holds when several join the pool, publish and leave at the same moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.pool import publication, waiting
from benchmarks.pool_model import WHOLE, Entry, Family, Traits
from tests.storage.samples import AT_UTC, LATER, a_wave, an_assessment
from tests.storage.together import together

if TYPE_CHECKING:
    from assessments.ports import Store

FAMILY = Family("q1", "1.0.0")
MANY = 12


def settle(store: Store) -> None:
    for place in range(MANY):
        for wave in (f"w{place}", f"later{place}"):
            store.add_wave(an_assessment(f"a{place}"), a_wave(wave, f"a{place}"), [], organiser_hash="o")


def join(store: Store, place: int, wave: str) -> None:
    """Join, and publish what can be published, looking again where somebody was quicker."""
    store.put_in_pool(
        Entry(f"a{place}", FAMILY, f"{wave}{place}", {WHOLE: 5 * place}, "5-9", Traits(), "2026 Q1", AT_UTC)
    )
    publish(store)


def publish(store: Store) -> None:
    while True:
        known = store.pool(FAMILY)
        made = publication(known, FAMILY, LATER)
        if made is None or store.publish(made, known.revision):
            return


def check(store: Store, joined: int) -> None:
    """Say that nobody is lost, nobody counted twice, and every cell that goes on has its five."""
    known = store.pool(FAMILY)
    assert len({each.organisation for each in known.entries}) == len(known.entries) == joined
    cells: dict[str, list[bool]] = {}
    for each in known.entries:
        cells.setdefault(each.cell, []).append(each.spent)
    assert len(cells.pop("", [])) < 5
    for spent in cells.values():
        assert len(set(spent)) == 1
        assert spent[0] or len(spent) >= 5


def test_all_who_join_at_once_are_counted_once(store: Store) -> None:
    settle(store)
    together(*(partial(join, store, place, "w") for place in range(MANY)))
    check(store, MANY)
    known = store.pool(FAMILY)
    assert known.last + len(waiting(known.entries)) == MANY


def test_who_leaves_while_others_join_and_measure_anew_spends_the_cell(store: Store) -> None:
    settle(store)
    for place in range(MANY // 2):
        join(store, place, "w")
    before = store.pool_places("a1")
    moves = [partial(store.leave_pool, "a0"), partial(join, store, 1, "later"), partial(join, store, 2, "later")]
    together(*moves, *(partial(join, store, place, "w") for place in range(MANY // 2, MANY)))
    check(store, MANY - 1)
    assert store.pool_entries("a0") == ()
    assert store.pool_places("a0") == ()
    assert before[-1] in store.pool_places("a1")
