"""Who may come in, and the trail of what they did, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.keys_model import higher
from storage.door_rules import check_dropping, check_redeeming, check_rotating, check_signed, in_order
from storage.memory_kept import Locked
from storage.plain import as_utc

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.keys_model import Entry, Grant, Invitation, Kind, Signed


class MemoryDoors(Locked):
    """Implements the part of ``assessments.ports.Store`` that is about who may come in."""

    def grants(self, assessment_id: str) -> tuple[Grant, ...]:
        """Return the grants of an assessment, oldest first."""
        with self._lock:
            return self._kept.grants_of(assessment_id)

    def grants_by_hash(self, kind: Kind, hashed: str) -> tuple[Grant, ...]:
        """Return the grants of a key or a person in all assessments, oldest first."""
        with self._lock:
            return tuple(in_order(e for e in self._kept.grants.values() if (e.kind, e.hash) == (kind, hashed)))

    def add_grant(self, grant: Grant, signed: Signed) -> None:
        """Keep a new grant.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        grant, entry = replace(grant, made_at=as_utc(grant.made_at)), _in_utc(signed.entry)
        with self._lock:
            check_signed(self._kept.grants_of(grant.assessment_id), signed)
            self._check_entry(entry)
            self._kept.keep_grant(grant)
            self._kept.trail[entry.id] = entry

    def rotate_grant(self, grant_id: str, hashed: str, signed: Signed) -> None:
        """Put another key in the place of one.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: The assessment has no such key.
        """
        entry = _in_utc(signed.entry)
        with self._lock:
            found = self._kept.grants_of(entry.assessment_id)
            check_signed(found, signed)
            check_rotating(found, grant_id)
            self._check_entry(entry)
            self._kept.grants[grant_id] = replace(self._kept.grants[grant_id], hash=hashed)
            self._kept.trail[entry.id] = entry

    def drop_grant(self, grant_id: str, signed: Signed) -> None:
        """Delete a grant; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: It is the last key of an organiser.
        """
        entry = _in_utc(signed.entry)
        with self._lock:
            found = self._kept.grants_of(entry.assessment_id)
            check_signed(found, signed)
            check_dropping(found, grant_id)
            if any(each.id == grant_id for each in found):
                self._check_entry(entry)
                del self._kept.grants[grant_id]
                self._kept.trail[entry.id] = entry

    def invitations(self, assessment_id: str) -> tuple[Invitation, ...]:
        """Return the invitations of an assessment that nobody used, oldest first, also those that are too old."""
        with self._lock:
            found = [each for each in self._kept.invitations.values() if each.assessment_id == assessment_id]
        return tuple(sorted(found, key=lambda each: (each.made_at, each.id)))

    def invitation_by_hash(self, hashed: str) -> Invitation | None:
        """Return the invitation whose code has this hash, or None."""
        with self._lock:
            return self._invitation(hashed)

    def add_invitation(self, invitation: Invitation, signed: Signed) -> None:
        """Keep a new invitation; those of the assessment that were too old when it was made are deleted.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        made_at, expires_at = as_utc(invitation.made_at), as_utc(invitation.expires_at)
        invitation, entry = replace(invitation, made_at=made_at, expires_at=expires_at), _in_utc(signed.entry)
        with self._lock:
            check_signed(self._kept.grants_of(invitation.assessment_id), signed)
            if invitation.id in self._kept.invitations or self._invitation(invitation.hash) is not None:
                raise ValueError("An invitation with this id or code exists.")
            self._check_entry(entry)
            for each in [*self._kept.invitations.values()]:
                if each.assessment_id == invitation.assessment_id and each.expires_at <= made_at:
                    del self._kept.invitations[each.id]
            self._kept.invitations[invitation.id] = invitation
            self._kept.trail[entry.id] = entry

    def drop_invitation(self, invitation_id: str, signed: Signed) -> None:
        """Delete an invitation; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        entry = _in_utc(signed.entry)
        with self._lock:
            check_signed(self._kept.grants_of(entry.assessment_id), signed)
            found = self._kept.invitations.get(invitation_id)
            if found is not None and found.assessment_id == entry.assessment_id:
                self._check_entry(entry)
                del self._kept.invitations[invitation_id]
                self._kept.trail[entry.id] = entry

    def redeem(self, hashed: str, grant: Grant, entry: Entry, at: datetime) -> None:
        """Delete an invitation and keep the grant that comes of it, with the line of the trail that says so.

        Raises:
            MoveError: There is no such invitation, or it is too old.
        """
        grant, entry = replace(grant, made_at=as_utc(grant.made_at)), _in_utc(entry)
        with self._lock:
            used = check_redeeming(self._invitation(hashed), at)
            held = self._kept.grants_of(grant.assessment_id)
            self._check_entry(entry)
            own = [each for each in held if (each.kind, each.hash) == ("member", grant.hash)]
            if own:
                self._kept.grants[own[0].id] = replace(own[0], role=higher(own[0].role, grant.role))
            else:
                self._kept.keep_grant(grant)
            del self._kept.invitations[used.id]
            self._kept.trail[entry.id] = entry

    def add_entry(self, entry: Entry) -> None:
        """Add a line to the trail."""
        entry = _in_utc(entry)
        with self._lock:
            self._check_entry(entry)
            self._kept.trail[entry.id] = entry

    def trail(self, assessment_id: str) -> tuple[Entry, ...]:
        """Return the trail of an assessment, the newest line first."""
        with self._lock:
            found = [each for each in self._kept.trail.values() if each.assessment_id == assessment_id]
        return tuple(sorted(found, key=lambda each: (each.at, each.id), reverse=True))

    def _invitation(self, hashed: str) -> Invitation | None:
        return next((each for each in self._kept.invitations.values() if each.hash == hashed), None)

    def _check_entry(self, entry: Entry) -> None:
        """Raise ``ValueError`` where a line's id is taken or its assessment does not exist."""
        self._kept.check_assessment(entry.assessment_id)
        if entry.id in self._kept.trail:
            raise ValueError("A line with this id exists.")


def _in_utc(entry: Entry) -> Entry:
    return replace(entry, at=as_utc(entry.at))
