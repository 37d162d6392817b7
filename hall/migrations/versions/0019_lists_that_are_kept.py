"""Every list of the office has an order, and what was used is retired; pauses are such a list."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None

PAUSES = ("去复印", "临时开会", "用餐", "交接班", "设备故障")


def upgrade() -> None:
    for table in ("service", "window"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("in_use", sa.Boolean(), server_default=sa.true(), nullable=False)
            )
    for table in ("screen", "staff"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("position", sa.Integer(), server_default="0", nullable=False)
            )
    with op.batch_alter_table("screen", schema=None) as batch_op:
        batch_op.add_column(sa.Column("formerly", sa.String(), server_default="", nullable=False))
    # As the pages showed them until now: screens by their names, people as they came.
    op.execute(
        "UPDATE screen SET position = (SELECT count(*) FROM screen AS other"
        " WHERE other.name < screen.name)"
    )
    op.execute("UPDATE staff SET position = id")
    reasons = op.create_table(
        "pause_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("in_use", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause_reason")),
        sa.UniqueConstraint("name", name=op.f("uq_pause_reason_name")),
    )
    op.bulk_insert(
        reasons,
        [{"name": name, "position": place, "in_use": True} for place, name in enumerate(PAUSES)],
    )
