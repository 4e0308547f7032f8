"""Who may come in, and the trail of what they did, on a database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, select, update

from assessments.keys_model import Entry, Grant, Invitation, higher
from storage import rows, tables
from storage.door_rules import (
    check_dropping,
    check_redeeming,
    check_rotating,
    check_signed,
    first_grant,
    in_order,
)
from storage.transactions import Transactions
from storage.upsert import add_if_new

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from assessments.keys_model import Kind, Signed
    from assessments.model import Assessment


class SqlDoors(Transactions):
    """Implements the part of ``assessments.ports.Store`` that is about who may come in."""

    def grants(self, assessment_id: str) -> tuple[Grant, ...]:
        """Return the grants of an assessment, oldest first."""
        with self._asking() as connection:
            return tuple(grants(connection, assessment_id))

    def grants_by_hash(self, kind: Kind, hashed: str) -> tuple[Grant, ...]:
        """Return the grants of a key or a person in all assessments, oldest first."""
        columns = tables.grants.c
        with self._asking() as connection:
            return tuple(_grants(connection, and_(columns.hash == hashed, columns.kind == kind)))

    def add_grant(self, grant: Grant, signed: Signed) -> None:
        """Keep a new grant.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        with self._writing() as connection:
            check_signed(_locked(connection, grant.assessment_id), signed)
            connection.execute(tables.grants.insert(), asdict(grant))
            connection.execute(tables.trail.insert(), asdict(signed.entry))

    def rotate_grant(self, grant_id: str, hashed: str, signed: Signed) -> None:
        """Put another key in the place of one.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: The assessment has no such key.
        """
        table = tables.grants
        with self._writing() as connection:
            found = _locked(connection, signed.entry.assessment_id)
            check_signed(found, signed)
            check_rotating(found, grant_id)
            connection.execute(update(table).where(table.c.id == grant_id).values(hash=hashed))
            connection.execute(tables.trail.insert(), asdict(signed.entry))

    def drop_grant(self, grant_id: str, signed: Signed) -> None:
        """Delete a grant; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
            MoveError: It is the last key of an organiser.
        """
        table = tables.grants
        with self._writing() as connection:
            found = _locked(connection, signed.entry.assessment_id)
            check_signed(found, signed)
            check_dropping(found, grant_id)
            if any(each.id == grant_id for each in found):
                connection.execute(delete(table).where(table.c.id == grant_id))
                connection.execute(tables.trail.insert(), asdict(signed.entry))

    def invitations(self, assessment_id: str) -> tuple[Invitation, ...]:
        """Return the invitations of an assessment that nobody used, oldest first, also those that are too old."""
        with self._asking() as connection:
            found = _invitations(connection, tables.invitations.c.assessment_id == assessment_id)
        return tuple(sorted(found, key=lambda each: (each.made_at, each.id)))

    def invitation_by_hash(self, hashed: str) -> Invitation | None:
        """Return the invitation whose code has this hash, or None."""
        with self._asking() as connection:
            return next(iter(_invitations(connection, tables.invitations.c.hash == hashed)), None)

    def add_invitation(self, invitation: Invitation, signed: Signed) -> None:
        """Keep a new invitation; those of the assessment that were too old when it was made are deleted.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        with self._writing() as connection:
            check_signed(_locked(connection, invitation.assessment_id), signed)
            table = tables.invitations
            old = and_(table.c.assessment_id == invitation.assessment_id, table.c.expires_at <= invitation.made_at)
            connection.execute(delete(table).where(old))
            connection.execute(table.insert(), asdict(invitation))
            connection.execute(tables.trail.insert(), asdict(signed.entry))

    def drop_invitation(self, invitation_id: str, signed: Signed) -> None:
        """Delete an invitation; one that is gone changes nothing, and is not in the trail.

        Raises:
            RefusedError: Who does it is no organiser.
        """
        table, assessment_id = tables.invitations, signed.entry.assessment_id
        with self._writing() as connection:
            check_signed(_locked(connection, assessment_id), signed)
            which = and_(table.c.id == invitation_id, table.c.assessment_id == assessment_id)
            if connection.execute(delete(table).where(which)).rowcount:
                connection.execute(tables.trail.insert(), asdict(signed.entry))

    def redeem(self, hashed: str, grant: Grant, entry: Entry, at: datetime) -> None:
        """Delete an invitation and keep the grant that comes of it, with the line of the trail that says so.

        Raises:
            MoveError: There is no such invitation, or it is too old.
        """
        table = tables.invitations
        with self._writing() as connection:
            held = _locked(connection, grant.assessment_id)
            check_redeeming(next(iter(_invitations(connection, table.c.hash == hashed)), None), at)
            connection.execute(delete(table).where(table.c.hash == hashed))
            own = [each for each in held if (each.kind, each.hash) == ("member", grant.hash)]
            if own:
                which = tables.grants.c.id == own[0].id
                connection.execute(update(tables.grants).where(which).values(role=higher(own[0].role, grant.role)))
            else:
                connection.execute(tables.grants.insert(), asdict(grant))
            connection.execute(tables.trail.insert(), asdict(entry))

    def add_entry(self, entry: Entry) -> None:
        """Add a line to the trail."""
        with self._writing() as connection:
            connection.execute(tables.trail.insert(), asdict(entry))

    def trail(self, assessment_id: str) -> tuple[Entry, ...]:
        """Return the trail of an assessment, the newest line first."""
        query = select(tables.trail).where(tables.trail.c.assessment_id == assessment_id)
        with self._asking() as connection:
            found = [Entry(**row) for row in connection.execute(query).mappings()]
        return tuple(sorted(found, key=lambda each: (each.at, each.id), reverse=True))


def add_assessment(connection: Connection, assessment: Assessment, organiser_hash: str) -> None:
    """Add an assessment with its first grant, unless there is one with the same id."""
    add_if_new(connection, tables.assessments, rows.of_assessment(assessment))
    if not grants(connection, assessment.id):
        add_if_new(connection, tables.grants, asdict(first_grant(assessment, organiser_hash)))


def grants(connection: Connection, assessment_id: str) -> list[Grant]:
    """Return the grants of an assessment, oldest first."""
    return _grants(connection, tables.grants.c.assessment_id == assessment_id)


def _locked(connection: Connection, assessment_id: str) -> list[Grant]:
    """Return the grants of an assessment, which nobody else changes until the transaction ends."""
    table = tables.assessments
    connection.execute(select(table.c.id).where(table.c.id == assessment_id).with_for_update(key_share=True))
    return grants(connection, assessment_id)


def _grants(connection: Connection, which: ColumnElement[bool]) -> list[Grant]:
    found = connection.execute(select(tables.grants).where(which)).mappings()
    return in_order(Grant(**row) for row in found)


def _invitations(connection: Connection, which: ColumnElement[bool]) -> list[Invitation]:
    found = connection.execute(select(tables.invitations).where(which)).mappings()
    return [Invitation(**row) for row in found]
