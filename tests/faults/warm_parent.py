"""Lets one child after another write to a database, kills each at a moment nobody chose, and says what they were told.

The children are forked when everything is imported and every statement compiled, and no connection is open, so that
two hundred of them take seconds. What a child was told is on the standard output, a line for each acknowledged write;
``killed`` follows the last one of each.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from itertools import count
from time import sleep

from assessments.model import Saved
from questionnaires.values import Answer
from storage.engine import open_engine
from storage.sql import SqlStore
from tests.storage.samples import AT
from tests.storage.whole_samples import WHOLE, renamed

EVERY = 4  # of the answers, one is followed by a whole assessment, which is many rows


def answer(name: str) -> Saved:
    """Return the answer that goes with a name: half of it would be noticed."""
    return Saved(Answer(value=name, comment=f"{name} " * 200), at=AT)


def write(store: SqlStore, child: int, acknowledge: int) -> None:
    """Write until killed, and say of each write that it is kept."""
    for number in count():
        name = f"{child}.{number}"
        store.save_answer("r1", "q1", name, answer(name))
        os.write(acknowledge, f"answer {name}\n".encode())
        store.save_answer("r1", "q1", "newest", answer(name))
        os.write(acknowledge, f"newest {name}\n".encode())
        if number % EVERY == 0:
            store.add_everything(renamed(WHOLE["anonymous"], f"{name}."))
            os.write(acknowledge, f"whole {name}\n".encode())


def kill_one(store: SqlStore, child: int, draw: random.Random) -> str:
    """Let one child write and kill it, and return what it was told."""
    told, acknowledge = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        try:
            write(store, child, acknowledge)
        finally:
            os._exit(1)
    os.close(acknowledge)
    with os.fdopen(told, "rb") as lines:
        first = [lines.readline() for _ in range(draw.randrange(6))]
        sleep(draw.uniform(0, 0.01))
        os.kill(process, signal.SIGKILL)
        said = b"".join([*first, *lines])
    _, status = os.waitpid(process, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError(f"The child ended by itself, with {status}.")
    return said.decode()


def main(url: str, kills: int, seed: int) -> None:
    """Kill children, and print what each was told."""
    store = SqlStore(open_engine(url))
    store.save_answer("r1", "q1", "newest", answer("none yet"))
    store.add_everything(renamed(WHOLE["anonymous"], "before."))
    store.close()
    draw = random.Random(seed)  # noqa: S311 - no secret
    for child in range(kills):
        sys.stdout.write(f"{kill_one(store, child, draw)}killed\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
