"""Every setting of the environment in one table: what it means, how it is read, and what is wrong with it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from questionnaires.problems import meant, one_line, shown

PREFIX = "CUSTOMER_"
ANYONE, SIGNED_IN = "anyone", "signed-in"
PLAIN, JSON = "plain", "json"
OFF, OPEN = "off", "open"
SHORTEST_TOKEN = 20  # characters: more than anybody guesses
MOST_MONTHS = 120
NOBODY = (
    "CUSTOMER_CREATE: Nobody could create anything, because nobody can sign in: .streamlit/secrets.toml has no [auth] "
    f"with a client_id. docs/deploy.md says what belongs there. Or write '{ANYONE}'."
)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever runs the app has decided.

    Attributes:
        database: Where the database is, with its password; empty where the environment does not say.
        benchmarks: A folder with figures of others; empty for none.
        create: Who may create an assessment, `ANYONE` or `SIGNED_IN`.
        keep_months: How long an assessment is kept after its last change where it does not say itself; None for ever.
        log: How the log is written, `PLAIN` or `JSON`.
        metrics: Who may read the metrics: `OFF` for nobody, `OPEN` for everybody, else whoever sends this token.
        address: The address of the first page as visitors open it, without a slash at the end; empty where not given.
        proxies: Whose word about a visitor's address is believed.
    """

    database: str = field(default="", repr=False)
    benchmarks: str = ""
    create: str = ANYONE
    keep_months: int | None = None
    log: str = PLAIN
    metrics: str = field(default=OFF, repr=False)
    address: str = ""
    proxies: tuple[Network, ...] = ()

    @property
    def is_https(self) -> bool:
        """Whether visitors come over TLS."""
        return self.address.startswith("https://")


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table.

    Attributes:
        name: Of the environment's variable.
        field: The attribute of `Settings` that it sets.
        default: What holds without it, as the documentation says it.
        meaning: What it does, for the documentation.
        read: Turns the text, which is not empty, into the value; or raises a ValueError that says why it cannot be used
            and how to mend it, and holds no secret.
    """

    name: str
    field: str
    default: str
    meaning: str
    read: Callable[[str], Any]


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"'{shown(text)}' is not one of its values. {meant(text, choices)}")
        return text

    return read


def _database(text: str) -> str:
    if not re.fullmatch(r"(sqlite:///|postgres(ql)?(\+psycopg)?://).+", text):
        raise ValueError(
            "It is no address of a database. Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        )
    return text


def _months(text: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= MOST_MONTHS:
        raise ValueError(
            f"'{shown(text)}' is no number of months. Write a whole number from 1 to {MOST_MONTHS}, "
            "or leave it empty to keep everything until somebody deletes it."
        )
    return int(text)


def _metrics(text: str) -> str:
    if text in {OFF, OPEN}:
        return text
    if not re.fullmatch("[!-~]+", text) or len(text) < SHORTEST_TOKEN:
        raise ValueError(
            f"It is neither '{OFF}' nor '{OPEN}' nor a token of at least {SHORTEST_TOKEN} letters, digits and signs. "
            "`openssl rand -hex 24` makes one."
        )
    return text


def _address(text: str) -> str:
    why = f"'{shown(text)}' is no address of a site. Write it as visitors open it: https://survey.example.com"
    if "@" in text:
        raise ValueError("It holds an '@'. Write the address without a user and a password.")
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"""[\s?#;,"'<>\\]""", text) or not text.isascii():
        raise ValueError(why)
    return text.rstrip("/")


def _proxies(text: str) -> tuple[Network, ...]:
    found = []
    for each in text.replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(each))
        except ValueError:
            raise ValueError(
                f"'{shown(each)}' is neither an address nor a network. Write them like 10.0.0.5 or 10.0.0.0/24, "
                "with a comma between two of them."
            ) from None
    return tuple(found)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DATABASE_URL",
        "database",
        "`[connections.answers]` in `.streamlit/secrets.toml`, else the SQLite file `data/answers.db`",
        "Where everything is kept: `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`. It is a secret.",
        _database,
    ),
    Setting(
        "CUSTOMER_ADDRESS",
        "address",
        "the address that each visitor's browser uses",
        "The address of the first page as visitors open it, such as `https://survey.example.com`. Links and QR codes "
        "begin with it. With `https`, cookies are sent over TLS only, and browsers are told to open the site no other "
        "way (HSTS).",
        _address,
    ),
    Setting(
        "CUSTOMER_PROXIES",
        "proxies",
        "none",
        "Addresses or networks of the proxies in front, such as `10.0.0.5, 10.1.0.0/24`. What they say of a visitor's "
        "address and of TLS (`X-Forwarded-For`, `X-Forwarded-Proto`) is believed; what anybody else says is not.",
        _proxies,
    ),
    Setting(
        "CUSTOMER_CREATE",
        "create",
        f"`{ANYONE}`",
        f"Who may create an assessment: `{ANYONE}`, or `{SIGNED_IN}` for people who signed in. Answering never needs "
        "an account.",
        _one_of(ANYONE, SIGNED_IN),
    ),
    Setting(
        "CUSTOMER_KEEP_MONTHS",
        "keep_months",
        "kept until somebody deletes it",
        f"After how many months an assessment is deleted that does not say so itself, 1 to {MOST_MONTHS}.",
        _months,
    ),
    Setting(
        "CUSTOMER_BENCHMARKS",
        "benchmarks",
        "none",
        "A folder with figures of others, as YAML or CSV; they stand beside the published ones.",
        str,
    ),
    Setting(
        "CUSTOMER_LOG",
        "log",
        f"`{PLAIN}`",
        f"How the log is written: `{PLAIN}` for people, `{JSON}` for programs, one object a line.",
        _one_of(PLAIN, JSON),
    ),
    Setting(
        "CUSTOMER_METRICS",
        "metrics",
        f"`{OFF}`",
        f"Who may read `/metrics`: nobody (`{OFF}`); whoever sends this token as `Authorization: Bearer TOKEN`, at "
        f"least {SHORTEST_TOKEN} characters; or everybody who reaches the app (`{OPEN}`). A token is a secret.",
        _metrics,
    ),
)


def read_settings(environment: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Read every setting; an empty one counts as not given.

    Args:
        environment: Names to texts, or to numbers where a file of secrets gave them; what is none of ours is not
            looked at.

    Returns:
        The settings, with the default where one is wrong, and every problem as a sentence or two that name the setting.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for each in SETTINGS:
        text = str(environment.get(each.name, "")).strip()
        if text:
            try:
                values[each.field] = each.read(text)
            except ValueError as error:
                problems.append(one_line(f"{each.name}: {error}"))
    known = [each.name for each in SETTINGS]
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    why = "There is no such setting."
    problems += (one_line(f"{name}: {why} {meant(name, known)} If not, remove it.") for name in unknown)
    return Settings(**values), tuple(problems)


def unmet(settings: Settings, secrets: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the settings need and the secrets lack, as sentences that name the setting."""
    auth = secrets.get("auth", {})
    if settings.create != SIGNED_IN or "client_id" in auth or any("client_id" in each for each in _tables(auth)):
        return ()
    return (NOBODY,)


def _tables(section: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in section.values() if isinstance(each, Mapping)]


def told(problems: tuple[str, ...]) -> str:
    """Return the problems as the log and the terminal show them."""
    return "\n".join(["The app does not start, because of its settings:", *(f"  {each}" for each in problems)])


def table() -> str:
    """Return the settings as a table in Markdown, for the documentation."""
    rows = [f"| `{each.name}` | {each.default} | {each.meaning} |" for each in SETTINGS]
    return "\n".join(["| Setting | Without it | What it means |", "|---|---|---|", *rows])
