"""An error that comes again and again is told once in a while, with how often it came."""

from __future__ import annotations

import logging

from ui.seldom import EVERY, KNOWN, Seldom


class Log:
    """What passes, while a clock is moved."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.now = 100.0
        self.seldom = Seldom(lambda: self.now)

    def passes(self, message: str = "went wrong", error: Exception | None = None, name: str = "storage") -> int | None:
        """Return how many did not pass before this one; None where it does not itself."""
        info = None if error is None else (type(error), error, None)
        record = logging.LogRecord(name, logging.ERROR, "file.py", 1, message, (), info)
        return getattr(record, "repeated", 0) if self.seldom.filter(record) else None


def test_of_one_kind_there_is_one_in_ten_seconds_and_it_says_how_many_there_were() -> None:
    log = Log()
    assert log.passes(error=OSError("one")) == 0
    assert [log.passes(error=OSError(str(each))) for each in range(3)] == [None] * 3
    log.now += EVERY - 0.1
    assert log.passes(error=OSError("one")) is None
    log.now += 0.1
    assert log.passes(error=OSError("one")) == 4
    log.now += EVERY
    assert log.passes(error=OSError("one")) == 0


def test_another_kind_is_told_at_once() -> None:
    log = Log()
    assert log.passes(error=OSError()) == 0
    assert log.passes(error=ValueError()) == 0
    assert log.passes(error=OSError(), name="ui") == 0
    assert log.passes("another thing went wrong", OSError()) == 0


def test_what_has_no_trace_always_passes() -> None:
    log = Log()
    assert [log.passes() for _ in range(5)] == [0] * 5


def test_kinds_without_end_are_forgotten() -> None:
    log = Log()
    assert [log.passes(str(each), OSError()) for each in range(KNOWN)] == [0] * KNOWN
    assert log.passes("0", OSError()) is None
    assert log.passes("one more", OSError()) == 0
    assert log.passes("0", OSError()) == 0
