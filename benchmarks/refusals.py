"""The rules by which a figure of others may not stand beside a result: one function for each, in an explicit table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from benchmarks.checks import SMALLEST_POOL
from benchmarks.model import OVERALL, Benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

RefusalCode = Literal[
    "unverified",
    "not_for_comparison",
    "other_instrument",
    "other_version",
    "no_target",
    "other_questionnaire",
    "other_item",
    "nothing_for_this",
    "too_few",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a figure may not stand beside a result.

    Attributes:
        code: Stable word for the rule.
        reason: A sentence for the reader.
    """

    code: RefusalCode
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Beside which result somebody wants to put a figure."""

    questionnaire_id: str
    version: str
    item_id: str | None

    @property
    def key(self) -> str:
        """Return the entry of ``mean``, ``sd`` and ``scores`` that is meant."""
        return self.item_id or OVERALL


def _unverified(benchmark: Benchmark, _: Asked) -> Refusal | None:
    if benchmark.seen == "unverified" and not benchmark.allow_unverified:
        return Refusal("unverified", "Nobody has seen this figure, and its use was not allowed explicitly.")
    return None


def _not_for_comparison(benchmark: Benchmark, _: Asked) -> Refusal | None:
    if benchmark.comparison == "none":
        return Refusal("not_for_comparison", benchmark.warning or "This figure is not meant to be compared.")
    return None


def _other_instrument(benchmark: Benchmark, asked: Asked) -> Refusal | None:
    if benchmark.kind == "score_distribution" and benchmark.instrument != asked.questionnaire_id:
        reason = f"These scores were measured with '{benchmark.instrument}', not with '{asked.questionnaire_id}'."
        return Refusal("other_instrument", reason)
    return None


def _other_version(benchmark: Benchmark, asked: Asked) -> Refusal | None:
    if benchmark.kind == "score_distribution" and benchmark.instrument_version != asked.version:
        reason = f"These scores were measured with version {benchmark.instrument_version}, not with {asked.version}."
        return Refusal("other_version", reason)
    return None


def _other_target(benchmark: Benchmark, asked: Asked) -> Refusal | None:
    if benchmark.kind == "score_distribution":
        return None  # its target is its instrument
    if benchmark.comparable_item is not None:
        questionnaire_id, _, item_id = benchmark.comparable_item.partition("/")
    elif benchmark.comparable_questionnaire is not None:
        questionnaire_id, item_id = benchmark.comparable_questionnaire, ""
    else:
        return Refusal("no_target", "Nothing that is asked here is known to match this figure.")
    if questionnaire_id != asked.questionnaire_id:
        return Refusal("other_questionnaire", f"This figure belongs beside '{questionnaire_id}'.")
    if item_id != (asked.item_id or ""):
        place = f"the item '{item_id}'" if item_id else "the questionnaire as a whole"
        return Refusal("other_item", f"This figure belongs beside {place}.")
    return None


def _nothing_for_this(benchmark: Benchmark, asked: Asked) -> Refusal | None:
    known = [*benchmark.mean, *(key for key in benchmark.scores if key not in benchmark.mean)]
    if benchmark.comparison == "same_instrument_score" and asked.key not in known:
        return Refusal("nothing_for_this", f"It holds no scores for '{asked.key}', only for: {', '.join(known)}.")
    return None


def _too_few(benchmark: Benchmark, _: Asked) -> Refusal | None:
    if benchmark.kind == "score_distribution" and benchmark.n < SMALLEST_POOL:
        return Refusal("too_few", f"A pool of {benchmark.n} gives its members away; {SMALLEST_POOL} are needed.")
    return None


REFUSALS: tuple[Callable[[Benchmark, Asked], Refusal | None], ...] = (
    _unverified,
    _not_for_comparison,
    _other_instrument,
    _other_version,
    _other_target,
    _nothing_for_this,
    _too_few,
)
