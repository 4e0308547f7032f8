"""Parts of a questionnaire that are asked by themselves: a short form, or the twin wording for another audience."""

from __future__ import annotations

import copy
import math
from typing import TYPE_CHECKING, Any, Literal

from questionnaires.items import Agenda, Agreement, Disclosure, Frequency
from questionnaires.loader import Definition, digest, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

Audience = Literal["front-line", "customer"]
AUDIENCES: tuple[Audience, ...] = ("front-line", "customer")
ITEMS_A_MINUTE = 4  # short questions without figures or tables
_TWIN: dict[Audience, str] = {"front-line": "ask_front_line", "customer": "ask_customer"}


class FormError(ValueError):
    """A form that cannot be asked; the message says why."""


def short_form(definition: Definition, form: str, items: Collection[str], minutes: int) -> Definition:
    """Return a questionnaire of which only some items are asked; id and version stay.

    Args:
        definition: The whole.
        form: What the form is called, small letters and hyphens.
        items: Ids of the items to ask; they keep the order of the whole.
        minutes: How long the form takes.

    Raises:
        FormError: An item is unknown, or one that is asked depends on one that is not.
    """
    whole = definition.questionnaire
    unknown = [each for each in items if each not in whole.item_by_id]
    if unknown:
        raise FormError(f"'{unknown[0]}' is no item of {whole.id} that is asked.")
    kept = [item for item in whole.items if item.id in items]
    for item in kept:
        lacking = [each for each in sorted(_depends_on(item)) if each not in items]
        if lacking:
            raise FormError(f"'{item.id}' of {whole.id} depends on '{lacking[0]}'. Ask both, or neither.")
    return _cut(definition, form, minutes, lambda data: data["id"] in items)


def twin_form(definition: Definition, audience: Audience) -> Definition | None:
    """Return the items that have a wording for another audience, in that wording; None where there is none.

    Items that are asked only after a certain answer are left out: a form of a few minutes has no branches.
    """
    twin = _TWIN[audience]
    ids = twin_items(definition.questionnaire, audience)
    if not ids:
        return None

    def asked(data: dict[str, Any]) -> bool:
        if data["id"] not in ids:
            return False
        data["ask"] = data[twin]
        for key in (*_TWIN.values(), "help", "evidence"):  # the help speaks to the company
            data.pop(key, None)
        return True

    return _cut(definition, audience, math.ceil(len(ids) / ITEMS_A_MINUTE), asked)


def twin_items(questionnaire: Questionnaire, audience: Audience) -> tuple[str, ...]:
    """Return the ids of the items that another audience is asked, in their order."""
    twin = _TWIN[audience]
    return tuple(item.id for item in questionnaire.items if getattr(item, twin) is not None and item.ask_if is None)


def in_the_form_of(definition: Definition, asked: Questionnaire) -> Definition | None:
    """Return a (newer) whole questionnaire in the form in which it was asked before.

    Items are known by their id or an earlier one; None where nothing of the form is left.

    Raises:
        FormError: What is left depends on items that were not in the form.
    """
    if asked.form is None:
        return definition
    for audience in AUDIENCES:
        if asked.form == audience:
            return twin_form(definition, audience)
    before = set(asked.item_by_id)
    ids = [item.id for item in definition.questionnaire.items if before & {item.id, *item.was}]
    return short_form(definition, asked.form, ids, asked.minutes) if ids else None


def _depends_on(item: Item) -> set[str]:
    """Return the ids of the items without which an item cannot be asked or scored."""
    found = {item.ask_if.item} if item.ask_if is not None else set()
    match item:
        case Disclosure():
            fields = (name for cap in item.caps for name in (cap.unless, cap.when) if name)
            found |= {name.partition(".")[0] for name in fields} - {item.id}
        case Agenda():
            found |= {each for each in (item.target_from, item.voices_from, item.questions_from) if each}
        case _:
            pass
    return found


def _cut(definition: Definition, form: str, minutes: int, keep: Callable[[dict[str, Any]], bool]) -> Definition:
    data: dict[str, Any] = copy.deepcopy(dict(definition.data))
    data |= {"form": form, "minutes": minutes}
    for part in ("opening", "closing"):
        if part in data:
            data[part] = _kept(data[part], keep)
    data["dimensions"] = _branches(data["dimensions"], keep)
    if not data["dimensions"]:
        raise FormError(f"No item of the form {form} counts in a dimension of {data['id']}. Add one.")
    used = _scales(data)
    if "scales" in data:
        data["scales"] = {name: levels for name, levels in data["scales"].items() if name in used}
    return Definition(parse(data), data, digest(data))


def _branches(dimensions: list[dict[str, Any]], keep: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    found = []
    for each in dimensions:
        for key, kept in (
            ("items", _kept(each.get("items", []), keep)),
            ("dimensions", _branches(each.get("dimensions", []), keep)),
        ):
            each.pop(key, None)
            if kept:
                each[key] = kept
        if "items" in each or "dimensions" in each:
            found.append(each)
    return found


def _kept(items: list[dict[str, Any]], keep: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    return [each for each in items if "retired" not in each and keep(each)]


def _scales(data: Mapping[str, Any]) -> set[str]:
    """Return the names of the scales that the items of a form use."""
    items = parse(dict(data)).items
    return {each.scale for each in items if isinstance(each, (Agreement, Frequency, Disclosure))}
