"""Who dealt with a terminal's line that could not become a record; at which reader one punched."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("terminal_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("dealt_with_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("dealt_with_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_terminal_line_dealt_with_by_staff"), "staff", ["dealt_with_by"], ["id"]
        )

    # Not in a batch, which would drop the table that terminal_record refers to.
    op.execute("ALTER TABLE punch ADD COLUMN reader_id INTEGER REFERENCES adopted_reader (id)")
