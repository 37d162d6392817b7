"""The box of opinions, and names in English."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("item_code", sa.String(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=False),
        sa.Column("concerned", sa.JSON(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["slip.id"], name=op.f("fk_opinion_paper_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_opinion_service_id")),
        sa.ForeignKeyConstraint(["window_id"], ["window.id"], name=op.f("fk_opinion_window_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("code", name=op.f("uq_opinion_code")),
        sa.UniqueConstraint("link", name=op.f("uq_opinion_link")),
        sa.UniqueConstraint("request_key", name=op.f("uq_opinion_request_key")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_left_at"), ["left_at"], unique=False)

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("english_name", sa.String(), server_default="", nullable=False)
        )

    with op.batch_alter_table("opinion_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opinion_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_opinion_case_opinion_id"), ["opinion_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_opinion_case_opinion_id"), "opinion", ["opinion_id"], ["id"]
        )

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("english_name", sa.String(), server_default="", nullable=False)
        )
