"""Saves answers until it is killed, and prints the number of each one that the store acknowledged."""

from __future__ import annotations

import sys
from itertools import count

from storage.open import open_store
from tests.storage.samples import saved


def main(url: str, first: int) -> None:
    """Save answers from the number ``first`` on."""
    store = open_store(url)
    for number in count(first):
        store.save_answer("r1", "q1", str(number), saved(str(number)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
