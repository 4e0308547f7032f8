"""The benchmark pool and own files with figures, on a database.

Whoever changes a family first raises the revision in its row. That locks it: others wait, and then see the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, select, update

from benchmarks.pool_model import Pooled
from storage import pool_rows, tables
from storage.pool_rules import check_uncounted, newest_files, newest_first
from storage.transactions import Transactions
from storage.upsert import add_if_new, put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Table

    from benchmarks.own_model import OwnFile
    from benchmarks.pool_model import Entry, Family, Placed, Publication

FEW = 200  # organisations of one statement


class SqlPool(Transactions):
    """Implements ``assessments.ports_pool.PoolStore``."""

    def put_in_pool(self, entry: Entry) -> None:
        """Keep an entry that waits, in place of the organisation's earlier one of the same questionnaire and form.

        Raises:
            MoveError: An edition has counted this wave already.
        """
        counted, entries = tables.pool_counted, tables.pool_entries
        same = and_(
            entries.c.organisation == entry.organisation,
            entries.c.questionnaire_id == entry.family.questionnaire_id,
            entries.c.form == entry.family.form,
        )
        before = and_(
            counted.c.wave_id == entry.wave_id,
            counted.c.questionnaire_id == entry.family.questionnaire_id,
            counted.c.form == entry.family.form,
        )
        with self._writing() as connection:
            # The organisation's row is locked first: which families are concerned then stays as it is.
            _lock_organisation(connection, entry.organisation)
            _raise(connection, [entry.family, *(each.family for each in _entries(connection, same))])
            check_uncounted(counted=connection.execute(select(counted).where(before)).first() is not None)
            for earlier in _entries(connection, same):
                _spend(connection, earlier)
            put(connection, entries, pool_rows.of_entry(entry))

    def leave_pool(self, organisation: str) -> None:
        """Delete all entries and places of an organisation; the other members of its cells are spent."""
        with self._writing() as connection:
            leave(connection, organisation)

    def pool_entries(self, organisation: str) -> tuple[Entry, ...]:
        """Return the entries of an organisation in the order of their families."""
        with self._asking() as connection:
            found = _entries(connection, tables.pool_entries.c.organisation == organisation)
        return tuple(sorted(found, key=lambda each: each.family))

    def pool(self, family: Family) -> Pooled:
        """Return a family as it stands; revision 0 and no entries where nobody has joined it."""
        table, editions = tables.pool_families, tables.pool_editions
        with self._reading() as connection:
            revision = connection.execute(select(table.c.revision).where(_of(table, family))).scalar_one_or_none()
            found = _entries(connection, _of(tables.pool_entries, family))
            everybody = select(editions.c.organisations).where(_of(editions, family), editions.c.kind == "all")
            last = connection.execute(everybody.order_by(editions.c.number.desc()).limit(1)).scalar_one_or_none()
        return Pooled(revision or 0, last or 0, tuple(sorted(found, key=lambda each: each.organisation)))

    def publish(self, publication: Publication, revision: int) -> bool:
        """Keep a publication where the family still has this revision; say whether it had."""
        families, entries, family = tables.pool_families, tables.pool_entries, publication.family
        same = update(families).where(_of(families, family), families.c.revision == revision)
        with self._writing() as connection:
            if not connection.execute(same.values(revision=revision + 1)).rowcount:
                return False
            for name, organisations in publication.cells.items():
                for start in range(0, len(organisations), FEW):
                    members = entries.c.organisation.in_(organisations[start : start + FEW])
                    which = and_(_of(entries, family), members)
                    for each in _entries(connection, which):
                        key = {"questionnaire_id": family.questionnaire_id, "form": family.form}
                        connection.execute(tables.pool_counted.insert(), {"wave_id": each.wave_id, **key})
                    connection.execute(update(entries).where(which).values(cell=name))
            for edition, places in publication.editions:
                connection.execute(tables.pool_editions.insert(), pool_rows.of_edition(edition))
                rows = [pool_rows.of_place(edition, organisation, each) for organisation, each in places.items()]
                connection.execute(tables.pool_places.insert(), rows)
        return True

    def pool_places(self, organisation: str) -> tuple[Placed, ...]:
        """Return what was published about an organisation, the newest first."""
        editions, places = tables.pool_editions, tables.pool_places
        query = select(editions, places.c.places).join_from(places, editions)
        with self._asking() as connection:
            found = connection.execute(query.where(places.c.organisation == organisation))
            return newest_first(pool_rows.to_placed(row) for row in found)

    def put_own_file(self, file: OwnFile) -> None:
        """Keep a file."""
        with self._writing() as connection:
            connection.execute(tables.own_files.insert(), pool_rows.of_own_file(file))

    def own_files(self, assessment_id: str) -> tuple[OwnFile, ...]:
        """Return the files of an assessment, the newest first."""
        table = tables.own_files
        with self._asking() as connection:
            found = connection.execute(select(table).where(table.c.assessment_id == assessment_id))
            return newest_files(pool_rows.to_own_file(row) for row in found)

    def drop_own_file(self, assessment_id: str, file_id: str) -> None:
        """Delete a file of an assessment; one that is not there changes nothing."""
        table = tables.own_files
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.assessment_id == assessment_id, table.c.id == file_id))


def leave(connection: Connection, organisation: str) -> None:
    """Delete all entries and places of an organisation; the other members of its cells are spent."""
    entries, places = tables.pool_entries, tables.pool_places
    own = entries.c.organisation == organisation
    _lock_organisation(connection, organisation)
    _raise(connection, [each.family for each in _entries(connection, own)])
    for each in _entries(connection, own):
        _spend(connection, each)
    connection.execute(delete(entries).where(own))
    connection.execute(delete(places).where(places.c.organisation == organisation))


def _of(table: Table, family: Family) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in pool_rows.of_family(family).items()))


def _entries(connection: Connection, which: ColumnElement[bool]) -> list[Entry]:
    return [pool_rows.to_entry(row) for row in connection.execute(select(tables.pool_entries).where(which))]


def _lock_organisation(connection: Connection, organisation: str) -> None:
    table = tables.assessments
    connection.execute(select(table.c.id).where(table.c.id == organisation).with_for_update(key_share=True))


def _raise(connection: Connection, families: Iterable[Family]) -> None:
    """Raise the revisions of families, and lock them in an order that is the same for everybody."""
    table = tables.pool_families
    for each in sorted(set(families)):
        add_if_new(connection, table, {**pool_rows.of_family(each), "revision": 0})
        connection.execute(update(table).where(_of(table, each)).values(revision=table.c.revision + 1))


def _spend(connection: Connection, lost: Entry) -> None:
    """Let no later edition count the cell of an entry that is lost to it."""
    table = tables.pool_entries
    if lost.cell:
        which = and_(_of(table, lost.family), table.c.cell == lost.cell)
        connection.execute(update(table).where(which).values(spent=True))
