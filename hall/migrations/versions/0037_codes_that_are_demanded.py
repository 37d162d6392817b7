"""Which sign-ins lead to nothing before a second factor is set up."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sign_in",
        sa.Column("must_set_up", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
