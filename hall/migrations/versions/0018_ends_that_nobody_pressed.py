"""Stays whose end nobody pressed, and forms that were pressed twice."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: years of stays are not copied for one more column.
    op.add_column("stay", sa.Column("inexact", sa.Boolean(), nullable=False, server_default="0"))
    op.create_table(
        "pressed_form",
        sa.Column("press", sa.String(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("press", name=op.f("pk_pressed_form")),
    )
