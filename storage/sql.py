"""The store on a database: every method one transaction, on SQLite or PostgreSQL.

On SQLite a transaction that writes holds the only write lock from its first statement on. On PostgreSQL the rows that
decide are locked, always the response first and the wave second, so that no two transactions wait for each other:
answers share both (``storage.taking``), and a move in a live wave has the wave for itself (``storage.live``), as has
whoever sets its closing time or opens the next one (``storage.quarters``, ``storage.whole_writing``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select, update

from assessments.model import Vote
from storage import columns, live, quarters, queries, rows, tables
from storage.sql_aims import SqlAims
from storage.sql_deletion import SqlDeletion
from storage.sql_doors import SqlDoors, add_assessment
from storage.sql_mirrors import SqlMirrors
from storage.sql_pool import SqlPool
from storage.sql_whole import SqlWhole
from storage.taking import check_joining, check_moving_response, check_submitting, check_taken
from storage.upsert import add_if_new, put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from assessments.model import Assessment, Live, Opening, Pinned, Response, Round, RoundState, Saved, Tally, Wave


class SqlStore(SqlAims, SqlDeletion, SqlDoors, SqlMirrors, SqlPool, SqlWhole):
    """Implements ``assessments.ports.Store``; the database must be migrated (see ``storage.open``)."""

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""
        with self._writing() as connection:
            add_assessment(connection, assessment, organiser_hash)
            add_if_new(connection, tables.waves, rows.of_wave(wave))
            queries.add_response(connection, response, resume_hash)

    def add_wave(
        self, assessment: Assessment, wave: Wave, definitions: Sequence[Pinned], *, organiser_hash: str
    ) -> None:
        """Keep a new wave with the definitions pinned to it; its assessment too, where that is new."""
        with self._writing() as connection:
            add_assessment(connection, assessment, organiser_hash)
            connection.execute(tables.waves.insert(), rows.of_wave(wave))
            for each in definitions:
                queries.pin(connection, wave.id, each)

    def add_next_wave(self, opening: Opening, *, resume_hash: str | None = None) -> None:
        """Keep the next wave of an assessment with everything it begins with, in one transaction.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
        """
        with self._writing() as connection:
            quarters.open_next(connection, opening, resume_hash)

    def set_closing(self, wave_id: str, closes_at: datetime | None) -> None:
        """Say from when on a wave takes no answer.

        Raises:
            WaveClosedError: The wave is closed.
        """
        with self._writing() as connection:
            quarters.set_closing(connection, wave_id, closes_at)

    def set_invited(self, wave_id: str, invited: int) -> None:
        """Say how many people are asked to take part in a live wave.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: It is anonymous, and something of it counts already.
        """
        with self._writing() as connection:
            live.set_invited(connection, wave_id, invited)

    def join(self, response: Response, *, resume_hash: str) -> None:
        """Keep a new response in a wave that exists.

        Raises:
            WaveClosedError: The wave is closed.
        """
        with self._writing() as connection:
            check_joining(connection, response.wave_id, response.started_at)
            queries.add_response(connection, response, resume_hash)

    def set_groups(self, response_id: str, *, role: str, unit: str) -> None:
        """Put a response of a live wave into another role and unit, as long as no answer of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """
        table = tables.responses
        with self._writing() as connection:
            check_moving_response(connection, response_id)
            connection.execute(update(table).where(table.c.id == response_id).values(role=role, unit=unit))

    def set_link(self, response_id: str, link: str) -> None:
        """Link a response of a live wave to those of the same person in other waves, as long as none of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """
        table = tables.responses
        with self._writing() as connection:
            check_moving_response(connection, response_id)
            connection.execute(update(table).where(table.c.id == response_id).values(link=link))

    def assessment_by_key(self, organiser_hash: str) -> Assessment | None:
        """Return the assessment that a key with this hash opens, in whatever role, or None."""
        table, grants = tables.assessments, tables.grants
        query = select(table).join(grants).where(grants.c.hash == organiser_hash, grants.c.kind == "key")
        with self._asking() as connection:
            found = [rows.to_assessment(row) for row in connection.execute(query)]
        return min(found, key=lambda each: (each.created_at, each.id), default=None)

    def waves(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""
        found = self._waves(tables.waves.c.assessment_id == assessment_id)
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))

    def wave_by_join_code(self, join_code: str) -> Wave | None:
        """Return the wave with this join code, as it was kept, or None."""
        return next(iter(self._waves(tables.waves.c.join_code == join_code)), None)

    def responses(self, wave_id: str) -> tuple[Response, ...]:
        """Return the responses of a wave in the order of their ids."""
        return self._responses(tables.responses.c.wave_id == wave_id)

    def response_by_receipt(self, wave_id: str, receipt: str) -> Response | None:
        """Return the response of a wave with this receipt, or None."""
        table = tables.responses
        return next(iter(self._responses(and_(table.c.wave_id == wave_id, table.c.receipt == receipt))), None)

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""
        with self._writing() as connection:
            held = queries.pinned(connection, wave_id).get(definition.questionnaire_id)
            if held is not None:
                return held
            queries.pin(connection, wave_id, definition)
            return queries.pinned(connection, wave_id)[definition.questionnaire_id]

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
        with self._asking() as connection:
            return queries.pinned(connection, wave_id)

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""
        table = tables.assessments
        with self._asking() as connection:
            row = connection.execute(select(table).where(table.c.id == assessment_id)).one_or_none()
        return None if row is None else rows.to_assessment(row)

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""
        table = tables.assessments
        with self._writing() as connection:
            connection.execute(update(table).where(table.c.id == assessment_id).values(name=name))

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""
        return next(iter(self._waves(tables.waves.c.id == wave_id)), None)

    def close_wave(self, wave_id: str) -> None:
        """Close a wave for good, so that no answer comes in any more; closing it twice changes nothing."""
        with self._writing() as connection:
            quarters.close(connection, wave_id)

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""
        return next(iter(self._responses(tables.responses.c.id == response_id)), None)

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""
        return next(iter(self._responses(tables.responses.c.resume_hash == resume_hash)), None)

    def save_answer(
        self,
        response_id: str,
        questionnaire_id: str,
        item_id: str,
        saved: Saved | None,
        *,
        round_number: int = 1,
        at: datetime | None = None,
    ) -> None:
        """Keep one answer in place of the item's earlier one in the same round; None takes the answer back.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
            RoundClosedError: The round does not take the answer.
        """
        table, key = tables.answers, (response_id, questionnaire_id, item_id, round_number)
        given_at = saved.at if at is None and saved is not None else at
        with self._writing() as connection:
            check_taken(connection, *key, at=given_at)
            if saved is None:
                same = (column == value for column, value in zip(table.primary_key, key, strict=True))
                connection.execute(table.delete().where(*same))
            else:
                put(connection, table, rows.of_vote(Vote(*key, saved)))

    def answers(self, response_id: str, questionnaire_id: str, *, round_number: int = 1) -> Mapping[str, Saved]:
        """Return item id to the answer saved in a round, in the order of the ids."""
        columns = tables.answers.c
        whose = (columns.response_id == response_id, columns.questionnaire_id == questionnaire_id)
        query = select(tables.answers).where(*whose, columns.round_number == round_number)
        with self._asking() as connection:
            found = {row.item_id: rows.to_saved(row) for row in connection.execute(query)}
        return dict(sorted(found.items()))

    def votes(self, wave_id: str, *, response_id: str | None = None) -> tuple[Vote, ...]:
        """Return the answers of a wave, or of one response in it, by response, questionnaire, item and round."""
        with self._asking() as connection:
            return live.votes(connection, wave_id, response_id)

    def bare_votes(self, wave_id: str) -> Sequence[Vote]:
        """Return the answers of a wave without comment, reason, evidence and time of their own, in no order."""
        with self._reading() as connection:
            return columns.bare_votes(connection, wave_id)

    def tally(self, wave_id: str, round_number: int) -> Tally:
        """Count what has come in; every role of a response in the wave appears, sorted."""
        with self._reading() as connection:
            return live.tally(connection, wave_id, round_number)

    def live(self, wave_id: str) -> Live | None:
        """Return how far a live wave is; None where there is no such wave or it has no join code."""
        with self._reading() as connection:
            return live.live(connection, wave_id)

    def open_round(self, wave_id: str, opened: Round) -> None:
        """Open the next vote: its number follows the newest round's, and that one has been revealed.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: Another vote was opened, or the newest one has not been revealed.
        """
        with self._writing() as connection:
            live.open_round(connection, wave_id, opened)

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        """Stop, reopen or reveal the newest round; what was revealed stays so.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round is not the newest one, or was revealed before.
        """
        with self._writing() as connection:
            live.set_round_state(connection, wave_id, number, state)

    def count(self, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
        """Let the answers that responses gave in a round count from now on, together; none of them can then change.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round does not exist, or still takes votes of everybody.
        """
        with self._writing() as connection:
            live.count(connection, wave_id, round_number, responses, at)

    def set_screen(self, wave_id: str, screen: str) -> None:
        """Say what the projector shows; also in a closed wave."""
        with self._writing() as connection:
            live.move(connection, wave_id, screen=screen)

    def set_late(self, wave_id: str, *, late: bool) -> None:
        """Say whether those who do not count yet may answer after a reveal."""
        with self._writing() as connection:
            live.move(connection, wave_id, late=late)

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        with self._writing() as connection:
            check_submitting(connection, response.id, response.submitted[questionnaire_id])
            add_if_new(connection, tables.submissions, rows.of_submission(response, questionnaire_id))

    def _waves(self, which: ColumnElement[bool]) -> list[Wave]:
        with self._asking() as connection:
            return queries.waves(connection, which)

    def _responses(self, which: ColumnElement[bool]) -> tuple[Response, ...]:
        with self._asking() as connection:
            return queries.responses(connection, which)
