"""What every store checks before it changes the pool, and in which order it returns what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.own_model import OwnFile
    from benchmarks.pool_model import Placed

COUNTED = "This measurement was counted in the pool before, and none is counted twice. The next one can be."


def check_uncounted(*, counted: bool) -> None:
    """Raise ``MoveError`` where an edition has counted the wave."""
    if counted:
        raise MoveError(COUNTED)


def newest_first(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return places by the family, the newest first, all organisations before those with a trait in common."""
    return tuple(
        sorted(placed, key=lambda p: (p.edition.family, -p.edition.number, p.edition.kind != "all", p.edition.kind))
    )


def newest_files(files: Iterable[OwnFile]) -> tuple[OwnFile, ...]:
    """Return files, the newest first."""
    return tuple(sorted(files, key=lambda each: (each.kept_at, each.id), reverse=True))
