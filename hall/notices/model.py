"""A notice on the hall's screens."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base


class Notice(Base):
    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]  # paragraphs parted by empty lines
    category: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]  # the first moment at which it no longer shows

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.body.split("\n\n") if part.strip()]
