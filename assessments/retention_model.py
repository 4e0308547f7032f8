"""How long an assessment is kept, and how much of it there is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

MONTHS = 12  # of a year


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long an assessment is kept after the last answer.

    Attributes:
        months: At least 1; None where it has no end.
    """

    months: int | None

    def __str__(self) -> str:
        """Return it in words, such as "12 months"."""
        if self.months is None:
            return "until somebody deletes it"
        return "1 month" if self.months == 1 else f"{self.months} months"

    def until(self, last_at: datetime) -> datetime | None:
        """Return when it ends, counted from the last answer; the 31st becomes the last day of a shorter month.

        Returns:
            None where it has no end.
        """
        if self.months is None:
            return None
        year, month = divmod(last_at.month - 1 + self.months, MONTHS)
        year, month = last_at.year + year, month + 1
        return last_at.replace(year=year, month=month, day=min(last_at.day, calendar.monthrange(year, month)[1]))

    def is_longer(self, than: Keeping) -> bool:
        """Say whether it ends later than another one."""
        return than.months is not None and (self.months is None or self.months > than.months)


@dataclass(frozen=True, slots=True)
class Stock:
    """How much there is of an assessment, the mirrors of its waves included.

    Attributes:
        last_at: When the last answer came in, the last person joined or the last wave was begun, whichever is latest.
        people: Responses, over all waves: who takes part in two waves counts twice.
        mirrors: How many of the waves mirror others.
    """

    last_at: datetime
    waves: int
    people: int
    answers: int
    mirrors: int
