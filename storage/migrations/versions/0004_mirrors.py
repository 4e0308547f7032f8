"""Lets a wave be mirrored: the same questions for the front line or for customers, kept apart. What was kept stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table that says which wave mirrors which; none does yet."""
    op.create_table(
        "mirrors",
        sa.Column("wave_id", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("mirror_wave_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "audience", name="pk_mirrors"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_mirrors_wave_id_waves"),
        sa.ForeignKeyConstraint(["mirror_wave_id"], ["waves.id"], name="fk_mirrors_mirror_wave_id_waves"),
    )
    op.create_index("ix_mirrors_mirror_wave_id", "mirrors", ["mirror_wave_id"], unique=True)
