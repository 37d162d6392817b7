"""the outlook."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "calibration",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
    )
    op.create_table(
        "kept_span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Double(), nullable=False),
        sa.Column("ends", sa.Double(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("came", sa.Double(), nullable=True),
        sa.Column("left", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_kept_span_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_span")),
        sa.UniqueConstraint(
            "day", "staff_id", "begins", name=op.f("uq_kept_span_day_staff_id_begins")
        ),
    )
    op.create_table(
        "rota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_rota_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota")),
        sa.UniqueConstraint("staff_id", "day", name=op.f("uq_rota_staff_id_day")),
        sa.UniqueConstraint("staff_id", "weekday", name=op.f("uq_rota_staff_id_weekday")),
    )
    op.create_table(
        "forecast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("outlook", sa.String(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("median", sa.Double(), nullable=False),
        sa.Column("at_most", sa.Double(), nullable=True),
        sa.Column("by_position", sa.Double(), nullable=True),
        sa.Column("by_last", sa.Double(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_forecast_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_forecast_ticket_id")),
    )
    with op.batch_alter_table("forecast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forecast_day"), ["day"], unique=False)
        batch_op.create_index("ix_forecast_settled", ["settled", "id"], unique=False)
