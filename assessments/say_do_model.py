"""What was claimed beside what was seen: the values that page and chart of the say-do gap show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.views import AgendaView
    from questionnaires.claims import Claim
    from questionnaires.model import Questionnaire

Verdict = Literal["beyond", "borne-out", "more", "not-made", "unseen", "unclaimed"]
Unit = Literal["points", "%"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One question, area or figure with what is known of it.

    Attributes:
        points: 0-100; None where it carries none, or none may be shown.
        applies: Whether it counts as missing without points; what does not apply does not.
    """

    title: str
    said: str
    points: float | None = None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """One source of a claim or of its trace, with what lies behind it."""

    fact: Fact
    behind: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of one questionnaire, as far as it may be shown.

    Attributes:
        parts: Id of an item or of a dimension at the top, "" for the whole, to what is known of it.
        choices: Item id to the answer chosen, for answers without points.
        agenda: For an agenda audit; else None.
        voices: Whether it was said who sat at the table of the meeting audited.
        origin: Whose answers they are and from when, in a sentence.
        own: Whether they belong to the wave that is looked at.
    """

    questionnaire: Questionnaire
    parts: Mapping[str, Known]
    choices: Mapping[str, str]
    agenda: AgendaView | None
    voices: bool
    origin: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim: what was said, or what was seen.

    Attributes:
        figure: 0-100; None where the side has no figure.
        unit: What the figure counts.
        shown: The side in words, with its figure.
        basis: What the figure is; empty without one.
        settled: Whether the claim is made (said), or holds by its rule (seen); None where too little is known.
        why: Why it is not settled; empty where it is.
        known: What it rests on.
        beside: What is shown with it and does not count.
        origins: Whose answers it rests on.
        missing: Ids of the questionnaires that would have to be answered.
    """

    figure: float | None = None
    unit: Unit = "points"
    shown: str = ""
    basis: str = ""
    settled: bool | None = None
    why: str = ""
    known: tuple[Known, ...] = ()
    beside: tuple[Known, ...] = ()
    origins: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One claim beside its trace.

    Attributes:
        difference: Points of the claim less those of the trace; None where they are not comparable, or one is missing.
        about: Questionnaire id and dimension id ("" for the whole) that a promise would move; None where nothing of
            the wave lies behind it.
    """

    claim: Claim
    said: Side
    seen: Side
    difference: float | None
    verdict: Verdict
    about: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Needed:
    """A questionnaire that would show more, with the titles of the claims it would show it for."""

    questionnaire_id: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SayDo:
    """Every claim beside its trace.

    Attributes:
        found: Those that are not fully borne out first, those that cannot be compared yet last.
        needed: What to answer next; what would show most comes first.
    """

    headline: str
    found: tuple[Compared, ...]
    needed: tuple[Needed, ...]

    @property
    def checked(self) -> tuple[Compared, ...]:
        """The claims that were made and set beside a trace, or shown without having been made."""
        return tuple(each for each in self.found if each.verdict in {"beyond", "borne-out", "more"})
