"""What every store checks before it changes who may come in, the same for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError, RefusedError
from assessments.keys_model import FIRST_KEY, ORGANISER, USED_UP, Grant
from storage.plain import as_utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from assessments.keys_model import Invitation, Signed
    from assessments.model import Assessment

LAST_KEY = "This is the last key of an organiser, so it cannot be taken away. Exchange it for a new one instead."
NO_KEY = "This key is gone. Look at the list again."


def first_grant(assessment: Assessment, organiser_hash: str) -> Grant:
    """Return the grant that a new assessment begins with."""
    return Grant(
        assessment.id, assessment.id, "key", ORGANISER, FIRST_KEY, organiser_hash, as_utc(assessment.created_at)
    )


def first_key(grants: Iterable[Grant]) -> Grant:
    """Return the oldest key of an organiser among the grants of an assessment; there always is one."""
    return next(iter(organisers_keys(grants)))


def organisers_keys(grants: Iterable[Grant]) -> list[Grant]:
    """Return the keys of organisers, oldest first."""
    return in_order(each for each in grants if each.kind == "key" and each.role == ORGANISER)


def in_order(grants: Iterable[Grant]) -> list[Grant]:
    """Return grants, oldest first."""
    return sorted(grants, key=lambda each: (each.made_at, each.id))


def check_signed(grants: Iterable[Grant], signed: Signed) -> None:
    """Raise ``RefusedError`` where who signed is no organiser among the grants of the assessment."""
    if not any(each.hash == signed.by and each.role == ORGANISER for each in grants):
        raise RefusedError


def check_rotating(grants: Iterable[Grant], grant_id: str) -> None:
    """Raise ``MoveError`` where there is no such key."""
    if not any(each.id == grant_id and each.kind == "key" for each in grants):
        raise MoveError(NO_KEY)


def check_dropping(grants: Iterable[Grant], grant_id: str) -> None:
    """Raise ``MoveError`` where it is the last key of an organiser."""
    if [each.id for each in organisers_keys(grants)] == [grant_id]:
        raise MoveError(LAST_KEY)


def check_redeeming(found: Invitation | None, at: datetime) -> Invitation:
    """Return an invitation that can be used.

    Raises:
        MoveError: There is none, or it is too old.
    """
    if found is None or as_utc(at) >= found.expires_at:
        raise MoveError(USED_UP)
    return found
