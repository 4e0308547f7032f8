"""What the first release kept means the same after the upgrade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.model import Assessment, Pinned, Response, Saved, Tally, Target, Vote, Wave
from questionnaires.values import Answer
from storage.open import open_store
from tests.storage.release_samples import AT, FIRST, LATER
from tests.storage.releases import release
from tests.storage.samples import start_live

if TYPE_CHECKING:
    from sqlalchemy import Engine

BIG = Saved(Answer(value=2**80), at=AT)
FULL = Saved(Answer(value={"z": "\0", "a": [True, 1.0]}, comment="Because 😀.", evidence="data"), at=LATER)
NOT_HERE = Saved(Answer("not_applicable", reason="No customers."), at=AT)
UNKNOWN = Saved(Answer("dont_know", evidence="opinion"), at=LATER)


def _first_release(url: str) -> Engine:
    """Make a database as the first release left it."""
    return release(url, "0001", FIRST)


def test_everything_of_the_first_release_is_there_after_the_upgrade(url: str) -> None:
    _first_release(url)

    store = open_store(url)

    assert store.assessment("a1") == Assessment("a1", "Größe 😀", AT)
    assert store.assessment("a2") == Assessment("a2", "", LATER)
    first = Wave("w1", "a1", "2026 Q1", "open", 1, None, "open", AT)
    second = Wave("w2", "a1", "2025 Q4", "anonymous", 5, 12, "closed", LATER)
    assert store.waves("a1") == (first, second)
    pinned = Pinned("q1", "1.0.0", "d" * 64, {"z": 1, "a": [1.5, "ü"]})
    assert store.pinned("w1") == {"q1": pinned, "q2": Pinned("q2", "2.0.0", "e" * 64, {})}
    assert list(store.pinned("w1")["q1"].data) == ["z", "a"]
    assert store.pinned("w2") == {"q1": pinned}
    one = Response("r1", "w1", "manager", "", "BCDF-GHJK", AT, {"q2": LATER})
    two = Response("r2", "w2", "", "north", "MNPQ-RSTV", LATER, {"q1": AT})
    assert store.responses("w1") == (one,)
    assert store.responses("w2") == (two,)
    assert store.response_by_code("hash r1") == one
    assert store.response_by_code("hash r2") == two
    assert store.answers("r1", "q1") == {"i1": BIG, "i2": FULL}
    assert store.answers("r1", "q2") == {"i1": NOT_HERE}
    assert store.answers("r2", "q1") == {"i1": UNKNOWN}
    assert store.targets("w1", "q1") == {
        "": Target("q1", "", 66.6, "the board", AT, before_result=True),
        "d1": Target("q1", "d1", 0.1, "", LATER, before_result=False),
    }


def test_what_is_new_is_empty_after_the_upgrade(url: str) -> None:
    _first_release(url)

    store = open_store(url)

    assert store.assessment_by_key("hash o2") == Assessment("a2", "", LATER)
    assert store.live("w1") is None
    assert [(vote.item_id, vote.round_number) for vote in store.votes("w1")] == [("i1", 1), ("i2", 1), ("i1", 1)]
    assert store.votes("w2") == (Vote("r2", "q1", "i1", 1, UNKNOWN),)
    assert store.tally("w2", 1) == Tally({"": 1}, {("q1", "i1"): 1}, voters=1, received=1, counted=0, given=(1,))


def test_an_upgraded_database_goes_on(url: str) -> None:
    _first_release(url)
    store = open_store(url)
    store.save_answer("r1", "q1", "i1", Saved(Answer(value="changed"), at=LATER))
    store.save_answer("r1", "q1", "i2", None)
    start_live(store, "r3", wave_id="w3")
    store.save_answer("r3", "q1", "i1", BIG)

    assert store.answers("r1", "q1") == {"i1": Saved(Answer(value="changed"), at=LATER)}
    assert store.votes("w3") == (Vote("r3", "q1", "i1", 1, BIG),)
    assert len(store.waves("a1")) == 3
