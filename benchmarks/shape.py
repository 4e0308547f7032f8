"""Turn the model's complaints about one entry into problems with a place, a code and a way to mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.problems import Problem, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from questionnaires.located import Located, Path

NEVER_WITHOUT = frozenset({"n", "year", "population"})

_TYPES = {
    "string_type": "text; quote it if it looks like a number",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table of keys",
    "model_type": "a table of keys",
}
_FORMS = {
    "url": "a whole address that begins with https://, or null",
    "comparable_item": "questionnaire-id/item-id",
    "interval": "two numbers, the lower one first",
}
_FORM_ERRORS = frozenset({"string_pattern_mismatch", "string_too_long", "too_short", "too_long"})
_ID_FORM = "small letters, digits and single hyphens"
_NOT_EMPTY = frozenset(
    {"statement", "population", "country", "instrument", "instrument_version", "source", "warning", "unit"}
    | {"licence_note", "what", "why"}
)


def shape_problems(located: Located, base: Path, known: Iterable[str], error: ValidationError) -> list[Problem]:
    """Return one problem for each place where an entry departs from its model.

    Args:
        located: The document.
        base: Path of the entry in the document.
        known: The keys that the entry may have.
        error: What the model said about the entry.
    """
    return [_problem(located, base, known, detail) for detail in error.errors(include_url=False)]


def _problem(located: Located, base: Path, known: Iterable[str], detail: ErrorDetails) -> Problem:
    inner = tuple(part for part in detail["loc"] if part != "[key]")
    path = (*base, *inner)
    name = str(inner[0]) if inner else "the entry"
    given = detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            code, message = "B002", f"'{name}' is not known here. {meant(name, known)}"
        case kind if name in NEVER_WITHOUT and (kind == "missing" or given is None):
            code = "B004"
            message = f"Without '{name}' nobody can judge it. Add it, or list the figure under 'unusable' and say why."
        case "missing":
            code, message = "B003", f"'{name}' is missing. Add it."
        case "literal_error":
            words = [word.strip("'") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
            code, message = "B006", f"'{given}' is not a choice for '{name}'. {meant(str(given), words)}"
        case kind if kind in _TYPES:
            code, message = "B005", f"'{name}' must be {_TYPES[kind]}."
        case kind if kind in _FORM_ERRORS:
            form = "some words" if name in _NOT_EMPTY else _FORMS.get(name, _ID_FORM)
            code, message = "B007", f"'{given}' has the wrong form for '{name}'. Write {form}."
        case _:
            code, message = "B007", f"'{name}' is out of bounds: {detail['msg']}. Correct it."
    return located.problem(path, code, message, key=code == "B002")
