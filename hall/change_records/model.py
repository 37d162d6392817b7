"""One change of one thing: what it was, and what it became."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base

#: A thing as it stands in the tables: a row, or several (the hours of a week).
Rows = list[dict[str, Any]]


class KeptChange(Base):
    """Beside the journal and not in it: names of people can be deleted from here.

    ``before`` and ``after`` are rows without what says which thing it is; none where the thing was
    not there. Of changes older than this table what is not known is None.
    """

    __tablename__ = "kept_change"
    __table_args__ = (Index("ix_kept_change_thing", "thing", "entry", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    thing: Mapped[str]  # the table
    entry: Mapped[str]  # which of its things: the key's values with / between
    before: Mapped[Rows | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Rows | None] = mapped_column(JSON(none_as_null=True))
    seq: Mapped[int | None]  # the fact in the journal that was written with it
