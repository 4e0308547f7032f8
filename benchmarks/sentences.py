"""Say a figure of others in one sentence that carries its year, number, source and weaknesses with it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.model import Benchmark, Exactness, Kind, Seen

_SEEN: dict[Seen, str] = {
    "primary": "seen on the publisher's own page",
    "secondary": "seen on a secondary page",
    "unverified": "not verified",
}
_EXACTNESS: dict[Exactness, str] = {"exact": "", "about": "about ", "more_than": "more than "}


def is_stale(benchmark: Benchmark, year: int) -> bool:
    """Return whether the figure is older than it may be in ``year`` (exactly as old as allowed is not stale)."""
    return year - benchmark.year > benchmark.stale_after_years


def percent(share: float) -> str:
    """Return a share (0-1) as a percentage with at most one decimal: ``26 %``, ``13.8 %``."""
    return f"{round(100 * share, 1):g} %"


def counted(benchmark: Benchmark) -> str:
    """Return who was counted: ``more than 1,000 heads of service in Europe``."""
    return f"{_EXACTNESS[benchmark.n_is]}{benchmark.n:,} {benchmark.population}"


def context_sentence(benchmark: Benchmark, year: int) -> str:
    """Return the figure as a sentence, with its source, how it was seen, its age and its warning.

    Args:
        benchmark: The figure.
        year: The current year.
    """
    remarks = [benchmark.source, _SEEN[benchmark.seen]]
    if benchmark.kind == "expert_target":
        remarks = ["an opinion, not a measurement"]
    if is_stale(benchmark, year):
        years = benchmark.stale_after_years
        remarks.append(f"more than {years} {'year' if years == 1 else 'years'} old")
    sentence = f"{_SAY[benchmark.kind](benchmark)} ({'; '.join(remarks)})."
    return sentence if benchmark.warning is None else f"{sentence} {benchmark.warning}"


def nothing_published(name: str) -> str:
    """Return what stands where somebody would look for a benchmark and there is none."""
    return (
        f"No other company's score on “{name}” is published. "
        "Compare with the target you set beforehand and, once there are some, with your own earlier results."
    )


def _share(benchmark: Benchmark) -> str:
    value = f"{_EXACTNESS[benchmark.value_is]}{percent(benchmark.value or 0.0)}"
    return f"In {benchmark.year}, {value} of {counted(benchmark)} {benchmark.statement}"


def _number(benchmark: Benchmark) -> str:
    value = f"{_EXACTNESS[benchmark.value_is]}{benchmark.value:g} {benchmark.unit}"
    return f"In {benchmark.year}, {benchmark.statement} was {value} among {counted(benchmark)}"


def _distribution(benchmark: Benchmark) -> str:
    tail = ", the rest was not published" if benchmark.partial else ""
    return f"In {benchmark.year}, {counted(benchmark)} {benchmark.statement}: {_parts(benchmark)}{tail}"


def _scores(benchmark: Benchmark) -> str:
    means = [f"{_label(key)} {mean:g}" for key, mean in benchmark.mean.items()]
    medians = [f"{_label(key)} {median(scores):g}" for key, scores in benchmark.scores.items()]
    said = f"mean {', '.join(means)}" if means else f"median {', '.join(medians)}"
    return f"In {benchmark.year}, {counted(benchmark)} {benchmark.statement}: {said} (of 100)"


def _opinion(benchmark: Benchmark) -> str:
    said = _parts(benchmark) if benchmark.distribution else percent(benchmark.value or 0.0)
    return f"Expert opinion of {benchmark.source}, {benchmark.year}: {benchmark.statement}: {said}"


def _parts(benchmark: Benchmark) -> str:
    parts = []
    for key, share in benchmark.distribution.items():
        mark = " (by subtraction)" if key in benchmark.derived else ""
        parts.append(f"{percent(share)} {_label(key)}{mark}")
    return ", ".join(parts)


def _label(key: str) -> str:
    return key.replace("-", " ")


_SAY: dict[Kind, Callable[[Benchmark], str]] = {
    "practice_share": _share,
    "stage_distribution": _distribution,
    "item_distribution": _distribution,
    "numeric_reference": _number,
    "score_distribution": _scores,
    "expert_target": _opinion,
}
