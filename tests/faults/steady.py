"""Somebody who goes on saving answers through a fault, and remembers which were acknowledged."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING

from assessments.errors import StoreUnavailableError
from tests.storage.samples import saved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.ports import Store


class Steady:
    """Saves one answer after the other; what the store did not take is not tried again, so it may be there or not."""

    def __init__(self, store: Store, name: str) -> None:
        """Save into the response r1, under names that begin with this one."""
        self._store = store
        self._name = name
        self._ended = Event()
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.other: list[BaseException] = []

    def save(self) -> None:
        """Save until told to end."""
        number = 0
        while not self._ended.is_set():
            number += 1
            name = f"{self._name}.{number}"
            try:
                self._store.save_answer("r1", "q1", name, saved(name))
            except StoreUnavailableError:
                self.refused.append(name)
                sleep(0.02)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                self.other.append(error)
                return
            else:
                self.acknowledged.append(name)

    def end(self) -> None:
        """Save no more."""
        self._ended.set()

    def wait_for(self, more: int = 5) -> None:
        """Wait until so many more answers were acknowledged."""
        enough = len(self.acknowledged) + more
        while len(self.acknowledged) < enough and not self.other:
            sleep(0.01)

    def wait_for_refusal(self) -> None:
        """Wait until another answer was refused."""
        enough = len(self.refused) + 1
        while len(self.refused) < enough and not self.other:
            sleep(0.01)


@contextmanager
def saving(store: Store, people: int = 4) -> Iterator[list[Steady]]:
    """Let several people save at once as long as the block lasts."""
    everybody = [Steady(store, str(number)) for number in range(people)]
    threads = [Thread(target=each.save) for each in everybody]
    for each in threads:
        each.start()
    try:
        yield everybody
    finally:
        for one in everybody:
            one.end()
        for each in threads:
            each.join()


def check_kept(store: Store, everybody: list[Steady]) -> None:
    """Check that every acknowledged answer is there as it was given, and nothing that nobody gave."""
    kept = {item: each.answer.value for item, each in store.answers("r1", "q1").items()}
    acknowledged = {name for each in everybody for name in each.acknowledged}
    refused = {name for each in everybody for name in each.refused}
    assert [each.other for each in everybody] == [[] for _ in everybody]
    assert acknowledged <= kept.keys() <= acknowledged | refused
    assert all(value == name for name, value in kept.items())
