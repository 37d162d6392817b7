"""Which terminal told of a punch; who agreed that their finger is kept in the reader."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("punch", sa.Column("source", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_punch_set_aside", "punch", ["set_aside"])
    op.create_table(
        "finger_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_finger_consent_recorded_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_finger_consent_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finger_consent")),
    )
    op.create_index("ix_finger_consent_staff_id", "finger_consent", ["staff_id"])
