"""The port to the store for who may come in: keys, members, invitations, and the trail of what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.keys_model import Entry, Grant, Invitation, Kind, Signed


class DoorStore(Protocol):
    """Keeps grants, invitations and the trail; none of them is part of ``everything`` but the hash of one key.

    A new assessment has one grant: a key for an organiser, whose id is the assessment's own. Every assessment keeps at
    least one such key. What changes who may come in is written together with its line of the trail, and only where the
    grant of whoever does it is an organiser's in the same moment; ``RefusedError`` says that it is not.
    """

    def grants(self, assessment_id: str) -> tuple[Grant, ...]:
        """Return the grants of an assessment, oldest first."""

    def grants_by_hash(self, kind: Kind, hashed: str) -> tuple[Grant, ...]:
        """Return the grants of a key or a person in all assessments, oldest first."""

    def add_grant(self, grant: Grant, signed: Signed) -> None:
        """Keep a new grant.

        Raises:
            RefusedError: Who does it is no organiser.
            ValueError: The id is taken, or a time has no zone.
        """

    def rotate_grant(self, grant_id: str, hashed: str, signed: Signed) -> None:
        """Put another key in the place of one.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: The assessment has no such key.
        """

    def drop_grant(self, grant_id: str, signed: Signed) -> None:
        """Delete a grant; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: It is the last key of an organiser.
        """

    def invitations(self, assessment_id: str) -> tuple[Invitation, ...]:
        """Return the invitations of an assessment that nobody used, oldest first, also those that are too old."""

    def invitation_by_hash(self, hashed: str) -> Invitation | None:
        """Return the invitation whose code has this hash, or None."""

    def add_invitation(self, invitation: Invitation, signed: Signed) -> None:
        """Keep a new invitation; those of the assessment that were too old when it was made are deleted.

        Raises:
            RefusedError: Who does it is no organiser.
            ValueError: The id or the hash is taken, or a time has no zone.
        """

    def drop_invitation(self, invitation_id: str, signed: Signed) -> None:
        """Delete an invitation; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
        """

    def redeem(self, hashed: str, grant: Grant, entry: Entry, at: datetime) -> None:
        """Delete an invitation and keep the grant that comes of it, with the line of the trail that says so.

        Somebody who is a member already stays that one, with the higher of both roles.

        Raises:
            MoveError: There is no such invitation, or it is too old.
        """

    def add_entry(self, entry: Entry) -> None:
        """Add a line to the trail.

        Raises:
            ValueError: The assessment does not exist, the id is taken, or the time has no zone.
        """

    def trail(self, assessment_id: str) -> tuple[Entry, ...]:
        """Return the trail of an assessment, the newest line first."""
