"""Finds and runs the client programs of PostgreSQL that fit a server; no password is where others can read it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

from psycopg.conninfo import make_conninfo

from storage.contents import CopyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

# Debian and Ubuntu; Red Hat and its kin: several versions side by side, of which PATH names one or none.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
PACKAGES = "postgresql-client{} on Debian and Ubuntu, postgresql{} on Fedora and Red Hat, libpq with Homebrew"


def find_program(name: str, server: int) -> Path:
    """Return a client program of the server's version, or of the next newer one that is installed.

    Args:
        name: ``pg_dump`` or ``pg_restore``.
        server: The server's version, such as 15.

    Raises:
        CopyError: There is none; the message names the package that holds it.
    """
    beside = [each / name for pattern in FOLDERS for each in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which(name)
    found = {_version(each): each for each in [*([Path(on_path)] if on_path else []), *beside] if each.is_file()}
    fitting = [version for version in found if version >= server]
    if fitting:
        return found[min(fitting)]
    if found:
        raise CopyError(
            f"The server is PostgreSQL {server}, and {name} here is of version {max(found)}, which does not know it. "
            f"Install the package of version {server}: {PACKAGES.format(f'-{server}', server)}."
        )
    raise CopyError(
        f"The program {name} was not found. It comes with PostgreSQL's clients: {PACKAGES.format('', '')}. "
        f"The server is version {server}."
    )


def address_of(engine: Engine) -> tuple[str, dict[str, str]]:
    """Return the address of a database for the programs, and the environment that holds its password.

    Raises:
        CopyError: The address holds another secret, which no environment can hold.
    """
    parts: dict[str, Any] = {**engine.dialect.create_connect_args(engine.url)[1]}
    parts.pop("context", None)  # the driver's, not the server's
    password = parts.pop("password", None)
    if "sslpassword" in parts:
        raise CopyError("The programs of PostgreSQL take no sslpassword. Use a key for the connection without one.")
    return make_conninfo(**parts), {**os.environ, **({} if password is None else {"PGPASSWORD": password})}


@contextmanager
def running(
    program: Path, *arguments: str, failure: str, environment: dict[str, str] | None = None
) -> Iterator[IO[bytes]]:
    """Run a program, and yield what it prints; when the block ends, it has to have succeeded.

    Raises:
        CopyError: It could not be run, or did not succeed; the message is ``failure`` and its own first line.
    """
    with TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603 - a program that was looked for, its arguments a list
                [program, *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )
        except OSError as error:
            raise CopyError(f"{program} could not be started: {error.strerror}.") from error
        with process:
            output = cast("IO[bytes]", process.stdout)
            try:
                yield output
            except BaseException:
                process.kill()
                raise
            output.read()
        if process.returncode:
            complaints.seek(0)
            raise CopyError(f"{failure}: {_first(complaints.read().decode('utf-8', 'replace'))}")


def _version(program: Path) -> int:
    with running(program, "--version", failure=f"{program} does not say its version") as output:
        found = re.search(rb"\(PostgreSQL\) (\d+)", output.read())
    if found is None:
        raise CopyError(f"{program} does not say its version.")
    return int(found.group(1))


def _first(complaints: str) -> str:
    """Return the first line that a program complained with."""
    lines = [each for each in complaints.splitlines() if each.strip()]
    return lines[0] if lines else "it did not say why."
