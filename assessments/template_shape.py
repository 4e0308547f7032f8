"""The shape of a template file, and what is said where a file departs from it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StrictInt, ValidationError

from assessments.plan import DEFAULT_GROUP
from assessments.workflow import NAME_LIMIT
from questionnaires.parts import Id, Part, Version
from questionnaires.problems import Problem, errors, meant, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from questionnaires.located import Located, Path

KIND, FORMAT = "customer-centricity-template", 1
TITLE_LIMIT = NAME_LIMIT  # it is kept as the name of who set the targets
MOST_QUESTIONNAIRES = 10
MOST_PROBLEMS = 200  # what is wrong in more places is no slip of the hand, and too much for a page

_TYPES = {
    "string_type": "a text; quote it if it looks like a number",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table of keys",
    "model_type": "a table of keys",
}
_FORMS = {
    "version": "three numbers like 1.0.0",
    "digest": "64 digits from 0 to 9 and a to f, as the template had them",
    "title": f"at most {TITLE_LIMIT} characters",
}
_ID_FORM = "small letters, digits and single hyphens, a letter first"
_FORM_ERRORS = frozenset({"string_pattern_mismatch", "string_too_long"})


class Asked(Part):
    """One questionnaire of a template; ``definition`` holds the plain values of its file, ``digest`` their SHA-256."""

    id: Id
    version: Version
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    definition: dict[str, Any]


class Goal(Part):
    """What a dimension is to reach, 0-100; without ``dimension`` the whole questionnaire."""

    questionnaire: Id
    dimension: Id | None = None
    value: Annotated[float, Field(strict=True, ge=0, le=100)]


class Sheet(Part):
    """A template as its file has it; ``smallest_group`` only matters where the mode is anonymous."""

    kind: Literal["customer-centricity-template"]
    format: StrictInt
    title: Annotated[str, Field(max_length=TITLE_LIMIT)] = ""
    mode: Literal["open", "anonymous"]
    smallest_group: StrictInt = DEFAULT_GROUP
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    questionnaires: Annotated[tuple[Asked, ...], Field(min_length=1, max_length=MOST_QUESTIONNAIRES)]
    targets: tuple[Goal, ...] = ()


_PARTS: dict[str | int, type[Part]] = {"questionnaires": Asked, "targets": Goal}


def stranger(located: Located) -> Problem | None:
    """Return why a file is no template that can be read; None where it is one."""
    data = located.data
    if not isinstance(data, dict) or data.get("kind") != KIND:
        message = f"This is not a template: a template begins with 'kind: {KIND}'. Choose the file that was handed out."
        return located.problem(("kind",), "T002", message)
    refused = ("format",) in located.refused  # and reported as such
    if not refused and (data.get("format") != FORMAT or isinstance(data["format"], bool)):
        message = f"Only format {FORMAT} can be read here. Bring this software up to date, or ask for another file."
        return located.problem(("format",), "T003", message)
    return None


def first_problems(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of the file; of very many the first, those that make it unusable before all."""
    few = found if len(found) <= MOST_PROBLEMS else sorted(errors(found) or found)[:MOST_PROBLEMS]
    return tuple(sorted(few))


def sheet_of(located: Located) -> tuple[Sheet | None, list[Problem]]:
    """Return a template as its file has it, or a problem for each place where its shape is another."""
    try:
        return Sheet.model_validate(located.data), []
    except ValidationError as error:
        details = (each for each in error.errors(include_url=False) if not _follows(located, each))
        return None, [_problem(located, each) for each in islice(details, MOST_PROBLEMS)]


def _follows(located: Located, detail: ErrorDetails) -> bool:
    """Say whether a complaint only follows from another one, which is reported by itself."""
    if detail["loc"] in located.refused:
        return True
    # The model counts only the members that it accepts; the others are reported one by one.
    return detail["type"] == "too_short" and len(detail["input"]) > 0


def _problem(located: Located, detail: ErrorDetails) -> Problem:
    path: Path = detail["loc"]
    name, given = str(path[-1]), detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            model = _PARTS[path[0]] if len(path) > 1 else Sheet
            message = f"'{shown(name)}' is not known here. {meant(name, model.model_fields)}"
            return located.problem(path, "T004", message, key=True)
        case "missing":
            return located.problem(path[:-1], "T005", f"'{name}' is missing. Add it.")
        case kind if kind in _TYPES:
            return located.problem(path, "T006", f"{_called(path)} must be {_TYPES[kind]}.")
        case "literal_error":
            message = f"'{shown(given)}' is not allowed. {meant(str(given), ('open', 'anonymous'))}"
            return located.problem(path, "T007", message)
        case kind if kind in _FORM_ERRORS:
            message = f"'{shown(given)}' has the wrong form. Write {_FORMS.get(name, _ID_FORM)}."
            return located.problem(path, "T007", message)
        case "too_short":
            return located.problem(path, "T007", f"'{name}' is empty. Add one.")
        case "too_long":
            message = f"'{name}' has {len(given)}, and may have {detail['ctx']['max_length']}. Leave some out."
            return located.problem(path, "T007", message)
        case _:
            return located.problem(path, "T007", f"{_called(path)} is out of bounds: {detail['msg']}. Change it.")


def _called(path: Path) -> str:
    """Return what a value is called: its key, and in a list its place in it."""
    return f"'{path[-1]}'" if isinstance(path[-1], str) else f"Number {path[-1] + 1} of '{path[-2]}'"
