"""The command ``check``: every problem of every questionnaire, set, claim and benchmark file, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.loader import DATA as LEDGER
from benchmarks.loader import load_ledger
from cli.command import Command, Outcome
from questionnaires.claims import CLAIMS, load_claims
from questionnaires.loader import DEFINITIONS, load_file
from questionnaires.problems import Problem, errors
from questionnaires.sets import FOLDER as SETS
from questionnaires.sets import load_sets

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

DETAILS = """\
Each problem is one line: file:line:column: CODE message. Warnings say 'warning:' before the message; only errors
make the exit code 1. The last line counts files, errors and warnings.
"""


def shipped() -> list[Path]:
    """Return the shipped definitions by name, as paths from the current folder where they lie below it."""
    here = Path.cwd()
    return [
        path.relative_to(here) if path.is_relative_to(here) else path for path in sorted(DEFINITIONS.glob("*.yaml"))
    ]


def report(files: int, problems: Sequence[Problem]) -> Outcome:
    """Return the outcome for files that were read: a line for each problem, then the counts."""
    wrong = len(errors(problems))
    counts = (
        _counted(files, "file"),
        _counted(wrong, "error"),
        _counted(len(problems) - wrong, "warning"),
    )
    return Outcome("\n".join([*(str(problem) for problem in problems), ", ".join(counts)]), code=1 if wrong else 0)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="a questionnaire as YAML; without one, every shipped questionnaire, set, claim and benchmark",
    )


def _run(arguments: Namespace) -> Outcome:
    files = arguments.files or shipped()
    loaded = [load_file(path) for path in files]
    problems = [problem for each in loaded for problem in each.problems]
    if arguments.files:
        return report(len(files), problems)
    _, found = load_ledger()
    usable = [each.definition for each in loaded if each.definition is not None]
    _, amiss = load_sets(usable)
    _, unclear = load_claims({each.questionnaire.id: each.questionnaire for each in usable})
    besides = sum(len(list(folder.glob("*.yaml"))) for folder in (LEDGER, SETS, CLAIMS))
    return report(len(files) + besides, [*problems, *found, *amiss, *unclear])


COMMAND = Command("Print every problem of questionnaire files.", DETAILS, _configure, _run)
