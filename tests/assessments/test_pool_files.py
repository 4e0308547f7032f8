"""Files with figures of others that belong to one assessment."""

from __future__ import annotations

import pytest

from assessments.errors import MoveError
from assessments.model import Assessment, Wave
from assessments.pool_files import FULL, MOST, OwnFiles, called
from assessments.workflow import NAME_LIMIT
from questionnaires.values import InvalidValueError
from storage.memory import MemoryStore
from tests.assessments.build import AT
from tests.benchmarks.own_files import CSV, YAML


@pytest.fixture
def files() -> OwnFiles:
    """Return the use cases over a store with one assessment."""
    store = MemoryStore()
    store.add_wave(Assessment("a", "", AT), Wave("w", "a", "Q", "open", 1, None, "open", AT), [], organiser_hash="o")
    return OwnFiles(store, lambda: AT)


def test_a_file_is_kept_with_who_gave_it_and_when(files: OwnFiles) -> None:
    assert files.take("a", "C:\\figures\\retail.csv", CSV, " Zoë\x00 ") == ()
    ((file_id, given),) = files.given("a").items()
    assert (given.name, given.giver, given.day) == ("retail.csv", "Zoë", AT.date())
    assert [each.id for each in given.ledger.benchmarks] == ["retail-2026", "blogs-2026"]
    files.drop("a", file_id)
    assert files.given("a") == {}


def test_nothing_is_kept_of_a_file_with_an_error(files: OwnFiles) -> None:
    (problem,) = files.take("a", "retail.yaml", YAML.replace(b"n: 14", b"n: 4"), "")
    assert problem.code == "B019"
    assert files.given("a") == {}


def test_only_so_many_files_are_kept(files: OwnFiles) -> None:
    for place in range(MOST):
        assert files.take("a", f"{place}.csv", CSV, "") == ()
    with pytest.raises(MoveError, match=FULL):
        files.take("a", "more.csv", CSV, "")
    assert len(files.given("a")) == MOST


def test_a_name_that_is_too_long_is_refused(files: OwnFiles) -> None:
    with pytest.raises(InvalidValueError):
        files.take("a", "retail.csv", CSV, "x" * (NAME_LIMIT + 1))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/retail.csv", "retail.csv"),
        ("a\\b\\retail.csv", "retail.csv"),
        ("re\ntail\u202e.csv ", "retail.csv"),
        ("x" * 200 + ".csv", "x" * (NAME_LIMIT - 4) + ".csv"),
        ("", ""),
    ],
)
def test_a_file_is_called_by_its_name_alone(name: str, kept: str) -> None:
    assert called(name) == kept
