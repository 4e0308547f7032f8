"""What the shape of a benchmark cannot say: one function and one code for every rule about honest figures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.model import Benchmark, Kind, Use
    from questionnaires.located import Located, Path
    from questionnaires.problems import Problem

SUM_TOLERANCE = 0.02
SMALLEST_POOL = 5
HIGHEST_SCORE = 100

USES: dict[Kind, tuple[Use, ...]] = {
    "practice_share": ("share_context", "none"),
    "stage_distribution": ("share_context", "none"),
    "item_distribution": ("same_item_distribution", "share_context", "none"),
    "numeric_reference": ("reference_line", "share_context", "none"),
    "score_distribution": ("same_instrument_score", "share_context", "none"),
    "expert_target": ("reference_line", "share_context", "none"),
}
# Of each group at least one field must be filled.
NEEDS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "practice_share": (("value",),),
    "stage_distribution": (("distribution",),),
    "item_distribution": (("distribution",),),
    "numeric_reference": (("value",), ("unit",)),
    "score_distribution": (("mean", "scores"),),
    "expert_target": (("distribution", "value"),),
}
MAY_HAVE: dict[Kind, frozenset[str]] = {
    "practice_share": frozenset({"value", "interval"}),
    "stage_distribution": frozenset({"distribution", "derived"}),
    "item_distribution": frozenset({"distribution", "derived"}),
    "numeric_reference": frozenset({"value", "unit", "interval"}),
    "score_distribution": frozenset({"mean", "sd", "scores"}),
    "expert_target": frozenset({"distribution", "value"}),
}
FIGURES = ("value", "unit", "interval", "distribution", "derived", "mean", "sd", "scores")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before it is given its place in the file."""

    path: Path
    message: str


def check(benchmark: Benchmark, located: Located, base: Path) -> list[Problem]:
    """Run every check of the table on the entry at the path ``base`` and return what it found."""
    return [
        located.problem((*base, *finding.path), code, finding.message, warning=code in WARNINGS)
        for code, find in CHECKS.items()
        for finding in find(benchmark)
    ]


def _filled(benchmark: Benchmark, name: str) -> bool:
    return getattr(benchmark, name) not in (None, {}, ())


def _has_its_figures(benchmark: Benchmark) -> Iterator[Finding]:
    for group in NEEDS[benchmark.kind]:
        if not any(_filled(benchmark, name) for name in group):
            names = "' or '".join(group)
            yield Finding(("kind",), f"A {benchmark.kind} needs '{names}'. Add it, or change the kind.")


def _has_no_other_figures(benchmark: Benchmark) -> Iterator[Finding]:
    for name in FIGURES:
        if _filled(benchmark, name) and name not in MAY_HAVE[benchmark.kind]:
            yield Finding((name,), f"A {benchmark.kind} has no '{name}'. Remove it, or change the kind.")


def _pool_names_its_version(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.kind == "score_distribution" and benchmark.instrument_version is None:
        yield Finding(("instrument",), "Scores depend on the version that was asked. Add 'instrument_version'.")


def _practice_is_context(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.kind == "practice_share" and benchmark.comparison not in USES["practice_share"]:
        message = "A share of people or companies is never subtracted from a score. Use share_context or none."
        yield Finding(("comparison",), message)


def _use_fits_kind(benchmark: Benchmark) -> Iterator[Finding]:
    uses = USES[benchmark.kind]
    if benchmark.kind != "practice_share" and benchmark.comparison not in uses:
        yield Finding(("comparison",), f"A {benchmark.kind} cannot be used as that. Use one of: {', '.join(uses)}.")


def _unverified_is_refused(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.seen == "unverified" and not benchmark.allow_unverified:
        message = "Nobody has seen this figure. Look it up, or write 'allow_unverified: true' and answer for it."
        yield Finding(("seen",), message)


def _unverified_is_said(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.seen == "unverified" and benchmark.allow_unverified:
        yield Finding(("seen",), "This figure is used although nobody has seen it. Look it up before it is shown.")


def _shares_in_range(benchmark: Benchmark) -> Iterator[Finding]:
    shares: list[tuple[Path, float]] = [(("distribution", key), share) for key, share in benchmark.distribution.items()]
    if benchmark.value is not None and benchmark.kind != "numeric_reference":
        shares.append((("value",), benchmark.value))
    for path, share in shares:
        if not 0 <= share <= 1:
            yield Finding(path, f"{share:g} is no share. Write a number from 0 to 1, such as 0.26 for 26 %.")


def _adds_up(benchmark: Benchmark) -> Iterator[Finding]:
    total = math.fsum(benchmark.distribution.values())
    short = total < 1 - SUM_TOLERANCE - 1e-9 and not benchmark.partial
    if benchmark.distribution and (short or total > 1 + SUM_TOLERANCE + 1e-9):
        way_out = ", or write 'partial: true' if some are not known." if short else "."
        yield Finding(("distribution",), f"The shares add up to {total:.3g} instead of 1. Correct them{way_out}")


def _points_in_range(benchmark: Benchmark) -> Iterator[Finding]:
    points: list[tuple[Path, float]] = [(("mean", key), mean) for key, mean in benchmark.mean.items()]
    points += [
        (("scores", key, index), score)
        for key, scores in benchmark.scores.items()
        for index, score in enumerate(scores)
    ]
    for path, point in points:
        if not 0 <= point <= HIGHEST_SCORE:
            yield Finding(path, f"{point:g} is no score. Scores run from 0 to {HIGHEST_SCORE}.")


def _pool_is_large_enough(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.kind == "score_distribution" and benchmark.n < SMALLEST_POOL:
        message = f"A pool of fewer than {SMALLEST_POOL} gives its members away. Wait until it has grown."
        yield Finding(("n",), message)


def _scores_are_n(benchmark: Benchmark) -> Iterator[Finding]:
    for key, scores in benchmark.scores.items():
        if len(scores) != benchmark.n:
            yield Finding(("scores", key), f"{len(scores)} scores stand here, but n is {benchmark.n}. Make them agree.")


def _spread_says_between_whom(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.sd and benchmark.level_of_sd is None:
        message = "Say between whom the scores spread. Add 'level_of_sd': organisation, business_unit or person."
        yield Finding(("sd",), message)


def _spread_has_a_mean(benchmark: Benchmark) -> Iterator[Finding]:
    for key in benchmark.sd:
        if key not in benchmark.mean:
            yield Finding(("sd", key), f"'{key}' has a spread and no mean. Add it to 'mean'.")


def _interval_holds_value(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.interval is None or benchmark.value is None:
        return
    low, high = benchmark.interval
    if not low <= benchmark.value <= high:
        message = f"The value {benchmark.value:g} is not within {low:g} to {high:g}. Use the same unit for both."
        yield Finding(("interval",), message)


def _one_target(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.comparable_item is None or benchmark.comparable_questionnaire is None:
        return
    if benchmark.comparable_item.split("/")[0] != benchmark.comparable_questionnaire:
        message = "'comparable_item' and 'comparable_questionnaire' name different questionnaires. Keep one of them."
        yield Finding(("comparable_item",), message)


def _same_item_is_named(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.comparison == "same_item_distribution" and benchmark.comparable_item is None:
        yield Finding(("comparison",), "Say which item was the same. Add 'comparable_item': questionnaire-id/item-id.")


def _none_says_why(benchmark: Benchmark) -> Iterator[Finding]:
    if benchmark.comparison == "none" and benchmark.warning is None:
        yield Finding(("comparison",), "Say why this figure may not be compared. Add 'warning'.")


def _derived_is_there(benchmark: Benchmark) -> Iterator[Finding]:
    for index, key in enumerate(benchmark.derived):
        if key not in benchmark.distribution:
            yield Finding(("derived", index), f"'{key}' is not in 'distribution'. Add it there, or remove it here.")


CHECKS: dict[str, Callable[[Benchmark], Iterator[Finding]]] = {
    "B009": _has_its_figures,
    "B010": _has_no_other_figures,
    "B011": _pool_names_its_version,
    "B012": _practice_is_context,
    "B013": _use_fits_kind,
    "B014": _unverified_is_refused,
    "B015": _unverified_is_said,
    "B016": _shares_in_range,
    "B017": _adds_up,
    "B018": _points_in_range,
    "B019": _pool_is_large_enough,
    "B020": _scores_are_n,
    "B021": _spread_says_between_whom,
    "B022": _spread_has_a_mean,
    "B023": _interval_holds_value,
    "B024": _one_target,
    "B025": _same_item_is_named,
    "B026": _none_says_why,
    "B027": _derived_is_there,
}
WARNINGS = frozenset({"B015"})
