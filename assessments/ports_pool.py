"""The port to the store for what stands beside a result: the benchmark pool, and files with figures of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from benchmarks.own_model import OwnFile
    from benchmarks.pool_model import Entry, Family, Placed, Pooled, Publication


class PoolStore(Protocol):
    """Keeps the entries and editions of the pool, and files that belong to one assessment each.

    An organisation is an assessment. Neither the pool nor a file is part of ``everything``: what an assessment gave is
    not taken along with it. Deleting is deleting: what was left in no row of any table can be read again.
    """

    def put_in_pool(self, entry: Entry) -> None:
        """Keep an entry that waits, in place of the organisation's earlier one of the same questionnaire and form.

        Where the earlier one was counted in a cell, the other members of that cell are spent.

        Raises:
            MoveError: An edition has counted this wave already.
            ValueError: The assessment or the wave does not exist, or the time has no zone.
        """

    def leave_pool(self, organisation: str) -> None:
        """Delete all entries and places of an organisation; the other members of its cells are spent.

        That an edition counted a wave stays known, and nothing else of it.
        """

    def pool_entries(self, organisation: str) -> tuple[Entry, ...]:
        """Return the entries of an organisation in the order of their families."""

    def pool(self, family: Family) -> Pooled:
        """Return a family as it stands; revision 0 and no entries where nobody has joined it."""

    def publish(self, publication: Publication, revision: int) -> bool:
        """Keep a publication where the family still has this revision; say whether it had."""

    def pool_places(self, organisation: str) -> tuple[Placed, ...]:
        """Return what was published about an organisation, the newest first."""

    def put_own_file(self, file: OwnFile) -> None:
        """Keep a file.

        Raises:
            ValueError: The assessment does not exist, the id is taken, or the time has no zone.
        """

    def own_files(self, assessment_id: str) -> tuple[OwnFile, ...]:
        """Return the files of an assessment, the newest first."""

    def drop_own_file(self, assessment_id: str, file_id: str) -> None:
        """Delete a file of an assessment; one that is not there changes nothing."""
