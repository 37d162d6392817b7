"""What is asked of slips: which is next, which a person should look at, which was interrupted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from hall.line.model import Ticket
from hall.machines import Fault
from hall.slips.model import PaperSlip, PrintStage
from hall.unit_of_work import ReadSession

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


def latest_slip(session: Session, ticket_id: int) -> PaperSlip | None:
    """The slip wanted last for a ticket; None: it has none, another program's kiosk printed it."""
    return session.scalar(LATEST_SLIP, {"ticket": ticket_id})


def is_wanted(snapshot: ReadSession) -> bool:
    """Whether there is a slip to print; asked often, so it takes no write lock."""
    return snapshot.session.scalar(next_wanted(snapshot.now)) is not None


def next_ticket(snapshot: ReadSession) -> int | None:
    """Whose slip is printed next; None when it is a sheet, or there is nothing to print."""
    slip = snapshot.session.scalar(next_wanted(snapshot.now))
    return slip.ticket_id if slip else None


def next_wanted(now: datetime) -> Select[PaperSlip]:
    """The oldest wanted slip that is not too old to be printed: ten minutes."""
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


def interrupted(snapshot: ReadSession) -> Sequence[PaperSlip]:
    """Taken up for printing, and nobody wrote down how it ended.

    Also those in doubt because the computer with the printer went away: it may come back and
    say, unless somebody asked for another meanwhile, or ten minutes have passed.
    """
    newer = aliased(PaperSlip)
    may_be_told = and_(
        PaperSlip.stage == PrintStage.IN_DOUBT,
        PaperSlip.fault == Fault.NO_AGENT,
        PaperSlip.wanted_at > snapshot.now - STALE_AFTER,
        ~exists().where(newer.ticket_id == PaperSlip.ticket_id, newer.id > PaperSlip.id),
    )
    return snapshot.session.scalars(
        select(PaperSlip)
        .where(or_(PaperSlip.stage == PrintStage.PRINTING, may_be_told))
        .order_by(PaperSlip.id)
    ).all()
