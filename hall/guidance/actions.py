"""Telling a visitor at once, in writing, what is missing; and printing it on narrow paper."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from sqlalchemy import select

from hall.catalogue.model import Item
from hall.errors import Malformed, NotToday
from hall.events import OneTimeNoticeGiven
from hall.guidance.materials import materials_of
from hall.guidance.model import OneTimeNotice
from hall.line.calling import must_be_at
from hall.line.model import Ticket, Window
from hall.machines import Sheet
from hall.people.model import Staff
from hall.plain_text import plain
from hall.slips.actions import want_sheet
from hall.slips.model import PrintStage
from hall.unit_of_work import UnitOfWork

LONGEST_REMARK = 200
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeTelling:
    """Who tells whom what."""

    key: str  # asking again with it means the same notice
    window: Window
    clerk: Staff
    ticket: Ticket | None = None  # None: somebody who telephones has no number
    missing: Sequence[int] = ()  # places in the list of materials
    remark: str = ""


def tell(work: UnitOfWork, item: Item, telling: OneTimeTelling) -> OneTimeNotice:
    """Keep the notice as it is given; the same said twice with one key is one notice.

    Raises Malformed for a key, a place or a remark out of bounds, NotToday for a ticket of
    another day, NotYours for one that is with another window.
    """
    missing = sorted(set(telling.missing))
    key = _spelled(item, telling, missing)
    same = select(OneTimeNotice).where(OneTimeNotice.request_key == key)
    if earlier := work.session.scalar(same):
        return earlier
    ticket, materials = telling.ticket, materials_of(item)
    if ticket is not None:
        _must_be_here(work, ticket, telling.window)
    _must_be_of_the_list(missing, materials)
    notice = OneTimeNotice(
        day=work.today,
        given_at=work.now,
        ticket=ticket,
        window=telling.window,
        staff_id=telling.clerk.id,
        first_asked_id=(ticket and ticket.first_asked_id) or telling.clerk.id,
        item_code=item.code,
        item_name=item.name,
        guide=dict(item.disclosures),
        listed=[asdict(material) for material in materials],
        missing=missing,
        remark=plain(telling.remark, field="remark", longest=LONGEST_REMARK),
        request_key=key,
    )
    work.session.add(notice)
    work.session.flush()
    ticket_id = ticket.id if ticket else None
    work.record(OneTimeNoticeGiven(notice_id=notice.id, ticket_id=ticket_id, item=item.code))
    return notice


def _spelled(item: Item, telling: OneTimeTelling, missing: Sequence[int]) -> str:
    """One press of the button. The same page with other ticks is another notice."""
    if not 0 < len(telling.key) <= LONGEST_KEY:
        raise Malformed(field="key", longest=LONGEST_KEY)
    said = repr((telling.key, item.code, list(missing), telling.remark))
    return sha256(said.encode(errors="replace")).hexdigest()


def _must_be_of_the_list(missing: Sequence[int], materials: Sequence[object]) -> None:
    if any(not 0 <= place < len(materials) for place in missing):
        raise Malformed(field="missing")


def _must_be_here(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    """With this window now, or until just now."""
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    must_be_at(ticket, window)


def print_narrow(work: UnitOfWork, notice: OneTimeNotice, sheet: Sheet) -> None:
    """On the number slips' printer; one that is still on its way is enough."""
    if notice.slip and notice.slip.stage in (PrintStage.WANTED, PrintStage.PRINTING):
        return
    again = notice.slip is not None
    notice.slip = want_sheet(work, sheet)
    notice.slip.reprint = again
