"""The index of punches set aside holds those few; since when a terminal is in touch."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("terminal", sa.Column("in_touch_since", sa.DateTime(), nullable=True))
    op.drop_index("ix_punch_set_aside", "punch")
    op.create_index(
        "ix_punch_set_aside", "punch", ["set_aside"], sqlite_where=sa.text("set_aside > ''")
    )
