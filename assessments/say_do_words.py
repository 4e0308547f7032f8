"""The words around claims and traces: verdicts, rules, what a figure is, the finding to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.answer_text import figure_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.say_do_model import Compared, Known, Side, Verdict
    from questionnaires.claims import Combine, Holds, Observation

BOTH = 2
TITLE = "What we say, what we do"
NOT_ANSWERED = "Not answered yet."
NO_CHOICE = "No answer was chosen."
NO_AGENDA = "There is no agenda in it."
VERDICTS: dict[Verdict, str] = {
    "beyond": "not fully borne out",
    "borne-out": "the trace bears it out",
    "more": "more was seen than is claimed",
    "not-made": "not claimed",
    "unseen": "not seen yet",
    "unclaimed": "not asked yet",
}
MEANING: dict[Verdict, str] = {
    "beyond": "The answers make the claim, and what was seen does not meet the rule of the claim; or, where the two "
    "are comparable, the claim lies 25 points or more above the trace.",
    "borne-out": "The answers make the claim, and what was seen meets the rule of the claim.",
    "more": "What was seen meets the rule of the claim, which the answers do not make; or, where the two are "
    "comparable, the trace lies 25 points or more above the claim.",
    "not-made": "The answers themselves do not make the claim, so there is nothing to bear out.",
    "unseen": "The claim is made, and what would show it has not been answered.",
    "unclaimed": "What the claim is read off has not been answered.",
}
RULE = (
    "A claim counts as made above 50 of 100 points, in the upper half of the scale, or by the answer that was chosen. "
    "Whether it holds is decided by its own rule, which looks at the trace alone. A difference is taken only where "
    "both sides are graded alike, and counts from 25 points on: that is one step of the five levels on which the ten "
    "questions are answered, so less is less than one step of one answer. Points and per cent are never subtracted "
    "from each other."
)
LIMITS = (
    "A trace is not a proof. It is what these answers show, and an agenda is that of one meeting; something else may "
    "show the claim better. Talk about it before you judge."
)
_OBSERVED: dict[Observation, str] = {
    "focus-drives": "Holds if customer value is what drives the review.",
    "stated-drives": "Holds if the view that is stated first is the one that drives the review.",
    "focus-heard": "Holds if somebody at the table spoke for customers, and a topic about customers got minutes and "
    "was not bumped.",
    "focus-minutes": "Holds from {} % of the minutes on.",
    "focus-energy": "Holds from {} % of the energy on.",
}
_FROM = "Holds from {} points on."
_BASIS: dict[Combine, str] = {
    "mean": "The average of the {} sources behind it, each from 0 to 100.",
    "lowest": "The lowest of the {} sources behind it, each from 0 to 100.",
    "highest": "The highest of the {} sources behind it, each from 0 to 100.",
}
_ONE = "The points of the one source behind it, from 0 to 100."


def of_100(figure: float) -> str:
    """Return points in words."""
    return f"{rounded(figure)} of 100 points"


def rounded(figure: float) -> str:
    """Return a figure with one decimal where it has one."""
    return figure_text(round(figure, 1))


def figure_of(side: Side) -> str:
    """Return the figure of a side with its unit; empty where it has none."""
    if side.figure is None:
        return ""
    return f"{rounded(side.figure)} %" if side.unit == "%" else rounded(side.figure)


def basis(combine: Combine, count: int) -> str:
    """Say what a level is, for the number of sources behind it."""
    return _ONE if count == 1 else _BASIS[combine].format(count)


def chosen(known: Known) -> str:
    """Return an answer that makes a claim by itself, or does not."""
    return f"Chosen: {known.fact.said}"


def too_few(found: int, applicable: int) -> str:
    """Say that too little is known for a level."""
    return f"Too little is known: {found} of {applicable} sources behind it have a figure that may be shown."


def rule(holds: Holds, observed: Observation | None) -> str:
    """Say when a claim holds, and why then."""
    sentence = _FROM if observed is None else _OBSERVED[observed]
    return f"{sentence.format(rounded(holds.at_least or 0.0))} {holds.because}"


def difference(compared: Compared) -> str:
    """Say how far claim and trace lie apart, or why that is not said; empty where one of them has no figure."""
    if compared.said.figure is None or compared.seen.figure is None:
        return ""
    if compared.difference is None:
        return "The two figures do not measure the same, so no difference is taken; the rule decides."
    apart = rounded(abs(compared.difference))
    way = "above" if compared.difference > 0 else "below"
    lies = "The claim lies level with the trace." if apart == "0" else f"The claim lies {apart} points {way} the trace."
    return f"{lies} {compared.claim.comparable}"


def headline(found: Sequence[Compared]) -> str:
    """Return the finding about all claims in a sentence."""
    checked = [each for each in found if each.verdict in {"beyond", "borne-out", "more"}]
    beyond = sum(each.verdict == "beyond" for each in checked)
    if not checked:
        made = sum(each.verdict == "unseen" for each in found)
        if made:
            return f"{_claims(made)} made, and nothing that would show {'it' if made == 1 else 'them'} was seen yet."
        return "There is no claim yet that could be set beside what was seen."
    if not beyond:
        every = (
            "the one claim"
            if len(checked) == 1
            else "both claims"
            if len(checked) == BOTH
            else f"all {len(checked)} claims"
        )
        return f"What was seen bears out {every} that can be checked."
    if beyond == len(checked):
        none = (
            "The one claim"
            if beyond == 1
            else "Neither of the two claims"
            if beyond == BOTH
            else f"None of the {beyond} claims"
        )
        return f"{none} that can be checked is {'not ' if beyond == 1 else ''}fully borne out by what was seen."
    verb = "is" if beyond == 1 else "are"
    return f"{beyond} of {len(checked)} claims that can be checked {verb} not fully borne out by what was seen."


def _claims(count: int) -> str:
    return "1 claim is" if count == 1 else f"{count} claims are"


def rows(found: Sequence[Compared]) -> list[dict[str, str]]:
    """Return every claim beside its trace as a table."""
    return [
        {
            "Claim": each.claim.title,
            "Said": each.said.shown or each.said.why,
            "Seen": each.seen.shown or each.seen.why,
            "Verdict": VERDICTS[each.verdict],
        }
        for each in found
    ]
