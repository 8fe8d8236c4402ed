"""Alembic's entry: migrate on the connection that `service.catalog.migrate` hands over."""

from alembic import context

from service.catalog.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite alters a table by copying it.
    render_as_batch=True,
)
context.run_migrations()
