"""From files of figures to checked benchmarks; what breaks a rule is left out and reported with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from benchmarks.checks import check
from benchmarks.model import Benchmark, Ledger, Unusable
from benchmarks.shape import shape_problems
from questionnaires.located import Located, read
from questionnaires.located import Path as Place
from questionnaires.problems import Problem, errors, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parent / "data"
LISTS: dict[str, type[Benchmark | Unusable]] = {"benchmarks": Benchmark, "unusable": Unusable}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry that fits its model, and where it stands."""

    part: Benchmark | Unusable
    located: Located
    base: Place


def load_file(path: Path) -> tuple[tuple[Benchmark, ...], list[Problem]]:
    """Read the benchmarks of one file.

    Args:
        path: A YAML file with the lists ``benchmarks`` and ``unusable``, or one of them.

    Returns:
        The benchmarks without an error, in the order of the file, and every problem. An entry with an error is left
        out; a file that is not clean YAML is left out whole.
    """
    ledger, problems = _load([path])
    return ledger.benchmarks, problems


def load_folder(folder: Path = DATA) -> tuple[tuple[Benchmark, ...], list[Problem]]:
    """Read the benchmarks of every ``*.yaml`` of a folder, in the order of their names; ids are unique over all."""
    ledger, problems = load_ledger(folder)
    return ledger.benchmarks, problems


def load_ledger(folder: Path = DATA) -> tuple[Ledger, list[Problem]]:
    """Read a folder like ``load_folder``, together with the claims that are listed as not usable."""
    return _load(sorted(folder.glob("*.yaml")))


def load_text(text: str | bytes, file: str) -> tuple[Ledger, list[Problem]]:
    """Read one file's content, for example an upload; problems are reported under the name ``file``."""
    return _checked([read(text, file)])


def load_located(located: Located) -> tuple[Ledger, list[Problem]]:
    """Check a document that was read from something else than YAML."""
    return _checked([located])


def _load(paths: Iterable[Path]) -> tuple[Ledger, list[Problem]]:
    return _checked([_read(path) for path in paths])


def _read(path: Path) -> Located:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"Cannot be read: {error.strerror or 'unreadable'}. Check the path."
        return Located(str(path), problems=[Problem(str(path), 1, 1, "Y000", message)])
    return read(content, str(path))


def _checked(documents: Iterable[Located]) -> tuple[Ledger, list[Problem]]:
    problems: list[Problem] = []
    entries: list[_Entry] = []
    for located in documents:
        found, wrong = _entries(located)
        problems += wrong
        entries += found
    benchmarks: list[Benchmark] = []
    unusable: list[Unusable] = []
    first: dict[str, _Entry] = {}
    for entry in entries:
        wrong = _used_before(entry, first)
        if isinstance(entry.part, Benchmark):
            wrong += check(entry.part, entry.located, entry.base)
        problems += wrong
        if errors(wrong) or entry.located.problems:
            continue
        if isinstance(entry.part, Benchmark):
            benchmarks.append(entry.part)
        else:
            unusable.append(entry.part)
    return Ledger(tuple(benchmarks), tuple(unusable)), sorted(problems)


def _used_before(entry: _Entry, first: dict[str, _Entry]) -> list[Problem]:
    earlier = first.setdefault(entry.part.id, entry)
    if earlier is entry:
        return []
    line, _ = earlier.located.place((*earlier.base, "id"))
    message = f"The id '{entry.part.id}' is used in {earlier.located.file}:{line} already. Give one of them another id."
    return [entry.located.problem((*entry.base, "id"), "B008", message)]


def _entries(located: Located) -> tuple[list[_Entry], list[Problem]]:
    """Return the entries that fit their models, and the problems of the document and of the other entries."""
    problems = list(located.problems)
    if located.data is None:
        return [], problems or [_no_lists(located)]
    if not isinstance(located.data, dict) or not any(name in LISTS for name in located.data):
        return [], [*problems, _no_lists(located)]
    found: list[_Entry] = []
    for name, rows in located.data.items():
        if name not in LISTS:
            message = f"'{name}' is not known here. {meant(name, LISTS)}"
            problems.append(located.problem((name,), "B002", message, key=True))
        elif not isinstance(rows, list):
            problems.append(located.problem((name,), "B001", f"'{name}' must be a list. Begin each entry with '-'."))
        else:
            for index, row in enumerate(rows):
                base: Place = (name, index)
                try:
                    found.append(_Entry(LISTS[name].model_validate(row), located, base))
                except ValidationError as error:
                    problems += shape_problems(located, base, LISTS[name].model_fields, error)
    return found, problems


def _no_lists(located: Located) -> Problem:
    return located.problem((), "B001", "A file of figures holds the list 'benchmarks' or the list 'unusable'. Add one.")
