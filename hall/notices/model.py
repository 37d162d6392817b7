"""A notice, the files it shows, where it shows, and who confirmed that it is gone."""

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import JSON, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.errors import WrongStage
from hall.notices.levels import Level
from hall.notices.notice_life import LIFE, NoticeAction, NoticeState
from hall.notices.schedule import Daypart, Days, Schedule
from hall.people.model import Staff
from hall.screens.model import Screen


class NoticeKind(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    PDF = "pdf"
    VIDEO = "video"
    BOARD = "board"  # a page of the standing board (公示栏)

    @property
    def has_text(self) -> bool:
        """Its content is typed; otherwise it is a file."""
        return self in (NoticeKind.TEXT, NoticeKind.BOARD)


#: As it is called in the office and on the paper that proves its publication.
NOTICE_KINDS = {
    NoticeKind.TEXT: "文字",
    NoticeKind.IMAGE: "图片",
    NoticeKind.PDF: "PDF",
    NoticeKind.VIDEO: "视频",
    NoticeKind.BOARD: "公示栏",
}


#: What the plan wants on the board, by these names (六化六).
BOARD_PAGES = ("服务宗旨", "服务承诺", "服务制度", "管理人员职责分工", "作息时间")

notice_screen = Table(
    "notice_screen",
    Base.metadata,
    Column("notice_id", ForeignKey("notice.id"), primary_key=True),
    Column("screen_id", ForeignKey("screen.id"), primary_key=True),
)


class Notice(Base):
    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]  # Markdown
    category: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]  # the first moment at which it no longer shows
    kind: Mapped[NoticeKind] = mapped_column(EnumColumn(NoticeKind), default=NoticeKind.TEXT)
    state: Mapped[NoticeState] = mapped_column(EnumColumn(NoticeState), default=NoticeState.DRAFT)
    level: Mapped[Level] = mapped_column(EnumColumn(Level), default=Level.ROTATION)
    letterhead: Mapped[str] = mapped_column(default="")  # 红头: whose paper it is
    paper_number: Mapped[str] = mapped_column(default="")  # 文号
    working_days: Mapped[int | None]  # 公示期
    weekdays: Mapped[str] = mapped_column(default="0123456")  # 0 is Monday
    days: Mapped[Days] = mapped_column(EnumColumn(Days), default=Days.EVERY)
    dayparts: Mapped[list[list[str]]] = mapped_column(JSON, default=list)  # [["08:30", "12:00"]]
    every_months: Mapped[int | None]  # 定期: when the next issue is due
    #: The version or issue that this one takes the place of, once it is published.
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    hands: Mapped[list[int]] = mapped_column(JSON, default=list)  # who wrote any of it
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by: Mapped[Staff | None] = relationship()
    remark: Mapped[str] = mapped_column(default="")  # why it was sent back or withdrawn
    published_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]
    over_seq: Mapped[int | None]  # the journal's row that ended it; receipts are behind it
    troubles: Mapped[int] = mapped_column(default=0)  # how often a screen could not show it
    files: Mapped[list["NoticeFile"]] = relationship(
        order_by="NoticeFile.position", cascade="all, delete-orphan"
    )
    screens: Mapped[list[Screen]] = relationship(secondary=notice_screen, order_by=Screen.id)

    def take(self, step: NoticeAction) -> None:
        """Take one step in the notice's life, by the table LIFE. Raises WrongStage."""
        following = LIFE[self.state].get(step)
        if following is None:
            raise WrongStage(title=self.title, stage=self.state, wanted=step)
        self.state = following

    @property
    def film(self) -> "NoticeFile | None":
        """The first of its files that plays for some time; None: it has none."""
        return next((file for file in self.files if file.seconds), None)

    @property
    def wants_captions(self) -> bool:
        """Whoever cannot hear it, or watches it where it is silent, misses what is said."""
        return bool(self.film and self.film.has_sound and not self.film.captions)

    @property
    def schedule(self) -> Schedule:
        """Its columns as the value that the rules of schedule.py take."""
        parts = (tuple(map(time.fromisoformat, part)) for part in self.dayparts)
        return Schedule(
            starts=self.starts_at,
            ends=self.ends_at,
            working_days=self.working_days,
            weekdays=frozenset(map(int, self.weekdays)),
            days=self.days,
            dayparts=tuple(Daypart(start, end) for start, end in parts),
        )

    @property
    def is_disclosure(self) -> bool:
        """公示栏, or a 公示: it has a period, or is called one."""
        named = "公示" in f"{self.title} {self.category}"
        return self.kind is NoticeKind.BOARD or self.working_days is not None or named

    def is_for(self, screen: Screen | None) -> bool:
        """Whether it is for this screen; one that nobody registered shows what all show."""
        if self.level is Level.EMERGENCY or not self.screens:
            return True
        return screen is not None and screen.id in {meant.id for meant in self.screens}


class NoticeFile(Base):
    """One picture, one page or one film, under the name of its content."""

    __tablename__ = "notice_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]  # <SHA-256>.webp, .mp4 or .webm
    width: Mapped[int]
    height: Mapped[int]
    seconds: Mapped[float | None]  # of a film
    has_sound: Mapped[bool | None]  # of a film; None: nobody looked, it is older than the question
    captions: Mapped[str | None]  # of a film: <SHA-256>.vtt
    is_blank: Mapped[bool | None]  # one colour all over; None: nobody looked
    #: Of a picture, in rows of it: between which it may be cut, and how tall its letters are.
    cuts: Mapped[list[int] | None] = mapped_column(JSON)
    letter_rows: Mapped[int | None]
    #: Of a page, or of a film's captions, for the check of personal data.
    text: Mapped[str] = mapped_column(default="")

    @property
    def names(self) -> list[str]:
        """Everything on the shelf that belongs to it."""
        return [self.name, self.captions] if self.captions else [self.name]


class Receipt(Base):
    """A screen told that a notice which was taken down is no longer on it."""

    __tablename__ = "notice_receipt"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    screen_id: Mapped[int] = mapped_column(ForeignKey("screen.id"), primary_key=True)
    at: Mapped[datetime]
    screen: Mapped[Screen] = relationship()
