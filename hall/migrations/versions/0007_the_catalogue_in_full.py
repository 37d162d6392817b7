"""the catalogue in full.

Items of before were public: they stay so, and what they said is kept as their first version.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_tables()
    grow_item()
    keep_what_was_public()


def add_tables() -> None:
    op.create_table(
        "item_use",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "item_id", name=op.f("pk_item_use")),
    )
    op.create_table(
        "search_miss",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "words", name=op.f("pk_search_miss")),
    )
    op.create_table(
        "item_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sample", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_material_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_material")),
    )
    with op.batch_alter_table("item_material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_material_item_id"), ["item_id"], unique=False)

    op.create_table(
        "item_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_step_item_id")),
        sa.ForeignKeyConstraint(["window_id"], ["window.id"], name=op.f("fk_item_step_window_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_step")),
    )
    with op.batch_alter_table("item_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_step_item_id"), ["item_id"], unique=False)

    op.create_table(
        "item_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_version_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_version")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_item_version_item_id_number")),
    )
    with op.batch_alter_table("item_version", schema=None) as batch_op:
        batch_op.create_index("ix_item_version_time", ["valid_from", "valid_until"], unique=False)


def grow_item() -> None:
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("implementing_code", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("state", sa.String(length=16), nullable=False, server_default="published")
        )
        batch_op.add_column(sa.Column("kind", sa.String(length=16), nullable=True))
        batch_op.add_column(
            sa.Column("life_events", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(sa.Column("authority", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("objects", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("open_hours", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("consultation", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("result", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("legal_value", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("legal_unit", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("legal_note", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("promised_value", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("promised_unit", sa.String(length=16), nullable=True))
        batch_op.add_column(
            sa.Column("promised_note", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("is_fee", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("fee_basis", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_item_state"), ["state"], unique=False)


def keep_what_was_public() -> None:
    bind = op.get_bind()
    item, version, journal = (
        sa.Table(name, sa.MetaData(), autoload_with=bind)
        for name in ("item", "item_version", "journal")
    )
    first = bind.execute(sa.select(journal.c.seq, journal.c.at).order_by(journal.c.seq)).first()
    if first is None:
        return  # a hall without a journal has no items either
    disclosures = (
        "legal_basis", "conditions", "materials", "procedure", "time_limit", "fees", "complaints",
    )  # fmt: skip
    for row in bind.execute(sa.select(item)).mappings().all():
        content = {name: row[name] for name in ("code", "name", "module", "field")}
        content["disclosures"] = [[name, row[name]] for name in disclosures]
        bind.execute(
            sa.insert(version).values(
                item_id=row["id"], number=1, content=content, valid_from=first.at, seq=first.seq
            )
        )
