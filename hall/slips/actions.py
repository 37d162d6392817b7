"""What happens to a slip.

wanted -> printing -> printed
   ^         |
   +---------+ surely nothing came out: tried again by itself
             +-> in doubt: may be out; only a person asks for another (补打)
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from hall.errors import NotToday
from hall.events import SlipDelayed, SlipInDoubt, SlipPrinted, SlipWanted
from hall.line.model import Ticket
from hall.machines import Fault, PrintProof, Sheet
from hall.slips.model import PaperSlip, PrintStage
from hall.unit_of_work import ReadSession, UnitOfWork

#: A slip older than this is not printed any more when the paper is back: its visitor was
#: told the number on the screen, and thirty old slips falling out help nobody.
STALE_AFTER = timedelta(minutes=10)
MOST_IN_TROUBLE = 20

# Asked on the page of every number, so it is built once.
LATEST_SLIP = (
    select(PaperSlip)
    .where(PaperSlip.ticket_id == bindparam("ticket"))
    .order_by(PaperSlip.id.desc())
    .limit(1)
)


def want_slip(work: UnitOfWork, ticket: Ticket, *, reprint: bool = False) -> PaperSlip:
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
    """A person asks for the slip once more; a slip still on its way is enough."""
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


def latest_slip(session: Session, ticket_id: int) -> PaperSlip | None:
    return session.scalar(LATEST_SLIP, {"ticket": ticket_id})


def is_wanted(snapshot: ReadSession) -> bool:
    """Whether there is a slip to print; asked often, so it takes no pen."""
    return snapshot.session.scalar(_next_wanted(snapshot.now)) is not None


def next_ticket(snapshot: ReadSession) -> int | None:
    """Whose slip is printed next; None when it is a sheet, or there is nothing to print."""
    slip = snapshot.session.scalar(_next_wanted(snapshot.now))
    return slip.ticket_id if slip else None


def _next_wanted(now: datetime) -> Select[PaperSlip]:
    return (
        select(PaperSlip)
        .where(PaperSlip.stage == PrintStage.WANTED, PaperSlip.wanted_at > now - STALE_AFTER)
        .order_by(PaperSlip.id)
        .limit(1)
    )


def in_trouble(session: Session, day: date) -> Sequence[PaperSlip]:
    """Today's slips that are not known to be out although somebody tried, latest first.

    The latest slip of a ticket decides: one that was printed again is in trouble no more.
    """
    latest = select(func.max(PaperSlip.id)).join(Ticket).where(Ticket.day == day)
    return session.scalars(
        select(PaperSlip)
        .options(joinedload(PaperSlip.ticket))
        .where(PaperSlip.id.in_(latest.group_by(PaperSlip.ticket_id)), PaperSlip.fault.is_not(None))
        .order_by(PaperSlip.id.desc())
        .limit(MOST_IN_TROUBLE)
    ).all()


def take_up(work: UnitOfWork) -> PaperSlip | None:
    """The next slip to print, marked as printing before a byte is sent."""
    slip = work.session.scalar(_next_wanted(work.now))
    if slip is None:
        return None
    # The fault of the try before stays readable until this one has ended otherwise.
    _move(work, slip, PrintStage.PRINTING, slip.fault)
    return slip


def came_out(work: UnitOfWork, slip: PaperSlip, proof: PrintProof, picture: str | None) -> None:
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
    slip = _as_it_is_now(work, slip)
    _move(work, slip, PrintStage.IN_DOUBT, fault)
    work.record(SlipInDoubt(**_named(slip), fault=fault))


def _named(slip: PaperSlip) -> dict[str, Any]:
    """Which paper a fact is about; a sheet belongs to no number."""
    if slip.ticket is None:
        return {"ticket_id": None, "number": "", "slip_id": slip.id}
    return {"ticket_id": slip.ticket_id, "number": slip.ticket.number}


def interrupted(session: Session) -> Sequence[PaperSlip]:
    """Taken up for printing, and nobody wrote down how it ended."""
    return session.scalars(
        select(PaperSlip).where(PaperSlip.stage == PrintStage.PRINTING).order_by(PaperSlip.id)
    ).all()


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
