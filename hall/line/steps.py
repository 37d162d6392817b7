"""One step of one ticket: checked against the life table, written down, and undoable once.

Every action of hall/line that moves a ticket goes through ``step``. It keeps the stays touching and
remembers what was before, so that the one who took the step can take it back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from hall.errors import NotToday
from hall.line.model import Stay, Ticket
from hall.line.ticket_life import OVER, TicketStep
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
    Raises NotToday, WrongMoment.
    """
    must_be_of_today(work, ticket)
    with step_of_any_day(work, ticket, which, ending=ending, passed=passed):
        yield


@contextmanager
def step_of_any_day(
    work: UnitOfWork,
    ticket: Ticket,
    which: TicketStep,
    *,
    ending: Sequence[Ticket] = (),
    passed: int | None = None,
) -> Iterator[None]:
    """The same for the night, which closes what an earlier day left open. Raises WrongMoment."""
    before = _remember(ticket, ending)
    last = latest_stay(work, ticket) if ticket.stepped_seq else None
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


def must_be_of_today(work: UnitOfWork, ticket: Ticket) -> None:
    """A number is good for its day only. Raises NotToday."""
    if ticket.day != work.today:
        raise NotToday(number=ticket.number)


def who(ticket: Ticket) -> dict[str, Any]:
    """What every fact about a ticket says of it."""
    return {"ticket_id": ticket.id, "number": ticket.number}


def where(ticket: Ticket) -> dict[str, Any]:
    """… and of a step that is taken at a window."""
    assert ticket.window is not None
    return {**who(ticket), "service": ticket.service.prefix, "window": ticket.window.name}


def _remember(ticket: Ticket, ending: Sequence[Ticket]) -> dict[str, Any]:
    moments = {name: getattr(ticket, name) for name in CHANGING_MOMENTS}
    return {
        "state": ticket.state,
        "ending": [(visit.id, visit.stepped_seq) for visit in ending],
        **{name: getattr(ticket, name) for name in CHANGING},
        **{name: at and at.isoformat() for name, at in moments.items()},
    }


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


def latest_stay(work: UnitOfWork, ticket: Ticket) -> Stay | None:
    """The present one, or the last of a visit that is over; None before the first step."""
    return work.session.scalar(LATEST_STAY, {"ticket": ticket.id})


def _move_on(work: UnitOfWork, ticket: Ticket, left: Stay, passed: int | None) -> None:
    # A manager may have set the hall's time back: then the stay was short, not negative.
    left.until = max(work.now, left.since)
    work.session.add(left)  # the earlier stay first, so that the ids are in order
    if ticket.state not in OVER:
        following = _stay_of(ticket, left.until)
        following.passed = passed
        work.session.add(following)
