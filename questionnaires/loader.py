"""From a file or a folder to checked questionnaires: parse, shape, checks, and a hash that pins what was asked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from questionnaires.checks import check
from questionnaires.located import read
from questionnaires.model import Questionnaire
from questionnaires.parts import LANGUAGE, ORIGINAL
from questionnaires.problems import Problem, errors
from questionnaires.shape import shape_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFINITIONS = Path(__file__).parent / "definitions"


@dataclass(frozen=True, slots=True)
class Definition:
    """A questionnaire as it was read, ready to be kept with a wave.

    Attributes:
        questionnaire: The checked model, in its own language.
        data: The plain values of the file, all languages included.
        digest: SHA-256 of the data in canonical JSON, as 64 hexadecimal digits.
    """

    questionnaire: Questionnaire
    data: Mapping[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome for one file: a definition where there is no error, and every problem."""

    file: str
    definition: Definition | None
    problems: tuple[Problem, ...]


def load_text(text: str | bytes, file: str) -> Loaded:
    """Read one questionnaire from text; problems are reported under the name ``file``."""
    located = read(text, file)
    if located.problems and located.data is None:
        return Loaded(file, None, tuple(located.problems))
    problems = list(located.problems)
    questionnaire = None
    try:
        questionnaire = parse(located.data)
    except ValidationError as error:
        problems += shape_problems(located, error)
    if questionnaire is not None:
        problems += check(questionnaire, located)
    ordered = tuple(sorted(problems))
    if questionnaire is None or errors(ordered):
        return Loaded(file, None, ordered)
    return Loaded(file, Definition(questionnaire, located.data, digest(located.data)), ordered)


def load_file(path: Path) -> Loaded:
    """Read one questionnaire file; an unreadable file is a problem too."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        problem = Problem(str(path), 1, 1, "Y000", f"Cannot be read: {reason}. Check the path.")
        return Loaded(str(path), None, (problem,))
    return load_text(content, str(path))


def load_folder(folder: Path = DEFINITIONS) -> tuple[Loaded, ...]:
    """Read every ``*.yaml`` of a folder, in the order of their names."""
    return tuple(load_file(path) for path in sorted(folder.glob("*.yaml")))


def parse(data: Any, language: str | None = None) -> Questionnaire:
    """Build the model from plain values, in a language where the texts have it.

    Raises:
        pydantic.ValidationError: The data depart from the model.
    """
    original = data.get("language") if isinstance(data, dict) else None
    context = {LANGUAGE: language, ORIGINAL: original if isinstance(original, str) else "en"}
    return Questionnaire.model_validate(data, context=context)


def digest(data: Any) -> str:
    """Return the SHA-256 of plain values, independent of layout and order of keys."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
