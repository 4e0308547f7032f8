"""What is said where a file departs from the shape of an assessment, and from that of a questionnaire within it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assessments.transfer_json import MOST_PROBLEMS, misfit
from assessments.transfer_plain import FORMAT, VERSION
from assessments.transfer_shape import CHILDREN, Sheet
from questionnaires.checks import check
from questionnaires.loader import Definition, digest, parse
from questionnaires.located import Located
from questionnaires.problems import errors, meant, shown
from questionnaires.shape import shape_problems

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from assessments.transfer_json import Misfit, Path, Plain
    from questionnaires.parts import Part

_TYPES = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table of keys",
    "model_type": "a table of keys",
}
_FORMS = {
    "version": "three numbers like 1.0.0",
    "due": "a day such as 2026-03-31",
    "dimension": "the id of a dimension, or nothing for the whole",
}
_A_HASH = "64 digits from 0 to 9 and a to f, as the file had them"
_AN_ID = "small letters, digits and single hyphens, a letter first"
_UNION_MEMBERS = frozenset({"int", "float", "str", "[key]"})


def stranger(data: Any) -> Misfit | None:
    """Return why a file is no assessment that can be read; None where it is one."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        message = f"This is not an assessment: its format is '{FORMAT}'. Choose the file that was exported."
        return misfit(("format",), message)
    if data.get("version") != VERSION or isinstance(data["version"], bool):
        message = f"Only version {VERSION} can be read here. Bring this software up to date, or ask for another file."
        return misfit(("version",), message)
    return None


def sheet_of(plain: Plain) -> tuple[Sheet | None, list[Misfit]]:
    """Return an assessment as its file has it, or a finding for each place where its shape is another."""
    try:
        return Sheet.model_validate(plain.data), []
    except ValidationError as error:
        found: dict[Path, Misfit] = {}
        for detail in error.errors(include_url=False):
            path = _path(plain.data, detail["loc"])
            if len(found) < MOST_PROBLEMS and not plain.touches(path):
                found.setdefault(path, _misfit(path, detail))
        return None, list(found.values())


def _path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Drop what the model puts into a location that does not stand in the file (names of union members)."""
    path: list[int | str] = []
    here = data
    for part in loc:
        if part in (here if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()):
            here = here[part]
        elif part in _UNION_MEMBERS:
            continue
        path.append(part)
    return tuple(path)


def _model_at(path: Path) -> type[Part]:
    here: type[Part] = Sheet
    for part in path:
        here = CHILDREN.get(here, {}).get(str(part), here)
    return here


def _misfit(path: Path, detail: ErrorDetails) -> Misfit:
    kind, given = detail["type"], detail["input"]
    name = _called(path)
    match kind:
        case "extra_forbidden":
            fields = _model_at(path[:-1]).model_fields
            known = [field.alias or key for key, field in fields.items()]
            return misfit(path, f"{name} is not known here. {meant(str(path[-1]), known)}")
        case "missing":
            return misfit(path[:-1], f"{name} is missing. Add it.")
        case "literal_error":
            allowed = [
                word.strip().strip("'") for word in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(",")
            ]
            return misfit(path, f"'{shown(given)}' is not allowed. {meant(shown(given), allowed)}")
        case "string_pattern_mismatch" | "string_too_long" | "string_too_short":
            return misfit(path, f"'{shown(given)}' has the wrong form. Write {_form(path, detail)}.")
        case "no_moment":
            return misfit(path, f"'{shown(given)}' is no time that there is. Write one such as {_MOMENT}.")
        case "too_long":
            return misfit(path, f"{name} has {len(given)} members, which do not fit. Write a pair of ids.")
        case _ if kind in _TYPES:
            return misfit(path, f"{name} must be {_TYPES[kind]}. Change it.")
        case _:
            return misfit(path, f"{name} is out of bounds: {detail['msg']}. Change it.")


_MOMENT = "2026-03-31T09:30:00+00:00"


def _form(path: Path, detail: ErrorDetails) -> str:
    """Return what a text must look like."""
    pattern = str(detail.get("ctx", {}).get("pattern", ""))
    if "{64}" in pattern:
        return _A_HASH
    if "T" in pattern:
        return f"a time such as {_MOMENT}"
    if not pattern and "max_length" in detail.get("ctx", {}):
        return f"at most {detail['ctx']['max_length']} characters"
    if not pattern:
        return "at least one character"
    return _FORMS.get(str(path[-1]), _AN_ID)


def _called(path: Path) -> str:
    """Return what a value is called: its key, and in a list its place in it."""
    if isinstance(path[-1], str):
        return f"'{shown(path[-1])}'"
    return f"Number {path[-1] + 1} of '{next(part for part in reversed(path) if isinstance(part, str))}'"


def definitions_of(plain: Plain) -> tuple[dict[str, Definition], list[Misfit], list[Misfit]]:
    """Return the questionnaires within a file, read again as if each stood in a file of its own.

    Returns:
        The digest that the file states to the questionnaire; what is wrong; and which are not what their digests were
        made of.
    """
    rows = plain.data.get("definitions")
    definitions: dict[str, Definition] = {}
    found: list[Misfit] = []
    changed: list[Misfit] = []
    for key, data in rows.items() if isinstance(rows, dict) else ():
        path: Path = ("definitions", key)
        if not isinstance(data, dict) or plain.touches(path):
            continue  # said elsewhere
        definition, wrong = _definition(path, data)
        found += wrong
        if definition is None:
            continue
        definitions[key] = definition
        if definition.digest != key:
            message = (
                "This questionnaire is not the one that the digest was made of: it was changed after the file was made."
            )
            changed.append(misfit(path, f"{message} Use the file as it was exported."))
    return definitions, found, changed


def _definition(path: Path, data: dict[str, Any]) -> tuple[Definition | None, list[Misfit]]:
    paths: list[Path] = []
    located = Located(f"{data.get('id')}.yaml", data)
    stack: list[tuple[Path, Any]] = [((), data)]
    while stack:
        here, value = stack.pop()
        paths.append(here)
        located.places[here] = located.keys[here] = (len(paths), 1)  # a number in the place of a line finds the path
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        stack += [((*here, key), each) for key, each in members]
    questionnaire = None
    try:
        questionnaire = parse(data)
    except ValidationError as error:
        wrong = errors(shape_problems(located, error))
    else:
        wrong = errors(check(questionnaire, located))
    found = [misfit((*path, *paths[each.line - 1]), each.message) for each in wrong]
    if questionnaire is None or found:
        return None, found
    return Definition(questionnaire, data, digest(data)), []
