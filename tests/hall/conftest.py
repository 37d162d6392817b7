"""What the tests of the line have in common."""

import pytest
from sqlalchemy import inspect

from hall.line.model import Stay, Ticket

BOOKKEEPING = {"stepped_by", "stepped_seq", "before"}


@pytest.fixture
def kept(hall):
    """Every column of every ticket and stay, without what undoing needs for itself."""

    def kept():
        with hall.read() as snapshot:
            return [
                {
                    each.key: getattr(row, each.key)
                    for each in inspect(kind).column_attrs
                    if each.key not in BOOKKEEPING
                }
                for kind in (Ticket, Stay)
                for row in snapshot.session.query(kind).order_by(kind.id)
            ]

    return kept
