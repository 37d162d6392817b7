"""What was closed and handed over as somebody left: kept as it was said then."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base
from hall.people.model import Staff


class HoldingKind(StrEnum):
    """What somebody may hold."""

    WINDOW = "window"  # where they sit
    TICKET = "ticket"  # whom they serve, or answer for
    SKILL = "skill"  # a service that nobody else can do
    NOTICE = "notice"  # a draft of theirs, or one in review
    CASE = "case"  # waits for an answer
    SLIP = "slip"  # of leave, waits for their signature
    GROUP = "group"  # whose head they are: short leave waits for them
    DUTY = "duty"  # on the roster, from tomorrow on
    SIGNER = "signer"  # of the month, by name
    TOKEN = "token"  # of a program, made by them
    SIGN_IN = "sign_in"
    FINGER = "finger"
    TERMINAL = "terminal"  # their number in the attendance terminals


#: These go on, so somebody takes them over.
GOES_ON = (
    HoldingKind.SKILL,
    HoldingKind.NOTICE,
    HoldingKind.CASE,
    HoldingKind.GROUP,
    HoldingKind.DUTY,
    HoldingKind.SIGNER,
)


class Departure(Base):
    """``handed`` are rows of ``kind``, ``what`` and ``to``: a number of staff, or None where it
    was closed."""

    __tablename__ = "departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    by: Mapped[Staff | None] = relationship(foreign_keys=[by_id])
    handed: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
