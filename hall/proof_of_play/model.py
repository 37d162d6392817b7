"""What screens told of what they painted, and the proofs that were made of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.people.model import Staff
from hall.screens.model import Screen

#: How much of a notice's digest stands on the screens: enough to tell any two apart.
MARK_LENGTH = 16


class ExposureKind(StrEnum):
    """What a stretch of a screen's diary is about."""

    SHOWN = "shown"  # a notice was in the rotation, and drawn
    ALIVE = "alive"  # the page ran
    BLANK = "blank"  # the office made the screen black
    HIDDEN = "hidden"  # the browser says that nobody can see the page
    FROZEN = "frozen"  # nothing was drawn any more
    ALONE = "alone"  # the server was silent too long: only what is always true was shown


class Exposure(Base):
    """One stretch of a screen's diary. It only ever grows, until the screen begins the next.

    One row is a notice's stay in the rotation for up to a day, not one time that it was painted:
    ``shown_ms`` adds those up.
    """

    __tablename__ = "exposure"
    __table_args__ = (
        UniqueConstraint("screen_id", "diary", "number"),
        Index("ix_exposure_screen_ends", "screen_id", "ends_at"),
        Index("ix_exposure_screen_heard", "screen_id", "heard_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    screen_id: Mapped[int] = mapped_column(ForeignKey("screen.id"))
    diary: Mapped[str]  # one for each time the page was opened
    number: Mapped[int]  # within the diary
    what: Mapped[ExposureKind] = mapped_column(EnumColumn(ExposureKind))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    mark: Mapped[str] = mapped_column(default="")  # of what was painted: its digest's beginning
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    shown_ms: Mapped[int] = mapped_column(default=0)
    covered_ms: Mapped[int] = mapped_column(default=0)  # a call stood over it
    times: Mapped[int] = mapped_column(default=0)  # how often its turn came
    sure: Mapped[bool] = mapped_column(default=True)  # the times are the server's
    heard_at: Mapped[datetime]
    screen: Mapped[Screen] = relationship()


class PublicationProof(Base):
    """A paper on the shelf, under the name of its content."""

    __tablename__ = "proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # none: the hall itself
    made_by: Mapped[Staff | None] = relationship()
    is_final: Mapped[bool]  # the period was over
    name: Mapped[str]  # <SHA-256>.pdf
    journal_seq: Mapped[int]  # the journal's last row that the paper knows of
    journal_hash: Mapped[str]
