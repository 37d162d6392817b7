"""Rows of the calendar, hours, quotas, and return slips."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.hours.calendar import DayKind, DaySource
from hall.hours.timetable import Half
from hall.line.model import Service, Ticket
from hall.slips.model import PaperSlip


class CalendarDay(Base):
    """What the hall decided about a day, or a holiday notice said; the hall's row goes first."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    source: Mapped[DaySource] = mapped_column(EnumColumn(DaySource), primary_key=True)
    kind: Mapped[DayKind] = mapped_column(EnumColumn(DayKind))
    weekday: Mapped[int | None]  # of a working day: the weekday whose hours it keeps
    note: Mapped[str] = mapped_column(default="")


class OpeningHours(Base):
    """From when to when on a weekday's half-day; of the hall, or of one window instead of it."""

    __tablename__ = "opening_hours"
    __table_args__ = (UniqueConstraint("window_id", "weekday", "half"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    weekday: Mapped[int]  # 0 is Monday
    half: Mapped[Half] = mapped_column(EnumColumn(Half))
    opens: Mapped[time]
    closes: Mapped[time]


class Quota(Base):
    """How many numbers of a service there are in a half-day."""

    __tablename__ = "quota"

    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    half: Mapped[Half] = mapped_column(EnumColumn(Half), primary_key=True)
    most: Mapped[int]


class ReturnSlip(Base):
    """回头号: an early place on a later half-day, for who came while a service was closed."""

    __tablename__ = "return_slip"
    __table_args__ = (Index("ix_return_slip_day", "day", "half", "service_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)  # digits, for a number pad
    link: Mapped[str] = mapped_column(unique=True)  # unguessable; the same by QR
    day: Mapped[date]
    half: Mapped[Half] = mapped_column(EnumColumn(Half))
    opens: Mapped[datetime]  # as it was told
    closes: Mapped[datetime]
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    service: Mapped[Service] = relationship()
    item_code: Mapped[str | None]
    size: Mapped[int] = mapped_column(default=1)  # how many came together: as many numbers
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"))
    further: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # as of a ticket
    made_at: Mapped[datetime]
    #: The journal's order of the moment it was made: before everybody who comes on the day.
    place: Mapped[float]
    request_key: Mapped[str | None] = mapped_column(unique=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("slip.id"))
    paper: Mapped[PaperSlip | None] = relationship()
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))  # once redeemed
    ticket: Mapped[Ticket | None] = relationship()
