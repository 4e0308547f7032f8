"""The profile of a ladder: how each of several kinds of work is used, which is the deepest in regular use, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaires.items import Frequency, Practice

if TYPE_CHECKING:
    from assessments.views import ItemView, ResultView

NOT_STEPS = "These are not steps to be climbed in turn: one may be in use without those before it."
REGULAR = 100.0 - 1e-9  # points of the highest answer, which is what counts as regular
NOT_ASKED = "Not asked"


@dataclass(frozen=True, slots=True)
class Rung:
    """One kind of work on a ladder.

    Attributes:
        place: Counted from 1, the shallowest.
        used: How it is used, in the words of the answer.
        points: 0-100; None where that is not known, or where it does not apply.
        known: Whether it was said how it is used, or that it does not apply.
        decided: Whether a decision came out of it, in the words of the answer; ``NOT_ASKED`` where nobody was asked.
    """

    place: int
    label: str
    used: str
    points: float | None
    known: bool
    decided: str

    @property
    def regular(self) -> bool:
        """Whether it is in regular use."""
        return self.points is not None and self.points >= REGULAR


@dataclass(frozen=True, slots=True)
class Profile:
    """A ladder with the use of each rung; ``measurement.md`` 3.7.

    Attributes:
        title: What the rungs are kinds of.
        rungs: Shallowest first.
        depth: Score of the ladder as the tree of dimensions gives it, 0-100; None with too few answers.
        top: The answer that counts as regular use.
    """

    title: str
    rungs: tuple[Rung, ...]
    depth: float | None
    top: str

    @property
    def highest_regular(self) -> int | None:
        """Place of the deepest rung in regular use, counted from 1; None where there is none."""
        return max((rung.place for rung in self.rungs if rung.regular), default=None)

    @property
    def confirmation_only(self) -> bool:
        """Whether the first rung alone is in regular use; never while another is unknown."""
        first, *deeper = self.rungs
        return first.regular and all(rung.known and not rung.regular for rung in deeper)


def profile(view: ResultView) -> Profile | None:
    """Return the profile of the first dimension that is a ladder of frequencies; None where there is none.

    A rung led to a decision if the yes-or-no item says so that is asked once the rung is used (``ask_if``).
    """
    items = {each.item.id: each for dimension in view.dimensions for each in dimension.items}
    decided = {
        each.item.ask_if.item: each for each in items.values() if isinstance(each.item, Practice) and each.item.ask_if
    }
    for score in view.result.dimensions:
        asked = [item for item in score.dimension.items if isinstance(item, Frequency) and item.id in items]
        if score.dimension.combine == "ladder" and asked:
            rungs = tuple(
                _rung(place, items[item.id], decided.get(item.id)) for place, item in enumerate(asked, start=1)
            )
            top = view.questionnaire.scales[asked[0].scale][-1].text
            return Profile(score.dimension.title, rungs, score.score, top)
    return None


def _rung(place: int, use: ItemView, decided: ItemView | None) -> Rung:
    said = use.answer.kind if use.answer is not None else "unanswered"
    known = said in {"value", "not_applicable"}
    return Rung(place, use.item.label, use.text, use.points, known, NOT_ASKED if decided is None else decided.text)


def deepest(found: Profile) -> str:
    """Say which rung is the deepest in regular use, and of which nobody knows."""
    unknown = [rung for rung in found.rungs if not rung.known]
    place = found.highest_regular
    if len(unknown) == len(found.rungs):
        return "How these are used is not known yet."
    if place is None:
        return "None of these that you know about is in regular use." if unknown else "None of these is in regular use."
    label = found.rungs[place - 1].label
    if found.confirmation_only:
        return f"Only the first of these is in regular use, “{label}”. None of the deeper ones is."
    said = f"The deepest of these in regular use is “{label}”, number {place} of {len(found.rungs)}."
    open_ones = [f"“{rung.label}”" for rung in unknown if rung.place > place]
    return f"{said} How {' or '.join(open_ones)} is used is not known." if open_ones else said


def meaning(found: Profile) -> str:
    """Say what counts as regular use, what the depth counts, and that the rungs are not steps."""
    depth = "" if found.depth is None else f"The depth is {found.depth:.0f} of 100: each counts as much as its number. "
    return f"In regular use means the answer “{found.top}”. {depth}{NOT_STEPS}"


def rows(found: Profile) -> list[dict[str, str]]:
    """Return the profile as a table, shallowest first."""
    return [
        {"Number": str(rung.place), "Kind": rung.label, "Used": rung.used, "Led to a decision": rung.decided}
        for rung in found.rungs
    ]
