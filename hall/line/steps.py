"""One step of one ticket: checked against the life table, written down, and undoable once.

Every deed of hall/line that moves a ticket goes through ``step``. It keeps the stays touching and
remembers what was before, so that the one who took the step can take it back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select

from hall.errors import NothingToUndo, NotToday
from hall.events import StepUndone
from hall.line.life import State, Step
from hall.line.model import Service, Stay, Ticket, Window
from hall.work import Work

#: What a step may change besides the state.
CHANGING = ("place", "note", "calls", "window_id", "service_id")
CHANGING_MOMENTS = ("first_called_at", "called_at", "serving_at", "closed_at", "back_at")


@contextmanager
def step(work: Work, ticket: Ticket, which: Step) -> Iterator[None]:
    """Take the step, let the block change the rest, then close one stay and open the next."""
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    before = _remember(work, ticket)
    state = ticket.state
    ticket.take(which)
    yield
    ticket.last_step = before
    if ticket.state is not state:
        _move_on(work, ticket, state)


def undo(work: Work, ticket: Ticket) -> Ticket:
    """Take back the last step of one's own: the ticket is as if it had never been taken.

    The journal keeps both, the step and that it was undone.
    """
    last = ticket.last_step
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)
    if last is None or last["actor"] != work.actor:
        raise NothingToUndo(number=ticket.number)
    if last["state"] != ticket.state:
        _move_back(work, ticket)
    _restore(work, ticket, last)
    ticket.last_step = None
    work.record(
        StepUndone(
            ticket_id=ticket.id,
            number=ticket.number,
            service=ticket.service.prefix,
            undone=last["seq"],
        )
    )
    return ticket


def _remember(work: Work, ticket: Ticket) -> dict[str, Any]:
    moments = {name: getattr(ticket, name) for name in CHANGING_MOMENTS}
    return {
        "actor": work.actor,
        "seq": work.seq + 1,  # the fact that the deed is about to record
        "state": ticket.state,
        **{name: getattr(ticket, name) for name in CHANGING},
        **{name: at and at.isoformat() for name, at in moments.items()},
    }


def _restore(work: Work, ticket: Ticket, last: dict[str, Any]) -> None:
    ticket.state = State(last["state"])
    for name in CHANGING:
        setattr(ticket, name, last[name])
    for name in CHANGING_MOMENTS:
        setattr(ticket, name, last[name] and datetime.fromisoformat(last[name]))
    # The objects behind the numbers, for whoever reads them before the commit.
    ticket.service = work.session.get_one(Service, ticket.service_id)
    ticket.window = work.session.get(Window, ticket.window_id) if ticket.window_id else None


def _latest_stay(work: Work, ticket: Ticket) -> Stay | None:
    return work.session.scalar(
        select(Stay).where(Stay.ticket_id == ticket.id).order_by(Stay.id.desc()).limit(1)
    )


def _move_on(work: Work, ticket: Ticket, left: State) -> None:
    stay = _latest_stay(work, ticket)
    if stay is None:  # the wait before the first step, not written until now
        stay = Stay(ticket_id=ticket.id, state=left, since=ticket.issued_at)
        work.session.add(stay)
    stay.until = work.now
    window_id = ticket.window.id if ticket.window else None
    work.session.add(
        Stay(ticket_id=ticket.id, state=ticket.state, window_id=window_id, since=work.now)
    )
    work.session.flush()


def _move_back(work: Work, ticket: Ticket) -> None:
    """The stay that should not have been goes; the one before it goes on."""
    mistaken = _latest_stay(work, ticket)
    assert mistaken is not None  # a step was taken, so there is one
    work.session.delete(mistaken)
    work.session.flush()
    before = _latest_stay(work, ticket)
    assert before is not None
    before.until = None
