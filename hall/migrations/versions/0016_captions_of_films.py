"""captions of films."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("has_sound", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("captions", sa.String(), nullable=True))
