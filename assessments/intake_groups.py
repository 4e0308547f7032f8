"""Roles and units as respondents wrote them, each under one spelling."""

from __future__ import annotations

from dataclasses import dataclass, field

from assessments.intake_words import key
from questionnaires.problems import meant, shown
from questionnaires.values import InvalidValueError, clean_text


@dataclass(slots=True)
class Groups:
    """The roles of a form, or its units.

    Attributes:
        what: "role" or "unit".
        allowed: What they may be; None takes whatever comes.
    """

    what: str
    allowed: tuple[str, ...] | None
    _spelling: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the allowed ones by every spelling."""
        self._spelling.update({key(name): name for name in self.allowed or ()})

    def name_of(self, cell: str) -> str:
        """Return the name of a group as it was spelled first; empty for an empty cell.

        Raises:
            InvalidValueError: It is none of the allowed ones.
        """
        text = " ".join(clean_text(cell).split())
        known = key(text) or text.casefold()
        if not text:
            return ""
        if self.allowed is not None and known not in self._spelling:
            raise InvalidValueError(
                f"“{shown(text)}” is no {self.what} of this assessment. {meant(text, self.allowed)}"
            )
        return self._spelling.setdefault(known, text)
