"""What a run has seen: how long clicks took, what went wrong, how much came over the wire."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace


class LostError(Exception):
    """The server did not answer as a server should, or not at all."""


@dataclass(frozen=True, slots=True)
class Click:
    """One thing a visitor waited for.

    Attributes:
        at: When it was over, in seconds from the start of the run.
        kind: What it was, for example ``answer`` or ``next``.
        first: Seconds from the click until something new arrived.
        finished: Seconds from the click until the server said that the script is through.
    """

    at: float
    kind: str
    first: float
    finished: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The clicks of one kind in milliseconds: half were done within ``p50``, 95 of 100 within ``p95``."""

    count: int
    first: float
    p50: float
    p95: float
    p99: float
    worst: float


@dataclass(slots=True)
class Tally:
    """Everything one run has counted; all its visitors write into the same one."""

    began: float = field(default_factory=time.perf_counter)
    clicks: list[Click] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    http_bytes: int = 0
    stream_bytes: int = 0
    resumed: int = 0
    not_resumed: int = 0

    def add(self, kind: str, sent: float, first: float, finished: float) -> None:
        """Count a click; the times are those of ``time.perf_counter``."""
        self.clicks.append(Click(finished - self.began, kind, first - sent, finished - sent))

    def set_apart(self, kinds: Collection[str], name: str, begin: float, end: float) -> None:
        """Count the clicks of some kinds under another name where any part of them falls between two times."""

        def within(each: Click) -> bool:
            over = self.began + each.at
            return each.kind in kinds and over > begin and over - each.finished < end

        self.clicks = [replace(each, kind=name) if within(each) else each for each in self.clicks]

    def figures(self, kind: str, warm_up: float = 0) -> Figures | None:
        """Return what the clicks of a kind took, without those of the first seconds; None where there are none."""
        chosen = [each for each in self.clicks if each.kind == kind and each.at >= warm_up]
        return figures_of([each.first for each in chosen], [each.finished for each in chosen])

    def lines(self, warm_up: float = 0) -> Iterable[str]:
        """Yield a table of all kinds, then the errors, a line each."""
        yield f"{'ms':12}{'count':>8}{'first':>9}{'p50':>9}{'p95':>9}{'p99':>9}{'worst':>9}"
        for kind in sorted({each.kind for each in self.clicks}):
            found = self.figures(kind, warm_up)
            if found is not None:
                shown = (found.first, found.p50, found.p95, found.p99, found.worst)
                yield f"{kind:12}{found.count:8}" + "".join(f"{each:9.1f}" for each in shown)
        yield f"over the wire: {self.http_bytes / 2**20:.1f} MiB files, {self.stream_bytes / 2**20:.1f} MiB pages"
        if self.resumed or self.not_resumed:
            yield f"connections regained: {self.resumed} in their session, {self.not_resumed} in a new one"
        yield f"errors: {sum(self.errors.values())}"
        for text, count in self.errors.most_common():
            yield f"  {count} x {text}"


def figures_of(first: Sequence[float], finished: Sequence[float]) -> Figures | None:
    """Return the figures of what took so many seconds; None where there is nothing."""
    if not finished:
        return None
    took = [1_000 * each for each in finished]
    middle, high, higher = (percentile(took, share) for share in (50, 95, 99))
    return Figures(len(took), percentile([1_000 * each for each in first], 50), middle, high, higher, max(took))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that ``share`` per cent of the values do not exceed (nearest rank).

    Args:
        values: At least one value, in any order.
        share: Above 0, up to 100.
    """
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)
    return ordered[max(0, int(rank) - 1)]
