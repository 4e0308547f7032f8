"""A database of the release that knew mirrors is brought up to date: nobody is in the pool, and everybody may join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.own_model import OwnFile
from benchmarks.pool_model import WHOLE, Entry, Family, Pooled, Traits
from storage.open import open_store
from tests.storage.release_samples import FOURTH
from tests.storage.releases import release
from tests.storage.samples import AT_UTC

if TYPE_CHECKING:
    from sqlalchemy import Engine

FAMILY = Family("q1", "1.0.0")


def _fourth_release(url: str) -> Engine:
    return release(url, "0004", FOURTH)


def test_nobody_is_in_the_pool_after_the_upgrade_and_it_can_be_used(url: str) -> None:
    _fourth_release(url)
    store = open_store(url)
    assert store.waves("a1")[0].label == "Q1"
    assert (store.pool(FAMILY), store.pool_entries("a1"), store.own_files("a1")) == (Pooled(0, 0, ()), (), ())

    entry = Entry("a1", FAMILY, "w1", {WHOLE: 50}, "5-9", Traits(), "2026 Q1", AT_UTC)
    file = OwnFile("f1", "a1", "figures.csv", "", "id\n", AT_UTC)
    store.put_in_pool(entry)
    store.put_own_file(file)
    assert store.pool(FAMILY) == Pooled(1, 0, (entry,))
    assert store.own_files("a1") == (file,)
