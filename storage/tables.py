"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    true,
)

from storage.types import Moment, PlainJson

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

assessments = Table(
    "assessments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

waves = Table(
    "waves",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("smallest_group", Integer, nullable=False),
    Column("invited", Integer),
    Column("state", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("roles", PlainJson, nullable=False, server_default="[]"),
    Column("units", PlainJson, nullable=False, server_default="[]"),
    Column("join_code", Text, unique=True, index=True),
    # How far a live wave is: in this row, because it is the one that answers and moves lock.
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("screen", Text, nullable=False, server_default="join"),
    Column("late", Boolean, nullable=False, server_default=true()),
    Column("closes_at", Moment),
)

definitions = Table(
    "definitions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("data", PlainJson, nullable=False),
)

wave_questionnaires = Table(
    "wave_questionnaires",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("digest", ForeignKey("definitions.digest"), nullable=False),
)

responses = Table(
    "responses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("resume_hash", Text, nullable=False, unique=True),
    Column("started_at", Moment, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("link", Text, nullable=False, server_default=""),
)

submissions = Table(
    "submissions",
    metadata,
    Column("response_id", ForeignKey("responses.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("submitted_at", Moment, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("response_id", ForeignKey("responses.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("item_id", Text, primary_key=True),
    Column("round_number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value", PlainJson),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("evidence", Text),
    Column("saved_at", Moment, nullable=False),
)

rounds = Table(
    "rounds",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("items", PlainJson),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("wave_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("round_number", Integer, nullable=False),
    Column("counted_at", Moment, nullable=False),
    ForeignKeyConstraint(["wave_id", "round_number"], ["rounds.wave_id", "rounds.number"]),
)

counted = Table(
    "counted",
    metadata,
    Column("response_id", ForeignKey("responses.id"), primary_key=True),
    Column("round_number", Integer, primary_key=True),
    Column("wave_id", Text, nullable=False),
    Column("batch_number", Integer, nullable=False),
    ForeignKeyConstraint(["wave_id", "batch_number"], ["batches.wave_id", "batches.number"]),
    Index("ix_counted_wave_id_batch_number", "wave_id", "batch_number"),
)

targets = Table(
    "targets",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("dimension_id", Text, primary_key=True),
    Column("value", Float, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("before_result", Boolean, nullable=False),
)

importance = Table(
    "importance",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("dimension_id", Text, primary_key=True),
    Column("points", Float, nullable=False),
    Column("effort", Integer),
    Column("set_by", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("before_result", Boolean, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("questionnaire_id", Text, nullable=False),
    Column("dimension_id", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("proof", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("note", Text, nullable=False),
)

mirrors = Table(
    "mirrors",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("audience", Text, primary_key=True),
    Column("mirror_wave_id", ForeignKey("waves.id"), nullable=False, unique=True, index=True),
)

pool_families = Table(
    "pool_families",
    metadata,
    Column("questionnaire_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)

pool_entries = Table(
    "pool_entries",
    metadata,
    Column("organisation", ForeignKey("assessments.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("form", Text, primary_key=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("scores", PlainJson, nullable=False),
    Column("people", Text, nullable=False),
    Column("industry", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("size", Text, nullable=False),
    Column("quarter", Text, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("cell", Text, nullable=False),
    Column("spent", Boolean, nullable=False),
    Index("ix_pool_entries_questionnaire_id", "questionnaire_id", "version", "form"),
)

pool_counted = Table(
    "pool_counted",
    metadata,
    Column("wave_id", ForeignKey("waves.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("form", Text, primary_key=True),
)

pool_editions = Table(
    "pool_editions",
    metadata,
    Column("questionnaire_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("published_at", Moment, nullable=False),
    Column("organisations", Integer, nullable=False),
    Column("cells", PlainJson, nullable=False),
    Column("shown", PlainJson, nullable=False),
    Column("figures", PlainJson, nullable=False),
)

pool_places = Table(
    "pool_places",
    metadata,
    Column("organisation", ForeignKey("assessments.id"), primary_key=True),
    Column("questionnaire_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("places", PlainJson, nullable=False),
    ForeignKeyConstraint(
        ["questionnaire_id", "version", "form", "number", "kind", "value"],
        [
            "pool_editions.questionnaire_id",
            "pool_editions.version",
            "pool_editions.form",
            "pool_editions.number",
            "pool_editions.kind",
            "pool_editions.value",
        ],
    ),
)

own_files = Table(
    "own_files",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("giver", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

# Who may come in: by a key, or as a member who signed in.
grants = Table(
    "grants",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True, index=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

trail = Table(
    "trail",
    metadata,
    Column("id", Text, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

# How long an assessment is kept after the last answer; null is for ever, no row is as whoever runs the app has set.
keeping = Table(
    "keeping",
    metadata,
    Column("assessment_id", ForeignKey("assessments.id"), primary_key=True),
    Column("months", Integer),
)
