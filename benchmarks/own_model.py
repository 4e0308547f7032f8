"""A file with figures of others that somebody brought along, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that passed every check when it was brought in.

    Attributes:
        assessment_id: The only assessment that it is shown to.
        name: Of the file; its end says how it is read.
        giver: Who brought it, in their own words; empty where they did not say.
        content: The text, as it came.
    """

    id: str
    assessment_id: str
    name: str
    giver: str
    content: str
    kept_at: datetime
