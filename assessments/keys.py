"""What may be done about who comes in: make, exchange and take away keys, invite, become a member, read the trail."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assessments import codes
from assessments.codes import RESUME_LENGTH
from assessments.errors import MoveError, RefusedError
from assessments.keys_model import ORGANISER, USED_UP, Entry, Grant, Invitation, Signed
from assessments.labels import tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assessments.keys_model import Kind, Role
    from assessments.model import Assessment
    from assessments.ports import Store

NAME_LIMIT = 60  # characters of a key's name
DAYS = (1, 7, 30)  # for how long an invitation may be open
MOST = 100  # grants and invitations of one assessment, each
DETAIL_LIMIT = 120  # characters
NO_NAME = f"Give it a name of at most {NAME_LIMIT} characters, so that you know later whose it is."
TOO_MANY = f"There are {MOST} already. Take away those that nobody needs any more."
NOBODY_LEADS = "Somebody answers alone there: nobody leads it, and its code is known to that person only."
NOT_YOURSELF = (
    "This is what you came in with. Another organiser can take it away; a key you can exchange for a new one."
)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as whoever follows its link sees it, before using it.

    Attributes:
        name: Of the assessment; may be empty.
    """

    name: str
    role: Role


class Keys:
    """The use cases of who may come in, over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    # --- who somebody is

    def of_code(self, code: str) -> Grant | None:
        """Return the grant of a key, as it holds at this moment, or None."""
        if not codes.is_code(code, RESUME_LENGTH):
            return None
        return next(iter(self._store.grants_by_hash("key", codes.code_hash(code))), None)

    def of_person(self, person: str) -> tuple[Grant, ...]:
        """Return the grants of somebody who signed in, oldest first.

        Args:
            person: What ``person_hash`` returned; empty for nobody.
        """
        return self._store.grants_by_hash("member", person) if person else ()

    def assessment(self, grant: Grant) -> Assessment | None:
        """Return the assessment that a grant opens; None where it is gone."""
        return self._store.assessment(grant.assessment_id)

    # --- keys and members

    def all(self, by: Grant) -> tuple[Grant, ...]:
        """Return who may come in, oldest first.

        Raises:
            RefusedError: Who asks is no organiser any more.
        """
        return self._checked(by)

    def make(self, by: Grant, role: Role, name: str) -> str:
        """Make a key and return it; it is kept as a hash.

        Raises:
            RefusedError: Who asks is no organiser any more.
            MoveError: It has no name, or there are too many.
        """
        called = _named(name)
        self._check_room(len(self._store.grants(by.assessment_id)))
        code = codes.make_code(RESUME_LENGTH)
        made = self._grant(by.assessment_id, "key", role, called, codes.code_hash(code))
        self._store.add_grant(made, self._signed(by, "key-made", f"{called}, {role}"))
        return code

    def recover(self, assessment: Assessment, name: str) -> str:
        """Make an organiser's key for an assessment whose organisers have lost theirs, and return it.

        Only for whoever runs the app, who reaches the database anyway; the trail says that no organiser made it.

        Raises:
            MoveError: It belongs to somebody who answers alone, it has no name, or there are too many.
        """
        if all(each.join_code is None for each in self._store.waves(assessment.id)):
            raise MoveError(NOBODY_LEADS)
        called, held = _named(name), self._store.grants(assessment.id)
        self._check_room(len(held))
        code = codes.make_code(RESUME_LENGTH)
        organiser = next(each for each in held if each.kind == "key" and each.role == ORGANISER)
        detail = f"{called}, {ORGANISER}"
        made_by = Entry(secrets.token_hex(8), assessment.id, self._clock(), "program", "", "", "key-recovered", detail)
        made = self._grant(assessment.id, "key", ORGANISER, called, codes.code_hash(code))
        self._store.add_grant(made, Signed(organiser.hash, made_by))
        return code

    def rotate(self, by: Grant, grant: Grant) -> str:
        """Put a new key in the place of one, which opens nothing from then on, and return it.

        Raises:
            RefusedError: Who asks is no organiser any more.
            MoveError: It is gone, or no key.
        """
        code = codes.make_code(RESUME_LENGTH)
        self._store.rotate_grant(grant.id, codes.code_hash(code), self._signed(by, "key-rotated", grant.name))
        return code

    def take_away(self, by: Grant, grant: Grant) -> None:
        """Let a key or a member no longer come in.

        Raises:
            RefusedError: Who asks is no organiser any more.
            MoveError: It is the last key of an organiser, or what who asks came in with.
        """
        if grant.id == by.id:
            raise MoveError(NOT_YOURSELF)
        self._store.drop_grant(grant.id, self._signed(by, "grant-taken", f"{grant.name}, {grant.role}"))

    def join(self, by: Grant, person: str, name: str) -> None:
        """Let somebody who signed in and holds an organiser's key be a member beside it; twice changes nothing.

        Raises:
            RefusedError: The key opens nothing any more.
        """
        if any(each.assessment_id == by.assessment_id for each in self.of_person(person)):
            return
        made = self._grant(by.assessment_id, "member", ORGANISER, name, person)
        self._store.add_grant(made, self._signed(by, "member-made", f"{name}, {ORGANISER}"))

    # --- invitations

    def invitations(self, by: Grant) -> tuple[Invitation, ...]:
        """Return the invitations that can still be used, oldest first.

        Raises:
            RefusedError: Who asks is no organiser any more.
        """
        self._checked(by)
        now = self._clock()
        return tuple(each for each in self._store.invitations(by.assessment_id) if each.expires_at > now)

    def invite(self, by: Grant, role: Role, name: str, days: int) -> str:
        """Make an invitation and return its code, which works once and for some days.

        Raises:
            RefusedError: Who asks is no organiser any more.
            MoveError: It has no name, or there are too many.
            ValueError: It may not be open for so many days.
        """
        if days not in DAYS:
            raise ValueError(f"{days} is none of {DAYS}.")
        called, now = _named(name), self._clock()
        self._check_room(len(self.invitations(by)))
        code = codes.make_code(RESUME_LENGTH)
        invitation = Invitation(
            secrets.token_hex(8),
            by.assessment_id,
            role,
            called,
            codes.code_hash(code),
            now,
            now + timedelta(days=days),
        )
        self._store.add_invitation(invitation, self._signed(by, "invitation-made", f"{called}, {role}"))
        return code

    def withdraw(self, by: Grant, invitation: Invitation) -> None:
        """Let an invitation be used by nobody.

        Raises:
            RefusedError: Who asks is no organiser any more.
        """
        detail = f"{invitation.name}, {invitation.role}"
        self._store.drop_invitation(invitation.id, self._signed(by, "invitation-taken", detail))

    def invited(self, code: str) -> Invited | None:
        """Return what a code invites to; None where it is wrong, used up or too old. Nothing is changed."""
        found = self._invitation(code)
        if found is None:
            return None
        assessment = self._store.assessment(found.assessment_id)
        return Invited(assessment.name if assessment else "", found.role)

    def accept(self, code: str, person: str = "") -> tuple[Grant, str]:
        """Use an invitation.

        Args:
            code: Of the invitation.
            person: Who signed in, and becomes a member; empty for somebody who is given a key.

        Returns:
            The grant, and the key, which is kept as a hash; empty for a member.

        Raises:
            MoveError: The invitation is used up, too old, or was withdrawn.
        """
        key = "" if person else codes.make_code(RESUME_LENGTH)
        kind: Kind = "member" if person else "key"
        found = self._invitation(code)
        if found is None:
            raise MoveError(USED_UP)
        grant = self._grant(found.assessment_id, kind, found.role, found.name, person or codes.code_hash(key))
        self._store.redeem(found.hash, grant, self._entry(grant, "invitation-used", ""), self._clock())
        return grant, key

    # --- the trail

    def note(self, by: Grant, action: str, detail: str = "") -> None:
        """Add a line to the trail: what somebody has just done."""
        self._store.add_entry(self._entry(by, action, detail))

    def trail(self, by: Grant) -> tuple[Entry, ...]:
        """Return the trail, the newest line first.

        Raises:
            RefusedError: Who asks is no organiser any more.
        """
        self._checked(by)
        return self._store.trail(by.assessment_id)

    def _checked(self, by: Grant) -> tuple[Grant, ...]:
        """Return the grants of the assessment, the asking organiser's among them."""
        held = self._store.grants(by.assessment_id)
        if not any(each.hash == by.hash and each.role == ORGANISER for each in held):
            raise RefusedError
        return held

    def _check_room(self, count: int) -> None:
        if count >= MOST:
            raise MoveError(TOO_MANY)

    def _invitation(self, code: str) -> Invitation | None:
        if not codes.is_code(code, RESUME_LENGTH):
            return None
        found = self._store.invitation_by_hash(codes.code_hash(code))
        return found if found is not None and found.expires_at > self._clock() else None

    def _grant(self, assessment_id: str, kind: Kind, role: Role, name: str, hashed: str) -> Grant:
        return Grant(secrets.token_hex(8), assessment_id, kind, role, name, hashed, self._clock())

    def _signed(self, by: Grant, action: str, detail: str) -> Signed:
        return Signed(by.hash, self._entry(by, action, detail))

    def _entry(self, by: Grant, action: str, detail: str) -> Entry:
        cut = tidy(detail)[:DETAIL_LIMIT]
        return Entry(secrets.token_hex(8), by.assessment_id, self._clock(), by.kind, by.role, by.name, action, cut)


def person_hash(issuer: str, subject: str) -> str:
    """Return what is kept of somebody who signed in: a hash of who says so and of whom, never a name or an address."""
    return hashlib.sha256(f"{len(issuer)}:{issuer}{subject}".encode()).hexdigest()


def _named(name: str) -> str:
    called = tidy(name)
    if not called or len(called) > NAME_LIMIT:
        raise MoveError(NO_NAME)
    return called
