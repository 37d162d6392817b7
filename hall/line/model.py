"""Services, windows, tickets, and the stays a visit is made of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.errors import WrongMoment
from hall.line.reasons import Priority
from hall.line.ticket_life import LIFE, TicketState, TicketStep
from hall.list_entries import ListEntry
from hall.people.model import Staff

#: What a person can do; somebody without any row can do whatever their window does.
staff_service = Table(
    "staff_service",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("service_id", ForeignKey("service.id"), primary_key=True),
)

window_service = Table(
    "window_service",
    Base.metadata,
    Column("window_id", ForeignKey("window.id"), primary_key=True),
    Column("service_id", ForeignKey("service.id"), primary_key=True),
)


class Service(ListEntry):
    """What a visitor comes for; one line of numbers. Retired, it gives no more of them."""

    __tablename__ = "service"
    own_tables = frozenset({"window_service", "staff_service", "quota", "card_wish"})

    prefix: Mapped[str] = mapped_column(unique=True)  # the letter before the number
    english_name: Mapped[str] = mapped_column(default="")  # for the kiosk
    about: Mapped[str] = mapped_column(default="")
    helps: Mapped[bool] = mapped_column(default=False)  # for whoever does not know what they need
    promised_minutes: Mapped[int | None]  # at the window, while too few visits were seen
    windows: Mapped[list["Window"]] = relationship(
        secondary=window_service,
        secondaryjoin="and_(Window.id == window_service.c.window_id, Window.in_use)",
        back_populates="services",
        order_by="Window.position",
    )

    @property
    def desks(self) -> list["Window"]:
        """Where its visitors go now: a covered window's people go to the desk that covers it."""
        return list(dict.fromkeys(window.desk or window for window in self.windows))


class Window(ListEntry):
    """Where a clerk serves. Retired, it does nothing: its services are those of the others."""

    __tablename__ = "window"
    own_tables = frozenset({"window_service", "opening_hours"})

    name: Mapped[str] = mapped_column(unique=True)  # "3": what is called out, 到3号窗口
    department: Mapped[str]  # on the hanging sign (吊牌)
    duty: Mapped[bool] = mapped_column(default=False)  # 综合值班窗口
    paused: Mapped[str | None]  # the public reason, while nobody is called here
    clerk_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    clerk: Mapped[Staff | None] = relationship()
    #: Another window that serves this one's people meanwhile: one officer, several windows.
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    desk: Mapped["Window | None"] = relationship(remote_side="Window.id")
    services: Mapped[list[Service]] = relationship(
        secondary=window_service, back_populates="windows", order_by="Service.position"
    )


class Ticket(Base):
    """A place in line."""

    __tablename__ = "ticket"
    __table_args__ = (
        # No number twice, whatever happens; a transfer takes it into another line.
        UniqueConstraint("first_service_id", "day", "sequence"),
        UniqueConstraint("day", "request_key"),
        # Every question about the line is asked of one day and a few states.
        Index("ix_ticket_line", "day", "state", "service_id", "place", "id"),
        Index(  # the few who are called earlier
            "ix_ticket_priority",
            "day",
            "state",
            "place",
            sqlite_where=text("priority_id IS NOT NULL"),
            postgresql_where=text("priority_id IS NOT NULL"),
        ),
        Index(  # whom a service called last: asked of every number that is foretold
            "ix_ticket_first_called",
            "first_service_id",
            "day",
            "first_called_at",
            "id",
            sqlite_where=text("first_called_at IS NOT NULL"),
            postgresql_where=text("first_called_at IS NOT NULL"),
        ),
        Index(  # who did what last; a number that was only taken is not in it
            "ix_ticket_stepped",
            "day",
            "stepped_by",
            "stepped_seq",
            sqlite_where=text("stepped_by IS NOT NULL"),
            postgresql_where=text("stepped_by IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # unguessable; opens the visitor's own page
    day: Mapped[date]
    sequence: Mapped[int]
    number: Mapped[str]  # as printed and called: A001
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    service: Mapped[Service] = relationship(foreign_keys=service_id)
    first_service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))  # gave the number
    item_code: Mapped[str | None]  # the guide it was taken from
    source: Mapped[str]
    state: Mapped[TicketState] = mapped_column(
        EnumColumn(TicketState),
        default=TicketState.WAITING,
    )
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    window: Mapped[Window | None] = relationship(foreign_keys=window_id)
    only_window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))  # sent there
    only_window: Mapped[Window | None] = relationship(foreign_keys=only_window_id)
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"))
    priority: Mapped[Priority | None] = relationship()  # never on a public screen
    party_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))  # the first of those
    help: Mapped[bool] = mapped_column(default=False)  # does not know what to ask for
    first_asked_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    first_asked: Mapped[Staff | None] = relationship()  # 首问责任人, kept through every transfer
    #: What else this visit is for, in order: {"service_id": …, "item_code": …}.
    further: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    calls: Mapped[int] = mapped_column(default=0)  # how often it was called for this service
    issued_at: Mapped[datetime]
    first_called_at: Mapped[datetime | None]  # until then the visitor waited
    called_at: Mapped[datetime | None]  # the latest call; some seconds ahead for a hasty repeat
    serving_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    #: Where in the line: the order of taking numbers, and places between for whoever comes back.
    place: Mapped[float]
    note: Mapped[str] = mapped_column(default="")  # why parked, or what the next window should know
    back_at: Mapped[datetime | None]  # when a parked visitor means to be back
    stepped_by: Mapped[str | None]  # who took the last step, or took it back
    stepped_seq: Mapped[int | None]  # and its fact in the journal
    #: What undoing that step restores; None when there is nothing to undo.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    request_key: Mapped[str | None]  # idempotency: one key, one ticket
    request: Mapped[str | None]  # what was asked for under that key

    @property
    def came_back(self) -> bool:
        """In line once more after a call that was missed."""
        return self.state is TicketState.WAITING and self.first_called_at is not None

    def take(self, step: TicketStep) -> None:
        """Take one step in the ticket's life, by the table LIFE. Raises WrongMoment."""
        following = LIFE[self.state].get(step)
        if following is None:
            raise WrongMoment(number=self.number, now=self.state, wanted=step)
        self.state = following


class Stay(Base):
    """A time spent in one state. A ticket's stays touch: one ends when the next begins.

    The wait before the first step is written with that step, so that taking a number costs one
    row. ``until`` is None for the present one; a visit that is over has none.
    """

    __tablename__ = "stay"
    __table_args__ = (
        Index("ix_stay_ticket", "ticket_id", "id"),
        Index(  # whom each desk called out of the line
            "ix_stay_drawn",
            "window_id",
            "id",
            sqlite_where=text("passed IS NOT NULL"),
            postgresql_where=text("passed IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    state: Mapped[TicketState] = mapped_column(EnumColumn(TicketState))
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    item_code: Mapped[str | None]
    #: How many had waited longer when it was called or walked up; None: it came otherwise.
    passed: Mapped[int | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    #: Nobody pressed its end (时间不准): ``until`` is no more than when it was closed.
    inexact: Mapped[bool] = mapped_column(default=False)
