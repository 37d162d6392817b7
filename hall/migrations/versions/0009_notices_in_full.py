"""Notices in full: kinds, life, schedule, files, screens, receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_file_notice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_file")),
    )
    with op.batch_alter_table("notice_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_file_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "screen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=False),
        sa.Column("height_mm", sa.Integer(), nullable=False),
        sa.Column("distance_mm", sa.Integer(), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["window_id"], ["window.id"], name=op.f("fk_screen_window_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen")),
        sa.UniqueConstraint("name", name=op.f("uq_screen_name")),
    )
    op.create_table(
        "notice_receipt",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("screen_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_receipt_notice_id")
        ),
        sa.ForeignKeyConstraint(
            ["screen_id"], ["screen.id"], name=op.f("fk_notice_receipt_screen_id")
        ),
        sa.PrimaryKeyConstraint("notice_id", "screen_id", name=op.f("pk_notice_receipt")),
    )
    op.create_table(
        "notice_screen",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("screen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_screen_notice_id")
        ),
        sa.ForeignKeyConstraint(
            ["screen_id"], ["screen.id"], name=op.f("fk_notice_screen_screen_id")
        ),
        sa.PrimaryKeyConstraint("notice_id", "screen_id", name=op.f("pk_notice_screen")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=16), nullable=False, server_default="text")
        )
        batch_op.add_column(
            sa.Column("state", sa.String(length=16), nullable=False, server_default="published")
        )
        batch_op.add_column(
            sa.Column("level", sa.String(length=16), nullable=False, server_default="rotation")
        )
        batch_op.add_column(sa.Column("letterhead", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("paper_number", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("working_days", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("weekdays", sa.String(), nullable=False, server_default="0123456")
        )
        batch_op.add_column(
            sa.Column("days", sa.String(length=16), nullable=False, server_default="every")
        )
        batch_op.add_column(sa.Column("dayparts", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("every_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("previous_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hands", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("approved_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("remark", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("published_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("over_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("over_seq", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("troubles", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_foreign_key(
            batch_op.f("fk_notice_previous_id"), "notice", ["previous_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_notice_approved_by_id"), "staff", ["approved_by_id"], ["id"]
        )

    # The five of the plan stand on the board already; everything else was text.
    names = ("服务宗旨", "服务承诺", "服务制度", "管理人员职责分工", "作息时间")
    notice = sa.table("notice", sa.column("title"), sa.column("kind"))
    op.execute(notice.update().where(notice.c.title.in_(names)).values(kind="board"))
