"""What every store keeps of the importance of dimensions and of actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.storage.samples import (
    AT_UTC,
    LATER,
    a_target,
    a_wave,
    an_action,
    an_assessment,
    an_importance,
    start,
    start_live,
)

if TYPE_CHECKING:
    from assessments.model import Action
    from assessments.ports import Store

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse


def test_what_was_never_kept_is_empty(store: Store) -> None:
    assert store.importance("w1", "q1") == {}
    assert store.actions("a1") == ()


def test_importance_replaces_that_of_the_same_dimension(store: Store) -> None:
    start(store)
    first = an_importance("d2", 0.0), an_importance("d1", 66.6)
    store.set_importance("w1", [*first, an_importance("d1", 1.0, "q2")])
    store.set_importance("w1", [])
    again = replace(an_importance("d1", 0.1), effort=None, set_by="", set_at=LATER, before_result=True)
    store.set_importance("w1", [again])

    assert list(store.importance("w1", "q1").items()) == [("d1", again), ("d2", first[0])]
    assert store.importance("w1", "q2") == {"d1": an_importance("d1", 1.0, "q2")}
    assert store.importance("w1", "q3") == {}
    assert store.importance("w1", "q1")["d2"].set_at.utcoffset() == AT_UTC.utcoffset()


def test_importance_belongs_to_a_wave_and_is_no_target(store: Store) -> None:
    start(store, "r1", "w1")
    start(store, "r2", "w2")
    store.set_importance("w1", [an_importance()])
    store.set_targets("w2", [a_target("d1")])

    assert store.importance("w2", "q1") == {}
    assert store.targets("w1", "q1") == {}
    assert store.importance("w1", "q1") == {"d1": an_importance()}


def test_no_importance_is_kept_without_a_wave_or_a_zone(store: Store) -> None:
    start(store)

    with pytest.raises(ValueError, match=r"unknown|does not exist"):
        store.set_importance("w9", [an_importance()])
    with pytest.raises(ValueError, match="zone"):
        store.set_importance("w1", [an_importance("d1"), replace(an_importance("d2"), set_at=NAIVE)])

    assert store.importance("w1", "q1") == {}
    assert store.importance("w9", "q1") == {}


def test_actions_come_the_first_that_is_due_first(store: Store) -> None:
    start(store)
    later_made = replace(an_action("b", due=date(2026, 4, 1)), made_at=LATER)
    given = [
        an_action("d", due=date(2027, 1, 1)),
        later_made,
        an_action("c", due=date(2026, 4, 1)),
        an_action("a", due=date(2026, 4, 1)),
        an_action("e", due=date(2026, 3, 31)),
    ]
    for each in given:
        store.put_action(each)

    assert [each.id for each in store.actions("a1")] == ["e", "a", "c", "b", "d"]
    assert set(store.actions("a1")) == set(given)
    assert store.actions("a2") == ()


def test_an_action_takes_the_place_of_the_one_with_its_id(store: Store) -> None:
    start(store)
    store.put_action(an_action())
    store.put_action(an_action("x2"))
    decided = replace(
        an_action(),
        dimension_id="",
        what="Less.",
        owner="",
        due=date(2026, 7, 1),
        state="kept",
        decided_at=LATER,
        note="It worked 😀.",
    )
    store.put_action(decided)

    assert store.actions("a1") == (an_action("x2"), decided)
    store.put_action(an_action())
    assert store.actions("a1") == (an_action(), an_action("x2"))


def test_an_action_keeps_its_day_and_its_times_in_utc(store: Store) -> None:
    start(store)
    given = replace(an_action(due=date(2026, 12, 31)), state="dropped", decided_at=an_action().made_at)
    store.put_action(given)

    (found,) = store.actions("a1")
    assert found == given
    assert type(found.due) is date
    assert found.decided_at is not None
    assert found.made_at.utcoffset() == found.decided_at.utcoffset() == AT_UTC.utcoffset()


def test_an_assessment_has_actions_of_all_its_waves_and_no_others(store: Store) -> None:
    start(store, "r1", "w1")
    start_live(store, wave_id="w2")
    store.add_wave(an_assessment("a2"), a_wave("w3", "a2"), [], organiser_hash="o")
    first, second = an_action("x1", "w1"), an_action("x2", "w2")
    other = replace(an_action("x3", "w3"), assessment_id="a2")
    for each in (other, second, first):
        store.put_action(each)

    assert store.actions("a1") == (first, second)
    assert store.actions("a2") == (other,)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (an_action(wave_id="w9"), r"unknown|does not exist"),
        (replace(an_action(), assessment_id="a9"), r"unknown|does not exist"),
        (replace(an_action(), made_at=NAIVE), "zone"),
        (replace(an_action(), decided_at=NAIVE), "zone"),
    ],
    ids=["no wave", "no assessment", "made without a zone", "decided without a zone"],
)
def test_an_action_that_does_not_fit_is_refused(store: Store, refused: Action, message: str) -> None:
    start(store)

    with pytest.raises(ValueError, match=message):
        store.put_action(refused)

    assert store.actions("a1") == ()
    assert store.actions("a9") == ()
