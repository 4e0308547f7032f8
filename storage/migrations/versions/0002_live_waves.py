"""Lets others take part in a wave: join codes, votes in rounds, and what of them counts. What was kept stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_PLAIN_JSON = sa.Text().with_variant(sa.JSON(), "postgresql")


def upgrade() -> None:
    """Add columns and tables; every answer that is there belongs to round 1."""
    op.create_index("ix_assessments_organiser_hash", "assessments", ["organiser_hash"])
    op.add_column("waves", sa.Column("roles", _PLAIN_JSON, nullable=False, server_default="[]"))
    op.add_column("waves", sa.Column("units", _PLAIN_JSON, nullable=False, server_default="[]"))
    op.add_column("waves", sa.Column("join_code", sa.Text))
    op.add_column("waves", sa.Column("revision", sa.Integer, nullable=False, server_default="1"))
    op.add_column("waves", sa.Column("screen", sa.Text, nullable=False, server_default="join"))
    op.add_column("waves", sa.Column("late", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("ix_waves_join_code", "waves", ["join_code"], unique=True)
    op.add_column("responses", sa.Column("name", sa.Text, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        _extend_key_of_answers()
    else:
        _rebuild_answers()
    _create_tables()


def _extend_key_of_answers() -> None:
    op.add_column("answers", sa.Column("round_number", sa.Integer, nullable=False, server_default="1"))
    op.alter_column("answers", "round_number", server_default=None)
    op.drop_constraint("pk_answers", "answers", type_="primary")
    op.create_primary_key("pk_answers", "answers", ["response_id", "questionnaire_id", "item_id", "round_number"])


def _rebuild_answers() -> None:
    """Copy the answers into a new table: SQLite cannot change a key. No other table points at them."""
    op.rename_table("answers", "answers_of_0001")
    op.create_table(
        "answers",
        sa.Column("response_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("round_number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", _PLAIN_JSON),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("response_id", "questionnaire_id", "item_id", "round_number", name="pk_answers"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_answers_response_id_responses"),
    )
    kept = "response_id, questionnaire_id, item_id, kind, value, reason, comment, evidence, saved_at"
    op.execute(f"INSERT INTO answers ({kept}, round_number) SELECT {kept}, 1 FROM answers_of_0001")  # noqa: S608  ours
    op.drop_table("answers_of_0001")


def _create_tables() -> None:
    op.create_table(
        "rounds",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("items", _PLAIN_JSON),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "number", name="pk_rounds"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_rounds_wave_id_waves"),
    )
    op.create_table(
        "batches",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("round_number", sa.Integer, nullable=False),
        sa.Column("counted_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "number", name="pk_batches"),
        sa.ForeignKeyConstraint(
            ["wave_id", "round_number"], ["rounds.wave_id", "rounds.number"], name="fk_batches_wave_id_rounds"
        ),
    )
    op.create_table(
        "counted",
        sa.Column("response_id", sa.Text, nullable=False),
        sa.Column("round_number", sa.Integer, nullable=False),
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("batch_number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("response_id", "round_number", name="pk_counted"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_counted_response_id_responses"),
        sa.ForeignKeyConstraint(
            ["wave_id", "batch_number"], ["batches.wave_id", "batches.number"], name="fk_counted_wave_id_batches"
        ),
    )
    op.create_index("ix_counted_wave_id_batch_number", "counted", ["wave_id", "batch_number"])
