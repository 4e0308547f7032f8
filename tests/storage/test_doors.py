"""Every store keeps who may come in and what they did alike, and changes it only for an organiser."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, RefusedError
from assessments.keys_model import FIRST_KEY, Entry, Grant, Invitation, Kind, Role, Signed
from storage.door_rules import LAST_KEY, NO_KEY
from tests.storage.samples import AT, AT_UTC, LATER, a_live_wave, an_assessment, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.ports import Store

FIRST = Grant("a1", "a1", "key", "organiser", FIRST_KEY, "hash o", AT_UTC)


def _open(store: Store, assessment_id: str = "a1", organiser_hash: str = "hash o") -> None:
    wave = a_live_wave(f"w-{assessment_id}", assessment_id)
    store.add_wave(an_assessment(assessment_id), wave, [], organiser_hash=organiser_hash)


def _grant(grant_id: str, *, kind: Kind = "key", role: Role = "viewer", assessment_id: str = "a1") -> Grant:
    return Grant(grant_id, assessment_id, kind, role, f"Name of {grant_id}", f"hash {grant_id}", LATER)


def _invitation(name: str = "i1", *, role: Role = "viewer", days: int = 1) -> Invitation:
    return Invitation(name, "a1", role, "Anna", f"hash {name}", AT, AT + timedelta(days=days))


def _entry(entry_id: str, assessment_id: str = "a1") -> Entry:
    return Entry(entry_id, assessment_id, AT, "key", "organiser", FIRST_KEY, "key-made", "Größe 😀")


def _signed(entry_id: str, by: str = "a1", assessment_id: str = "a1") -> Signed:
    return Signed({"a1": "hash o", "a2": "hash 2"}.get(by, f"hash {by}"), _entry(entry_id, assessment_id))


def test_the_organisers_key_is_the_first_grant_of_a_new_assessment_however_it_is_begun(store: Store) -> None:
    _open(store)
    start(store, "r1", wave_id="w5")

    assert store.grants("a1") == (FIRST,)
    assert store.grants_by_hash("key", "hash o") == (FIRST,)
    assert store.grants_by_hash("member", "hash o") == ()
    assert store.grants("a9") == ()


def test_another_wave_of_an_assessment_brings_no_key_back(store: Store) -> None:
    _open(store)
    store.add_grant(_grant("g1", role="organiser"), _signed("e1"))
    store.drop_grant("a1", _signed("e2", by="g1"))

    store.add_wave(an_assessment(), a_live_wave("w9"), [], organiser_hash="hash o")

    assert [each.id for each in store.grants("a1")] == ["g1"]
    kept = store.everything("a1")
    assert kept is not None
    assert kept.organiser_hash == "hash g1"


def test_grants_are_kept_oldest_first_with_the_line_that_says_so(store: Store) -> None:
    _open(store)
    added = replace(_grant("g1", kind="member"), made_at=AT + timedelta(hours=2))
    store.add_grant(added, _signed("e1"))
    store.add_grant(_grant("g2"), _signed("e2"))

    assert [each.id for each in store.grants("a1")] == ["a1", "g2", "g1"]
    assert store.grants_by_hash("member", "hash g1") == (replace(added, made_at=AT_UTC + timedelta(hours=2)),)
    assert {each.id for each in store.trail("a1")} == {"e1", "e2"}
    assert store.trail("a1")[0].at == AT_UTC
    assert store.trail("a1")[0].detail == "Größe 😀"


def test_a_key_of_any_role_opens_its_assessment_and_the_older_one_where_two_have_the_same(store: Store) -> None:
    _open(store)
    store.add_grant(_grant("g1"), _signed("e1"))

    assert store.assessment_by_key("hash g1") == an_assessment()


def test_an_exchanged_key_opens_nothing_any_more(store: Store) -> None:
    _open(store)

    store.rotate_grant("a1", "hash new", _signed("e1"))

    assert store.grants("a1") == (replace(FIRST, hash="hash new"),)
    assert store.grants_by_hash("key", "hash o") == ()
    assert store.assessment_by_key("hash o") is None
    assert [each.id for each in store.trail("a1")] == ["e1"]
    with pytest.raises(RefusedError):
        store.add_grant(_grant("g1"), _signed("e2"))  # a page that was drawn with it before


def test_what_is_no_key_of_the_assessment_cannot_be_exchanged(store: Store) -> None:
    _open(store)
    _open(store, "a2", "hash 2")
    store.add_grant(_grant("g1", kind="member"), _signed("e1"))

    for grant_id in ("g1", "g9", "a2"):
        with pytest.raises(MoveError, match=NO_KEY):
            store.rotate_grant(grant_id, "hash new", _signed("e2"))

    assert store.grants("a2")[0].hash == "hash 2"
    assert [each.id for each in store.trail("a1")] == ["e1"]


def test_a_grant_that_is_taken_away_opens_nothing_and_the_last_organisers_key_stays(store: Store) -> None:
    _open(store)
    _open(store, "a2", "hash 2")
    store.add_grant(_grant("g1", kind="member", role="organiser"), _signed("e1"))
    store.add_grant(_grant("g2"), _signed("e2"))

    store.drop_grant("g2", _signed("e3"))
    store.drop_grant("g2", _signed("e4"))
    store.drop_grant("a2", _signed("e5"))
    with pytest.raises(MoveError, match=LAST_KEY):
        store.drop_grant("a1", _signed("e6", by="g1"))

    assert [each.id for each in store.grants("a1")] == ["a1", "g1"]
    assert [each.id for each in store.grants("a2")] == ["a2"]
    assert {each.id for each in store.trail("a1")} == {"e1", "e2", "e3"}


@pytest.mark.parametrize("by", ["g1", "g2", "a2", "gone"])
@pytest.mark.parametrize(
    "change",
    [
        lambda store, signed: store.add_grant(_grant("g9"), signed),
        lambda store, signed: store.rotate_grant("a1", "hash new", signed),
        lambda store, signed: store.drop_grant("g1", signed),
        lambda store, signed: store.add_invitation(_invitation("i9"), signed),
        lambda store, signed: store.drop_invitation("i1", signed),
    ],
)
def test_whoever_is_no_organiser_in_that_moment_changes_nothing(
    store: Store, change: Callable[[Store, Signed], None], by: str
) -> None:
    _open(store)
    _open(store, "a2", "hash 2")
    store.add_grant(_grant("g1", role="co-facilitator"), _signed("e1"))
    store.add_grant(_grant("g2", kind="member"), _signed("e2"))
    store.add_invitation(_invitation(), _signed("e3"))
    before = (store.grants("a1"), store.invitations("a1"), store.trail("a1"))

    with pytest.raises(RefusedError):
        change(store, _signed("e4", by=by))

    assert (store.grants("a1"), store.invitations("a1"), store.trail("a1")) == before


def test_invitations_are_kept_until_they_are_used_withdrawn_or_too_old(store: Store) -> None:
    _open(store)
    _open(store, "a2", "hash 2")
    store.add_invitation(_invitation("i1"), _signed("e1"))
    store.add_invitation(_invitation("i2"), _signed("e2"))
    assert store.invitations("a1") == tuple(
        replace(_invitation(each), made_at=AT_UTC, expires_at=AT_UTC + timedelta(days=1)) for each in ("i1", "i2")
    )

    store.drop_invitation("i2", _signed("e3", by="a2", assessment_id="a2"))
    store.drop_invitation("i1", _signed("e4"))
    store.drop_invitation("i1", _signed("e5"))
    assert [each.id for each in store.invitations("a1")] == ["i2"]
    assert store.invitation_by_hash("hash i1") is None
    assert store.trail("a2") == ()

    newer = replace(_invitation("i3"), made_at=AT + timedelta(days=1), expires_at=AT + timedelta(days=2))
    store.add_invitation(newer, _signed("e6"))
    assert [each.id for each in store.invitations("a1")] == ["i3"]
    assert {each.id for each in store.trail("a1")} == {"e1", "e2", "e4", "e6"}


def test_an_invitation_works_once(store: Store) -> None:
    _open(store)
    store.add_invitation(_invitation(), _signed("e1"))

    store.redeem("hash i1", _grant("g1"), _entry("e2"), AT)
    with pytest.raises(MoveError):
        store.redeem("hash i1", _grant("g2"), _entry("e3"), AT)

    assert store.invitations("a1") == ()
    assert [each.id for each in store.grants("a1")] == ["a1", "g1"]
    assert {each.id for each in store.trail("a1")} == {"e1", "e2"}


def test_an_invitation_that_is_too_old_makes_nobody_anything(store: Store) -> None:
    _open(store)
    store.add_invitation(_invitation(days=1), _signed("e1"))

    with pytest.raises(MoveError):
        store.redeem("hash i1", _grant("g1"), _entry("e2"), AT + timedelta(days=1))

    assert store.grants("a1") == (FIRST,)


def test_who_is_a_member_already_has_the_higher_of_both_roles(store: Store) -> None:
    _open(store)
    member = _grant("g1", kind="member", role="co-facilitator")
    store.add_grant(member, _signed("e1"))
    roles: list[Role] = ["viewer", "organiser"]
    for place, role in enumerate(roles):
        store.add_invitation(_invitation(f"i{place}", role=role), _signed(f"f{place}"))

    store.redeem("hash i0", replace(member, id="g8", role="viewer"), _entry("e2"), AT)
    assert store.grants("a1")[1:] == (member,)

    store.redeem("hash i1", replace(member, id="g9", role="organiser"), _entry("e3"), AT)
    assert store.grants("a1")[1:] == (replace(member, role="organiser"),)


def test_a_mistaken_caller_changes_nothing(store: Store) -> None:
    _open(store)
    store.add_invitation(_invitation(), _signed("e1"))
    no_zone = AT.replace(tzinfo=None)

    mistakes: tuple[Callable[[], None], ...] = (
        lambda: store.add_grant(_grant("a1"), _signed("e2")),
        lambda: store.add_grant(replace(_grant("g1"), made_at=no_zone), _signed("e2")),
        lambda: store.add_grant(_grant("g1"), _signed("e1")),
        lambda: store.add_invitation(_invitation("i1"), _signed("e2")),
        lambda: store.add_invitation(replace(_invitation("i2"), hash="hash i1"), _signed("e2")),
        lambda: store.add_entry(_entry("e1")),
        lambda: store.add_entry(_entry("e2", "a9")),
        lambda: store.add_entry(replace(_entry("e2"), at=no_zone)),
    )
    for mistake in mistakes:
        with pytest.raises(ValueError, match=r"."):
            mistake()

    assert store.grants("a1") == (FIRST,)
    assert [each.id for each in store.trail("a1")] == ["e1"]


def test_the_newest_line_of_the_trail_stands_first(store: Store) -> None:
    _open(store)
    for place in (1, 0, 2):
        store.add_entry(replace(_entry(f"e{place}"), at=AT + timedelta(minutes=place)))

    assert [each.id for each in store.trail("a1")] == ["e2", "e1", "e0"]
    assert store.trail("a9") == ()
