"""The column types keep nothing as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine

from storage.types import Moment, PlainJson

if TYPE_CHECKING:
    from sqlalchemy import Dialect

DIALECTS = [create_engine(url).dialect for url in ("sqlite://", "postgresql+psycopg://")]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("column_type", [Moment(), PlainJson()], ids=["moment", "json"])
def test_none_is_null(column_type: Moment | PlainJson, dialect: Dialect) -> None:
    assert column_type.process_bind_param(None, dialect) is None
    assert column_type.process_result_value(None, dialect) is None
