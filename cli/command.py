"""What a command is: how its arguments are declared, and the outcome it returns instead of printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command wants printed, and whether it succeeded.

    Attributes:
        out: Text for standard output, without a final line end; empty prints nothing.
        err: Text for standard error, likewise.
        code: 0 for success, 1 where something has to be mended.
    """

    out: str = ""
    err: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the table.

    Attributes:
        summary: One sentence for the list of commands.
        details: What the command's own help adds.
        configure: Declares the arguments.
        run: Does the work; the arguments are those that ``configure`` declared.
    """

    summary: str
    details: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Outcome]
