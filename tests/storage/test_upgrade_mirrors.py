"""A database of the release that knew quarters is brought up to date without loss, and can then be mirrored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, text

from assessments.errors import StoreUnavailableError
from assessments.model import Action, Importance, Mirror, Response, Wave
from storage.migrate import current_revision, migrate
from storage.open import open_store
from tests.storage.releases import Rows, release
from tests.storage.samples import a_live_wave, a_round, an_assessment
from tests.storage.test_upgrade_quarters import ROWS as BEFORE

if TYPE_CHECKING:
    from sqlalchemy import Engine

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LATER = datetime(2026, 2, 3, tzinfo=UTC)
ROWS: list[Rows] = [
    *(each for each in BEFORE if each[0] == "assessments"),
    *(
        (name, f"{columns} closes_at", [(*row, LATER) for row in rows])
        for name, columns, rows in BEFORE
        if name == "waves"
    ),
    *(
        (name, f"{columns} link", [(*row, "a link") for row in rows])
        for name, columns, rows in BEFORE
        if name == "responses"
    ),
    *(each for each in BEFORE if each[0] not in {"assessments", "waves", "responses"}),
    (
        "importance",
        "wave_id questionnaire_id dimension_id points effort set_by set_at before_result",
        [("w1", "q1", "d1", 33.3, 3, "the board", AT, True)],
    ),
    (
        "actions",
        "id assessment_id wave_id questionnaire_id dimension_id what owner due proof state made_at decided_at note",
        [("x1", "a1", "w1", "q1", "d1", "Call 😀.", "Zoë", date(2026, 6, 30), "Fewer leave.", "kept", AT, LATER, "")],
    ),
]
LIVE = Wave("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ("Führung", "team"), (), "JOIN", LATER)
IMPORTANCE = Importance("q1", "d1", 33.3, 3, "the board", AT, before_result=True)
ACTION = Action("x1", "a1", "w1", "q1", "d1", "Call 😀.", "Zoë", date(2026, 6, 30), "Fewer leave.", "kept", AT, LATER)


def _third_release(url: str) -> Engine:
    return release(url, "0003", ROWS)


def test_the_sample_has_rows_in_every_table_and_column(url: str) -> None:
    inspector = inspect(_third_release(url))

    tables = {name: {each["name"] for each in inspector.get_columns(name)} for name in inspector.get_table_names()}
    del tables["alembic_version"]
    assert {name: set(columns.split()) for name, columns, _ in ROWS} == tables


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


def test_an_upgrade_that_fails_leaves_the_third_release_as_it_was(url: str) -> None:
    engine = _third_release(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mirrors (number INTEGER)"))

    with pytest.raises(StoreUnavailableError):
        migrate(engine)

    assert current_revision(engine) == "0003"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE mirrors"))
    assert open_store(url).waves("a1")[0] == LIVE
