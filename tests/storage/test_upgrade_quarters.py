"""A database of the release that knew live waves, with rows in every table, is brought up to date without loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, text

from assessments.errors import StoreUnavailableError, WaveClosedError
from assessments.model import Assessment, Batch, Live, Opening, Pinned, Response, Round, Saved, Target, Vote, Wave
from questionnaires.values import Answer
from storage.migrate import current_revision, migrate
from storage.open import open_store
from tests.storage.releases import Rows, release
from tests.storage.samples import an_action, an_importance

if TYPE_CHECKING:
    from sqlalchemy import Engine

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LATER = datetime(2026, 2, 3, tzinfo=UTC)
ROWS: list[Rows] = [
    ("assessments", "id name organiser_hash created_at", [("a1", "Größe 😀", "hash o1", AT)]),
    (
        "waves",
        (
            "id assessment_id label mode smallest_group invited state created_at"
            " roles units join_code revision screen late"
        ),
        [
            ("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ["Führung", "team"], [], "JOIN", 7, "result", False),
            ("w2", "a1", "Alone", "open", 1, None, "open", LATER, [], [], None, 1, "join", True),
        ],
    ),
    ("definitions", "digest data", [("d" * 64, {"z": 1, "a": [1.5, "ü"]})]),
    ("wave_questionnaires", "wave_id questionnaire_id version digest", [("w1", "q1", "1.0.0", "d" * 64)]),
    (
        "responses",
        "id wave_id role unit receipt resume_hash started_at name",
        [
            ("r1", "w1", "team", "", "BCDF-GHJK", "hash r1", AT, ""),
            ("r2", "w2", "", "", "MNPQ-RSTV", "hash r2", LATER, "Zoë"),
        ],
    ),
    ("submissions", "response_id questionnaire_id submitted_at", [("r2", "q2", LATER)]),
    (
        "answers",
        "response_id questionnaire_id item_id round_number kind value reason comment evidence saved_at",
        [
            ("r1", "q1", "i1", 1, "value", 2**80, "", "Because 😀.", "data", AT),
            ("r1", "q1", "i1", 2, "dont_know", None, "", "", None, LATER),
            ("r2", "q1", "i1", 1, "value", {"z": "\0"}, "", "", None, LATER),
        ],
    ),
    (
        "rounds",
        "wave_id number items state opened_at",
        [("w1", 1, None, "revealed", AT), ("w1", 2, [["q1", "i1"]], "stopped", LATER)],
    ),
    ("batches", "wave_id number round_number counted_at", [("w1", 1, 1, LATER)]),
    ("counted", "response_id round_number wave_id batch_number", [("r1", 1, "w1", 1)]),
    (
        "targets",
        "wave_id questionnaire_id dimension_id value set_by set_at before_result",
        [("w1", "q1", "", 66.6, "the board", AT, True)],
    ),
]
LIVE = Wave("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ("Führung", "team"), (), "JOIN")
ALONE = Wave("w2", "a1", "Alone", "open", 1, None, "open", LATER)
JOINED = Response("r1", "w1", "team", "", "BCDF-GHJK", AT)
ALONE_RESPONSE = Response("r2", "w2", "", "", "MNPQ-RSTV", LATER, {"q2": LATER}, "Zoë")


def _second_release(url: str) -> Engine:
    return release(url, "0002", ROWS)


def test_the_sample_has_rows_in_every_table_and_column(url: str) -> None:
    inspector = inspect(_second_release(url))

    tables = {name: {each["name"] for each in inspector.get_columns(name)} for name in inspector.get_table_names()}
    del tables["alembic_version"]
    assert {name: set(columns.split()) for name, columns, _ in ROWS} == tables


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


def test_an_upgrade_that_fails_leaves_the_second_release_as_it_was(url: str) -> None:
    engine = _second_release(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE actions (number INTEGER)"))

    with pytest.raises(StoreUnavailableError):
        migrate(engine)

    assert current_revision(engine) == "0002"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE actions"))
    assert open_store(url).responses("w1") == (JOINED,)
