"""Where the database is: from the environment, from Streamlit's secrets, or a default that needs nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from questionnaires.problems import meant
from storage.engine import DatabaseAddressError

VARIABLE = "DATABASE_URL"
CONNECTION = "answers"
SECRETS = ".streamlit/secrets.toml"
_HERE = f"[connections.{CONNECTION}] in {SECRETS}"
_TEXTS = ("dialect", "driver", "username", "password", "host", "database")
_KEYS = {"url", "type", "port", "query", *_TEXTS}


def database_url(environment: Mapping[str, str], home: Path, secrets: Mapping[str, Any] | None = None) -> str:
    """Return where the database is.

    Args:
        environment: Its ``DATABASE_URL`` comes first.
        home: A folder; without any setting the database is a SQLite file in its ``data``, which git ignores.
        secrets: All of Streamlit's secrets. Of them ``DATABASE_URL`` comes second, which Streamlit would put into the
            environment, and ``[connections.answers]`` third: a ``url``, or its parts as ``st.connection`` takes them.

    Raises:
        DatabaseAddressError: The secrets cannot be used; the message says how to mend them, and holds none of them.
    """
    given = environment.get(VARIABLE, "").strip()
    if given:
        return given
    secret = None if secrets is None else _from_secrets(secrets)
    return secret or f"sqlite:///{(home / 'data' / 'answers.db').as_posix()}"


def read_secrets(*files: Path) -> Mapping[str, Any]:
    """Return what secrets files hold, as Streamlit puts them together: each key from the last file that has it.

    A file that is not there holds nothing.

    Raises:
        DatabaseAddressError: A file cannot be read. Going on without it would keep the answers elsewhere.
    """
    found: dict[str, Any] = {}
    for file in files:
        try:
            found |= tomllib.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DatabaseAddressError(f"The secrets file {file} cannot be read: {error.strerror}.") from None
        except ValueError:  # what it says may quote the file
            raise DatabaseAddressError(
                f"The secrets file {file} is not TOML in UTF-8. Texts stand between quotation marks."
            ) from None
    return found


def _from_secrets(secrets: Mapping[str, Any]) -> str:
    top = secrets.get(VARIABLE, "")
    if not isinstance(top, str):
        raise DatabaseAddressError(f"{VARIABLE} in {SECRETS} is not a text.")
    connections = secrets.get("connections", {})
    found = connections.get(CONNECTION) if isinstance(connections, Mapping) else None
    if top.strip() or found is None:
        return top.strip()
    if not isinstance(found, Mapping):
        raise DatabaseAddressError(f"{_HERE} is not a table of keys and values.")
    return _from_parts(found)


def _from_parts(given: Mapping[str, Any]) -> str:
    for key in given:
        if key not in _KEYS:
            raise DatabaseAddressError(f"{_HERE} has the key '{key}', which means nothing. {meant(key, _KEYS)}")
    if "url" in given:
        if not isinstance(given["url"], str) or not given["url"].strip():
            raise DatabaseAddressError(f"The url of {_HERE} is not a text, or empty.")
        return given["url"].strip()
    texts = {key: given[key] for key in _TEXTS if key in given}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise DatabaseAddressError(f"The {key} of {_HERE} is not a text. Write it between quotation marks.")
    for key in ("dialect", "database"):
        if not texts.get(key):
            raise DatabaseAddressError(f"{_HERE} has no {key}. It needs a url, or at least a dialect and a database.")
    driver = f"+{texts['driver']}" if texts.get("driver") else ""
    return URL.create(
        f"{texts['dialect']}{driver}",
        username=texts.get("username"),
        password=texts.get("password"),
        host=texts.get("host"),
        port=_port(given.get("port")),
        database=texts["database"],
        query=_query(given.get("query", {})),
    ).render_as_string(hide_password=False)


def _port(given: Any) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not str(given).isdecimal():
        raise DatabaseAddressError(f"The port of {_HERE} is not a number.")
    return int(given)


def _query(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(each, str) for each in given.values()):
        raise DatabaseAddressError(f"The query of {_HERE} is not a table of texts.")
    return dict(given)
