"""What is wrong in a file, where, and how to mend it: one value for every finding of every check."""

from __future__ import annotations

import difflib
import reprlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]
MOST_CHOICES = 16
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in one file.

    Attributes:
        file: The file as the caller named it.
        line: Line, counted from 1.
        column: Column, counted from 1.
        code: Stable code such as ``M001``; every code has one broken example under ``tests``.
        message: What is wrong and how to mend it, in one or two sentences.
        severity: An ``error`` makes the file unusable, a ``warning`` does not.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return ``file:line:column: CODE message`` on one line; a warning says so before its message."""
        word = "warning: " if self.severity == "warning" else ""
        return one_line(f"{self.file}:{self.line}:{self.column}: {self.code} {word}{self.message}")


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that make a file unusable."""
    return [problem for problem in problems if problem.severity == "error"]


def meant(word: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the known word that was probably meant, or lists the choices."""
    choices = sorted(known)
    swapped = [choice for choice in choices if sorted(choice) == sorted(word)]
    close = swapped or difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    if len(choices) > MOST_CHOICES:
        return f"Use one of: {', '.join(choices[:MOST_CHOICES])} or one of {len(choices) - MOST_CHOICES} more."
    return f"Use one of: {', '.join(choices)}." if choices else "There is nothing to choose from here."


def shown(value: object) -> str:
    """Return a value as a message shows it: cut short where it is long or deep."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def one_line(text: str) -> str:
    """Return text on one line; line ends become spaces, other control characters question marks."""
    return "".join(
        " " if character.isspace() else character if character.isprintable() or character > "\x9f" else "?"
        for character in text
    )
