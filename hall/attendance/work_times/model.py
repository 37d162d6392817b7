"""Rows of groups, timetables and days off. Nothing here is a result: results are derived."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.list_entries import ListEntry
from hall.people.model import Staff


class WorkGroup(ListEntry):
    """People who keep the same times: 窗口人员, 机关, 公益岗; or none at all (免打卡)."""

    __tablename__ = "work_group"
    own_tables = frozenset({"timetable_use", "local_holiday"})

    exempt: Mapped[bool] = mapped_column(default=False, server_default=false())  # 免打卡
    head_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # approves short leave
    head: Mapped[Staff | None] = relationship()


class GroupMember(Base):
    """From a day on somebody belongs to a group; to none: left, or lent to another office."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("staff_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
    group_id: Mapped[int | None] = mapped_column(ForeignKey("work_group.id"))
    group: Mapped[WorkGroup | None] = relationship()
    since: Mapped[date]
    note: Mapped[str] = mapped_column(default="")  # 借调到县局


class WorkTimetable(ListEntry):
    """The sessions of a day under a name: 夏季作息, 夜班. Sessions as stored_sessions.py has them.

    Never edited once a day was worked by it: other times are another timetable from a date on.
    """

    __tablename__ = "work_timetable"
    own_tables = frozenset()

    sessions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    #: Duty (值班) comes on top of the day's work; anything else takes its place.
    is_duty: Mapped[bool] = mapped_column(default=False, server_default=false())


class TimetableUse(Base):
    """A group's or a person's timetable from a day on, or up to a day too. The duty roster is
    made of these: one person, one day, a timetable that is duty."""

    __tablename__ = "timetable_use"
    __table_args__ = (
        Index("ix_timetable_use_staff", "staff_id", "since"),
        Index("ix_timetable_use_since", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    timetable_id: Mapped[int] = mapped_column(ForeignKey("work_timetable.id"))
    timetable: Mapped[WorkTimetable] = relationship()
    group_id: Mapped[int | None] = mapped_column(ForeignKey("work_group.id"))  # one of the two
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    since: Mapped[date]
    until: Mapped[date | None]  # the last day; None: until another one begins
    #: Which weekdays (0 is Monday) by the hall's calendar, on which a swapped Saturday keeps the
    #: hours of the weekday it stands for; None: every day, whatever the calendar says.
    weekdays: Mapped[list[int] | None] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(default="")


class LocalHoliday(Base):
    """A day off, or a half of one, of a group or of some people: 三八, 五四, a flood. One of the
    whole hall is a day of the hall's calendar."""

    __tablename__ = "local_holiday"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    begins: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("work_group.id"))
    people: Mapped[list[int] | None] = mapped_column(JSON)  # staff; None: the whole group, or all
