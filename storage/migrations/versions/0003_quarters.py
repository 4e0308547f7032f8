"""Lets waves follow each other: closing times, links between responses, importance, actions. What was kept stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and tables; no wave that is there closes by itself, and no response has a link."""
    op.add_column("waves", sa.Column("closes_at", _MOMENT))
    op.add_column("responses", sa.Column("link", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "importance",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("dimension_id", sa.Text, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("effort", sa.Integer),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.Column("before_result", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "questionnaire_id", "dimension_id", name="pk_importance"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_importance_wave_id_waves"),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("assessment_id", sa.Text, nullable=False),
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("questionnaire_id", sa.Text, nullable=False),
        sa.Column("dimension_id", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_actions_assessment_id_assessments"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_actions_wave_id_waves"),
    )
    op.create_index("ix_actions_assessment_id", "actions", ["assessment_id"])
