"""A browser that the office has named and given a role, and links by which one enrols itself."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.line.model import Window
from hall.screens.model import Screen


class DeviceRole(StrEnum):
    KIOSK = "kiosk"  # 取号机
    SCREEN = "screen"  # a board, a sign, a door: whatever the screen of that name is
    TIMECLOCK = "timeclock"  # 考勤屏
    TABLET = "tablet"  # 评价屏, at one window


class EnrolledDevice(Base):
    """Known by its credential alone, of which only the digest is kept: so it outlives
    ``secret.key``, and nobody who reads the database can pass for it."""

    __tablename__ = "enrolled_device"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[DeviceRole] = mapped_column(EnumColumn(DeviceRole))
    screen_id: Mapped[int | None] = mapped_column(ForeignKey("screen.id"))
    screen: Mapped[Screen | None] = relationship()
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))  # of a tablet
    window: Mapped[Window | None] = relationship()
    digest: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="")  # where it was heard from last
    enrolled_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]  # written now and then
    revoked_at: Mapped[datetime | None]


class EnrolmentLink(Base):
    """Opened once, it enrols the browser that opens it; for launchers of kiosks and screens."""

    __tablename__ = "enrolment_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[DeviceRole] = mapped_column(EnumColumn(DeviceRole))
    screen_id: Mapped[int | None] = mapped_column(ForeignKey("screen.id"))
    screen: Mapped[Screen | None] = relationship()
    digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # or taken back: it is spent
