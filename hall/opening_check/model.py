"""One row each time the hall is looked over; of a day the latest counts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base


class OpeningCheck(Base):
    __tablename__ = "opening_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime]
    asked: Mapped[bool]  # by a manager, not by the hour
    late: Mapped[bool]  # the hall had opened already
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # findings.Finding
    heard_by: Mapped[str] = mapped_column(default="", server_default="")  # actor, of the sound
