"""Works every figure of a file out again from its answers and questionnaires, and says which differ."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.figures import Stated
from assessments.transfer_marks import Changed, changed_parts
from assessments.transfer_read import open_file
from assessments.transfer_results import Results, results_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assessments.figures import Value
    from assessments.kept import Kept
    from assessments.transfer_json import Misfit
    from assessments.transfer_shape import Sheet

RELATIVE = 1e-9
SERIES = "the waves together"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that does not come out as the file states it.

    Attributes:
        of: What it is a figure of, in words.
        name: Of the figure.
        stated: As the file has it; None where it does not state it.
        found: As it comes out; None where it does not come out at all.
    """

    of: str
    name: str
    stated: Stated | None
    found: Stated | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check of a file found.

    Attributes:
        problems: Why its figures cannot be worked out; questionnaires that are not what their digests say among them.
        changed: Parts whose fingerprint differs.
        differences: Figures that come out otherwise.
        checked: How many figures were worked out again.
        withheld: How many could not be, because the file may not hold the answers.
    """

    problems: tuple[Misfit, ...]
    changed: tuple[Changed, ...]
    differences: tuple[Difference, ...]
    checked: int
    withheld: int

    @property
    def holds(self) -> bool:
        """Whether everything is as the file states it."""
        return not (self.problems or self.changed or self.differences)


def verify(content: bytes) -> Verified:
    """Check an exported file against itself."""
    opened = open_file(content)
    changed = changed_parts(opened.data) if opened.sheet is not None else ()
    problems = (*opened.problems, *opened.changed)
    if opened.sheet is None or opened.kept is None:
        return Verified(problems, changed, (), 0, 0)
    hidden = _withheld(opened.sheet)
    stated, found = _stated(opened.sheet), _found(opened.kept, hidden)
    differences: list[Difference] = []
    checked = withheld = 0
    for of in dict.fromkeys((*stated, *found)):
        if of in hidden:
            withheld += len(stated.get(of, {}))
            continue
        own = found.get(of, {})
        checked += len(own)
        differences += _differences(_called(opened.sheet, of), stated.get(of, {}), own)
    return Verified(problems, changed, tuple(differences), checked, withheld)


Of = tuple[str, str]  # the part of the results, and the id of what the figures are of


def _stated(sheet: Sheet) -> dict[Of, Mapping[str, Value]]:
    results = sheet.results
    return _by_owner(Results(results.responses, results.waves, results.counted, results.series))


def _found(kept: Kept, hidden: Collection[Of]) -> dict[Of, Mapping[str, Value]]:
    there = [each for each in kept.waves if ("waves", each.wave.id) not in hidden]
    return _by_owner(results_of(replace(kept, waves=tuple(there))))


def _by_owner(results: Results) -> dict[Of, Mapping[str, Value]]:
    parts = {"responses": results.responses, "waves": results.waves, "counted": results.counted}
    found = {(part, owner): figures for part, owners in parts.items() for owner, figures in owners.items()}
    return {**found, ("series", ""): results.series}


def _withheld(sheet: Sheet) -> set[Of]:
    """Return what rests on answers that the file may not hold; of several waves together one of them is enough."""
    waves = {("waves", each.id) for each in sheet.waves if each.withheld}
    return {*waves, ("series", "")} if waves else set()


def _called(sheet: Sheet, of: Of) -> str:
    part, owner = of
    labels = {each.id: each.label for each in sheet.waves}
    people = {own.id: each.label for each in sheet.waves for own in each.responses}
    match part:
        case "series":
            return SERIES
        case "responses":
            return f"response {owner} of “{people[owner]}”"
        case "counted":
            return f"“{labels[owner]}”, all answers that count"
        case _:
            return f"“{labels[owner]}”"


def _differences(of: str, stated: Mapping[str, Value], found: Mapping[str, Value]) -> Iterator[Difference]:
    for name in dict.fromkeys((*stated, *found)):
        if name in stated and name in found and _alike(stated[name], found[name]):
            continue
        one, two = (Stated(name, each[name]) if name in each else None for each in (stated, found))
        yield Difference(of, name, one, two)


def _alike(one: Value, two: Value) -> bool:
    if isinstance(one, (int, float)) and isinstance(two, (int, float)):
        return math.isclose(one, two, rel_tol=RELATIVE, abs_tol=RELATIVE)
    return one == two
