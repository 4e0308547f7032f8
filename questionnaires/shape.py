"""Turn the model's complaints about a document into problems with a place, a code and a way to mend them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from questionnaires.items import ITEM_TYPES
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem, meant, shown

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from questionnaires.located import Located, Path

_TYPES = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table of keys",
    "model_type": "a table of keys",
    "model_attributes_type": "a table of keys",
}


_FORMS = {
    "version": "three numbers like 1.0.0",
    "retired": "three numbers like 1.0.0",
    "language": "two small letters, such as en",
}
_LISTS_OF_ITEMS = frozenset({"items", "opening", "closing"})
_UNION_MEMBERS = frozenset({"int", "float"})
_KEY = "[key]"


def shape_problems(located: Located, error: ValidationError, model: type[BaseModel] = Questionnaire) -> list[Problem]:
    """Return one problem for each place where the document departs from the model."""
    found: dict[tuple[Path, str], Problem] = {}
    for detail in error.errors(include_url=False):
        path = _path(located.data, detail["loc"])
        if _follows(located, path, detail):
            continue
        problem = _problem(located, path, detail, model)
        found.setdefault((path, problem.code), problem)
    return list(found.values())


def _follows(located: Located, path: Path, detail: ErrorDetails) -> bool:
    """Say whether a complaint only follows from another one, which is reported by itself."""
    if path in located.refused:
        return True
    if detail["type"] == "string_type" and any(refused[:-1] == path for refused in located.refused):
        return True  # a language of a text was refused
    # The model counts only the members that it accepts; the others are reported one by one.
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Drop what the model puts into a location that does not stand in the file (names of union members)."""
    path: list[int | str] = []
    here = data
    for position, part in enumerate(loc):
        if position > 1 and loc[position - 2] in _LISTS_OF_ITEMS and part in ITEM_TYPES:
            continue  # the type of the item that was just entered
        if part in (here if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()):
            here = here[part]
        elif part in {*_UNION_MEMBERS, _KEY}:
            continue
        path.append(part)
    return tuple(path)


def _problem(  # noqa: C901, PLR0912 - one case for each complaint of the model
    located: Located, path: Path, detail: ErrorDetails, model: type[BaseModel]
) -> Problem:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    name = path[-1] if path else "the document"
    is_key = _KEY in detail["loc"]
    match kind:
        case "extra_forbidden":
            known = _known_keys(located.data, path[:-1], model)
            return located.problem(
                path, "M001", f"'{shown(name)}' is not known here. {meant(str(name), known)}", key=True
            )
        case "missing":
            return located.problem(path[:-1], "M002", f"'{name}' is missing. Add it.")
        case "union_tag_not_found":
            return located.problem(path, "M002", f"'type' is missing. {meant('', ITEM_TYPES)}")
        case "union_tag_invalid":
            found = str(context["tag"])
            message = f"'{shown(found)}' is no type of item. {meant(found, ITEM_TYPES)}"
            return located.problem((*path, "type"), "M004", message)
        case "literal_error":
            allowed = [word.strip().strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            message = f"'{shown(given)}' is not allowed. {meant(shown(given), allowed)}"
            return located.problem(path, "M004", message, key=is_key)
        case "string_pattern_mismatch":
            form = _FORMS.get(str(name), "small letters, digits and single hyphens, a letter first")
            return located.problem(path, "M005", f"'{shown(given)}' has the wrong form. Write {form}.", key=is_key)
        case "too_short":
            message = f"'{name}' has {len(given)}, and needs at least {context['min_length']}. Add what is missing."
            return located.problem(path, "M005", message)
        case "text_language":
            return located.problem(path, "M006", f"'{name}' lacks the questionnaire's own language. Add it to the map.")
        case "language_code":
            message = f"'{shown(context['code'])}' is no language. Write two small letters, such as en."
            return located.problem((*path, str(context["code"])), "M005", message, key=True)
        case "number_for_text":
            return located.problem(path, "M003", f"'{name}' is read as a number or a truth value. Quote the text.")
        case "string_type" if isinstance(given, (bool, int, float)):
            return located.problem(path, "M003", f"'{name}' is read as a number or a truth value. Quote the text.")
        case _ if kind in _TYPES:
            wanted = "a number" if _UNION_MEMBERS.intersection(detail["loc"][-1:]) else _TYPES[kind]
            return located.problem(path, "M003", f"'{name}' must be {wanted}. Change it.")
        case _:
            message = f"'{shown(name)}' is out of bounds: {detail['msg']}. Change it."
            return located.problem(path, "M005", message, key=is_key)


def _known_keys(data: Any, path: Path, model: type[BaseModel]) -> list[str]:
    """Return the keys the model knows at a path, by walking its JSON Schema beside the data."""
    whole = _schema(model)
    here = data
    schema = _resolved(whole, whole, here)
    for part in path:
        here = here[part]
        named = schema.get("properties", {})
        free = [schema.get("items"), schema.get("additionalProperties"), *schema.get("patternProperties", {}).values()]
        schema = _resolved(whole, named.get(part) or next(each for each in free if each), here)
    return list(schema["properties"])


def _resolved(whole: dict[str, Any], schema: dict[str, Any], here: Any) -> dict[str, Any]:
    """Follow references, optional parts and the type of an item."""
    while True:
        if "discriminator" in schema:
            schema = {"$ref": schema["discriminator"]["mapping"][here["type"]]}
        elif "$ref" in schema:
            schema = whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in schema:
            schema = schema["anyOf"][0]
        else:
            return schema


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()
