"""What the release that knew live waves kept means the same after the upgrade, and can be measured again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.errors import WaveClosedError
from assessments.model import Assessment, Batch, Live, Opening, Pinned, Response, Round, Saved, Target, Vote, Wave
from questionnaires.values import Answer
from storage.open import open_store
from tests.storage.release_samples import AT, LATER, SECOND
from tests.storage.releases import release
from tests.storage.samples import an_action, an_importance

if TYPE_CHECKING:
    from sqlalchemy import Engine

LIVE = Wave("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ("Führung", "team"), (), "JOIN")
ALONE = Wave("w2", "a1", "Alone", "open", 1, None, "open", LATER)
JOINED = Response("r1", "w1", "team", "", "BCDF-GHJK", AT)
ALONE_RESPONSE = Response("r2", "w2", "", "", "MNPQ-RSTV", LATER, {"q2": LATER}, "Zoë")


def _second_release(url: str) -> Engine:
    return release(url, "0002", SECOND)


def test_everything_of_the_second_release_is_there_after_the_upgrade(url: str) -> None:
    _second_release(url)

    store = open_store(url)

    assert store.assessment_by_key("hash o1") == Assessment("a1", "Größe 😀", AT)
    assert store.waves("a1") == (LIVE, ALONE)
    assert store.wave_by_join_code("JOIN") == LIVE
    assert store.live("w1") == Live(
        revision=7,
        screen="result",
        late=False,
        rounds=(Round(1, None, "revealed", AT), Round(2, (("q1", "i1"),), "stopped", LATER)),
        batches=(Batch(1, 1, frozenset({"r1"}), LATER),),
    )
    assert store.pinned("w1") == {"q1": Pinned("q1", "1.0.0", "d" * 64, {"z": 1, "a": [1.5, "ü"]})}
    assert store.responses("w1") == (JOINED,)
    assert store.response_by_code("hash r2") == ALONE_RESPONSE
    assert store.votes("w1") == (
        Vote("r1", "q1", "i1", 1, Saved(Answer(value=2**80, comment="Because 😀.", evidence="data"), at=AT)),
        Vote("r1", "q1", "i1", 2, Saved(Answer("dont_know"), at=LATER)),
    )
    assert store.answers("r2", "q1") == {"i1": Saved(Answer(value={"z": "\0"}), at=LATER)}
    assert store.targets("w1", "q1") == {"": Target("q1", "", 66.6, "the board", AT, before_result=True)}


def test_what_is_new_is_empty_after_the_upgrade_and_can_be_used(url: str) -> None:
    _second_release(url)
    store = open_store(url)

    assert [each.closes_at for each in store.waves("a1")] == [None, None]
    assert [each.link for each in (*store.responses("w1"), *store.responses("w2"))] == ["", ""]
    assert store.importance("w1", "q1") == {}
    assert store.actions("a1") == ()

    store.set_link("r2", "link")
    store.set_importance("w1", [an_importance()])
    store.put_action(an_action())
    store.set_closing("w2", LATER + timedelta(days=2))
    with pytest.raises(WaveClosedError):
        store.save_answer("r2", "q1", "i1", None, at=LATER + timedelta(days=3))
    wave = replace(ALONE, id="w3", created_at=LATER + timedelta(days=1))
    response = replace(ALONE_RESPONSE, id="r3", wave_id="w3", link="link", submitted={})
    store.add_next_wave(Opening("w2", wave, (), response=response), resume_hash="hash r3")

    closed = replace(ALONE, state="closed", closes_at=LATER + timedelta(days=2))
    assert store.waves("a1") == (LIVE, closed, wave)
    assert store.responses("w2") == (replace(ALONE_RESPONSE, link="link"),)
    assert store.responses("w3") == (response,)
    assert store.importance("w1", "q1") == {"d1": an_importance()}
    assert store.actions("a1") == (an_action(),)
