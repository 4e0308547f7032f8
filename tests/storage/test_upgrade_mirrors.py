"""What the release that knew quarters kept means the same after the upgrade, and can be mirrored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assessments.model import Action, Importance, Mirror, Response, Wave
from storage.open import open_store
from tests.storage.release_samples import AT, LATER, THIRD
from tests.storage.releases import release
from tests.storage.samples import a_live_wave, a_round, an_assessment

if TYPE_CHECKING:
    from sqlalchemy import Engine

LIVE = Wave("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ("Führung", "team"), (), "JOIN", LATER)
IMPORTANCE = Importance("q1", "d1", 33.3, 3, "the board", AT, before_result=True)
ACTION = Action("x1", "a1", "w1", "q1", "d1", "Call 😀.", "Zoë", date(2026, 6, 30), "Fewer leave.", "kept", AT, LATER)


def _third_release(url: str) -> Engine:
    return release(url, "0003", THIRD)


def test_what_the_third_release_kept_is_there_and_nothing_is_mirrored(url: str) -> None:
    _third_release(url)

    store = open_store(url)

    assert store.waves("a1")[0] == LIVE
    assert store.responses("w1") == (Response("r1", "w1", "team", "", "BCDF-GHJK", AT, link="a link"),)
    assert store.importance("w1", "q1") == {"d1": IMPORTANCE}
    assert store.actions("a1") == (ACTION,)
    assert len(store.votes("w1")) == 2
    assert store.mirrors("w1") == ()
    assert store.mirrored_by("w1") is None


def test_what_it_kept_can_be_mirrored_after_the_upgrade(url: str) -> None:
    _third_release(url)
    store = open_store(url)

    mirror = Mirror("w1", "customer", "m1")
    store.add_mirror(mirror, an_assessment("a2"), a_live_wave("m1", "a2"), [], a_round(), organiser_hash="nobody's")

    assert store.mirrors("w1") == (mirror,)
    assert store.mirrored_by("m1") == mirror
    assert store.waves("a1")[0] == LIVE
