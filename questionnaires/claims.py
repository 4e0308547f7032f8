"""What a company may claim about itself, and the trace that would show it: one YAML file, read and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from questionnaires.claims_checks import check
from questionnaires.located import read
from questionnaires.parts import Id, Part, Share, Text
from questionnaires.problems import Problem, errors
from questionnaires.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.model import Questionnaire

CLAIMS = Path(__file__).parent / "claims"
LONGEST_TITLE, LONGEST_STEP = 40, 300

# "questionnaire" for its overall score, "questionnaire/part" for a dimension at the top or for an item.
Reference = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$")]
References = tuple[Reference, ...]
Combine = Literal["mean", "lowest", "highest"]
Observation = Literal["focus-drives", "stated-drives", "focus-heard", "focus-minutes", "focus-energy"]


class Chosen(Part):
    """An answer without points that makes a claim by itself."""

    item: Reference
    any_of: tuple[Id, ...] = Field(min_length=1)


class Said(Part):
    """What is claimed.

    Attributes:
        says: The claim in a sentence.
        sources: What it is read off, by points; its level is their mean (``from`` in the file).
        chosen: What it is read off instead, where the answer carries no points.
        beside: What is shown beside it and does not count.
    """

    says: Text
    sources: References = Field(default=(), alias="from")
    chosen: Chosen | None = None
    beside: References = ()


class Seen(Part):
    """What would show whether a claim holds.

    Attributes:
        looks_at: What is looked at, in a sentence.
        sources: What it is read off (``from`` in the file); one agenda where something is ``observed`` on it.
        combine: How several sources become one level.
        observed: What is read off the agenda.
    """

    looks_at: Text
    sources: References = Field(alias="from", min_length=1)
    combine: Combine = "mean"
    observed: Observation | None = None


class Holds(Part):
    """From which level of the trace on the claim holds, and why from there; an observation of yes or no has none."""

    at_least: Share | None = None
    because: Text


class Claim(Part):
    """One claim beside its trace.

    Attributes:
        comparable: Why the difference of both levels says something; None where it does not, so that it is never taken.
        would_have_to_be_seen: What somebody could observe if the claim held.
        raise_it: A question with which to raise it in a meeting, without blaming anybody.
        first_step: What could be promised first.
    """

    id: Id
    title: Annotated[Text, Field(max_length=LONGEST_TITLE)]
    claim: Said
    trace: Seen
    holds: Holds
    comparable: Text | None = None
    would_have_to_be_seen: Text
    raise_it: Text
    first_step: Annotated[Text, Field(max_length=LONGEST_STEP)]

    @property
    def says_from(self) -> References:
        """What the claim itself is read off."""
        return (self.claim.chosen.item,) if self.claim.chosen is not None else self.claim.sources


class Claims(Part):
    """A file of claims."""

    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


def split(reference: str) -> tuple[str, str]:
    """Return the questionnaire and the part that a reference names; the part is "" for the overall score."""
    questionnaire_id, _, part = reference.partition("/")
    return questionnaire_id, part


def load_claims(
    asked: Mapping[str, Questionnaire] | None = None, folder: Path = CLAIMS
) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Read every ``*.yaml`` of a folder, in the order of their names; a file with an error is left out and reported."""
    claims: list[Claim] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        found, wrong = load_text(path.read_bytes(), str(path), asked)
        claims += found
        problems += wrong
    return tuple(claims), problems


def load_text(
    text: str | bytes, file: str, asked: Mapping[str, Questionnaire] | None = None
) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Read the claims of one file.

    Args:
        text: Its content.
        file: Its name in problems.
        asked: Questionnaire id to questionnaire: what the claims may refer to. None leaves that unchecked, for wherever
            questionnaires come from elsewhere: what is not there then is no source.
    """
    located = read(text, file)
    problems = list(located.problems)
    if located.data is None:
        return (), problems
    try:
        found = Claims.model_validate(located.data)
    except ValidationError as error:
        return (), sorted([*problems, *shape_problems(located, error, Claims)])
    problems += check(found.claims, located, asked)
    return (() if errors(problems) else found.claims), sorted(problems)


@cache
def shipped() -> tuple[Claim, ...]:
    """Return the claims that come with the software."""
    return load_claims()[0]
