"""A published period that is to be made thinner: days, hours and screens, as they were and as they
are wanted."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("was_shown", "to_show"):
        op.add_column("notice_shortening", sa.Column(name, sa.JSON(), nullable=True))
