"""What an agenda says about the company: shares of time and energy, the driver index, its robustness, and the flags."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from questionnaires.items import Agenda, Flag
from scoring.items import total_variation

Row = Mapping[str, Any]
Shares = dict[str, float]
MOST_ASIDE = 0.5
PARTS = ("minutes", "actions", "depth", "order")


@dataclass(frozen=True, slots=True)
class AgendaResult:
    """What drives the company, read off one agenda.

    Attributes:
        time: Category to share of minutes, 0-1.
        energy: Category to share of energy, 0-1: actions, depth and order, in the weights' own proportion.
        driver: Category to driver index, 0-1.
        parts: The four share vectors the index is made of; a part without any amount is missing.
        weights: Part to the weight used, adding up to 1.
        first: Category to the share of draws in which it came first.
        lead: Driver index of the first orientation less that of the second, in points (0-100).
        leader: The orientations with the highest index; several where they tie.
        verdict: ``driven`` by the leader (never where most time went to none of them), ``mixed``, or ``tie``.
        aside: Share of the minutes that went to no orientation, 0-1.
        distance: Share of the minutes that would have to move to reach the wanted mix, 0-1; None without one.
        wanted: Category to wanted share, 0-1; empty without a target.
        missing: Orientations without a minute.
        bumped: Topics that were bumped.
        opinion: Topics argued on opinion.
        flags: What the table shows, in the order of the definition's advice.
    """

    time: Shares
    energy: Shares
    driver: Shares
    parts: Mapping[str, Shares]
    weights: Mapping[str, float]
    first: Shares
    lead: float
    leader: tuple[str, ...]
    verdict: Literal["driven", "mixed", "tie"]
    aside: float
    distance: float | None
    wanted: Shares
    missing: tuple[str, ...]
    bumped: tuple[str, ...]
    opinion: tuple[str, ...]
    flags: tuple[Flag, ...]


def audit(
    item: Agenda,
    rows: Sequence[Row],
    *,
    wanted: Mapping[str, float] | None = None,
    voices: Sequence[str] | None = None,
    questions: Sequence[str] | None = None,
) -> AgendaResult | None:
    """Read an agenda; ``measurement.md`` 3.6.

    Args:
        item: The agenda item with its categories, weights and verdict rule.
        rows: Topics in the order of the agenda, in canonical form.
        wanted: Category to wanted share, any total.
        voices: Functions at the table; None where nobody said.
        questions: Categories the chief executive asked about; None where nobody said.

    Returns:
        None where no topic took any minutes.
    """
    categories = [category.id for category in item.categories]
    orientations = [category.id for category in item.categories if category.orientation]
    parts = _parts(item, rows, categories)
    if "minutes" not in parts:
        return None
    given = {name: float(getattr(item.weights, name)) for name in parts}
    total = math.fsum(given.values())
    weights = {name: weight / total for name, weight in given.items()}
    driver = _mix(parts, weights, categories)
    energetic = {name: weight for name, weight in weights.items() if name != "minutes"}
    energy = _mix(
        parts, {name: weight / math.fsum(energetic.values()) for name, weight in energetic.items()}, categories
    )
    ranked = sorted((driver[each] for each in orientations), reverse=True)
    lead = 100 * (ranked[0] - ranked[1]) if len(ranked) > 1 else 100.0
    leader = tuple(each for each in orientations if math.isclose(driver[each], ranked[0], abs_tol=1e-9))
    first = _first_shares(parts, orientations, item.verdict.draws, item.verdict.seed)
    aside = max(0.0, 1 - math.fsum(parts["minutes"][each] for each in orientations))
    if len(leader) > 1:
        verdict: Literal["driven", "mixed", "tie"] = "tie"
    elif aside <= MOST_ASIDE and first[leader[0]] >= item.verdict.share_of_draws and lead >= item.verdict.lead - 1e-9:
        verdict = "driven"
    else:
        verdict = "mixed"
    mix = {each: wanted[each] / math.fsum(wanted.values()) for each in categories} if wanted else {}
    return AgendaResult(
        time=parts["minutes"],
        energy=energy,
        driver=driver,
        parts=parts,
        weights=weights,
        first=first,
        lead=lead,
        leader=leader,
        verdict=verdict,
        aside=aside,
        distance=total_variation(parts["minutes"], mix) if mix else None,
        wanted=mix,
        missing=tuple(each for each in orientations if parts["minutes"][each] == 0),
        bumped=tuple(str(row["topic"]) for row in rows if row["bumped"]),
        opinion=tuple(str(row["topic"]) for row in rows if row["basis"] == "opinion"),
        flags=_flags(item, rows, parts["minutes"], orientations, voices, questions),
    )


def _parts(item: Agenda, rows: Sequence[Row], categories: list[str]) -> dict[str, Shares]:
    """Return the share vectors over categories, each closed to 1; one without any amount is left out."""
    depth = {level.id: number for number, level in enumerate(item.depths, start=1)}
    amounts: dict[str, list[float]] = {
        "minutes": [row["actual"] for row in rows],
        "actions": [row["actions"] for row in rows],
        "depth": [row["actual"] * depth[row["depth"]] for row in rows],
        "order": [float(len(rows) - place) for place in range(len(rows))],
    }
    closed = {}
    for name, values in amounts.items():
        total = math.fsum(values)
        if total > 0:
            closed[name] = {
                category: math.fsum(v for v, row in zip(values, rows, strict=True) if row["category"] == category)
                / total
                for category in categories
            }
    return closed


def _mix(parts: Mapping[str, Shares], weights: Mapping[str, float], categories: list[str]) -> Shares:
    return {each: math.fsum(weight * parts[name][each] for name, weight in weights.items()) for each in categories}


@lru_cache(maxsize=8)
def _weight_draws(parts: int, draws: int, seed: int) -> npt.NDArray[np.float64]:
    return np.random.default_rng(seed).dirichlet(np.ones(parts), size=draws)


def _first_shares(parts: Mapping[str, Shares], orientations: list[str], draws: int, seed: int) -> Shares:
    """Return how often each orientation comes first when the weights are drawn from a flat Dirichlet.

    Stochastic multicriteria acceptability analysis; where orientations tie in a draw, each gets an equal part of it.
    """
    shares = np.array([[parts[name][each] for each in orientations] for name in PARTS if name in parts])
    index = _weight_draws(len(shares), draws, seed) @ shares
    winners = np.isclose(index, index.max(axis=1, keepdims=True), rtol=0, atol=1e-12)
    credit = (winners / winners.sum(axis=1, keepdims=True)).mean(axis=0)
    return dict(zip(orientations, credit.tolist(), strict=True))


def _flags(
    item: Agenda,
    rows: Sequence[Row],
    time: Shares,
    orientations: list[str],
    voices: Sequence[str] | None,
    questions: Sequence[str] | None,
) -> tuple[Flag, ...]:
    focus = [row for row in rows if row["category"] == item.focus]
    treated = [row for row in focus if row["actual"] > 0]
    others = [place for place, row in enumerate(rows) if row["category"] != item.focus]
    places = [place for place, row in enumerate(rows) if row["category"] == item.focus]
    grounds = {row["basis"] for row in treated if row["basis"]}
    raised: dict[Flag, bool] = {
        "orientation-missing": any(time[each] == 0 for each in orientations if each != item.focus),
        "focus-missing": time[item.focus] == 0,
        "focus-bumped": any(row["bumped"] for row in focus),
        "focus-last": bool(places and others) and min(places) > max(others),
        "focus-on-opinion": grounds == {"opinion"},
        "focus-without-action": bool(treated) and not any(row["actions"] for row in focus),
        "no-focus-voice": voices is not None and bool(item.focus_voices) and not set(voices) & set(item.focus_voices),
        "no-focus-question": questions is not None and item.focus not in questions,
    }
    return tuple(flag for flag in (*item.flags, *(f for f in raised if f not in item.flags)) if raised[flag])
