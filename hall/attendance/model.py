"""Punches, and which finger belongs to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.people.model import Staff


class Finger(Base):
    """A page of the reader's library and whose finger it holds.

    The fingerprint itself never leaves the reader (PIPL art. 28, GB/T 35273 6.3).
    """

    __tablename__ = "finger"

    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    enrolled_at: Mapped[datetime]
    label: Mapped[str] = mapped_column(default="", server_default="")  # which finger: 右手食指


class AdoptedReader(Base):
    """The mark of the reader that this hall trusts; the latest row counts."""

    __tablename__ = "adopted_reader"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str]
    adopted_at: Mapped[datetime]


class Punch(Base):
    """One clocking, as it happened; never edited."""

    __tablename__ = "punch"
    __table_args__ = (Index("ix_punch_staff", "staff_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    at: Mapped[datetime] = mapped_column(index=True)
    way: Mapped[str]  # "fingerprint", "pin" or "terminal"
    score: Mapped[int | None]  # the reader's own measure
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("adopted_reader.id"))
    reader: Mapped[AdoptedReader | None] = relationship()  # None: by PIN, by terminal, long ago
    repeated: Mapped[bool] = mapped_column(default=False)
