"""Screens that go dark when told, and let films be heard."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("screen", schema=None) as batch_op:
        batch_op.add_column(sa.Column("blanked_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("sound", sa.Boolean(), nullable=False, server_default="0"))
