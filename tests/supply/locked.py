"""Reads the exact versions that a lock names, with the conditions under which they are installed and their hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOME = Path(__file__).parents[2]
RUN_TIME = HOME / "requirements.txt"
TESTING = HOME / "requirements-dev.txt"


@dataclass(frozen=True, slots=True)
class Locked:
    """One version of one package.

    Attributes:
        marker: Under which conditions it is installed; empty for always.
        hashes: Each "sha256:" and 64 hexadecimal digits, one for each file of this version.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def is_installed_here(self) -> bool:
        """Whether this machine and this Python meet the conditions."""
        marker = Requirement(f"{self.name}; {self.marker}").marker if self.marker else None
        return marker is None or marker.evaluate()


def locked(lock: Path) -> tuple[Locked, ...]:
    """Return what a lock names, in its order.

    Raises:
        ValueError: A line names no exact version.
    """
    text = re.sub(r"(?m)^\s*#.*\n", "", lock.read_text("utf-8")).replace("\\\n", " ")
    return tuple(_read(line) for line in text.splitlines() if line.strip())


def _read(line: str) -> Locked:
    wanted, *hashes = re.split(r"\s+--hash=", line.strip())
    required = Requirement(wanted)
    (exact,) = required.specifier
    if exact.operator != "==" or "*" in exact.version:
        raise ValueError(f"No exact version: {wanted}")
    marker = str(required.marker) if required.marker else ""
    return Locked(canonicalize_name(required.name), exact.version, marker, tuple(hashes))
