"""The catalog's migrations, run inside the caller's transaction: all of them or none."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the catalog up to the newest revision. Raises alembic's CommandError for an unknown revision."""
    config = Config()
    # A package resource, so that an installed wheel finds it wherever it lies.
    config.set_main_option("script_location", "service.catalog:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
