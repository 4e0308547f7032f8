"""The questionnaires within a template file: each is read as if it stood in a file of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assessments.template_shape import MOST_QUESTIONNAIRES
from questionnaires.checks import check
from questionnaires.loader import Definition, digest, parse
from questionnaires.located import Located
from questionnaires.problems import Problem, errors
from questionnaires.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.template_shape import Sheet
    from questionnaires.located import Path

_CHANGED = (
    "The questionnaire below is not the one this digest was made of: it was changed after the template was made, and "
    "would not be the same as that of other teams. Ask for the template again."
)


def definitions_of(located: Located) -> tuple[list[Definition], list[Problem]]:
    """Return the questionnaires without an error, in the order of the file, and every problem of all of them."""
    rows = located.data.get("questionnaires")
    found: list[Problem] = []
    definitions: list[Definition] = []
    for index, row in enumerate(rows[:MOST_QUESTIONNAIRES] if isinstance(rows, list) else ()):
        if isinstance(row, dict) and isinstance(row.get("definition"), dict):  # else the shape says so
            definition, wrong = _definition(located, ("questionnaires", index, "definition"))
            found += wrong
            if definition is not None:
                definitions.append(definition)
    return definitions, found


def head_problems(located: Located, sheet: Sheet, definitions: Sequence[Definition]) -> list[Problem]:
    """Return where the head of a questionnaire says something else than its definition, and which stands twice."""
    found = []
    seen: set[str] = set()
    for index, (asked, definition) in enumerate(zip(sheet.questionnaires, definitions, strict=True)):
        path: Path = ("questionnaires", index)
        own = definition.questionnaire
        for key, head, value in (("id", asked.id, own.id), ("version", asked.version, own.version)):
            if head != value:
                message = f"The definition below has the {key} '{value}'. Give both the same, as the template had them."
                found.append(located.problem((*path, key), "T009", message))
        if asked.digest != definition.digest:
            found.append(located.problem((*path, "digest"), "T010", _CHANGED))
        if own.id in seen:
            found.append(located.problem((*path, "id"), "T008", f"'{own.id}' stands here twice. Keep one of them."))
        seen.add(own.id)
    return found


def _definition(located: Located, path: Path) -> tuple[Definition | None, list[Problem]]:
    """Read a questionnaire within the file as if it stood in a file of its own, named like it."""
    within = _within(located, path)
    questionnaire = None
    try:
        questionnaire = parse(within.data)
    except ValidationError as error:
        found = shape_problems(within, error)
    else:
        found = check(questionnaire, within)
    found = [replace(problem, file=located.file) for problem in found]
    if questionnaire is None or errors(found) or within.refused:
        return None, found
    return Definition(questionnaire, within.data, digest(within.data)), found


def _within(located: Located, path: Path) -> Located:
    """Return a part of a document as a document of its own, each value still at its place in the file."""
    data = located.data
    for part in path:
        data = data[part]
    depth = len(path)
    return Located(
        f"{data.get('id')}.yaml",
        data,
        {each[depth:]: place for each, place in located.places.items() if each[:depth] == path},
        {each[depth:]: place for each, place in located.keys.items() if each[:depth] == path},
        {each[depth:] for each in located.refused if each[:depth] == path},
    )
