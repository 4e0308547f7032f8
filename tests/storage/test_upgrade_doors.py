"""A database of the release that knew the pool is brought up to date: every organiser's key still opens what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assessments.errors import StoreUnavailableError
from assessments.keys_model import FIRST_KEY, Grant
from assessments.model import Assessment
from storage.migrate import current_revision, migrate
from storage.open import open_store
from tests.storage.releases import Rows, release
from tests.storage.samples import AT_UTC, LATER

if TYPE_CHECKING:
    from sqlalchemy import Engine

ROWS: list[Rows] = [
    (
        "assessments",
        "id name organiser_hash created_at",
        [("a1", "Größe 😀", "hash o1", AT_UTC), ("a2", "", "hash o2", LATER)],
    ),
]


def _fifth_release(url: str) -> Engine:
    return release(url, "0005", ROWS)


def test_every_key_is_the_first_grant_of_its_assessment_after_the_upgrade(url: str) -> None:
    _fifth_release(url)
    store = open_store(url)

    assert store.grants("a1") == (Grant("a1", "a1", "key", "organiser", FIRST_KEY, "hash o1", AT_UTC),)
    assert store.assessment_by_key("hash o2") == Assessment("a2", "", LATER)
    assert (store.invitations("a1"), store.trail("a1")) == ((), ())


def test_an_upgrade_that_fails_leaves_the_fifth_release_as_it_was(url: str) -> None:
    engine = _fifth_release(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE trail (number INTEGER)"))

    with pytest.raises(StoreUnavailableError):
        migrate(engine)

    assert current_revision(engine) == "0005"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE trail"))
    assert open_store(url).assessment_by_key("hash o1") == Assessment("a1", "Größe 😀", AT_UTC)
