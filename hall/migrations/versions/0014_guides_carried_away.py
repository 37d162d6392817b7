"""Fact cards from the kiosk, and counts of prints and codes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_fact_card_item_id")),
        sa.ForeignKeyConstraint(["slip_id"], ["slip.id"], name=op.f("fk_fact_card_slip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_card")),
        sa.UniqueConstraint("request_key", name=op.f("uq_fact_card_request_key")),
    )
    with op.batch_alter_table("fact_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_card_wanted_at"), ["wanted_at"], unique=False)
    with op.batch_alter_table("item_use", schema=None) as batch_op:
        for name in ("prints", "codes"):
            batch_op.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
