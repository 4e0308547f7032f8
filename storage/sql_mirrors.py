"""Which wave mirrors which, on a database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import queries, rows, tables
from storage.door_rules import first_grant
from storage.mirror_rules import check_mirror, check_unmirrored
from storage.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from assessments.model import Assessment, Mirror, Pinned, Round, Wave


class SqlMirrors(Transactions):
    """Implements the part of ``assessments.ports.Store`` that is about mirrors."""

    def add_mirror(
        self,
        mirror: Mirror,
        assessment: Assessment,
        wave: Wave,
        definitions: Sequence[Pinned],
        vote: Round,
        *,
        organiser_hash: str,
    ) -> None:
        """Keep a new assessment with the one live wave that mirrors a wave of another one, its first vote under way.

        Raises:
            MoveError: The wave is mirrored for this audience already.
        """
        check_mirror(mirror, assessment, wave, vote)
        waves, held = tables.waves, tables.mirrors
        with self._writing() as connection:
            # Of several who mirror one wave, one locks its row; the others wait, and then see the mirror.
            connection.execute(select(waves.c.id).where(waves.c.id == mirror.wave_id).with_for_update(key_share=True))
            check_unmirrored(mirror, _mirrors(connection, held.c.wave_id == mirror.wave_id))
            connection.execute(tables.assessments.insert(), rows.of_assessment(assessment))
            connection.execute(tables.grants.insert(), asdict(first_grant(assessment, organiser_hash)))
            connection.execute(waves.insert(), rows.of_wave(wave) | {"screen": "progress"})
            for each in definitions:
                queries.pin(connection, wave.id, each)
            connection.execute(tables.rounds.insert(), rows.of_round(wave.id, vote))
            connection.execute(held.insert(), rows.of_mirror(mirror))

    def mirrors(self, wave_id: str) -> tuple[Mirror, ...]:
        """Return the mirrors of a wave in the order of their audiences."""
        with self._asking() as connection:
            found = _mirrors(connection, tables.mirrors.c.wave_id == wave_id)
        return tuple(sorted(found, key=lambda each: each.audience))

    def mirrored_by(self, mirror_wave_id: str) -> Mirror | None:
        """Return what a wave mirrors, or None where it is no mirror."""
        with self._asking() as connection:
            return next(iter(_mirrors(connection, tables.mirrors.c.mirror_wave_id == mirror_wave_id)), None)


def _mirrors(connection: Connection, which: ColumnElement[bool]) -> list[Mirror]:
    return [rows.to_mirror(row) for row in connection.execute(select(tables.mirrors).where(which))]
