"""From a ticket to what stands on its slip."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hall.clock import local
from hall.line.codes import check_of
from hall.line.model import Ticket
from hall.line.queries import ahead_of
from hall.machines import Sheet, Slip, ahead_sentence, windows_sentence
from hall.slips.model import PaperSlip
from hall.slips.paper_kinds import composed, edited


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every slip of this hall says."""

    hall: str
    complaint_phone: str
    public_url: str  # where phones in the hall reach the server, without a slash at the end

    def compose(
        self, session: Session, ticket: Ticket, slip: PaperSlip, forecast: str = ""
    ) -> Slip | Sheet:
        """As delivered, which is quickest to print; or as the office wrote it."""
        plain = replace(self._slip(session, ticket, slip), forecast=forecast)
        if not edited(session, "number"):
            return plain
        return replace(composed(session, "number", words_on(plain)), reprint=slip.reprint)

    def _slip(self, session: Session, ticket: Ticket, slip: PaperSlip) -> Slip:
        return Slip(
            hall=self.hall,
            number=ticket.number,
            service=ticket.service.name,
            windows=tuple(window.name for window in ticket.service.desks),
            issued_at=local(ticket.issued_at),
            ahead=ahead_of(session, ticket),
            link=f"{self.public_url}/t/{ticket.code}",
            complaint_phone=self.complaint_phone,
            reprint=slip.reprint,
            check=check_of(ticket.code),
        )


def words_on(slip: Slip) -> dict[str, str | Sequence[str]]:
    return {
        "大厅": slip.hall,
        "号码": slip.number,
        "业务": slip.service,
        "窗口": windows_sentence(slip.windows),
        "前面": ahead_sentence(slip.ahead),
        "预计": slip.forecast.splitlines(),
        "取号时间": f"{slip.issued_at:%Y-%m-%d %H:%M}",
        "链接": slip.link,
        "核对码": slip.check,
        "投诉电话": slip.complaint_phone,
    }
