"""A rating, an opinion from the box, the case that either opens, and the answers to it."""

from datetime import date, datetime
from enum import IntEnum, StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.line.model import Service, Ticket, Window
from hall.people.model import Staff
from hall.slips.model import PaperSlip


class Grade(IntEnum):
    """GB/T 39046 table A.8; the lower, the better: no stars."""

    VERY_GOOD = 1  # 非常满意
    GOOD = 2  # 满意
    FAIR = 3  # 基本满意
    BAD = 4  # 不满意
    VERY_BAD = 5  # 非常不满意


#: Grades that the hall must answer (差评).
BAD_GRADES = frozenset({Grade.BAD, Grade.VERY_BAD})


class Channel(StrEnum):
    """Where a rating was given."""

    TABLET = "tablet"  # the screen at the window that faces the visitor
    KIOSK = "kiosk"
    PHONE = "phone"
    PAD = "pad"  # 评价器: five keys on a cable


class CaseSource(StrEnum):
    """What opened a case."""

    RATING = "rating"
    OPINION = "opinion"  # 意见箱


class OpinionKind(StrEnum):
    COMPLAINT = "complaint"  # 投诉
    SUGGESTION = "suggestion"  # 建议


class Rating(Base):
    """What one visitor thought of one visit. Clerks never see it; the office sees the sums."""

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("grade BETWEEN 1 AND 5", name="grade"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), unique=True)  # 一次一评
    ticket: Mapped[Ticket] = relationship()
    grade: Mapped[int]
    words: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel] = mapped_column(EnumColumn(Channel))
    day: Mapped[date] = mapped_column(index=True)  # the hall's, when it was given
    given_at: Mapped[datetime]
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    window: Mapped[Window | None] = relationship()
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # who served
    staff: Mapped[Staff | None] = relationship()


class Opinion(Base):
    """What somebody put into the box (意见箱): no name, and a telephone number only if given.

    Once the case has been closed for as long as the office set, everything that could lead back
    to a person is forgotten (``forgotten_at``); what remains is counted.
    """

    __tablename__ = "opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(unique=True)  # digits, to look up the answer
    link: Mapped[str | None] = mapped_column(unique=True)  # unguessable; the same by QR
    kind: Mapped[OpinionKind] = mapped_column(EnumColumn(OpinionKind))
    phrases: Mapped[list[str]] = mapped_column(JSON, default=list)  # hall.opinions.phrases
    words: Mapped[str] = mapped_column(default="")  # typed on a phone
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    window: Mapped[Window | None] = relationship()
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    service: Mapped[Service | None] = relationship()
    item_code: Mapped[str | None]
    happened_on: Mapped[date | None]
    telephone: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel] = mapped_column(EnumColumn(Channel))
    left_at: Mapped[datetime] = mapped_column(index=True)
    #: Staff whom it may be about: they do not see the case, whatever their role.
    concerned: Mapped[list[int]] = mapped_column(JSON, default=list)
    request_key: Mapped[str | None] = mapped_column(unique=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("slip.id"))
    paper: Mapped[PaperSlip | None] = relationship()
    forgotten_at: Mapped[datetime | None]


class Case(Base):
    """Something the hall must answer within its limit; the first answer closes it for good."""

    __tablename__ = "opinion_case"
    __table_args__ = (Index("ix_opinion_case_open", "closed_at", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[CaseSource] = mapped_column(EnumColumn(CaseSource))
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("rating.id"), unique=True)
    rating: Mapped[Rating | None] = relationship()
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("opinion.id"), unique=True)
    opinion: Mapped[Opinion | None] = relationship()
    opened_at: Mapped[datetime]
    opened_on: Mapped[date]
    due_on: Mapped[date]  # still in time on this day
    complex: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    answers: Mapped[list["CaseAnswer"]] = relationship(order_by="CaseAnswer.id")

    def concerns(self, staff: Staff) -> bool:
        """Whether it is, or may be, about them: then it is not theirs to see or to answer."""
        if self.rating is not None:
            return self.rating.staff_id == staff.id
        return self.opinion is not None and staff.id in self.opinion.concerned

    def overdue_on(self, day: date) -> bool:
        """Whether it was, or is, answered too late; ``day`` is today."""
        return (self.closed_on or day) > self.due_on

    def days_left(self, day: date) -> int:
        """From this day to the last one in time; negative once it is overdue."""
        return (self.due_on - day).days


class CaseAnswer(Base):
    """What the office answered; a later one corrects the ones before, which stay."""

    __tablename__ = "case_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("opinion_case.id"), index=True)
    words: Mapped[str]
    given_at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff: Mapped[Staff] = relationship()
