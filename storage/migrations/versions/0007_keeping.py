"""Lets an assessment say how long it is kept. What was kept stays, for as long as whoever runs the app has set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; no assessment has said anything yet."""
    op.create_table(
        "keeping",
        sa.Column("assessment_id", sa.Text, nullable=False),
        sa.Column("months", sa.Integer),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_keeping"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_keeping_assessment_id_assessments"),
    )
