"""Keeps a whole assessment, and says so and waits before one of its statements, for whoever kills it there."""

from __future__ import annotations

import signal
import sys

from sqlalchemy import event

from storage.engine import open_engine
from storage.sql import SqlStore
from tests.storage.whole_samples import WHOLE


def main(url: str, name: str, statement: str) -> None:
    """Begin to keep an assessment of the samples; wait before the first statement that begins like this."""
    engine = open_engine(url)

    def wait(_connection: object, _cursor: object, sent: str, *_: object) -> None:
        if sent.startswith(statement):
            sys.stdout.write("waits\n")
            sys.stdout.flush()
            signal.pause()

    event.listen(engine, "before_cursor_execute", wait)
    SqlStore(engine).add_everything(WHOLE[name])


if __name__ == "__main__":
    main(*sys.argv[1:])
