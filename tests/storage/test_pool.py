"""What every store keeps of the pool and of files with figures of others, and what is gone when somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError
from benchmarks.own_model import OwnFile
from benchmarks.pool import publication
from benchmarks.pool_model import WHOLE, Edition, Entry, Family, Pooled, Publication, Traits
from storage.pool_rules import COUNTED
from tests.storage.samples import AT, AT_UTC, LATER, a_wave, an_assessment

if TYPE_CHECKING:
    from assessments.ports import Store

FAMILY, NEWER, SHORT = Family("q1", "1.0.0"), Family("q1", "2.0.0"), Family("q1", "1.0.0", "pulse")
MADE = Traits("manufacturing", "DE", "1-49")
NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse


def an_entry(place: int = 0, score: int = 50, *, wave: str = "", family: Family = FAMILY) -> Entry:
    name = f"a{place}"
    scores = {WHOLE: score, "ü": 100 - score, "b": 7}
    return Entry(name, family, wave or f"w{place}", scores, "5-9", MADE, "2026 Q1", AT)


def settle(store: Store, places: int = 6) -> None:
    """Keep some assessments with a wave each, and one more for the first of them."""
    for place in range(places):
        store.add_wave(an_assessment(f"a{place}"), a_wave(f"w{place}", f"a{place}"), [], organiser_hash="o")
    store.add_wave(an_assessment("a0"), a_wave("later", "a0"), [], organiser_hash="o")


def join(store: Store, *scores: int) -> None:
    for place, score in enumerate(scores):
        store.put_in_pool(an_entry(place, score))


def made(store: Store, family: Family = FAMILY) -> tuple[Publication, int]:
    known = store.pool(family)
    found = publication(known, family, LATER)
    assert found is not None
    return found, known.revision


def states(store: Store, family: Family = FAMILY) -> dict[str, tuple[str, bool]]:
    return {each.organisation: (each.cell, each.spent) for each in store.pool(family).entries}


def test_what_was_never_kept_is_empty(store: Store) -> None:
    assert store.pool(FAMILY) == Pooled(0, 0, ())
    assert store.pool_entries("a1") == ()
    assert store.pool_places("a1") == ()
    assert store.own_files("a1") == ()
    store.leave_pool("a1")
    store.drop_own_file("a1", "f1")


def test_an_entry_comes_back_as_it_was_and_waits(store: Store) -> None:
    settle(store)
    store.put_in_pool(replace(an_entry(1), cell="3.1", spent=True))
    store.put_in_pool(an_entry(0))

    known = store.pool(FAMILY)
    assert known == Pooled(2, 0, (an_entry(0), an_entry(1)))
    assert list(known.entries[0].scores.items()) == [(WHOLE, 50), ("ü", 50), ("b", 7)]
    assert known.entries[0].joined_at.utcoffset() == AT_UTC.utcoffset()
    assert store.pool_entries("a1") == (an_entry(1),)


def test_one_entry_of_an_organisation_for_each_questionnaire_and_form(store: Store) -> None:
    settle(store)
    others = [an_entry(family=SHORT), an_entry(family=Family("q2", "1.0.0"))]
    for each in (an_entry(score=1), an_entry(score=2), *others):
        store.put_in_pool(each)
    assert store.pool_entries("a0") == (an_entry(score=2), *others)

    newer = an_entry(score=3, wave="later", family=NEWER)
    store.put_in_pool(newer)
    assert store.pool_entries("a0") == (others[0], newer, others[1])
    assert store.pool(FAMILY).entries == ()
    assert store.pool(NEWER).entries == (newer,)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (an_entry(9, wave="w0"), r"unknown|does not exist"),
        (an_entry(0, wave="w9"), r"unknown|does not exist"),
        (replace(an_entry(0), joined_at=NAIVE), "zone"),
    ],
    ids=["no assessment", "no wave", "no zone"],
)
def test_an_entry_that_does_not_fit_is_refused(store: Store, refused: Entry, message: str) -> None:
    settle(store)
    with pytest.raises(ValueError, match=message):
        store.put_in_pool(refused)
    assert store.pool(FAMILY).entries == ()


def test_a_publication_is_kept_with_what_it_says_of_each(store: Store) -> None:
    settle(store)
    join(store, 10, 20, 30, 40, 50)
    given, revision = made(store)

    assert store.publish(given, revision)
    assert states(store) == {f"a{place}": ("6.1", False) for place in range(5)}
    assert store.pool(FAMILY).revision == revision + 1
    assert store.pool(FAMILY).last == 5
    ((edition, places),) = given.editions
    assert edition == Edition(
        FAMILY,
        6,
        "all",
        "",
        LATER,
        5,
        ("6.1",),
        (WHOLE, "ü"),
        {WHOLE: (10, 30, 50), "ü": (50, 70, 90)},
    )
    for name in places:
        (placed,) = store.pool_places(name)
        assert (placed.edition, placed.places) == (edition, places[name])
        assert placed.edition.published_at.utcoffset() == AT_UTC.utcoffset()
    assert store.pool_places("a5") == ()


def test_nothing_is_published_where_somebody_came_or_left_meanwhile(store: Store) -> None:
    settle(store)
    join(store, 10, 20, 30, 40, 50)
    given, revision = made(store)
    store.put_in_pool(an_entry(5, 60))

    assert not store.publish(given, revision)
    assert set(states(store).values()) == {("", False)}
    assert store.pool_places("a0") == ()
    given, revision = made(store)
    store.leave_pool("a5")
    assert not store.publish(given, revision)
    assert not store.publish(replace(given, family=NEWER), revision)


def test_who_leaves_is_gone_and_their_cell_is_spent(store: Store) -> None:
    settle(store)
    join(store, 10, 20, 30, 40, 50)
    store.publish(*made(store))
    store.put_in_pool(an_entry(5, 60))
    before = store.pool_places("a1")
    store.leave_pool("a0")

    assert (store.pool_entries("a0"), store.pool_places("a0")) == ((), ())
    assert states(store) == {**{f"a{place}": ("6.1", True) for place in range(1, 5)}, "a5": ("", False)}
    assert store.pool_places("a1") == before
    with pytest.raises(MoveError, match=COUNTED):
        store.put_in_pool(an_entry(0, 10))
    store.put_in_pool(an_entry(0, 10, wave="later"))
    assert states(store)["a0"] == ("", False)


def test_who_leaves_before_being_counted_can_come_back_with_the_same(store: Store) -> None:
    settle(store)
    join(store, 10, 20)
    store.leave_pool("a0")
    store.put_in_pool(an_entry(0, 10))
    assert states(store) == {"a0": ("", False), "a1": ("", False)}


def test_a_newer_measurement_spends_the_cell_and_keeps_the_place(store: Store) -> None:
    settle(store)
    join(store, 10, 20, 30, 40, 50)
    store.publish(*made(store))
    with pytest.raises(MoveError):
        store.put_in_pool(an_entry(0, 99))
    assert states(store)["a0"] == ("6.1", False)
    store.put_in_pool(an_entry(0, 99, wave="later"))

    assert states(store) == {"a0": ("", False), **{f"a{place}": ("6.1", True) for place in range(1, 5)}}
    assert len(store.pool_places("a0")) == 1


def test_places_come_the_newest_first_and_all_before_a_trait(store: Store) -> None:
    settle(store, 12)
    sold = Traits("trade", "FR", "50-249")
    for place in range(12):
        store.put_in_pool(replace(an_entry(place, place), traits=MADE if place < 6 else sold))
    store.publish(*made(store))
    assert store.pool(FAMILY).last == 12
    found = [(each.edition.number, each.edition.kind) for each in store.pool_places("a0")]
    assert found == [(13, "all"), (13, "country"), (13, "industry"), (13, "size")]
    store.put_in_pool(an_entry(0, 5, wave="later"))
    store.put_in_pool(replace(an_entry(11, 8), family=SHORT))
    assert [each.edition.family for each in store.pool_places("a11")] == [FAMILY] * 4


def test_more_organisations_than_one_statement_names(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.sql_pool.FEW", 2)
    settle(store)
    join(store, 10, 20, 30, 40, 50)
    assert store.publish(*made(store))
    assert set(states(store).values()) == {("6.1", False)}


def a_file(file_id: str = "f1", assessment_id: str = "a0", at: datetime = AT) -> OwnFile:
    return OwnFile(file_id, assessment_id, "Größe.csv", "Zoë 😀", "id,n\nx,5\n", at)


def test_files_belong_to_one_assessment_the_newest_first(store: Store) -> None:
    settle(store)
    given = [a_file("f1"), a_file("f2", at=LATER), a_file("f3", "a1")]
    for each in given:
        store.put_own_file(each)

    assert store.own_files("a0") == (given[1], given[0])
    assert store.own_files("a0")[0].kept_at.utcoffset() == AT_UTC.utcoffset()
    store.drop_own_file("a1", "f1")
    store.drop_own_file("a0", "f2")
    assert store.own_files("a0") == (given[0],)
    assert store.own_files("a1") == (given[2],)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (a_file("f2", "a9"), r"unknown|does not exist"),
        (a_file("f1"), r"taken|exists"),
        (replace(a_file("f2"), kept_at=NAIVE), "zone"),
    ],
    ids=["no assessment", "id taken", "no zone"],
)
def test_a_file_that_does_not_fit_is_refused(store: Store, refused: OwnFile, message: str) -> None:
    settle(store)
    store.put_own_file(a_file())
    with pytest.raises(ValueError, match=message):
        store.put_own_file(refused)
    assert store.own_files("a0") == (a_file(),)


def test_the_pool_is_not_taken_along_with_an_assessment(store: Store) -> None:
    settle(store)
    before = store.everything("a0")
    store.put_in_pool(an_entry())
    store.put_own_file(a_file())
    assert store.everything("a0") == before


def test_times_are_kept_to_the_moment(store: Store) -> None:
    settle(store)
    store.put_in_pool(replace(an_entry(), joined_at=datetime(2026, 1, 1, 1, 2, 3, 4, tzinfo=UTC)))
    assert store.pool(FAMILY).entries[0].joined_at == datetime(2026, 1, 1, 1, 2, 3, 4, tzinfo=UTC)
