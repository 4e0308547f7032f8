"""The command ``verify``: every figure of an exported assessment worked out again, and what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessments.transfer_verify import verify
from cli.command import Command, Outcome
from cli.reading import content_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from assessments.figures import Stated
    from assessments.transfer_verify import Difference, Verified

MOST_LINES = 200
DETAILS = """\
The file is one that 'export' wrote. Every figure in it is worked out again from the answers and the questionnaires in
it; numbers are the same where they differ by no more than one part in a thousand million. Parts whose fingerprint is
another one now are named. Fingerprints tell a slip from what was meant, not a forger: whoever changes a file on purpose
can make them anew.

The exit code is 1 where anything differs. Figures of anonymous waves in a copy to hand on rest on answers that the file
does not hold; they are counted, and only their fingerprints are checked.
"""


def report(found: Verified) -> Outcome:
    """Return the outcome of a check: a line for each finding, then the counts."""
    lines = [
        *(f"Problem  {each}" for each in found.problems),
        *(f"Changed  {each.what}: not as it was when the file was made" for each in found.changed),
        *(_line(each) for each in found.differences[:MOST_LINES]),
    ]
    if len(found.differences) > MOST_LINES:
        lines.append(f"... and {len(found.differences) - MOST_LINES} more figures that differ.")
    counts = (
        f"{_counted(found.checked, 'figure')} worked out again",
        f"{_counted(len(found.differences), 'difference')}",
        f"{_counted(len(found.changed), 'part')} changed",
        f"{_counted(len(found.problems), 'problem')}",
    )
    lines.append(f"{', '.join(counts)}.")
    if found.withheld:
        figures = _counted(found.withheld, "figure")
        lines.append(f"Not worked out again: {figures} of anonymous waves, whose answers the file may not hold.")
    if not found.holds:
        lines.append("The file does not hold what it states.")
    else:
        what = "What could be checked" if found.withheld else "Everything"
        lines.append(f"{what} is as the file states it.")
    return Outcome("\n".join(lines), code=0 if found.holds else 1)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _line(each: Difference) -> str:
    return f"Differs  {each.of}: {each.name} is stated as {_value(each.stated)}, and comes out as {_value(each.found)}"


def _value(figure: Stated | None) -> str:
    if figure is None:
        return "nothing at all"
    return "no figure" if figure.value is None else repr(figure.value)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an assessment as JSON")


def _run(arguments: Namespace) -> Outcome:
    content, refused = content_of(arguments.file)
    return Outcome(err=refused, code=1) if refused else report(verify(content))


COMMAND = Command("Work out every figure of an exported assessment again.", DETAILS, _configure, _run)
