"""From a ticket to what stands on its slip."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hall.clock import local
from hall.line.codes import check_of
from hall.line.model import Ticket
from hall.line.queries import ahead_of, party_of
from hall.machines import Sheet
from hall.slips.model import PaperSlip
from hall.slips.number_slip import NumberSlip, number_sheet
from hall.slips.paper_layouts import layout_of


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every slip of this hall says."""

    hall: str
    complaint_phone: str
    public_url: str  # where phones reach the server, no slash at the end; "": nowhere

    def compose(
        self, session: Session, ticket: Ticket, slip: PaperSlip, forecast: str = ""
    ) -> Sheet:
        """As the office laid it out; ``forecast`` in lines, "" where nothing is honest.

        How many stand before it is counted now: it is composed when it is printed.
        """
        told = replace(self._slip(session, ticket, slip), forecast=forecast)
        return number_sheet(told, layout_of(session, "number"))

    def _slip(self, session: Session, ticket: Ticket, slip: PaperSlip) -> NumberSlip:
        return NumberSlip(
            hall=self.hall,
            number=ticket.number,
            service=ticket.service.name,
            windows=tuple(window.name for window in ticket.service.desks),
            issued_at=local(ticket.issued_at),
            ahead=ahead_of(session, ticket),
            link=f"{self.public_url}/t/{ticket.code}" if self.public_url else "",
            party=tuple(other.number for other in party_of(session, ticket)),
            complaint_phone=self.complaint_phone,
            reprint=slip.reprint,
            check=check_of(ticket.code),
        )
