"""A screen, registered once with its place and its measure."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import EnumColumn
from hall.line.model import Window
from hall.list_entries import ListEntry


class ScreenRole(StrEnum):
    BOARD = "board"  # 叫号屏: calls, with the notices beside them
    NOTICES = "notices"  # 公示屏: notices, with the latest call below
    SIGN = "sign"  # 窗口吊牌
    DOOR = "door"  # 门口屏: notices, the hours and how many wait
    WALL = "wall"  # 综合屏: calls and notices side by side, half each


class Screen(ListEntry):
    __tablename__ = "screen"

    name: Mapped[str] = mapped_column(unique=True)  # in its address: /display/<name>
    role: Mapped[ScreenRole] = mapped_column(EnumColumn(ScreenRole))
    place: Mapped[str] = mapped_column(default="")
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    distance_mm: Mapped[int]  # from where its farthest reader looks
    formerly: Mapped[str] = mapped_column(default="", server_default="")  # leads here still
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))  # of a sign
    window: Mapped[Window | None] = relationship()
    blanked_at: Mapped[datetime | None]  # dark since, because the office said so
    sound: Mapped[bool] = mapped_column(default=False, server_default="0")  # of films

    @property
    def address(self) -> str:
        """The path a browser on the wall opens; the server's own address is not known here."""
        return f"/display/{self.name}"
