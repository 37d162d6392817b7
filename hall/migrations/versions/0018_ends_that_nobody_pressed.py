"""Stays whose end nobody pressed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stay") as batch_op:
        batch_op.add_column(
            sa.Column("inexact", sa.Boolean(), nullable=False, server_default=sa.false())
        )
