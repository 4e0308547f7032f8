"""The example files beside these tests: one broken file for each code, one valid file for each feature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.loader import DEFINITIONS, load_file

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").iterdir())
VALID = sorted((HERE / "valid").glob("*.yaml"))
SHIPPED = sorted(DEFINITIONS.glob("*.yaml"))


def name(path: Path) -> str:
    """Return the name of an example for the list of tests."""
    return path.stem


def loaded(path: Path) -> Questionnaire:
    """Return the questionnaire of a file that has no error."""
    result = load_file(path)
    assert result.definition is not None, "\n".join(str(problem) for problem in result.problems)
    return result.definition.questionnaire


def valid(stem: str) -> Questionnaire:
    """Return the questionnaire of a valid example."""
    return loaded(HERE / "valid" / f"{stem}.yaml")
