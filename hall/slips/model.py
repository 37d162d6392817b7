"""One slip or sheet and how far it has come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.line.model import Ticket


class PrintStage(StrEnum):
    WANTED = "wanted"  # also after a failure that surely printed nothing: it comes out later
    PRINTING = "printing"
    PRINTED = "printed"
    IN_DOUBT = "in_doubt"  # may be out; a person decides about another


class PaperSlip(Base):
    __tablename__ = "slip"
    __table_args__ = (Index("ix_slip_stage", "stage", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), index=True)
    ticket: Mapped[Ticket | None] = relationship()
    sheet: Mapped[str | None]  # any other paper, as hall.machines.Sheet writes it down
    stage: Mapped[PrintStage] = mapped_column(
        EnumColumn(PrintStage),
        default=PrintStage.WANTED,
    )
    reprint: Mapped[bool] = mapped_column(default=False)  # 补打
    wanted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    fault: Mapped[str | None]  # hall.machines.Fault, of the latest attempt
    proof: Mapped[str | None]  # hall.machines.Proof, once printed
    picture: Mapped[str | None]  # its name in the virtual printer's tray
