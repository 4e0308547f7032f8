"""Runs the migrations on the connection that ``storage.migrate`` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

# Foreign keys are enforced meanwhile: on SQLite, a step that rebuilds a table others point at needs them switched off
# before the transaction begins.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
