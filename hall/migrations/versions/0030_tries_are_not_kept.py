"""Wrong passwords are counted in memory, by who tries, and no longer with the account."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("staff", "failures")
    op.drop_column("staff", "closed_until")
