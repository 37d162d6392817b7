"""A director's recovery paper, of which a hash alone is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recovery_paper",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_recovery_paper_staff_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_recovery_paper")),
    )
