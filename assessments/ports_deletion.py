"""The port to the store for what is deleted, and for how long everything else is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assessments.retention_model import Keeping, Stock


class DeletionStore(Protocol):
    """Deletes, so that what is gone is in no row of any table; says how long an assessment is kept.

    A store on an SQLite file also rewrites the file after each deletion, so that nothing deleted can be found in it.
    Where that cannot be done at once (the disk is full, or somebody reads all the time) the rows are gone all the same,
    the log says so, and the next deletion or ``wipe`` makes up for it.
    """

    def delete_assessment(self, assessment_id: str) -> None:
        """Delete an assessment with the mirrors of its waves and everything that belongs to any of them.

        It leaves the pool as ``leave_pool`` does, and what stays known there of its waves is gone too. Editions of the
        pool stay: they hold figures of several organisations and nothing else. One that is not there changes nothing.
        """

    def delete_response(self, response_id: str) -> None:
        """Delete a response of a live wave with its answers; the wave's revision is raised.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: The wave is anonymous, and an answer of it counts; or it belongs to somebody who answers alone.
        """

    def detach_response(self, response_id: str, *, resume_hash: str, receipt: str) -> None:
        """Let no code lead to a response of a live wave any more, and delete its answers in votes it does not count in.

        Args:
            response_id: Which one.
            resume_hash: The hash of a code that nobody was told, in place of its own.
            receipt: A receipt that nobody was told, in place of its own.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: It belongs to somebody who answers alone.
        """

    def counts(self, response_id: str) -> bool:
        """Say whether an answer of a response counts in what was revealed."""

    def keeping(self, assessment_id: str) -> Keeping | None:
        """Return how long an assessment is kept, or None where nobody said."""

    def set_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept.

        Raises:
            ValueError: There is no such assessment.
        """

    def promise_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept unless somebody said before; one that is gone changes nothing."""

    def stock(self, assessment_id: str) -> Stock | None:
        """Return how much there is of an assessment, or None where there is none."""

    def wipe(self) -> bool:
        """Rewrite the file of the database so that nothing deleted can be found in it.

        Returns:
            Whether it was done, or is not this store's to do; False where the file is in use or the disk is full.
        """
