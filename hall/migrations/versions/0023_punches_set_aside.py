"""Punches whose moment is not believed, and what a manager decides about them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: years of punches are not copied, and other tables refer to them.
    op.add_column(
        "punch", sa.Column("clock_doubted", sa.Boolean(), nullable=False, server_default="0")
    )
    for table in ("punch", "terminal_record"):
        op.add_column(table, sa.Column("set_aside", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "punch_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("punch_id", sa.Integer(), nullable=False),
        sa.Column("counts_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_punch_decision_decided_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["punch_id"], ["punch.id"], name=op.f("fk_punch_decision_punch_id_punch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_punch_decision")),
    )
    for column in ("counts_at", "punch_id"):
        op.create_index(f"ix_punch_decision_{column}", "punch_decision", [column])
