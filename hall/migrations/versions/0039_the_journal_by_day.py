"""The journal by day: its reader and every export ask for a span of days."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_journal_at", "journal", ["at"], unique=False)
