"""One step of one ticket: checked against the life table, written down, and undoable once.

Every action of hall/line that moves a ticket goes through ``step``. It keeps the stays touching and
remembers what was before, so that the one who took the step can take it back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from hall.errors import NothingToUndo, NotToday, WindowBusy
from hall.events import StepUndone, TicketCancelled
from hall.line.model import Service, Stay, Ticket, Window
from hall.line.queries import at_window
from hall.line.ticket_life import AT_A_WINDOW, OVER, TicketState, TicketStep
from hall.unit_of_work import UnitOfWork

#: What a step may change besides the state.
CHANGING = (
    "place", "note", "calls", "window_id", "service_id", "item_code", "only_window_id",
    "first_asked_id", "further",
)  # fmt: skip
CHANGING_MOMENTS = ("first_called_at", "called_at", "serving_at", "closed_at", "back_at")

# Every step asks this, so it is built once.
LATEST_STAY = (
    select(Stay).where(Stay.ticket_id == bindparam("ticket")).order_by(Stay.id.desc()).limit(1)
)


@contextmanager
def step(
    work: UnitOfWork,
    ticket: Ticket,
    which: TicketStep,
    *,
    ending: Sequence[Ticket] = (),
    passed: int | None = None,
) -> Iterator[None]:
    """Take the step, let the block change the rest, then close one stay and open the next.

    ``ending`` are the visits that were finished to make room for this one: whoever undoes the
    step has them back. ``passed`` is of a call out of the line: how many had waited longer.
    """
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    before = _remember(ticket, ending)
    last = _latest_stay(work, ticket) if ticket.stepped_seq else None
    left = last or _stay_of(ticket, ticket.issued_at)
    here = (ticket.state, ticket.service.id)
    ticket.take(which)
    yield
    if which is TicketStep.CONTINUE or (ticket.state, ticket.service.id) != here:
        before["unwritten"] = last is None
        _move_on(work, ticket, left, passed)
    ticket.before = before
    ticket.stepped_by = work.actor
    ticket.stepped_seq = work.seq + 1  # the fact that the action is about to record
    work.session.flush()


def who(ticket: Ticket) -> dict[str, Any]:
    """What every fact about a ticket says of it."""
    return {"ticket_id": ticket.id, "number": ticket.number}


def where(ticket: Ticket) -> dict[str, Any]:
    """… and of a step that is taken at a window."""
    assert ticket.window is not None
    return {**who(ticket), "service": ticket.service.prefix, "window": ticket.window.name}


def undo(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """Take back the last step of one's own: the ticket is as if it had never been taken.

    A visit that the step had finished is in hand again. The number of a walk-up is given back,
    for nobody waits with it. The journal keeps both, the step and that it was undone.
    """
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    if ticket.before is None or ticket.stepped_by != work.actor:
        raise NothingToUndo(number=ticket.number)
    ended, walked_up = ticket.before["ending"], _has_walked_up(ticket)
    _take_back(work, ticket)
    if walked_up:
        _give_back(work, ticket)
    back = [ticket]
    for ticket_id, seq in ended:
        other = work.session.get_one(Ticket, ticket_id)
        if other.before is not None and other.stepped_seq == seq:
            _take_back(work, other)
            back.append(other)
    for each in back:
        _must_be_alone(work, each)
    return ticket


def _has_walked_up(ticket: Ticket) -> bool:
    before = ticket.before or {}
    return ticket.state is TicketState.SERVING and before.get("state") == TicketState.WAITING


def _give_back(work: UnitOfWork, ticket: Ticket) -> None:
    with step(work, ticket, TicketStep.CANCEL):
        ticket.closed_at = work.now
    ticket.before = None
    work.record(TicketCancelled(**who(ticket), service=ticket.service.prefix))


def _must_be_alone(work: UnitOfWork, ticket: Ticket) -> None:
    if ticket.window is None or ticket.state not in AT_A_WINDOW:
        return
    for other in at_window(work.session, work.today, ticket.window):
        if other is not ticket:
            raise WindowBusy(number=ticket.number, window=ticket.window.name, other=other.number)


def _take_back(work: UnitOfWork, ticket: Ticket) -> None:
    before, undone, came_from = ticket.before, ticket.stepped_seq, ticket.service.prefix
    assert before is not None  # whoever calls has looked
    assert undone is not None
    if "unwritten" in before:
        _move_back(work, ticket, unwritten=before["unwritten"])
    _restore(work, ticket, before)
    service = ticket.service.prefix
    ticket.before = None
    ticket.stepped_seq = work.seq + 1  # so that the step before this one is not offered next
    work.session.flush()
    work.record(
        StepUndone(
            ticket_id=ticket.id,
            number=ticket.number,
            service=service,
            undone=undone,
            came_from="" if came_from == service else came_from,
        )
    )


def _remember(ticket: Ticket, ending: Sequence[Ticket]) -> dict[str, Any]:
    moments = {name: getattr(ticket, name) for name in CHANGING_MOMENTS}
    return {
        "state": ticket.state,
        "ending": [(each.id, each.stepped_seq) for each in ending],
        **{name: getattr(ticket, name) for name in CHANGING},
        **{name: at and at.isoformat() for name, at in moments.items()},
    }


def _restore(work: UnitOfWork, ticket: Ticket, before: dict[str, Any]) -> None:
    ticket.state = TicketState(before["state"])
    for name in CHANGING:
        setattr(ticket, name, before[name])
    for name in CHANGING_MOMENTS:
        setattr(ticket, name, before[name] and datetime.fromisoformat(before[name]))
    # The objects behind the numbers, for whoever reads them before the commit.
    ticket.service = work.session.get_one(Service, ticket.service_id)
    for name in ("window", "only_window"):
        window_id = before[f"{name}_id"]
        setattr(ticket, name, work.session.get(Window, window_id) if window_id else None)


def _stay_of(ticket: Ticket, since: datetime) -> Stay:
    """The stay that the ticket, as it is now, is in."""
    return Stay(
        ticket_id=ticket.id,
        state=ticket.state,
        window_id=ticket.window.id if ticket.window else None,
        service_id=ticket.service.id,
        item_code=ticket.item_code,
        since=since,
    )


def _latest_stay(work: UnitOfWork, ticket: Ticket) -> Stay | None:
    return work.session.scalar(LATEST_STAY, {"ticket": ticket.id})


def _move_on(work: UnitOfWork, ticket: Ticket, left: Stay, passed: int | None) -> None:
    # A manager may have set the hall's time back: then the stay was short, not negative.
    left.until = max(work.now, left.since)
    work.session.add(left)  # the earlier stay first, so that the ids are in order
    if ticket.state not in OVER:
        following = _stay_of(ticket, left.until)
        following.passed = passed
        work.session.add(following)


def _move_back(work: UnitOfWork, ticket: Ticket, *, unwritten: bool) -> None:
    """The stay that should not have been goes; the one before it goes on."""
    if ticket.state not in OVER:
        _strike_out(work, ticket)
    if unwritten:
        _strike_out(work, ticket)
    elif stay := _latest_stay(work, ticket):
        stay.until = None


def _strike_out(work: UnitOfWork, ticket: Ticket) -> None:
    stay = _latest_stay(work, ticket)
    assert stay is not None  # a step was taken, so there is one
    work.session.delete(stay)
    work.session.flush()
