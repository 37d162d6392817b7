"""the line in full.

Columns join their tables where they stand: SQLite would copy the largest table otherwise.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "priority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
        sa.UniqueConstraint("name", name=op.f("uq_priority_name")),
    )
    op.create_table(
        "staff_service",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_staff_service_service_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_service_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "service_id", name=op.f("pk_staff_service")),
    )
    usual = ("军人及退役军人", "残疾人", "老年人", "孕妇")  # the office changes them
    op.bulk_insert(
        sa.table("priority", *map(sa.column, ("name", "position", "in_use"))),
        [{"name": name, "position": at, "in_use": True} for at, name in enumerate(usual)],
    )
    _add("service", _flag("helps"), sa.Column("promised_minutes", sa.Integer()))
    _add("staff", _flag("may_choose", at_first=True))
    _add("stay", _id_of("service"), sa.Column("item_code", sa.String()))
    _add("stay", sa.Column("passed", sa.Integer()))
    _add("window", _id_of("window", "desk_id"))
    _add(
        "ticket",
        _id_of("window", "only_window_id"),
        _id_of("priority"),
        _id_of("ticket", "party_id"),
        _flag("help"),
        _id_of("staff", "first_asked_id"),
        sa.Column("further", sa.JSON(), nullable=False, server_default="[]"),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ticket_priority",
            ["day", "state", "place"],
            unique=False,
            sqlite_where=sa.text("priority_id IS NOT NULL"),
            postgresql_where=sa.text("priority_id IS NOT NULL"),
        )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stay_drawn",
            ["window_id", "id"],
            unique=False,
            sqlite_where=sa.text("passed IS NOT NULL"),
            postgresql_where=sa.text("passed IS NOT NULL"),
        )
    with op.batch_alter_table("slip", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet", sa.String()))
        batch_op.alter_column("ticket_id", existing_type=sa.INTEGER(), nullable=True)
    # What a step before the upgrade had changed is remembered in the words of then.
    op.execute("UPDATE ticket SET before = NULL WHERE before IS NOT NULL")
    # Of the visits that were, the service the number was last with is all that is known.
    op.execute(
        "UPDATE stay SET service_id = (SELECT service_id FROM ticket WHERE id = stay.ticket_id), "
        "item_code = (SELECT item_code FROM ticket WHERE id = stay.ticket_id)"
    )


def _add(table: str, *columns: sa.Column[object]) -> None:
    for column in columns:
        op.add_column(table, column, inline_references=True)


def _flag(name: str, *, at_first: bool = False) -> sa.Column[object]:
    default = sa.true() if at_first else sa.false()
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def _id_of(table: str, name: str = "") -> sa.Column[object]:
    return sa.Column(name or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"))
