"""What a column may hold: the answer to an item, a part of it, a comment, or something about the respondent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from questionnaires.items import Agenda, Allocation, Checklist, Disclosure, TextItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

Kind = Literal["answer", "part", "comment", "role", "unit", "name", "respondent"]
COMMENT = "comment"
TEXTS = {"definition": "The rule as it is written down", "source": "Source", "explanation": "Explanation"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column holds.

    Attributes:
        item_id: The item it belongs to; empty for what is said about the respondent.
        part: The option of a checklist, the part of an allocation, or the field of a disclosure.
    """

    kind: Kind
    item_id: str = ""
    part: str = ""

    @property
    def name(self) -> str:
        """How it is called on the command line: ``item``, ``item.part``, ``item.comment``, or ``role``."""
        if not self.item_id:
            return self.kind
        last = COMMENT if self.kind == "comment" else self.part
        return f"{self.item_id}.{last}" if last else self.item_id


ROLE, UNIT, NAME, RESPONDENT = Target("role"), Target("unit"), Target("name"), Target("respondent")
PEOPLE = {
    ROLE: "Role of the respondent",
    UNIT: "Department or site of the respondent",
    NAME: "Name of the respondent (kept in an open wave only)",
    RESPONDENT: "Something that tells respondents apart (to find duplicates; not kept)",
}


def parts_of(item: Item) -> dict[str, str]:
    """Return the parts of an item that may have a column each, with their texts."""
    match item:
        case Checklist():
            return {option.id: option.text for option in item.options}
        case Allocation():
            return {part.id: part.text for part in item.parts}
        case Disclosure():
            texts = {name: text for name, text in TEXTS.items() if name != "definition" or item.definition}
            return {**texts, **{figure.id: figure.label for figure in item.figures}}
        case _:
            return {}


def targets_of(questionnaire: Questionnaire) -> dict[str, Target]:
    """Return name to target for every column that a questionnaire can take, in the order of its items.

    An agenda is a table of its own and has none.
    """
    found: list[Target] = []
    for item in questionnaire.items:
        if isinstance(item, Agenda):
            continue
        parts = parts_of(item)
        found += [Target("answer", item.id), *(Target("part", item.id, part) for part in parts)]
        if not isinstance(item, TextItem) and COMMENT not in parts:
            found.append(Target("comment", item.id))
    return {each.name: each for each in found}


def titles_of(questionnaire: Questionnaire) -> Mapping[Target, str]:
    """Return what every target is called on a page, those of the respondent last."""
    numbers = {item.id: number for number, item in enumerate(questionnaire.items, start=1)}
    titles = {}
    for target in targets_of(questionnaire).values():
        item = questionnaire.item_by_id[target.item_id]
        more = {"answer": "", "comment": ": comment"}.get(target.kind, f": {parts_of(item).get(target.part, '')}")
        titles[target] = f"{numbers[item.id]}. {item.ask}{more}"
    return {**titles, **PEOPLE}


def cannot(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return, as sentences, what of a questionnaire no table can bring."""
    return tuple(
        f"“{item.ask}” is a table of topics, one for each respondent: it cannot be brought in from a form."
        for item in questionnaire.items
        if isinstance(item, Agenda)
    )
