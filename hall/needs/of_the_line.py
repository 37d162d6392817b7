"""What the line needs: people nobody answers for, long waits, slips that are not out."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hall.attendance.punch_windows import unopened_windows
from hall.hours.unattended_now import unattended_now
from hall.issuing.left_over import left_over
from hall.line.closing import forgotten_in_service
from hall.line.model import Ticket
from hall.line.ticket_life import IN_LINE
from hall.line.unattended import UnattendedTicket, silent_since_the_call
from hall.needs.need import Need, NeedKind
from hall.settings import number_setting
from hall.slips.model import PrintStage
from hall.slips.queries import in_trouble
from hall.unit_of_work import ReadSession


def needs_of_the_line(
    snapshot: ReadSession, *, absent: Collection[int], coming: Collection[str]
) -> Iterator[Need]:
    """``absent`` clerks (ids) do not sit where the records say; for services (prefixes) that are
    ``coming`` somebody will be at a window in a moment."""
    session, today = snapshot.session, snapshot.today
    lost = unattended_now(snapshot, absent, coming)
    yield from _unattended(lost)
    for ticket in silent_since_the_call(session, today, snapshot.now):
        said = {"ticket": ticket, "now": snapshot.now}
        yield Need(kind=NeedKind.SILENT_CALL, since=ticket.called_at, said=said)
    yield from _long_waits(snapshot, {one.ticket.id for one in lost})
    yield from _slips(snapshot)
    for ticket in forgotten_in_service(snapshot):
        said = {"ticket": ticket}
        yield Need(kind=NeedKind.FORGOTTEN, is_urgent=False, since=ticket.serving_at, said=said)
    if people := left_over(session, today):
        yield Need(kind=NeedKind.LEFT_OVER, is_urgent=False, said={"tickets": people})
    for one in unopened_windows(snapshot):
        yield Need(kind=NeedKind.UNOPENED, is_urgent=False, said={"unopened": one})


def _unattended(lost: list[UnattendedTicket]) -> Iterator[Need]:
    """One for each service that has somebody in line, one for each visit with a window."""
    in_line = defaultdict(list)
    for one in lost:
        if one.ticket.state in IN_LINE:
            in_line[one.ticket.service_id].append(one)
    others = [[one] for one in lost if one.ticket.state not in IN_LINE]
    for together in (*in_line.values(), *others):
        since = min(one.ticket.issued_at for one in together)
        yield Need(kind=NeedKind.UNATTENDED, since=since, said={"lost": together})


def _long_waits(snapshot: ReadSession, told: Collection[int]) -> Iterator[Need]:
    """One for each service with somebody who has waited longer than the office thinks right.

    Without those (ids) of whom it is told already that nobody can call them.
    """
    if snapshot.clock_is_doubted:
        return
    longest = timedelta(minutes=number_setting(snapshot.session, "long_wait_minutes"))
    asked = (
        select(Ticket)
        .options(joinedload(Ticket.service))
        .where(
            Ticket.day == snapshot.today,
            Ticket.state.in_(IN_LINE),
            Ticket.issued_at <= snapshot.now - longest,
        )
        .order_by(Ticket.issued_at)
    )
    by_service = defaultdict(list)
    for ticket in snapshot.session.scalars(asked):
        if ticket.id not in told:
            by_service[ticket.service_id].append(ticket)
    for tickets in by_service.values():
        said = {"tickets": tickets, "now": snapshot.now}
        yield Need(kind=NeedKind.LONG_WAIT, since=tickets[0].issued_at, said=said)


def _slips(snapshot: ReadSession) -> Iterator[Need]:
    """A person decides about each that may be out; the others come by themselves."""
    troubled = in_trouble(snapshot.session, snapshot.today)
    delayed = [slip for slip in troubled if slip.stage is not PrintStage.IN_DOUBT]
    for slip in troubled:
        if slip.stage is PrintStage.IN_DOUBT:
            said = {"slip": slip}
            yield Need(kind=NeedKind.SLIP_IN_DOUBT, since=slip.changed_at, said=said)
    if delayed:
        since = min(slip.wanted_at for slip in delayed)
        yield Need(kind=NeedKind.SLIPS_DELAYED, since=since, said={"slips": delayed})
