"""A database of an earlier release, with rows in every table, is brought up to date without loss."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, text

from assessments.errors import StoreUnavailableError
from assessments.model import Assessment, Pinned, Response, Saved, Tally, Target, Vote, Wave
from questionnaires.values import Answer
from storage.migrate import current_revision, migrate
from storage.open import open_store
from tests.storage.releases import Rows, release
from tests.storage.samples import start_live

if TYPE_CHECKING:
    from sqlalchemy import Engine

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LATER = datetime(2026, 2, 3, tzinfo=UTC)
# What the first release wrote, table by table, in an order in which every row finds what it points at.
ROWS: list[Rows] = [
    (
        "assessments",
        "id name organiser_hash created_at",
        [("a1", "Größe 😀", "hash o1", AT), ("a2", "", "hash o2", LATER)],
    ),
    (
        "waves",
        "id assessment_id label mode smallest_group invited state created_at",
        [
            ("w1", "a1", "2026 Q1", "open", 1, None, "open", AT),
            ("w2", "a1", "2025 Q4", "anonymous", 5, 12, "closed", LATER),
        ],
    ),
    ("definitions", "digest data", [("d" * 64, {"z": 1, "a": [1.5, "ü"]}), ("e" * 64, {})]),
    (
        "wave_questionnaires",
        "wave_id questionnaire_id version digest",
        [("w1", "q1", "1.0.0", "d" * 64), ("w1", "q2", "2.0.0", "e" * 64), ("w2", "q1", "1.0.0", "d" * 64)],
    ),
    (
        "responses",
        "id wave_id role unit receipt resume_hash started_at",
        [
            ("r1", "w1", "manager", "", "BCDF-GHJK", "hash r1", AT),
            ("r2", "w2", "", "north", "MNPQ-RSTV", "hash r2", LATER),
        ],
    ),
    ("submissions", "response_id questionnaire_id submitted_at", [("r1", "q2", LATER), ("r2", "q1", AT)]),
    (
        "answers",
        "response_id questionnaire_id item_id kind value reason comment evidence saved_at",
        [
            ("r1", "q1", "i1", "value", 2**80, "", "", None, AT),
            ("r1", "q1", "i2", "value", {"z": "\0", "a": [True, 1.0]}, "", "Because 😀.", "data", LATER),
            ("r1", "q2", "i1", "not_applicable", None, "No customers.", "", None, AT),
            ("r2", "q1", "i1", "dont_know", None, "", "", "opinion", LATER),
        ],
    ),
    (
        "targets",
        "wave_id questionnaire_id dimension_id value set_by set_at before_result",
        [("w1", "q1", "", 66.6, "the board", AT, True), ("w1", "q1", "d1", 0.1, "", LATER, False)],
    ),
]
BIG = Saved(Answer(value=2**80), at=AT)
FULL = Saved(Answer(value={"z": "\0", "a": [True, 1.0]}, comment="Because 😀.", evidence="data"), at=LATER)
NOT_HERE = Saved(Answer("not_applicable", reason="No customers."), at=AT)
UNKNOWN = Saved(Answer("dont_know", evidence="opinion"), at=LATER)


def _first_release(url: str) -> Engine:
    """Make a database as the first release left it."""
    return release(url, "0001", ROWS)


def test_the_sample_has_rows_in_every_table_and_column(url: str) -> None:
    inspector = inspect(_first_release(url))

    tables = {name: {each["name"] for each in inspector.get_columns(name)} for name in inspector.get_table_names()}
    del tables["alembic_version"]
    assert {name: set(columns.split()) for name, columns, _ in ROWS} == tables


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


def test_an_upgrade_that_fails_leaves_the_first_release_as_it_was(url: str) -> None:
    engine = _first_release(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counted (number INTEGER)"))

    with pytest.raises(StoreUnavailableError):
        migrate(engine)

    assert current_revision(engine) == "0001"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE counted"))
    store = open_store(url)
    assert store.answers("r1", "q1") == {"i1": BIG, "i2": FULL}
