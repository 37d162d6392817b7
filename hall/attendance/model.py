"""Punches, and which finger belongs to whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, literal_column
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
    __table_args__ = (
        Index("ix_punch_staff", "staff_id", "at"),
        # Of the few that were set aside only: over all of them it was taken for the one to ask
        # where it has all the others, and a month read every punch there ever was.
        Index("ix_punch_set_aside", "set_aside", sqlite_where=literal_column("set_aside > ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    at: Mapped[datetime] = mapped_column(index=True)
    way: Mapped[str]  # "fingerprint", "pin", "terminal" or "paper"
    score: Mapped[int | None]  # the reader's own measure
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("adopted_reader.id"))
    reader: Mapped[AdoptedReader | None] = relationship()  # None: by PIN, by terminal, long ago
    repeated: Mapped[bool] = mapped_column(default=False)
    #: Whether the hall's own clock was doubted when it was taken up.
    clock_doubted: Mapped[bool] = mapped_column(default=False)
    #: Why its moment is not believed (the code of a sentence); then only a decision counts it.
    set_aside: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the serial of the terminal that told of it


#: Spelled as in the index, which a parameter would miss.
IS_SET_ASIDE = Punch.set_aside > literal_column("''")


class PunchDecision(Base):
    """What a manager made of a punch that was set aside; of several the latest counts.

    Rows are only added: whoever decides anew adds one, and the punch stays as it was told.
    """

    __tablename__ = "punch_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    punch_id: Mapped[int] = mapped_column(ForeignKey("punch.id"), index=True)
    punch: Mapped[Punch] = relationship()
    counts_at: Mapped[datetime | None] = mapped_column(index=True)  # None: it does not count
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decider: Mapped[Staff] = relationship()


class FingerConsent(Base):
    """What somebody signed about their own finger (PIPL art. 29); of several the latest counts."""

    __tablename__ = "finger_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    agreed: Mapped[bool]  # not: they clock in by PIN, now or from now on
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
