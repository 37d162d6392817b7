"""What happens to a slip.

wanted -> printing -> printed
   ^         |
   +---------+ surely nothing came out: tried again by itself
             +-> in doubt: may be out; only a person asks for another (补打), unless the
                 computer with the printer comes back and knows how it ended
"""

from typing import Any

from hall.errors import NotToday, NumberOver
from hall.events import SlipDelayed, SlipInDoubt, SlipPrinted, SlipWanted
from hall.line.model import Ticket
from hall.line.ticket_life import OVER
from hall.machines import Fault, PrintProof, Sheet
from hall.slips.model import PaperSlip, PrintStage
from hall.slips.queries import STALE_AFTER, latest_slip, next_wanted
from hall.unit_of_work import UnitOfWork


def want_slip(work: UnitOfWork, ticket: Ticket, *, reprint: bool = False) -> PaperSlip:
    """The slip of a number; ``reprint`` says on it that it is printed once more (补打)."""
    slip = PaperSlip(ticket=ticket, reprint=reprint, wanted_at=work.now, changed_at=work.now)
    work.session.add(slip)
    return slip


def want_sheet(work: UnitOfWork, sheet: Sheet) -> PaperSlip:
    """Any paper that is not the slip of a number; printed once, like those."""
    slip = PaperSlip(sheet=sheet.as_json(), wanted_at=work.now, changed_at=work.now)
    work.session.add(slip)
    work.session.flush()
    return slip


def want_another(work: UnitOfWork, ticket: Ticket) -> PaperSlip:
    """A person asks for the slip once more; a slip still on its way is enough.

    Raises NotToday.
    """
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    waiting = latest_slip(work.session, ticket.id)
    if (
        waiting
        and waiting.stage in (PrintStage.WANTED, PrintStage.PRINTING)
        and not _stale(work, waiting)
    ):
        return waiting
    work.record(SlipWanted(ticket_id=ticket.id, number=ticket.number))
    return want_slip(work, ticket, reprint=True)


def replace_lost(work: UnitOfWork, ticket: Ticket) -> PaperSlip:
    """The slip was lost: once more, while the number still counts. Raises NumberOver, NotToday."""
    if ticket.state in OVER:
        raise NumberOver(number=ticket.number, now=ticket.state)
    return want_another(work, ticket)


def take_up(work: UnitOfWork) -> PaperSlip | None:
    """The next slip to print, marked as printing before a byte is sent."""
    slip = work.session.scalar(next_wanted(work.now))
    if slip is None:
        return None
    # The fault of the try before stays readable until this one has ended otherwise.
    _move(work, slip, PrintStage.PRINTING, slip.fault)
    return slip


def came_out(work: UnitOfWork, slip: PaperSlip, proof: PrintProof, picture: str | None) -> None:
    """``proof`` says how surely; ``picture`` is its name in the virtual printer's tray, or None."""
    slip = _as_it_is_now(work, slip)
    _move(work, slip, PrintStage.PRINTED)
    slip.proof, slip.picture = proof, picture
    work.record(SlipPrinted(**_named(slip), proof=proof))


def stayed_in(work: UnitOfWork, slip: PaperSlip, fault: Fault) -> None:
    """Surely not printed. Told once per fault, not once per attempt."""
    slip = _as_it_is_now(work, slip)
    told = slip.fault == fault
    _move(work, slip, PrintStage.WANTED, fault)
    if not told:
        work.record(SlipDelayed(**_named(slip), fault=fault))


def may_be_out(work: UnitOfWork, slip: PaperSlip, fault: Fault) -> None:
    """Nobody knows. It is not tried again by itself: two slips of one number confuse the hall.

    Told once per slip: what is wrong may become clearer later.
    """
    slip = _as_it_is_now(work, slip)
    told = slip.stage is PrintStage.IN_DOUBT
    _move(work, slip, PrintStage.IN_DOUBT, fault)
    if not told:
        work.record(SlipInDoubt(**_named(slip), fault=fault))


def _named(slip: PaperSlip) -> dict[str, Any]:
    """Which paper a fact is about; a sheet belongs to no number."""
    if slip.ticket is None:
        return {"ticket_id": None, "number": "", "slip_id": slip.id}
    return {"ticket_id": slip.ticket_id, "number": slip.ticket.number}


def job_of(slip: PaperSlip) -> str:
    """Its name at a printer elsewhere. The moment is in it: a restored database counts anew."""
    return f"{slip.id}-{int(slip.wanted_at.timestamp() * 1_000_000)}"


def _as_it_is_now(work: UnitOfWork, slip: PaperSlip) -> PaperSlip:
    """Read again: paper takes seconds, and the ticket behind the slip has moved on meanwhile."""
    return work.session.get_one(PaperSlip, slip.id)


def _move(work: UnitOfWork, slip: PaperSlip, stage: PrintStage, fault: str | None = None) -> None:
    slip.stage, slip.fault, slip.changed_at = stage, fault, work.now


def _stale(work: UnitOfWork, slip: PaperSlip) -> bool:
    return slip.wanted_at <= work.now - STALE_AFTER
