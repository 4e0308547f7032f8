"""An assessment goes when it was kept as long as people were told, and not before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assessments.errors import MoveError
from assessments.model import Mirror
from assessments.retention import CHOICES, GONE, LONGER, Retention
from assessments.retention_model import Keeping
from storage.memory import MemoryStore
from tests.storage.deletion_samples import fill
from tests.storage.samples import AT_UTC, LATER, a_live_wave, a_round, an_assessment, start, start_live
from tests.storage.whole_samples import WHOLE


class Clock:
    """A clock that shows what it is set to."""

    def __init__(self) -> None:
        """Show the time of the samples."""
        self.now = AT_UTC

    def __call__(self) -> datetime:
        return self.now


def a_retention(months: int | None = None) -> tuple[MemoryStore, Clock, Retention]:
    store, clock = MemoryStore(), Clock()
    return store, clock, Retention(store, clock, months)


@pytest.mark.parametrize(
    ("last", "months", "until"),
    [
        ("2026-03-01", 3, "2026-06-01"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 24, "2028-11-30"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-10-31", 120, "2036-10-31"),
    ],
)
def test_months_are_those_of_the_calendar(last: str, months: int, until: str) -> None:
    found = Keeping(months).until(datetime.fromisoformat(f"{last}T12:30:00+00:00"))
    assert found == datetime.fromisoformat(f"{until}T12:30:00+00:00")


def test_what_has_no_end_is_longer_than_everything_else() -> None:
    assert Keeping(None).until(AT_UTC) is None
    assert Keeping(None).is_longer(Keeping(120))
    assert Keeping(7).is_longer(Keeping(6))
    assert not any(each.is_longer(Keeping(None)) for each in CHOICES)
    assert not Keeping(6).is_longer(Keeping(6))


def test_without_a_word_an_assessment_is_kept_as_the_operator_has_set() -> None:
    store, _, retention = a_retention(6)
    start_live(store, "r1")
    term = retention.term("a1")
    assert (term.keeping, term.own, term.until) == (Keeping(6), False, datetime(2026, 9, 1, 0, 0, 0, 123456, UTC))
    assert Retention(store, Clock()).term("a1").until is None


def test_what_the_organiser_chose_holds_whatever_the_operator_has_set() -> None:
    store, _, retention = a_retention(6)
    store.add_everything(WHOLE["nothing yet"])
    retention.choose("a1", Keeping(24))
    assert (retention.term("a1").keeping, retention.term("a1").own) == (Keeping(24), True)
    retention.choose("a1", Keeping(None))
    assert retention.term("a1").until is None


def test_once_somebody_has_taken_part_it_becomes_shorter_and_no_longer() -> None:
    store, _, retention = a_retention(7)
    store.add_everything(WHOLE["nothing yet"])
    assert retention.term("a1").offered == tuple(map(Keeping, (3, 6, 7, 12, 24, 36, 60, None)))
    store.delete_assessment("a1")
    start_live(store, "r1")
    assert retention.term("a1").offered == tuple(map(Keeping, (3, 6, 7)))
    with pytest.raises(MoveError, match=LONGER):
        retention.choose("a1", Keeping(12))
    assert store.keeping("a1") is None
    retention.choose("a1", Keeping(3))
    assert retention.term("a1").offered == (Keeping(3),)


def test_who_answers_alone_may_keep_it_longer_until_others_are_asked() -> None:
    store, _, retention = a_retention(6)
    start(store)
    retention.choose("a1", Keeping(60))
    assert (retention.keeping("a1"), retention.term("a1").promised) == (Keeping(60), False)
    store.add_mirror(
        Mirror("w1", "customer", "m1"),
        an_assessment("a2"),
        a_live_wave("m1", "a2"),
        [],
        a_round(),
        organiser_hash="nobody",
    )
    assert retention.term("a1").promised
    assert retention.keeping("a2") == Keeping(60)


def test_a_period_that_is_none_of_those_offered_is_refused() -> None:
    store, _, retention = a_retention()
    start_live(store, "r1")
    with pytest.raises(MoveError):
        retention.choose("a1", Keeping(1))


def test_who_was_told_something_is_not_kept_longer_when_the_operator_changes_it() -> None:
    store, clock, retention = a_retention(6)
    start_live(store, "r1")
    retention.promise("a1")
    assert Retention(store, clock, 60).term("a1").keeping == Keeping(6)


def test_where_there_is_no_end_nothing_is_promised_and_the_operator_may_set_one() -> None:
    store, clock, retention = a_retention()
    start_live(store, "r1")
    retention.promise("a1")
    assert store.keeping("a1") is None
    assert Retention(store, clock, 12).term("a1").keeping == Keeping(12)


def test_a_mirror_is_kept_as_long_as_what_it_mirrors_and_promises_for_that() -> None:
    store, _, retention = a_retention(6)
    fill(store, "mine")
    assert retention.term("mine-outside") == retention.term("mine")
    assert retention.term("mine").keeping == Keeping(12)
    retention.promise("mine-outside")
    assert store.keeping("mine-outside") is None


def test_nothing_is_due_before_the_day_and_everything_on_it() -> None:
    store, clock, retention = a_retention(12)
    fill(store, "mine")
    until = Keeping(12).until(LATER)
    assert until is not None
    clock.now = until - timedelta(seconds=1)
    assert [each.assessment.id for each in retention.due() if each.assessment.id == "mine"] == []
    clock.now = until
    due = [each for each in retention.purge() if each.assessment.id == "mine"]
    assert [(each.stock.mirrors, each.until) for each in due] == [(1, until)]
    assert (store.assessment("mine"), store.assessment("mine-outside")) == (None, None)
    assert retention.due() == ()


def test_what_has_no_end_is_never_due() -> None:
    store, clock, retention = a_retention()
    start_live(store, "r1")
    clock.now = AT_UTC.replace(year=2200)
    assert retention.purge() == ()
    assert store.assessment("a1") is not None


def test_one_who_takes_part_today_is_told_the_day() -> None:
    _, clock, retention = a_retention()
    clock.now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert retention.from_today(Keeping(3)) == datetime(2027, 2, 23, 9, tzinfo=UTC)


def test_there_is_no_term_of_what_is_gone() -> None:
    _, _, retention = a_retention()
    with pytest.raises(MoveError, match=GONE):
        retention.term("a1")
