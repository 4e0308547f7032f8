"""Where the database is: what the environment says, then the secrets, or a file in the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storage.engine import DatabaseAddressError, open_engine
from storage.location import database_url, read_secrets

HOME = Path("/srv/customer")
FILE = "sqlite:////srv/customer/data/answers.db"
PARTS = {"dialect": "postgresql", "username": "us/er", "password": "hunt@r2", "host": "db", "database": "answers"}


def _from(given: Any) -> str:
    return database_url({}, HOME, {"connections": {"answers": given}})


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": "  "}])
@pytest.mark.parametrize(
    "secrets", [None, {}, {"connections": {}}, {"connections": "none"}, {"connections": {"other": {"url": "x"}}}]
)
def test_without_a_setting_it_is_a_file_in_the_data_folder(
    environment: dict[str, str], secrets: dict[str, Any] | None
) -> None:
    assert database_url(environment, HOME, secrets) == FILE


def test_the_environment_comes_first() -> None:
    secrets = {"DATABASE_URL": "postgresql://top/answers", "connections": {"answers": {"url": "postgresql://c/a"}}}

    assert database_url({"DATABASE_URL": " postgresql://db/answers\n"}, HOME, secrets) == "postgresql://db/answers"
    assert database_url({}, HOME, secrets) == "postgresql://top/answers"
    assert database_url({}, HOME, secrets | {"DATABASE_URL": " "}) == "postgresql://c/a"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({"type": "sql", "url": " postgresql://db/answers "}, "postgresql://db/answers"),
        (PARTS, "postgresql://us%2Fer:hunt%40r2@db/answers"),
        (PARTS | {"driver": "psycopg", "port": 5433}, "postgresql+psycopg://us%2Fer:hunt%40r2@db:5433/answers"),
        (
            PARTS | {"port": "5433", "query": {"sslmode": "require"}},
            "postgresql://us%2Fer:hunt%40r2@db:5433/answers?sslmode=require",
        ),
        ({"dialect": "sqlite", "database": "/srv/a.db"}, "sqlite:////srv/a.db"),
    ],
)
def test_the_connection_of_the_secrets_is_taken_apart_as_streamlit_does(given: dict[str, Any], url: str) -> None:
    assert _from(given) == url
    assert open_engine("sqlite:////tmp/a.db" if "sqlite" in url else url).dialect.name in url


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("postgresql://u:hunt@r2@db", "is not a table of keys"),
        (PARTS | {"usrname": "x"}, r"has the key 'usrname', which means nothing\. Did you mean 'username'\?"),
        ({"url": 5}, "url .* is not a text"),
        ({"url": " "}, "url .* or empty"),
        (PARTS | {"password": 12}, "The password .* is not a text. Write it between quotation marks"),
        (PARTS | {"database": ""}, "has no database"),
        ({"database": "answers", "password": "hunt@r2"}, "has no dialect"),
        (PARTS | {"port": "hunt@r2"}, "The port .* is not a number"),
        (PARTS | {"port": True}, "The port .* is not a number"),
        (PARTS | {"query": "sslmode=require"}, "The query .* is not a table"),
        (PARTS | {"query": {"sslmode": 1}}, "The query .* is not a table"),
    ],
)
def test_a_connection_that_cannot_be_used_says_how_to_mend_it_and_no_secret(given: Any, message: str) -> None:
    with pytest.raises(DatabaseAddressError, match=message) as caught:
        _from(given)

    assert "hunt@r2" not in str(caught.value)
    assert "[connections.answers] in .streamlit/secrets.toml" in str(caught.value)


def test_an_address_at_the_top_of_the_secrets_is_a_text() -> None:
    with pytest.raises(DatabaseAddressError, match=r"DATABASE_URL in .* is not a text"):
        database_url({}, HOME, {"DATABASE_URL": 5})


def test_later_secrets_files_come_before_earlier_ones_and_none_has_to_be_there(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text('one = "1"\n[connections.answers]\nurl = "postgresql://first/ä"\n', "utf-8")
    assert database_url({}, HOME, read_secrets(first, second)) == "postgresql://first/ä"

    second.write_text('[connections.answers]\nurl = "postgresql://second/a"\n')
    assert database_url({}, HOME, read_secrets(first, second)) == "postgresql://second/a"
    assert read_secrets(first, second)["one"] == "1"
    assert read_secrets(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("content", [b"url = hunt@r2", b'url = "hunt@r2\xff"'])
def test_a_secrets_file_that_is_broken_is_told_and_not_passed_over(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "secrets.toml"
    file.write_bytes(content)

    with pytest.raises(DatabaseAddressError, match=r"secrets\.toml is not TOML in UTF-8") as caught:
        read_secrets(file)

    assert "hunt@r2" not in str(caught.value)


def test_a_secrets_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseAddressError, match="cannot be read: Is a directory"):
        read_secrets(tmp_path)
