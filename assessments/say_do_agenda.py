"""What is read off an agenda audit for a claim: what drives the review, who was heard, which part customers got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.result_words import agenda_facts
from assessments.say_do_model import Fact, Known
from scoring.sentences import agenda_headline

if TYPE_CHECKING:
    from assessments.views import AgendaView
    from questionnaires.claims import Observation
    from questionnaires.items import Flag
    from scoring.agenda import AgendaResult

NO_MINUTES = "No topic with minutes was entered in the audit."
NO_STATEMENT = "The audit does not say which view is stated to come first."
NO_TABLE = "The audit does not say who sat at the table."
UNHEARD: tuple[Flag, ...] = ("no-focus-voice", "focus-missing", "focus-bumped")
HEARD = "Somebody who speaks for customers sat at the table, and a topic about customers got its minutes."


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen.

    Attributes:
        figure: Per cent; None where it is a yes or a no alone.
        basis: What the figure is; empty without one.
        holds: Whether that bears the claim out; None where it was not seen.
        why: Why it was not seen; empty where it was.
    """

    shown: str
    figure: float | None
    basis: str
    holds: bool | None
    why: str = ""


def observe(observation: Observation, view: AgendaView, *, voices: bool, at_least: float | None) -> Observed:
    """Read something off an agenda audit; ``measurement.md`` 3.6.

    Args:
        observation: What to read.
        view: The audit.
        voices: Whether it was said who sat at the table.
        at_least: From how many per cent on a share bears the claim out.
    """
    result = view.result
    if result is None:
        return _unseen(NO_MINUTES)
    focus = _title(view, view.item.focus)
    match observation:
        case "focus-drives":
            return _drives(view, result, view.item.focus)
        case "stated-drives":
            return _unseen(NO_STATEMENT) if view.stated is None else _drives(view, result, view.stated)
        case "focus-heard":
            return _heard(view, result) if voices else _unseen(NO_TABLE)
        case "focus-minutes":
            share = 100 * result.time[view.item.focus]
            return _share(share, f"of the minutes went to {focus}", f"Share of the minutes: {focus}.", at_least)
        case "focus-energy":  # pragma: no branch
            share = 100 * result.energy[view.item.focus]
            basis = f"Share of the energy (tasks, depth and places on the agenda, by the audit's weights): {focus}."
            return _share(share, f"of the energy went to {focus}", basis, at_least)


def known_of(view: AgendaView, answered: Fact) -> Known:
    """Return the audit with its shares and with what stands out in it."""
    if view.result is None:
        return Known(answered)
    shares = tuple(
        Fact(
            each.title,
            f"{100 * view.result.time[each.id]:.1f} % of the minutes, {100 * view.result.energy[each.id]:.1f} % of the "
            f"energy, {100 * view.result.driver[each.id]:.1f} % of the index",
        )
        for each in view.item.categories
    )
    return Known(answered, (*shares, *(Fact("Seen in the audit", each) for each in agenda_facts(view, view.result))))


def _drives(view: AgendaView, result: AgendaResult, orientation: str) -> Observed:
    title = _title(view, orientation)
    basis = f"Share of the index that says what drives the review: {title}. It comes first where it is highest."
    holds = result.verdict == "driven" and result.leader == (orientation,)
    return Observed(agenda_headline(view.item, result), 100 * result.driver[orientation], basis, holds)


def _heard(view: AgendaView, result: AgendaResult) -> Observed:
    raised = [each for each in UNHEARD if each in result.flags]
    said = [view.item.flags[each].say for each in raised if each in view.item.flags]
    shown = HEARD if not raised else " ".join(said) or "Customers were not heard in this review."
    return Observed(shown, None, "", not raised)


def _share(share: float, what: str, basis: str, at_least: float | None) -> Observed:
    return Observed(f"{share:.1f} % {what}.", share, basis, at_least is not None and share >= at_least - 1e-9)


def _unseen(why: str) -> Observed:
    return Observed("", None, "", None, why)


def _title(view: AgendaView, category_id: str) -> str:
    return next(each.title.lower() for each in view.item.categories if each.id == category_id)
