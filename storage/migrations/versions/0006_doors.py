"""Lets an assessment have any number of keys, members and invitations, and a trail of what was done. Keys stay valid.

The key that leads an assessment becomes its first grant, whose id is the assessment's own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and move every organiser's key to the grants, so that one table says who may come in."""
    op.create_table(
        "grants",
        *_texts("id", "assessment_id", "kind", "role", "name", "hash"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_grants_assessment_id_assessments"),
    )
    op.create_index("ix_grants_assessment_id", "grants", ["assessment_id"])
    op.create_index("ix_grants_hash", "grants", ["hash"])
    op.execute(
        "INSERT INTO grants (id, assessment_id, kind, role, name, hash, made_at) "
        "SELECT id, id, 'key', 'organiser', 'First key', organiser_hash, created_at FROM assessments"
    )
    op.drop_index("ix_assessments_organiser_hash", "assessments")
    op.drop_column("assessments", "organiser_hash")
    op.create_table(
        "invitations",
        *_texts("id", "assessment_id", "role", "name", "hash"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_invitations_assessment_id_assessments"),
    )
    op.create_index("ix_invitations_assessment_id", "invitations", ["assessment_id"])
    op.create_index("ix_invitations_hash", "invitations", ["hash"], unique=True)
    op.create_table(
        "trail",
        *_texts("id", "assessment_id"),
        sa.Column("at", _MOMENT, nullable=False),
        *_texts("kind", "role", "name", "action", "detail"),
        sa.PrimaryKeyConstraint("id", name="pk_trail"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_trail_assessment_id_assessments"),
    )
    op.create_index("ix_trail_assessment_id", "trail", ["assessment_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
