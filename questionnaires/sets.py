"""Sets: which questionnaires go together for one occasion, some of them in a short form; one YAML file a set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StrictBool, StrictInt, ValidationError

from questionnaires.forms import FormError, short_form
from questionnaires.loader import DEFINITIONS, Definition
from questionnaires.located import read
from questionnaires.parts import Id, Part, Text
from questionnaires.problems import Problem, errors, meant
from questionnaires.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from questionnaires.located import Located
    from questionnaires.located import Path as Place

FOLDER = DEFINITIONS.parent / "sets"
Minutes = Annotated[StrictInt, Field(ge=1, le=120)]


class Member(Part):
    """One questionnaire of a set.

    Attributes:
        questionnaire: Its id.
        items: Ids of the items that are asked; empty for the whole questionnaire.
        form: What the part that is asked is called; sets that ask the same items give it the same name.
        minutes: How long these items take; stated where there are some.
    """

    questionnaire: Id
    items: tuple[Id, ...] = ()
    form: Id = "short"
    minutes: Minutes | None = None


class Set(Part):
    """What is asked on one occasion.

    Attributes:
        at_most: Minutes that all of it takes at most.
        alone: Whether one person may answer it alone.
        room: Whether a room of people may vote on it.
    """

    id: Id
    title: Text
    purpose: Text
    at_most: Minutes
    alone: StrictBool
    room: StrictBool
    members: Annotated[tuple[Member, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Ready:
    """A set with the questionnaires it asks, each in its form."""

    set: Set
    definitions: tuple[Definition, ...]

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(each.questionnaire.minutes for each in self.definitions)

    @property
    def questions(self) -> int:
        """How many questions it asks."""
        return sum(len(each.questionnaire.items) for each in self.definitions)


def load_sets(definitions: Sequence[Definition], folder: Path = FOLDER) -> tuple[tuple[Ready, ...], list[Problem]]:
    """Read every set of a folder, in the order of their names; a set with an error is left out and reported."""
    ready, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        found, complaints = load_set(path.read_bytes(), str(path), definitions)
        problems += complaints
        if found is not None:
            ready.append(found)
    return tuple(ready), problems


def load_set(text: str | bytes, file: str, definitions: Sequence[Definition]) -> tuple[Ready | None, list[Problem]]:
    """Read one set.

    Args:
        text: Content of the file.
        file: Its name in problems.
        definitions: The questionnaires that can be asked.
    """
    located = read(text, file)
    problems = list(located.problems)
    if located.data is None:
        return None, problems
    try:
        made = Set.model_validate(located.data)
    except ValidationError as error:
        return None, [*problems, *shape_problems(located, error, Set)]
    known = {each.questionnaire.id: each for each in definitions}
    asked: list[Definition] = []
    for place, member in enumerate(made.members):
        definition, found = _asked(member, ("members", place), located, known)
        problems += found
        if definition is not None:
            asked.append(definition)
    ready = Ready(made, tuple(asked))
    problems += list(_amiss(ready, located))
    return (None if errors(problems) else ready), problems


def _asked(
    member: Member, place: Place, located: Located, known: Mapping[str, Definition]
) -> tuple[Definition | None, list[Problem]]:
    whole = known.get(member.questionnaire)
    if whole is None:
        message = f"'{member.questionnaire}' cannot be asked. {meant(member.questionnaire, known)}"
        return None, [located.problem((*place, "questionnaire"), "S301", message)]
    if not member.items:
        return whole, []
    if member.minutes is None:
        return None, [located.problem(place, "S302", "Some items take less time than all. Add 'minutes'.")]
    try:
        return short_form(whole, member.form, member.items, member.minutes), []
    except FormError as error:
        return None, [located.problem((*place, "items"), "S303", f"{error} Correct the list.")]


def _amiss(ready: Ready, located: Located) -> Iterator[Problem]:
    ids = [member.questionnaire for member in ready.set.members]
    twice = next((each for place, each in enumerate(ids) if each in ids[:place]), None)
    if twice is not None:
        yield located.problem(("members",), "S304", f"'{twice}' stands here twice. Keep it once.")
    if ready.minutes > ready.set.at_most:
        message = f"It takes {ready.minutes} minutes, and may take {ready.set.at_most}. Leave something out."
        yield located.problem(("at_most",), "S305", message)
