"""Migrates a database, and says so and waits behind the first statement of a kind, for whoever kills it there."""

from __future__ import annotations

import signal
import sys

from sqlalchemy import event

from storage.engine import open_engine
from storage.migrate import migrate


def main(url: str, statement: str) -> None:
    """Begin to migrate; wait after the first statement that begins like this, in the middle of the transaction."""
    engine = open_engine(url)

    def wait(_connection: object, _cursor: object, sent: str, *_: object) -> None:
        if sent.lstrip().startswith(statement):
            sys.stdout.write("waits\n")
            sys.stdout.flush()
            signal.pause()

    event.listen(engine, "after_cursor_execute", wait)
    migrate(engine)


if __name__ == "__main__":
    main(*sys.argv[1:])
