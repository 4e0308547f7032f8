"""Who may come in: grants, which are keys or members, invitations to become one, and the trail of what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Role = Literal["organiser", "co-facilitator", "viewer"]
Kind = Literal["key", "member"]
ORGANISER: Role = "organiser"
ROLES: tuple[Role, ...] = (ORGANISER, "co-facilitator", "viewer")
FIRST_KEY = "First key"
USED_UP = (
    "This invitation can no longer be used: it was used before, was withdrawn, or is too old. Ask for another one."
)


def higher(one: Role, other: Role) -> Role:
    """Return the one of two roles that may do more."""
    return min(one, other, key=ROLES.index)


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody's way into one assessment.

    Attributes:
        kind: A key opens it to whoever holds it, a member to one person who signed in.
        name: What the organisers call it.
        hash: Of the key, or of who signed in; 64 hexadecimal digits.
    """

    id: str
    assessment_id: str
    kind: Kind
    role: Role
    name: str
    hash: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that makes whoever uses it first a holder of a role.

    Attributes:
        name: What the key or the member that comes of it is called.
        hash: Of the code in the link.
        expires_at: From when on it makes nobody anything.
    """

    id: str
    assessment_id: str
    role: Role
    name: str
    hash: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail: who did what, never an answer and never a code.

    Attributes:
        kind: By what they came in; "program" for what nobody came in for.
        role: What they were then; empty for the program.
        name: What their key or membership was called then.
        action: What they did, one of ``assessments.trail.WORDS``.
        detail: What they did it to, in words that the organiser gave; may be empty.
    """

    id: str
    assessment_id: str
    at: datetime
    kind: Kind | Literal["program"]
    role: Role | Literal[""]
    name: str
    action: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who changes who may come in, with the line of the trail that says so.

    Attributes:
        by: The hash of the grant of an organiser of the same assessment; it has to hold in that moment, so that the
            page of a key that was exchanged does nothing more.
    """

    by: str
    entry: Entry
