"""The port: what implements it has every method, with the same parameters."""

from __future__ import annotations

import inspect

import pytest

from assessments.ports import Store
from storage.memory import MemoryStore
from storage.sql import SqlStore

METHODS = {name for name, _ in inspect.getmembers(Store, inspect.isfunction) if not name.startswith("_")}


def test_the_port_asks_for_something() -> None:
    assert {"add_response", "save_answer", "submit"} <= METHODS


@pytest.mark.parametrize("implementation", [MemoryStore, SqlStore])
@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_store_has_every_method_of_the_port(implementation: type, method: str) -> None:
    asked = inspect.signature(getattr(Store, method))
    offered = inspect.signature(getattr(implementation, method))

    assert list(offered.parameters.values()) == list(asked.parameters.values())
    assert offered.return_annotation == asked.return_annotation
