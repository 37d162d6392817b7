"""Alembic's entry: migrates the connection it is handed, and draws up new migrations.

A new migration (see CONTRIBUTING.md):
    .venv/bin/python -m tools.new_migration "what changes"
"""

from typing import Any, Literal

from alembic import context

import hall.schema  # noqa: F401 -- so that every table is known
from hall.base import Base, EnumColumn, Moment


def as_kept(kind: str, each: Any, _context: Any) -> str | Literal[False]:
    """Our column types as the database sees them: a migration must outlive today's code."""
    if kind == "type" and isinstance(each, Moment):
        return "sa.DateTime()"
    if kind == "type" and isinstance(each, EnumColumn):
        return "sa.String(length=16)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=as_kept,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
