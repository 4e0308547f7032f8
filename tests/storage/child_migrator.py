"""Says that it is ready, waits for a line, migrates a database, and prints the revision it then has."""

from __future__ import annotations

import sys

from storage.engine import open_engine
from storage.migrate import current_revision, migrate


def main(url: str) -> None:
    """Migrate when told to."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    engine = open_engine(url)
    migrate(engine)
    sys.stdout.write(f"{current_revision(engine)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
