"""A return slip keeps how many came, why they go first, and what else they came for."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A slip of before was for one person and one service: that is what it still says.
    for column in (
        sa.Column("size", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("priority_id", sa.Integer(), sa.ForeignKey("priority.id")),
        sa.Column("further", sa.JSON(), nullable=False, server_default="[]"),
    ):
        op.add_column("return_slip", column, inline_references=True)
