"""Two versions of one questionnaire: which items are still comparable, and what breaks a series of results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from questionnaires.items import Item
from questionnaires.model import Dimension, Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from questionnaires.values import Answer

Kind = Literal["same", "renamed", "reworded", "rescored", "reweighted", "added", "retired"]
Trait = Literal["answers", "needs", "wording", "weight", "place", "id"]
DimensionTrait = Literal["weight", "rule", "place", "title"]

_KINDS: dict[Trait, Kind] = {  # the gravest first
    "answers": "rescored",
    "needs": "rescored",
    "wording": "reworded",
    "weight": "reweighted",
    "place": "reweighted",
    "id": "renamed",
}
_CHANGED: dict[str, str] = {
    "answers": "its answers or their points",
    "needs": "an item that it depends on",
    "wording": "its wording",
    "rule": "the rule that combines its parts",
    "weight": "its weight",
    "place": "the dimension that it counts in",
}
_COMPARABLE = {"same", "renamed", "reweighted"}
_TEXTS = {"ask", "help", "text", "left", "right", "definition", "unit", "label", "title", "summary"}
_SOURCES = ("target_from", "voices_from", "questions_from")
# What decides neither what is read before answering nor what an answer scores; a new key does, until it stands here.
_ASIDE: dict[str, Any] = {
    **dict.fromkeys(("id", "label", "weight", "source", "was", "retired", "evidence"), True),
    **dict.fromkeys(("ask_customer", "ask_front_line", "flags", "max_rows", "max_chars", "lines", "locks"), True),
    "options": {"__all__": {"stage", "basis"}},
    "caps": {"__all__": {"because"}},
}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one item.

    Attributes:
        label: In the new version, else in the old.
        kind: The gravest of what was found: ``rescored`` (its type, the answers it takes, their order or points, whom
            it is asked, or something it depends on), ``reworded`` (the question, its help, the texts of its answers),
            ``reweighted`` (its weight, or the dimension it counts in), ``renamed`` (its id), ``same``; ``added`` and
            ``retired`` where only one version asks it.
        old: The item as it was; None where it was added.
        new: The item as it is; None where it is no longer asked.
        found: Everything that differs, the gravest first.
        counts: Whether it stands in a dimension, in one version at least; opening and closing items do not.
    """

    label: str
    kind: Kind
    old: Item | None
    new: Item | None
    found: tuple[Trait, ...] = ()
    counts: bool = True

    @property
    def comparable(self) -> bool:
        """Whether an answer to the one means the same as an answer to the other."""
        return self.kind in _COMPARABLE


@dataclass(frozen=True, slots=True)
class DimensionChange:
    """What became of one dimension, known by its id; ``old`` or ``new`` is None where only one version has it."""

    title: str
    old: Dimension | None
    new: Dimension | None
    found: tuple[DimensionTrait, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions side by side.

    Attributes:
        items: Those of the new version in the order they are asked, then those that are no longer asked.
        dimensions: Those of the new version top down, then those that are gone.
        ladder: Whether the stages, their titles, or the rules for the overall result differ.
    """

    items: tuple[ItemChange, ...]
    dimensions: tuple[DimensionChange, ...]
    ladder: bool

    @property
    def comparable(self) -> tuple[str, ...]:
        """Ids, in the new version, of the items that are comparable, whether they count or not."""
        return tuple(each.new.id for each in self.items if each.new is not None and each.comparable)

    @property
    def sentence(self) -> str:
        """How many of the items that the new version asks, and that count, are comparable."""
        asked = [each for each in self.items if each.counts and each.new is not None]
        alike = sum(each.comparable for each in asked)
        if asked and alike == len(asked):
            return f"Comparable on all {alike} items." if alike > 1 else "Comparable on its one item."
        return f"Comparable on {alike or 'none'} of {len(asked)} items."

    @property
    def breaks(self) -> tuple[str, ...]:
        """Why a series of results cannot go on as if nothing had changed, in sentences; ``measurement.md`` 3.10.

        Empty where it can: ids, titles of dimensions, and items outside the dimensions break nothing.
        """
        return tuple(_breaks(self))


def compare(old: Questionnaire, new: Questionnaire) -> Versions:
    """Compare two versions; items are matched by id, else by an earlier id that the new one names under ``was``.

    Args:
        old: The earlier version.
        new: The later one, read in the same language.

    Raises:
        ValueError: They are versions of different questionnaires.
    """
    if old.id != new.id:
        raise ValueError(f"'{old.id}' and '{new.id}' are different questionnaires.")
    earlier = {item.id: _earlier(item, old) for item in new.items}
    names = {before.id: now for now, before in earlier.items() if before is not None}
    items = [_item_change(earlier[item.id], item, old, new, names) for item in new.items]
    gone = [
        ItemChange(item.label, "retired", item, None, counts=item.id in old.dimension_of)
        for item in old.items
        if item.id not in names
    ]
    ladder = _ladder(old) != _ladder(new)
    return Versions((*_with_needs(items), *gone), tuple(_dimension_changes(old, new)), ladder)


def renamed_answers(answers: Mapping[str, Answer], versions: Versions) -> dict[str, Answer]:
    """Return one respondent's answers to the old version under the ids of the new; only what is comparable."""
    pairs = [(each.old.id, each.new.id) for each in versions.items if each.comparable and each.old and each.new]
    return {now: answers[before] for before, now in pairs if before in answers}


def common(questionnaire: Questionnaire, items: Sequence[str]) -> Questionnaire | None:
    """Return the questionnaire with these items only, its weights and rules as they are.

    Both waves can be scored with it: the new one's answers as they are, the old one's as ``renamed_answers`` gives
    them.

    Args:
        questionnaire: The new version.
        items: Ids to keep, with those that they depend on, as ``Versions.comparable`` gives them.

    Returns:
        None where no dimension keeps an item; dimensions that keep none are left out.
    """
    kept = set(items)
    data = questionnaire.model_dump(by_alias=True)
    data["dimensions"] = _kept_dimensions(data["dimensions"], kept)
    for place in ("opening", "closing"):
        data[place] = _kept_items(data[place], kept)
    return Questionnaire.model_validate(data) if data["dimensions"] else None


def _kept_dimensions(dimensions: Sequence[dict[str, Any]], kept: set[str]) -> list[dict[str, Any]]:
    restricted = [
        {
            **each,
            "items": _kept_items(each["items"], kept),
            "dimensions": _kept_dimensions(each["dimensions"], kept),
        }
        for each in dimensions
    ]
    return [each for each in restricted if each["items"] or each["dimensions"]]


def _kept_items(items: Sequence[dict[str, Any]], kept: set[str]) -> list[dict[str, Any]]:
    return [each for each in items if each["id"] in kept]


def _earlier(item: Item, old: Questionnaire) -> Item | None:
    return next((old.item_by_id[name] for name in (item.id, *item.was) if name in old.item_by_id), None)


def _item_change(
    before: Item | None, item: Item, old: Questionnaire, new: Questionnaire, names: Mapping[str, str]
) -> ItemChange:
    homes = [old.dimension_of.get(before.id) if before else None, new.dimension_of.get(item.id)]
    counts = any(homes)
    if before is None:
        return ItemChange(item.label, "added", None, item, counts=counts)
    contents = _content(before, old, names), _content(item, new, {})
    places = [home.id if home else None for home in homes]
    differs: dict[Trait, bool] = {
        "answers": _without_texts(contents[0]) != _without_texts(contents[1]),
        "wording": _texts(contents[0]) != _texts(contents[1]),
        "weight": before.weight != item.weight,
        "place": places[0] != places[1],
        "id": before.id != item.id,
    }
    found = tuple(trait for trait in _KINDS if differs.get(trait))
    return ItemChange(item.label, _KINDS[found[0]] if found else "same", before, item, found, counts)


def _with_needs(items: Sequence[ItemChange]) -> Sequence[ItemChange]:
    """Mark what depends on an item that is not comparable, and what depends on that in turn."""
    alike = {each.new.id for each in items if each.new and each.comparable}
    found = [
        replace(each, kind="rescored", found=("needs", *each.found))
        if each.new and each.comparable and not _needs(each.new) <= alike
        else each
        for each in items
    ]
    return items if found == items else _with_needs(found)


def _content(item: Item, questionnaire: Questionnaire, names: Mapping[str, str]) -> dict[str, Any]:
    """Return an item as plain values with its scale in place of the scale's name, other items under new names."""
    data = item.model_dump(exclude=_ASIDE)
    if "scale" in data:
        data["scale"] = [level.model_dump() for level in questionnaire.scales[data["scale"]]]
    for holder, key in _references(data):
        name, dot, field = holder[key].partition(".")
        holder[key] = f"{names.get(name, name)}{dot}{field}"
    return data


def _references(data: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Return where an item names another one, or a field of one: (part of the item, key)."""
    places = [(data["ask_if"] or {}, "item"), *((data, key) for key in _SOURCES)]
    places += [(cap, key) for cap in data.get("caps", ()) for key in ("unless", "when")]
    return [(holder, key) for holder, key in places if holder.get(key)]


def _needs(item: Item) -> set[str]:
    return {holder[key].partition(".")[0] for holder, key in _references(item.model_dump())}


def _texts(value: Any) -> list[Any]:
    """Return the texts in plain values, in their order."""
    if isinstance(value, dict):
        parts = [[each] if key in _TEXTS else _texts(each) for key, each in value.items()]
    else:
        parts = [_texts(each) for each in value] if isinstance(value, (list, tuple)) else []
    return [text for part in parts for text in part]


def _without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_texts(each) for key, each in value.items() if key not in _TEXTS}
    return [_without_texts(each) for each in value] if isinstance(value, (list, tuple)) else value


def _ladder(questionnaire: Questionnaire) -> tuple[object, ...]:
    stages = tuple((stage.id, stage.title) for stage in questionnaire.stages)
    return stages, questionnaire.stage_rule, questionnaire.combine, questionnaire.threshold


def _dimension_changes(old: Questionnaire, new: Questionnaire) -> Iterator[DimensionChange]:
    before, now = _placed(old), _placed(new)
    for name, (dimension, above) in now.items():
        if name not in before:
            yield DimensionChange(dimension.title, None, dimension)
            continue
        earlier, once_above = before[name]
        differs: dict[DimensionTrait, bool] = {
            "rule": (earlier.combine, earlier.threshold) != (dimension.combine, dimension.threshold),
            "weight": earlier.weight != dimension.weight,
            "place": once_above != above,
            "title": earlier.title != dimension.title,
        }
        yield DimensionChange(
            dimension.title, earlier, dimension, tuple(trait for trait, holds in differs.items() if holds)
        )
    gone = [dimension for name, (dimension, _) in before.items() if name not in now]
    yield from (DimensionChange(dimension.title, dimension, None) for dimension in gone)


def _placed(questionnaire: Questionnaire) -> dict[str, tuple[Dimension, str]]:
    """Return dimension id to the dimension and the id of the one that holds it, empty at the top level."""
    above = {child.id: each.id for each in questionnaire.walk() for child in each.dimensions}
    return {each.id: (each, above.get(each.id, "")) for each in questionnaire.walk()}


def _breaks(versions: Versions) -> Iterator[str]:
    if versions.ladder:
        yield "The stages, or the rules for the overall result, have changed."
    for each in versions.dimensions:
        yield from _break(f"The dimension “{each.title}”", each, "is gone")
    for item in versions.items:
        if item.counts:
            yield from _break(f"“{item.label}”", item, "is no longer asked")


def _break(name: str, change: ItemChange | DimensionChange, gone: str) -> Iterator[str]:
    """Yield the sentence about one dimension or item, if it breaks anything."""
    told = [_CHANGED[each] for each in change.found if each in _CHANGED]
    if change.new is None:
        yield f"{name} {gone}."
    elif change.old is None:
        yield f"{name} is new."
    elif told:
        yield f"{name} has changed: {' and '.join(told)}."
