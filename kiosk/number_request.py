"""What the form of a number asks for, read once; the page that waits for a card keeps it."""

from dataclasses import dataclass
from typing import Any

from hall.catalogue import queries as catalogue
from hall.issuing.tickets import TicketRequest
from hall.line import queries as line
from hall.line.further import FurtherService
from hall.line.reasons import Priority
from hall.list_entries import entry_by_id
from hall.unit_of_work import UnitOfWork
from kiosk.ticket_request import Wish
from web.app_context import current_context


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRequest:
    service: str  # its prefix
    wish: Wish
    item: str | None = None  # the code of what it is for
    key: str | None = None  # the same touch once more is the same number
    needs_help: bool = False
    card: str = ""  # under which key a card was laid; "no" for none; "" where nobody asked yet

    @property
    def query(self) -> dict[str, Any]:
        """For the address of the page that asks for a card."""
        said = {"service": self.service, "item": self.item, "key": self.key}
        return {**said, **self.wish.query}

    def for_issuing(self, work: UnitOfWork) -> TicketRequest:
        """The same in the hall's words. Raises NotFound for an item, a reason or a service that
        is not there, ItemElsewhere."""
        wish = self.wish
        service = line.service_by_prefix(work.session, self.service)
        item = catalogue.item_of_service(work.session, self.item, service) if self.item else None
        reason = entry_by_id(work.session, Priority, wish.priority) if wish.priority else None
        return TicketRequest(
            "kiosk",
            self.key,
            item.code if item else None,
            help=self.needs_help,
            priority_id=reason.id if reason else None,
            further=[
                FurtherService(line.service_by_prefix(work.session, prefix))
                for prefix in wish.chosen
            ],
            battery_ends=not current_context().surroundings.power().gives_numbers,
        )
