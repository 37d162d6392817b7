"""Rows of slips and of what was decided about them. Both are only ever added."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Verdict
from hall.base import Base, EnumColumn
from hall.list_entries import ListEntry
from hall.people.model import Staff


class SlipEffect(StrEnum):
    """What an approved slip does to the attendance."""

    LEAVE = "leave"  # 请假
    FIELD = "field"  # 公出
    MAKE_UP = "make_up"  # 补卡


class Rank(StrEnum):
    """Who decides, lowest first."""

    HEAD = "head"  # 班组负责人
    DEPUTY = "deputy"  # 中心（副主任）
    DIRECTOR = "director"  # 主任


class SlipAct(StrEnum):
    """What was done with a slip after it was handed in."""

    SIGNED = "signed"  # 一级已签，还要上一级批
    APPROVED = "approved"  # 批准
    REFUSED = "refused"  # 不准
    WITHDRAWN = "withdrawn"  # 撤回
    RETURNED = "returned"  # 销假


class SlipKind(ListEntry):
    """病假, 事假, 公出, 补卡 …; its name is the column of the monthly sheet."""

    __tablename__ = "slip_kind"
    own_tables = frozenset({"leave_allowance"})

    effect: Mapped[SlipEffect] = mapped_column(EnumColumn(SlipEffect))
    symbol: Mapped[str]  # in the grid of the month, one character
    yearly_days: Mapped[float | None]  # working days a year; None: not counted


class LeaveAllowance(Base):
    """How many days a year somebody has of a kind, where it is not what all have."""

    __tablename__ = "leave_allowance"
    __table_args__ = (UniqueConstraint("staff_id", "kind_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("slip_kind.id"))
    days: Mapped[float]


class AttendanceSlip(Base):
    """One application. Of a make-up, ``begins`` and ``ends`` are when the punch was due."""

    __tablename__ = "attendance_slip"
    __table_args__ = (
        Index("ix_attendance_slip_staff", "staff_id", "begins"),
        Index("ix_attendance_slip_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship(foreign_keys=staff_id)
    kind_id: Mapped[int] = mapped_column(ForeignKey("slip_kind.id"))
    kind: Mapped[SlipKind] = relationship()
    begins: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    work_days: Mapped[float]  # of the working time when it was handed in: the ladder goes by it
    day: Mapped[date | None]  # the slot of a make-up: attendance day, session, side
    session: Mapped[str | None]
    side: Mapped[SlotSide | None] = mapped_column(EnumColumn(SlotSide))
    reason: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    witness: Mapped[str] = mapped_column(default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))  # themselves, or the office
    entered_by: Mapped[Staff] = relationship(foreign_keys=entered_by_id)
    applied_at: Mapped[datetime]
    decisions: Mapped[list["SlipDecision"]] = relationship(order_by="SlipDecision.id")


class SlipDecision(Base):
    """One step after the application; together they are what became of it."""

    __tablename__ = "slip_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    slip_id: Mapped[int] = mapped_column(ForeignKey("attendance_slip.id"), index=True)
    act: Mapped[SlipAct] = mapped_column(EnumColumn(SlipAct))
    rank: Mapped[Rank | None] = mapped_column(EnumColumn(Rank))  # of a signature
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    by: Mapped[Staff] = relationship()
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]  # of a return: when they were back


class SlotRuling(Base):
    """The office decides what a slot comes to, by name and reason; the last one stands."""

    __tablename__ = "slot_ruling"
    __table_args__ = (Index("ix_slot_ruling_day", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship(foreign_keys=staff_id)
    day: Mapped[date]
    session: Mapped[str]
    side: Mapped[SlotSide] = mapped_column(EnumColumn(SlotSide))
    verdict: Mapped[Verdict | None] = mapped_column(EnumColumn(Verdict))  # None: by the punches
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    by: Mapped[Staff] = relationship(foreign_keys=by_id)
    at: Mapped[datetime]
