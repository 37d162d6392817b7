"""What is on a picture or a page: anything at all, and where its lines of text end. Null: nobody
looked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_blank", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("cuts", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("letter_rows", sa.Integer(), nullable=True))
