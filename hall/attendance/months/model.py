"""Rows of the month: what was signed, confirmed and decided. The sheet itself is derived."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.people.model import Staff


class SignatureStep(StrEnum):
    """In the order in which they sign."""

    KEEPER = "keeper"  # 考勤员
    DEPUTY = "deputy"  # 分管领导
    DIRECTOR = "director"  # 主要领导


class EnteredOutage(Base):
    """A time in which nobody could punch, by the word of the office."""

    __tablename__ = "entered_outage"

    id: Mapped[int] = mapped_column(primary_key=True)
    begins: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    why: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    by: Mapped[Staff] = relationship()


class MonthWord(Base):
    """Somebody looked at their own month and confirms it, or objects; the latest row counts."""

    __tablename__ = "month_word"
    __table_args__ = (Index("ix_month_word_month", "month", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]  # its first day
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship(foreign_keys=staff_id)
    said_at: Mapped[datetime]
    objection: Mapped[str] = mapped_column(default="")  # "" confirms
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class MonthSignature(Base):
    """Of one content, known by its digest: when the month changes it has to be signed anew."""

    __tablename__ = "month_signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(index=True)
    step: Mapped[SignatureStep] = mapped_column(EnumColumn(SignatureStep))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    signed_at: Mapped[datetime]
    digest: Mapped[str]


class SignedMonth(Base):
    """What all three signed, as it was then. A month may be opened again; then another row is
    signed some day, and this one stays."""

    __tablename__ = "signed_month"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(index=True)
    locked_at: Mapped[datetime]
    digest: Mapped[str]  # of the content in its one spelling
    seq: Mapped[int]  # of the journal's row that says so
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # signed_content.py
    reopened_at: Mapped[datetime | None]


class MonthDifference(Base):
    """What was decided about a cell of a signed month that came out otherwise later."""

    __tablename__ = "month_difference"
    __table_args__ = (Index("ix_month_difference_signed", "signed_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    signed_id: Mapped[int] = mapped_column(ForeignKey("signed_month.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]
    was: Mapped[dict[str, Any]] = mapped_column(JSON)  # the day as signed (signed_content.py)
    now: Mapped[dict[str, Any]] = mapped_column(JSON)  # as decided on; it may change once more
    carried_into: Mapped[date | None] = mapped_column(index=True)  # a month; None: left as signed
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]
