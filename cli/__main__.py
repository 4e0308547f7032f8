"""Read the arguments, run one command of the table, print its outcome and exit."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from cli import (
    backup,
    check,
    demo,
    export,
    import_,
    import_form,
    key,
    migrate,
    purge,
    report,
    restore,
    schema,
    score,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.command import Command

COMMANDS: dict[str, Command] = {
    "backup": backup.COMMAND,
    "check": check.COMMAND,
    "demo": demo.COMMAND,
    "export": export.COMMAND,
    "import": import_.COMMAND,
    "import-form": import_form.COMMAND,
    "key": key.COMMAND,
    "migrate": migrate.COMMAND,
    "purge": purge.COMMAND,
    "report": report.COMMAND,
    "restore": restore.COMMAND,
    "schema": schema.COMMAND,
    "score": score.COMMAND,
    "verify": verify.COMMAND,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 success, 1 something to mend, 2 (from argparse) wrong usage."""
    parsed = _parser().parse_args(arguments)
    outcome = COMMANDS[parsed.command].run(parsed)
    _print(outcome.out, sys.stdout)
    _print(outcome.err, sys.stderr)
    return outcome.code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cli",
        description="Check questionnaires, score answers, and move answers, results and files in and out.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        command.configure(
            commands.add_parser(
                name,
                help=command.summary,
                description=command.summary,
                epilog=command.details,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    return parser


def _print(text: str, stream: TextIO) -> None:
    """Write UTF-8 whatever the terminal's encoding; what cannot be encoded (odd file names) is escaped."""
    if text:
        stream.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
        stream.flush()


if __name__ == "__main__":
    sys.exit(main())
