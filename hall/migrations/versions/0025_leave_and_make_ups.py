"""Leave, field duty and make-ups: slips, what was decided about them, and what the office rules."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


#: Name, effect, symbol in the grid of the month, working days a year.
KINDS = (
    ("病假", "leave", "病", None),
    ("事假", "leave", "事", None),
    ("年休假", "leave", "年", 5.0),
    ("婚假", "leave", "婚", None),
    ("产假", "leave", "产", None),
    ("陪产/护理假", "leave", "护", None),
    ("丧假", "leave", "丧", None),
    ("调休", "leave", "调", None),
    ("公休", "leave", "休", None),
    ("公出", "field", "外", None),
    ("下乡", "field", "乡", None),
    ("出差", "field", "差", None),
    ("会议", "field", "会", None),
    ("培训", "field", "培", None),
    ("驻村", "field", "村", None),
    ("补卡", "make_up", "补", None),
)


def upgrade() -> None:
    kinds = op.create_table(
        "slip_kind",
        sa.Column("effect", sa.String(length=16), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("yearly_days", sa.Double(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("in_use", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_kind")),
    )
    op.create_table(
        "attendance_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("work_days", sa.Double(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session", sa.String(), nullable=True),
        sa.Column("side", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["staff.id"], name=op.f("fk_attendance_slip_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["slip_kind.id"], name=op.f("fk_attendance_slip_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_attendance_slip_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_slip")),
    )
    with op.batch_alter_table("attendance_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_slip_begins"), ["begins"], unique=False)
        batch_op.create_index("ix_attendance_slip_day", ["day"], unique=False)
        batch_op.create_index("ix_attendance_slip_staff", ["staff_id", "begins"], unique=False)

    op.create_table(
        "leave_allowance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["slip_kind.id"], name=op.f("fk_leave_allowance_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_leave_allowance_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_allowance")),
        sa.UniqueConstraint(
            "staff_id", "kind_id", name=op.f("uq_leave_allowance_staff_id_kind_id")
        ),
    )
    op.create_table(
        "slot_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_slot_ruling_by_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_slot_ruling_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_ruling")),
    )
    with op.batch_alter_table("slot_ruling", schema=None) as batch_op:
        batch_op.create_index("ix_slot_ruling_day", ["day"], unique=False)

    op.create_table(
        "slip_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("rank", sa.String(length=16), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_slip_decision_by_id")),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["attendance_slip.id"], name=op.f("fk_slip_decision_slip_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_decision")),
    )
    with op.batch_alter_table("slip_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slip_decision_slip_id"), ["slip_id"], unique=False)
    op.bulk_insert(
        kinds,
        [
            {
                "name": name,
                "effect": effect,
                "symbol": symbol,
                "yearly_days": days,
                "position": place,
            }
            for place, (name, effect, symbol, days) in enumerate(KINDS)
        ],
    )
