"""The JSON of a whole assessment: written as a copy to hand on or as a complete one, and read back.

The file is JSON in UTF-8 with sorted keys, except within questionnaires, and one line end at its end;
``docs/assessment.schema.json`` describes it. It holds the records of an assessment, the questionnaires under their
digests, every figure that a page shows of it, and fingerprints of its parts. What the assessment gave to the benchmark
pool, and files with figures of others, are not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.transfer_marks import changed_parts, marks_of
from assessments.transfer_plain import FORMAT, VERSION, file_of
from assessments.transfer_read import open_file
from assessments.transfer_results import results_of
from assessments.transfer_rules import COMPLETE, SHARED, WITHHELD, shareable
from assessments.transfer_write import plain_of

if TYPE_CHECKING:
    from assessments.kept import Kept
    from assessments.transfer_json import Misfit
    from assessments.transfer_results import Results
    from assessments.transfer_write import Plain


@dataclass(frozen=True, slots=True)
class Copy:
    """An assessment as it was read from a file.

    Attributes:
        kept: The assessment; in a shared copy without codes and hashes, which are empty.
        complete: Whether it holds everything, codes and hashes included.
        withheld: Ids of the waves whose answers it does not hold.
    """

    kept: Kept
    complete: bool
    withheld: frozenset[str]


def shared_copy(kept: Kept) -> bytes:
    """Return an assessment as a file to hand on: without codes, and without the answers of anonymous waves."""
    bare = shareable(kept)
    head = {"copy": "shared", "about": SHARED}
    body = plain_of(bare.kept, dict.fromkeys(bare.withheld, WITHHELD))
    return _file(head | body, results_of(kept, bare.withheld))


def complete_copy(kept: Kept) -> bytes:
    """Return an assessment as a file with everything that is kept of it, the hashes of codes included."""
    return _file({"copy": "complete", "about": COMPLETE} | plain_of(kept), results_of(kept))


def _file(body: Plain, results: Results) -> bytes:
    stated = {
        "responses": results.responses,
        "waves": results.waves,
        "counted": results.counted,
        "series": results.series,
    }
    data = {"format": FORMAT, "version": VERSION, **body, "results": stated}
    return file_of({**data, "fingerprints": marks_of(data)})


def read_copy(content: bytes) -> tuple[Copy | None, tuple[Misfit, ...]]:
    """Read a file, or say everything that is wrong with it.

    A file that was changed since it was made is refused: nobody could tell any more what was answered.

    Returns:
        The copy where there is no problem, and the problems.
    """
    opened = open_file(content)
    found = (*opened.problems, *opened.changed)
    if not found:
        found = tuple(each.misfit for each in changed_parts(opened.data))
    if opened.kept is None or opened.sheet is None or found:
        return None, found
    withheld = frozenset(each.id for each in opened.sheet.waves if each.withheld)
    return Copy(opened.kept, opened.sheet.copy_ == "complete", withheld), ()
