"""What the commands share that look after a whole database: where it is, who may read what is made, what failed."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError, StoreUnavailableError
from cli.command import Outcome
from cli.database import private, url_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator


def looked_after(arguments: Namespace, work: Callable[[str], str]) -> Outcome:
    """Return the outcome of work on the database of a URL, which returns what is printed."""
    try:
        with private(), _without_traces():
            return Outcome(work(url_of(arguments)))
    except StoreUnavailableError as error:
        why = str(getattr(error.__cause__, "orig", error.__cause__)).partition("\n")[0]
        return Outcome(err=f"The database could not be reached, read or written: {why}", code=1)
    except AssessmentError as error:
        return Outcome(err=str(error), code=1)


@contextmanager
def _without_traces() -> Iterator[None]:
    """Leave out what the store would write to the log, because the outcome says it in a sentence."""
    logger = logging.getLogger("storage.faults")

    def hide(_record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(hide)
    try:
        yield
    finally:
        logger.removeFilter(hide)
