"""The words around a result: what page and file say of its score, its answers and its findings, in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.views import STEPS
from scoring.sentences import joined, quoted
from scoring.stages import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.views import AgendaView, DimensionView, ItemView, ResultView
    from questionnaires.model import Questionnaire
    from scoring.agenda import AgendaResult
    from scoring.disclosure import Derived
    from scoring.gaps import NextStep
    from scoring.line import Spread

GAPS = "The gaps"
OTHERS = "What others score"
METHOD = "How the score comes about"
STAGES = "What the stages mean"
TOGETHER = "Do the figures go together?"
IMPLIED = "What the figures imply"
NO_STEPS = "Too little is known for a next step. Ask colleagues who know, and answer again with a new start."
NO_CONTRADICTION = "No contradiction was found among the figures that were given."
NOTHING_IMPLIED = (
    "Too few figures were given to work anything out: churn, for example, needs customers now, gained and lost."
)
NO_AGENDA = "Enter at least one topic with minutes, and the result appears here."
OWN_MIX = "No agenda mix of other companies is published; the wanted mix is your own."
ONE_PERSON = (
    "One person answered this. It is that person's view, not the company's: ask two colleagues from other "
    "functions to answer it too, and talk about where you differ."
)
SEEN = 0.05  # points: a difference that the first decimal shows


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said to drive the review beside what the agenda shows.

    Attributes:
        verdict: Whether the two agree.
        said: What was said.
        seen: What comes first in the agenda.
    """

    verdict: str
    said: str
    seen: str


def steps_title(steps: Sequence[NextStep]) -> str:
    """Return the title over the next steps."""
    return "Three things to do next" if len(steps) == STEPS else "What to do next"


def because(step: NextStep) -> str:
    """Name the answer that a step starts from; empty where it starts from none."""
    return f"Weakest answer: {step.because}" if step.because else ""


def overall(view: ResultView) -> tuple[str, str]:
    """Return the score, and on how many dimensions it rests; both empty without a score."""
    if view.result.score is None:
        return "", ""
    scored = sum(each.score is not None for each in view.dimensions)
    return f"{view.result.score:.1f} of 100", f", on {scored} of {len(view.dimensions)} dimensions."


def worked_overall(view: ResultView) -> str:
    """Return the overall score worked out; empty where there is nothing to write out."""
    return f"Overall = {view.working}" if view.working else ""


def worked(each: DimensionView) -> str:
    """Return the score of a dimension worked out; empty where there is nothing to write out."""
    return f"{each.dimension.title} = {each.working}" if each.working else ""


def filled_in(view: ResultView) -> str:
    """Say in how many answers the wording is ours; empty where it is in none."""
    filled = sum(item.filled_in for each in view.dimensions for item in each.items)
    if not filled:
        return ""
    return f"In {filled} of the answers the wording chosen is ours, because the source does not describe that step."


def stages(questionnaire: Questionnaire) -> list[tuple[str, str, str]]:
    """Return title, points and meaning of each stage, low to high."""
    count = len(questionnaire.stages)
    return [
        (stage.title, f"{anchor(number, count):.0f} points", stage.summary)
        for number, stage in enumerate(questionnaire.stages, start=1)
    ]


def shown_score(each: DimensionView) -> str:
    """Return the score of a dimension with its stage, or that there is none."""
    return "not enough answers" if each.score is None else f"{each.score:.0f} of 100 · {each.stage or 'no stage'}"


def standing(each: DimensionView, *, goal: bool = True) -> list[str]:
    """Return what a dimension's score rests on in short notes; ``goal``: whether to name its goal too."""
    notes = [f"{100 * each.coverage:.0f} % answered"]
    if goal and each.goal_text:
        notes.append(each.goal_text)
    if each.dont_know_share > 0:
        notes.append(f"{100 * each.dont_know_share:.0f} % 'don't know'")
        if each.score is not None and each.low is not None and each.low < each.score - SEEN:
            notes.append(f"at least {each.low:.0f} if every 'don't know' counted as 0")
    return notes


def line_ends(view: ResultView) -> list[tuple[str, tuple[ItemView, ...]]]:
    """Return what pulls to either side of a line, each under its title; empty where nothing does."""
    low, high = view.ends
    if not low or not high:
        return []
    first, last = quoted([view.questionnaire.stages[place].title for place in (0, -1)])
    return [(f"Furthest towards {first}", low), (f"Furthest towards {last}", high)]


def said_outside(view: ResultView) -> list[ItemView]:
    """Return the answers that carry no points: what was said before and after."""
    return [each for each in view.outside if each.answer is not None and each.answer.kind == "value"]


def spread_words(spread: Spread) -> str:
    """Say where the middle half of the answers lies, and how far they differ."""
    low, high = spread.middle
    return (
        f"Half of the answers lie between {low:.0f} and {high:.0f}; "
        f"their standard deviation is {spread.deviation:.0f} points."
    )


def derived_rows(derived: Sequence[Derived]) -> list[dict[str, str]]:
    """Return the figures worked out from those given as a table."""
    return [
        {"Figure": each.title, "Value": _share(each.id, each.value), "Worked out as": each.formula} for each in derived
    ]


def _share(figure_id: str, value: float) -> str:
    return f"{value:.2f} times" if figure_id == "skew" else f"{100 * value:.1f} %"


def claim(agenda: AgendaView, result: AgendaResult) -> Claim | None:
    """Compare what was said with what was seen; None where nothing was said."""
    if not agenda.stated:
        return None
    titles = {each.id: each.title for each in agenda.item.categories}
    verdict = "do not agree"
    if agenda.stated in result.leader:
        verdict = "agree" if result.verdict == "driven" else "point the same way, but not by enough to say so"
    observed = joined([titles[each].lower() for each in result.leader])
    return Claim(f"Said and done {verdict}.", agenda.stated_text, observed)


def to_move(result: AgendaResult) -> tuple[str, str]:
    """Say how much of the time would have to move, in two parts; both empty without a wanted mix."""
    if result.distance is None:
        return "", ""
    return f"{100 * result.distance:.0f} % of the minutes would have to move", " to reach the mix you want."


def agenda_facts(agenda: AgendaView, result: AgendaResult) -> list[str]:
    """Return what stands out on an agenda."""
    titles = {each.id: each.title for each in agenda.item.categories}
    facts = []
    if result.missing:
        facts.append(f"Without a single minute: {joined([titles[each].lower() for each in result.missing])}.")
    if result.bumped:
        facts.append(f"Bumped: {'; '.join(result.bumped)}.")
    if result.opinion:
        facts.append(f"Argued on opinion: {'; '.join(result.opinion)}.")
    return facts + [agenda.item.flags[flag].say for flag in result.flags if flag in agenda.item.flags]


def index_words(result: AgendaResult) -> str:
    """Say how the index of an agenda comes about."""
    weights = ", ".join(f"{name} {weight:.2f}" for name, weight in result.weights.items())
    return (
        f"Each view gets its share of the minutes, of the tasks given out, of the minutes weighted by depth, and "
        f"of the places on the agenda (first place counts most). The index adds them up with the weights {weights}."
    )


def index_rows(agenda: AgendaView, result: AgendaResult) -> list[dict[str, str]]:
    """Return the index of an agenda with its parts as a table."""
    return [
        {
            "View": each.title,
            **{name.capitalize(): f"{100 * share[each.id]:.1f} %" for name, share in result.parts.items()},
            "Index": f"{100 * result.driver[each.id]:.1f} %",
            "First in draws": _draws(result.first.get(each.id)),
        }
        for each in agenda.item.categories
    ]


def _draws(share: float | None) -> str:
    return "not ranked" if share is None else f"{100 * share:.0f} %"
