"""Turns what SQLAlchemy and the driver raise into the errors that the port promises."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assessments.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOGGER = logging.getLogger(__name__)


@contextmanager
def faults_named() -> Iterator[None]:
    """Run a block that opens, uses and commits a connection.

    Raises:
        StoreUnavailableError: The database could not be reached, read or written. The cause is chained and logged;
            engines hide the parameters of their statements, so no answer and no hash comes into the log.
        ValueError: The caller's mistake: a key is taken, a record that is pointed at does not exist, or a value
            cannot be kept.
    """
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise ValueError("The database refuses it: a key is taken or unknown, or a value does not fit.") from error
    except (DBAPIError, PoolTimeoutError) as error:
        _LOGGER.exception("The database could not be read or written.")
        raise StoreUnavailableError from error
    except StatementError as error:
        raise ValueError("A value cannot be kept: a time without a zone, or no plain JSON.") from error
