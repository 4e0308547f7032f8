"""What holds when several change who may come in at the same moment."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from assessments.errors import MoveError, RefusedError
from assessments.keys_model import Entry, Grant, Invitation, Signed
from tests.storage.samples import AT, a_live_wave, an_assessment
from tests.storage.together import together

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.ports import Store

MANY = 8


def settle(store: Store) -> None:
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="hash o")


def grant(name: str) -> Grant:
    return Grant(name, "a1", "key", "organiser", name, f"hash {name}", AT)


def signed(entry_id: str, by: str = "a1") -> Signed:
    hashed = "hash o" if by == "a1" else f"hash {by}"
    return Signed(hashed, Entry(entry_id, "a1", AT, "key", "organiser", by, "key-made"))


def said(move: Callable[[], None]) -> str:
    try:
        move()
    except (MoveError, RefusedError) as error:
        return type(error).__name__
    return ""


def test_one_of_many_uses_an_invitation(store: Store) -> None:
    settle(store)
    store.add_invitation(Invitation("i1", "a1", "viewer", "Anna", "hash i1", AT, AT + timedelta(days=1)), signed("e"))

    def use(place: int) -> None:
        store.redeem("hash i1", grant(f"g{place}"), signed(f"e{place}").entry, AT)

    outcomes = together(*(partial(said, partial(use, place)) for place in range(MANY)))

    assert sorted(outcomes) == ["", *["MoveError"] * (MANY - 1)]
    assert len(store.grants("a1")) == 2
    assert len(store.trail("a1")) == 2


def test_of_two_organisers_who_take_each_others_key_away_one_stays(store: Store) -> None:
    settle(store)
    store.add_grant(grant("g1"), signed("e1"))

    outcomes = together(
        partial(said, lambda: store.drop_grant("g1", signed("e2"))),
        partial(said, lambda: store.drop_grant("a1", signed("e3", by="g1"))),
    )

    assert sorted(outcomes) == ["", "RefusedError"]
    assert len(store.grants("a1")) == 1
    assert store.grants("a1")[0].role == "organiser"


def test_two_keys_that_are_exchanged_at_once_are_two_new_ones(store: Store) -> None:
    settle(store)
    store.add_grant(grant("g1"), signed("e1"))

    together(
        partial(store.rotate_grant, "a1", "new a1", signed("e2", by="a1")),
        partial(store.rotate_grant, "g1", "new g1", signed("e3", by="g1")),
    )

    assert {each.hash for each in store.grants("a1")} == {"new a1", "new g1"}
    assert len(store.trail("a1")) == 3
