"""Alembic's entry: runs on the connection that `desk.migrate` hands over."""

from alembic import context

import desk.tables_people  # noqa: F401
from desk.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
