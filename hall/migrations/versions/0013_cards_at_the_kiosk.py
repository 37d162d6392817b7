"""Cards at the kiosk: which services ask for one, and the number behind a ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_wish",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_card_wish_service_id")
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_card_wish")),
    )
    op.create_table(
        "ticket_card",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_card_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_card")),
    )
    with op.batch_alter_table("ticket_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_card_until"), ["until"], unique=False)
