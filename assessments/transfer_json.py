"""The bytes of a file as plain values, refusing what JSON readers let through or stumble over, each at its place."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assessments.transfer_shape import MOST_BYTES
from questionnaires.problems import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]

DEEPEST = 40  # levels of lists and tables; a definition has about twelve
LONGEST_NUMBER = 41  # characters
LONGEST_KEY = 100  # of which more is not repeated
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True, order=True)
class Misfit:
    """What is wrong at one place of a file.

    Attributes:
        pointer: JSON pointer (RFC 6901); empty for the whole file.
        message: What is wrong and how to mend it.
    """

    pointer: str
    message: str

    def __str__(self) -> str:
        """Return ``pointer: message`` on one line."""
        return one_line(f"{self.pointer or '/'}: {self.message}")


def misfit(path: Iterable[str | int], message: str) -> Misfit:
    """Return a finding at a path of keys and places."""
    parts = (str(part)[:LONGEST_KEY].replace("~", "~0").replace("/", "~1") for part in path)
    return Misfit("".join(f"/{part}" for part in parts), message)


@dataclass(slots=True)
class Plain:
    """What a file holds.

    Attributes:
        data: Plain values; None where nothing could be read. Null stands where a value was refused.
        refused: The places of those values.
        problems: What was refused, and why.
    """

    data: Any = None
    refused: set[Path] = field(default_factory=set)
    problems: list[Misfit] = field(default_factory=list)

    def touches(self, path: Path) -> bool:
        """Say whether a value was refused at a place, above it, or below it."""
        return any(each[: len(path)] == path[: len(each)] for each in self.refused)


class _Refused:
    """Stands where a number cannot be kept."""

    def __init__(self, message: str) -> None:
        self.message = message


class _Twice(dict[str, Any]):
    """A table in which a key stands more than once."""

    keys_twice: tuple[str, ...] = ()


def read_json(content: bytes, *, most_bytes: int = MOST_BYTES) -> Plain:
    """Read a file; problems are collected, never raised."""
    if len(content) > most_bytes:
        message = (
            f"The file has more than {most_bytes // 1_000_000} MB, too much for one assessment. Choose another one."
        )
        return Plain(problems=[Misfit("", message)])
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(
            text,
            object_pairs_hook=_table,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=lambda name: _Refused(f"{name} is no number in JSON. Write a number, or null."),
        )
    except UnicodeDecodeError:
        return Plain(problems=[Misfit("", "This is not UTF-8 text. Choose the file as it was exported.")])
    except json.JSONDecodeError as error:
        message = f"Not readable as JSON: {error.msg}, line {error.lineno}, column {error.colno}. Mend it there."
        return Plain(problems=[Misfit("", message)])
    except RecursionError:
        return Plain(problems=[_too_deep(())])
    return _walked(data)


def _too_deep(path: Path) -> Misfit:
    return misfit(path, f"Nested more than {DEEPEST} levels deep, which no assessment is. Choose another file.")


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    counts = Counter(key for key, _ in pairs)
    twice = _Twice(table)
    twice.keys_twice = tuple(key for key in table if counts[key] > 1)
    return twice


def _whole(text: str) -> int | _Refused:
    return int(text) if len(text) <= LONGEST_NUMBER else _Refused("This number is too long. Write a shorter one.")


def _decimal(text: str) -> float | _Refused:
    value = float(text)
    return (
        value if math.isfinite(value) else _Refused(f"{shown(text)} is too large to be kept. Write a smaller number.")
    )


def _walked(data: Any) -> Plain:
    """Go through plain values without recursion, and take out what cannot be kept."""
    plain = Plain([data])  # so that the whole has a place to be refused from
    stack: list[tuple[Path, Any]] = [((), plain.data)]
    while stack:
        path, here = stack.pop()
        for key, value in here.items() if isinstance(here, dict) else enumerate(here):
            if isinstance(value, (dict, list)):
                if len(path) >= DEEPEST:
                    return Plain(problems=[_too_deep(path[1:])])
                stack.append(((*path, key), value))
            if isinstance(key, str) and _is_broken(key):
                plain.problems.append(misfit(path[1:], "A key has a character in it that cannot be kept. Remove it."))
            message = _refusal(value)
            if message:
                here[key] = None
                plain.refused.add((*path, key)[1:])
                plain.problems.append(misfit((*path, key)[1:], message))
            if isinstance(value, _Twice):
                _say_twice(plain, (*path, key)[1:], value)
    plain.data = plain.data[0]
    plain.problems = sorted(plain.problems)[:MOST_PROBLEMS]
    return plain


def _refusal(value: Any) -> str:
    if isinstance(value, _Refused):
        return value.message
    if isinstance(value, str) and _is_broken(value):
        return "The text has a character in it that cannot be kept. Remove what stands behind '\\u'."
    return ""


def _say_twice(plain: Plain, path: Path, value: _Twice) -> None:
    for each in value.keys_twice:
        message = f"The key '{shown(each)}' stands here twice. Keep one of them."
        plain.problems.append(misfit((*path, each), message))
        plain.refused.add((*path, each))


def _is_broken(text: str) -> bool:
    """Say whether a text holds half of a surrogate pair or a NUL, which databases and files cannot keep."""
    return "\x00" in text or (not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text))
