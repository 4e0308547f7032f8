"""Proposes what each column holds: by id, by the text of the question, and by likeness as a guess to be confirmed."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from assessments.intake_private import by_header, by_look
from assessments.intake_targets import RESPONDENT, ROLE, UNIT, Target, parts_of, targets_of
from assessments.intake_words import key, squashed, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessments.intake_form import Column, Form
    from assessments.intake_private import Private
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

_Named = TypeVar("_Named", str, Target)
How = Literal["", "id", "text", "guess"]
NEAR = 0.75  # likeness from which on a question is offered as a guess
_FEWEST_WORDS = 3  # a guess needs
_LONGEST = 200  # characters that are compared for a guess
_COMMENTS = frozenset(("comment", "comments", "kommentar", "bemerkung", "commentaire", "comentario", "commento"))
_ABOUT: tuple[tuple[Target, frozenset[str]], ...] = (
    (
        ROLE,
        frozenset(
            (
                *("role", "your role", "what is your role", "job role", "position", "level", "function"),
                *("rolle", "ihre rolle", "funktion", "position im unternehmen", "rôle", "fonction", "rol", "ruolo"),
            )
        ),
    ),
    (
        UNIT,
        frozenset(
            (
                *("unit", "department", "your department", "which department do you work in", "site", "team"),
                *("division", "business unit", "abteilung", "bereich", "standort", "service", "département", "reparto"),
            )
        ),
    ),
    (RESPONDENT, frozenset(("respondent", "participant", "respondent code", "participant code", "teilnehmercode"))),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column seems to hold.

    Attributes:
        target: None where the column is left out.
        how: What speaks for it; a ``guess`` is to be confirmed.
        private: What it holds about a person; such a column is left out unless somebody asks for it.
    """

    column: Column
    target: Target | None = None
    how: How = ""
    private: Private = ""


def proposals(form: Form, questionnaire: Questionnaire) -> tuple[Proposal, ...]:
    """Return one proposal for each column; no target is proposed twice, and what is sure goes before a guess."""
    known = _Known(questionnaire)
    found = [_sure(column, form, known) for column in form.columns]
    taken: set[Target] = set()
    for place, each in enumerate(found):
        if each.target is not None and each.target in taken:
            found[place] = replace(each, target=None, how="")
        elif each.target is not None:
            taken.add(each.target)
    for place, each in enumerate(found):
        if each.target is None and not each.private:
            target = _about(each.column) or known.near(each.column)
            if target is not None and target not in taken:
                taken.add(target)
                found[place] = replace(each, target=target, how="guess")
    return tuple(found)


def _sure(column: Column, form: Form, known: _Known) -> Proposal:
    target, how = known.by_id(column), "id"
    if target is None:
        target, how = known.by_text(column), "text"
    look = by_look([row.cells[column.place] for row in form.rows])
    if target is None:
        private = by_header(column) or look
        # A department is no secret by its header alone; somebody has to confirm the guess anyway.
        return Proposal(column, private="" if _about(column) in {ROLE, UNIT, RESPONDENT} and look == "" else private)
    if look in {"email", "ip"}:
        return Proposal(column, private=look)
    return Proposal(column, target, "id" if how == "id" else "text")


def _about(column: Column) -> Target | None:
    texts = {key(column.code), key(unnumbered(column.text))}
    return next((target for target, names in _ABOUT if texts & names), None)


class _Known:
    """The targets of a questionnaire by everything a column may call them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        targets = targets_of(questionnaire)
        items = [questionnaire.item_by_id[each.item_id] for each in targets.values() if each.kind == "answer"]
        former = [(was, Target("answer", item.id)) for item in items for was in item.was]
        self._exact = dict(former) | targets
        self._squashed = _only_once((squashed(name), target) for name, target in self._exact.items())
        self._items = {item.id: item for item in items}
        self._asked = _only_once((key(text), item.id) for item in items for text in _texts(item))
        self._labels = _only_once((key(item.label), item.id) for item in items)
        self._near = _only_once((key(item.ask)[:_LONGEST], item.id) for item in items)

    def by_id(self, column: Column) -> Target | None:
        """Return what a column is by its id."""
        if not column.code:
            return None
        whole = f"{column.code}.{column.part}" if column.part else column.code
        target = self._exact.get(whole) or self._squashed.get(squashed(whole))
        if target is None and column.part:
            owner = self._exact.get(column.code) or self._squashed.get(squashed(column.code))
            target = None if owner is None else self._part(self._items[owner.item_id], column.part)
        return target

    def by_text(self, column: Column) -> Target | None:
        """Return what a column is by its question, or by the question and its part."""
        asked = column.text or column.code
        for text, part in ((f"{asked} - {column.part}", ""), (asked, column.part)):
            item_id = self._item(text)
            if item_id and not part:
                return Target("answer", item_id)
            if item_id:
                return self._part(self._items[item_id], part)
        return None

    def near(self, column: Column) -> Target | None:
        """Return the question that a column is most like."""
        text = key(unnumbered(column.text))[:_LONGEST]
        if len(text.split()) < _FEWEST_WORDS:
            return None
        inside = [asked for asked in self._near if len(asked.split()) >= _FEWEST_WORDS and f" {asked} " in f" {text} "]
        close = inside or difflib.get_close_matches(text, self._near, n=1, cutoff=NEAR)
        if not close:
            return None
        item = self._items[self._near[max(close, key=len)]]
        return self._part(item, column.part) if column.part else Target("answer", item.id)

    def _item(self, text: str) -> str | None:
        for each in (text, unnumbered(text)):
            if key(each):
                found = self._asked.get(key(each)) or self._labels.get(key(each))
                if found is not None:
                    return found
        return None

    def _part(self, item: Item, part: str) -> Target | None:
        """Return the part of an item that a column names by id or text; None where it is none."""
        texts = parts_of(item)
        names = _only_once([*((squashed(each), each) for each in texts), *((key(t), p) for p, t in texts.items())])
        found = names.get(key(part)) or names.get(squashed(part))
        if found is not None:
            return Target("part", item.id, found)
        return Target("comment", item.id) if key(part) in _COMMENTS else None


def _texts(item: Item) -> Iterable[str]:
    return (each for each in (item.ask, item.ask_customer, item.ask_front_line) if each)


def _only_once(pairs: Iterable[tuple[str, _Named]]) -> Mapping[str, _Named]:
    """Return name to what it names, where that is one thing only."""
    found = list(dict.fromkeys(pairs))
    count = Counter(name for name, _ in found)
    return {name: each for name, each in found if name and count[name] == 1}
