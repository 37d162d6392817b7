"""What was signed, confirmed and decided about the months of the attendance."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("locked_at", sa.DateTime(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_month")),
    )
    op.create_index("ix_signed_month_month", "signed_month", ["month"])
    op.create_table(
        "entered_outage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_entered_outage_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entered_outage")),
    )
    op.create_index("ix_entered_outage_begins", "entered_outage", ["begins"])
    op.create_table(
        "month_difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signed_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("now", sa.JSON(), nullable=False),
        sa.Column("carried_into", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_month_difference_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_id"], ["signed_month.id"], name=op.f("fk_month_difference_signed_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_month_difference_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_difference")),
    )
    op.create_index("ix_month_difference_carried_into", "month_difference", ["carried_into"])
    op.create_index("ix_month_difference_signed", "month_difference", ["signed_id"])
    op.create_table(
        "month_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_month_signature_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_signature")),
    )
    op.create_index("ix_month_signature_month", "month_signature", ["month"])
    op.create_table(
        "month_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("objection", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["staff.id"], name=op.f("fk_month_word_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_month_word_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_word")),
    )
    op.create_index("ix_month_word_month", "month_word", ["month", "staff_id"])
