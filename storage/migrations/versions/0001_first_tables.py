"""Creates the tables of the first release. There is no way down: going back means restoring a backup."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_PLAIN_JSON = sa.Text().with_variant(sa.JSON(), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("organiser_hash", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
    )
    op.create_table(
        "waves",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("assessment_id", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("smallest_group", sa.Integer, nullable=False),
        sa.Column("invited", sa.Integer),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waves"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_waves_assessment_id_assessments"),
    )
    op.create_index("ix_waves_assessment_id", "waves", ["assessment_id"])
    op.create_table(
        "definitions",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("data", _PLAIN_JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_definitions"),
    )
    op.create_table(
        "wave_questionnaires",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "questionnaire_id", name="pk_wave_questionnaires"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_wave_questionnaires_wave_id_waves"),
        sa.ForeignKeyConstraint(["digest"], ["definitions.digest"], name="fk_wave_questionnaires_digest_definitions"),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("resume_hash", sa.Text, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_responses_wave_id_waves"),
        sa.UniqueConstraint("resume_hash", name="uq_responses_resume_hash"),
    )
    op.create_index("ix_responses_wave_id", "responses", ["wave_id"])
    op.create_table(
        "submissions",
        sa.Column("response_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("submitted_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("response_id", "questionnaire_id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_submissions_response_id_responses"),
    )
    op.create_table(
        "answers",
        sa.Column("response_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", _PLAIN_JSON),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("response_id", "questionnaire_id", "item_id", name="pk_answers"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_answers_response_id_responses"),
    )
    op.create_table(
        "targets",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("dimension_id", sa.Text, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.Column("before_result", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "questionnaire_id", "dimension_id", name="pk_targets"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_targets_wave_id_waves"),
    )
