"""Staff of the hall and the programs that are let in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base, EnumColumn
from hall.events import SignedIn
from hall.journal import JournalEntry
from hall.list_entries import ListEntry


class Role(StrEnum):
    DIRECTOR = "director"  # 主任
    DEPUTY = "deputy"  # 副主任
    CLERK = "clerk"  # 窗口工作人员
    DUTY = "duty"  # 综合值班人员
    ATTENDANCE = "attendance"  # 考勤员
    EDITOR = "editor"  # 编辑
    REVIEWER = "reviewer"  # 审核
    COUNTY_READER = "county_reader"  # 县里查看


#: Who leads the hall. Who may do what in the office says hall/people/rights.py.
MANAGERS = frozenset({Role.DIRECTOR, Role.DEPUTY})


class Scope(StrEnum):
    """What a program may do. The device agent alone may work the machines, and nothing else."""

    DEVICE = "device"
    READ = "read"
    LINE = "line"
    MANAGE = "manage"

    def includes(self, other: "Scope") -> bool:
        """Whether a program with this scope may do what asks for the other."""
        return self is other or other in INCLUDED.get(self, ())


#: A device agent had to have MANAGE before it had a scope of its own; those tokens go on working.
INCLUDED = {
    Scope.LINE: frozenset({Scope.READ}),
    Scope.MANAGE: frozenset({Scope.DEVICE, Scope.READ, Scope.LINE}),
}


class Staff(ListEntry):
    """Who works here, and who did."""

    __tablename__ = "staff"
    own_tables = frozenset(
        {
            "staff_service",
            "rota",
            "terminal_pin",
            "group_member",
            "timetable_use",
            "leave_allowance",
        }
    )

    account: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(EnumColumn(Role))
    title: Mapped[str] = mapped_column(default="")  # 职务
    department: Mapped[str] = mapped_column(default="")
    password: Mapped[str]  # Argon2 hash
    pin: Mapped[str | None]  # Argon2 hash; clocking in without the reader
    may_choose: Mapped[bool] = mapped_column(default=True)  # call somebody out of turn
    #: The password was given by the office: another is chosen before anything else.
    must_change_password: Mapped[bool] = mapped_column(default=False, server_default=false())
    phone: Mapped[str] = mapped_column(default="", server_default="")  # for plates, as the next two
    duties: Mapped[str] = mapped_column(default="", server_default="")  # 职责
    photo: Mapped[str] = mapped_column(default="", server_default="")  # a file of the media shelf

    @property
    def name_in_journal(self) -> str:
        """Facts have a person's number only."""
        return ""

    def did_anything(self, session: Session) -> bool:
        """Whether they ever signed in; then the journal holds what they did."""
        came_in = (JournalEntry.kind == SignedIn.kind, JournalEntry.actor == f"staff:{self.id}")
        return session.scalar(select(JournalEntry.seq).where(*came_in).limit(1)) is not None

    @property
    def is_manager(self) -> bool:
        """主任 and 副主任: they lead the hall."""
        return self.role in MANAGERS


class Token(Base):
    """A program's key to the API; only its digest is kept."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    scope: Mapped[Scope] = mapped_column(EnumColumn(Scope))
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
