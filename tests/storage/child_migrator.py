"""Says that it is ready, waits for a line, migrates a database, and prints the revision it had and the one it has."""

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
    done = migrate(engine)
    sys.stdout.write(f"{done.before} {current_revision(engine)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
