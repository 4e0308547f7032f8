"""Reads a file of ``pg_dump`` into the transaction of a connection, which ``pg_restore`` itself cannot join."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import psycopg

from storage.contents import VERSIONS, CopyError
from storage.postgresql_programs import running

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import IO

    from sqlalchemy import Connection

_COPY = re.compile(rb"COPY .* FROM stdin;\n")
_END = b"\\.\n"
_NO_SQL = (b"\n", b"--", b"\\")  # comments, and commands to the program psql


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that ``pg_dump`` wrote.

    Attributes:
        program: The ``pg_restore`` that reads it.
        file: The file.
        schema: The one whose tables are read.
    """

    program: Path
    file: Path
    schema: str

    def revision(self) -> str | None:
        """Return the revision of the dumped tables; None where they are not of this application.

        Raises:
            CopyError: The file is damaged.
        """
        with self._script("--data-only", f"--table={VERSIONS}") as lines:
            for line in lines:
                if _COPY.fullmatch(line):
                    return next(lines).decode().strip()
        return None

    def load(self, connection: Connection) -> None:
        """Make the tables, fill them, and then make their keys and indexes.

        Raises:
            CopyError: The file is damaged, or the server refuses it.
        """
        raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        try:
            with raw.cursor() as cursor:
                self._run(cursor, "pre-data")
                self._fill(cursor)
                self._run(cursor, "post-data")
        except psycopg.Error as error:
            said = str(error).partition("\n")[0]  # what follows may quote answers
            raise CopyError(f"Nothing was restored from {self.file}: {said}.") from error

    def _run(self, cursor: psycopg.Cursor[Any], section: str) -> None:
        with self._script(f"--section={section}") as lines:
            cursor.execute(b"".join(line for line in lines if not line.startswith(_NO_SQL)))

    def _fill(self, cursor: psycopg.Cursor[Any]) -> None:
        with self._script("--section=data") as lines:
            for line in lines:
                if _COPY.fullmatch(line):
                    with cursor.copy(line) as copy:
                        for row in iter(lines.readline, _END):
                            if not row:
                                break  # the program will say why it stopped
                            copy.write(row)
                elif not line.startswith(_NO_SQL):
                    cursor.execute(line)

    def _script(self, *what: str) -> AbstractContextManager[IO[bytes]]:
        """Return what prints a part of the file as SQL, line by line."""
        return running(
            self.program,
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--schema={self.schema}",
            *what,
            "--file=-",
            str(self.file),
            failure=f"Nothing was restored. {self.file} is damaged, or no file for this program",
        )
