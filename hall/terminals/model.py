"""Terminals that are let in, whose number is whose, and every record they brought."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.people.model import Staff


class Terminal(Base):
    """Only a terminal with a row here may push; a stick is read whatever its serial is."""

    __tablename__ = "terminal"

    serial: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    ahead_seconds: Mapped[int] = mapped_column(default=0)  # how much its clock is fast
    stamp: Mapped[str] = mapped_column(default="0")  # up to where it has pushed, in its own count
    seen_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="", server_default="")  # from where it may push
    #: Since when it has asked without a gap: what it told of before may come late.
    in_touch_since: Mapped[datetime | None]


class TerminalPin(Base):
    """A number in the terminals, and whose it is."""

    __tablename__ = "terminal_pin"

    pin: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()


class TerminalRecord(Base):
    """One punch as a terminal told it; brought twice, it is still one.

    Without a punch its number belongs to nobody yet: it waits here and is never dropped.
    """

    __tablename__ = "terminal_record"
    __table_args__ = (UniqueConstraint("serial", "pin", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str]
    pin: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    punch_id: Mapped[int | None] = mapped_column(ForeignKey("punch.id"))
    #: Why the terminal's clock is not believed (as in Punch), for the punch that it becomes.
    set_aside: Mapped[str] = mapped_column(default="")


class TerminalLine(Base):
    """A line of a terminal that could not become a record: kept as it came, with its reason."""

    __tablename__ = "terminal_line"
    __table_args__ = (UniqueConstraint("serial", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str]
    text: Mapped[str]
    why: Mapped[str]  # the code of a sentence
    told_at: Mapped[datetime]
    dealt_with_at: Mapped[datetime | None]  # None: somebody still has to look at it
    dealt_with_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff | None] = relationship()
