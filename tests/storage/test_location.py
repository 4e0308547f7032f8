"""Where the database is: what the environment says, or a file in the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.location import database_url

HOME = Path("/srv/customer")


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": "  "}])
def test_without_a_setting_it_is_a_file_in_the_data_folder(environment: dict[str, str]) -> None:
    assert database_url(environment, HOME) == "sqlite:////srv/customer/data/answers.db"


def test_the_setting_says_where_it_is() -> None:
    assert database_url({"DATABASE_URL": " postgresql://db/answers\n"}, HOME) == "postgresql://db/answers"
