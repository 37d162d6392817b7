"""Who works when: groups, timetables, who keeps which from when on, days off of some."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "work_timetable",
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("is_duty", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("in_use", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_timetable")),
    )
    op.create_table(
        "work_group",
        sa.Column("exempt", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("in_use", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["head_id"], ["staff.id"], name=op.f("fk_work_group_head_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_group")),
    )
    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["work_group.id"], name=op.f("fk_group_member_group_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_group_member_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("staff_id", "since", name=op.f("uq_group_member_staff_id_since")),
    )
    op.create_table(
        "local_holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begins", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["work_group.id"], name=op.f("fk_local_holiday_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_holiday")),
    )
    with op.batch_alter_table("local_holiday", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_local_holiday_begins"), ["begins"], unique=False)

    op.create_table(
        "timetable_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("timetable_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.JSON(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["work_group.id"], name=op.f("fk_timetable_use_group_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_timetable_use_staff_id")),
        sa.ForeignKeyConstraint(
            ["timetable_id"], ["work_timetable.id"], name=op.f("fk_timetable_use_timetable_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_use")),
    )
    with op.batch_alter_table("timetable_use", schema=None) as batch_op:
        batch_op.create_index("ix_timetable_use_since", ["since"], unique=False)
        batch_op.create_index("ix_timetable_use_staff", ["staff_id", "since"], unique=False)
