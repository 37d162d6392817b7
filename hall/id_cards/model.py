"""Which services ask for a card, and the number of the card behind a ticket."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base
from hall.machines import masked_number


class CardRequirement(Base):
    """A service that asks for a card; one without a row takes numbers by touch alone."""

    __tablename__ = "card_wish"

    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    #: How many days the card's number is needed after the day of the ticket.
    keep_days: Mapped[int] = mapped_column(default=0)


class TicketCard(Base):
    """The number alone: no name, no birthday. Shown masked, and deleted when ``until`` is over."""

    __tablename__ = "ticket_card"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    number: Mapped[str]
    until: Mapped[date] = mapped_column(index=True)

    @property
    def masked(self) -> str:
        """The number as the counter may see it: first and last digit."""
        return masked_number(self.number)
