"""Lets an organisation stand beside others: the benchmark pool, and own files with figures. What was kept stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_PLAIN_JSON = sa.Text().with_variant(sa.JSON(), "postgresql")
_FAMILY = ("questionnaire_id", "version", "form")
_EDITION = (*_FAMILY, "number", "kind", "value")


def upgrade() -> None:
    """Add the tables; nobody is in the pool yet."""
    op.create_table(
        "pool_families",
        *_texts(*_FAMILY),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*_FAMILY, name="pk_pool_families"),
    )
    op.create_table(
        "pool_entries",
        *_texts("organisation", *_FAMILY, "wave_id"),
        sa.Column("scores", _PLAIN_JSON, nullable=False),
        *_texts("people", "industry", "country", "size", "quarter"),
        sa.Column("joined_at", _MOMENT, nullable=False),
        *_texts("cell"),
        sa.Column("spent", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "questionnaire_id", "form", name="pk_pool_entries"),
        sa.ForeignKeyConstraint(["organisation"], ["assessments.id"], name="fk_pool_entries_organisation_assessments"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_pool_entries_wave_id_waves"),
    )
    op.create_index("ix_pool_entries_questionnaire_id", "pool_entries", list(_FAMILY))
    op.create_table(
        "pool_counted",
        *_texts("wave_id", "questionnaire_id", "form"),
        sa.PrimaryKeyConstraint("wave_id", "questionnaire_id", "form", name="pk_pool_counted"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_pool_counted_wave_id_waves"),
    )
    op.create_table(
        "pool_editions",
        *_texts(*_FAMILY),
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("kind", "value"),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.Column("organisations", sa.Integer, nullable=False),
        sa.Column("cells", _PLAIN_JSON, nullable=False),
        sa.Column("shown", _PLAIN_JSON, nullable=False),
        sa.Column("figures", _PLAIN_JSON, nullable=False),
        sa.PrimaryKeyConstraint(*_EDITION, name="pk_pool_editions"),
    )
    op.create_table(
        "pool_places",
        *_texts("organisation", *_FAMILY),
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("kind", "value"),
        sa.Column("places", _PLAIN_JSON, nullable=False),
        sa.PrimaryKeyConstraint("organisation", *_EDITION, name="pk_pool_places"),
        sa.ForeignKeyConstraint(["organisation"], ["assessments.id"], name="fk_pool_places_organisation_assessments"),
        sa.ForeignKeyConstraint(
            _EDITION,
            [f"pool_editions.{each}" for each in _EDITION],
            name="fk_pool_places_questionnaire_id_pool_editions",
        ),
    )
    op.create_table(
        "own_files",
        *_texts("id", "assessment_id", "name", "giver", "content"),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_files"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name="fk_own_files_assessment_id_assessments"),
    )
    op.create_index("ix_own_files_assessment_id", "own_files", ["assessment_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
