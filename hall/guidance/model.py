"""A one-time notice (一次性告知书) as it was given: later changes of the guide do not touch it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.guidance.materials import Material
from hall.line.model import Ticket, Window
from hall.people.model import Staff
from hall.slips.model import PaperSlip


class OneTimeNotice(Base):
    __tablename__ = "one_time_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    given_at: Mapped[datetime]
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))  # None: by telephone
    ticket: Mapped[Ticket | None] = relationship()
    window_id: Mapped[int] = mapped_column(ForeignKey("window.id"))
    window: Mapped[Window] = relationship()
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))  # 经办人
    staff: Mapped[Staff] = relationship(foreign_keys=staff_id)
    first_asked_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))  # 首问责任人
    first_asked: Mapped[Staff | None] = relationship(foreign_keys=first_asked_id)
    item_code: Mapped[str]
    item_name: Mapped[str]
    guide: Mapped[dict[str, str]] = mapped_column(JSON)  # the seven disclosures
    listed: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # the materials, in order
    missing: Mapped[list[int]] = mapped_column(JSON)  # which of them, by place
    remark: Mapped[str] = mapped_column(default="")
    request_key: Mapped[str] = mapped_column(unique=True)  # pressed twice, given once
    slip_id: Mapped[int | None] = mapped_column(ForeignKey("slip.id"))  # the latest on narrow paper
    slip: Mapped[PaperSlip | None] = relationship()

    @property
    def number(self) -> str:
        """As it stands on the paper: 20261123-0007."""
        return f"{self.day:%Y%m%d}-{self.id:04d}"

    @property
    def materials(self) -> list[tuple[Material, bool]]:
        """Each material, and whether it is missing."""
        return [(Material(**row), at in self.missing) for at, row in enumerate(self.listed)]

    @property
    def missing_names(self) -> list[str]:
        """In the order of the guide; empty when the visitor lacks nothing."""
        return [material.name for material, missing in self.materials if missing]
