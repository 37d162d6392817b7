"""Who served a visit, and where: known to the stays and the journal, whoever asks later."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import WindowTaken
from hall.journal import Entry
from hall.line.life import AT_A_WINDOW, State
from hall.line.model import Stay, Ticket, Window
from hall.people.queries import staff_by_id


@dataclass(frozen=True, slots=True)
class Served:
    window_id: int | None
    staff_id: int | None


def who_served(session: Session, ticket: Ticket) -> Served:
    """The last window that served; who took the last step there, or else who sat there."""
    window_id = _window_of(session, ticket)
    window = session.get(Window, window_id) if window_id else None
    staff_id = _staff_in(ticket.stepped_by or "")
    if staff_id is None and window is not None:  # a call pad or a program pressed the key
        staff_id = _seated(session, window.name, ticket.stepped_seq or 0)
    known = staff_by_id(session, staff_id) if staff_id else None
    return Served(window_id, known.id if known else None)


def _window_of(session: Session, ticket: Ticket) -> int | None:
    """Who only ever presses "next" never begins: then the window that called."""
    rows = session.execute(
        select(Stay.state, Stay.window_id)
        .where(Stay.ticket_id == ticket.id, Stay.state.in_(AT_A_WINDOW))
        .order_by(Stay.id.desc())
    ).all()
    served = [window_id for state, window_id in rows if state is State.SERVING]
    return (served or [window_id for _, window_id in rows] or [ticket.window_id])[0]


def _staff_in(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else None


def _seated(session: Session, window: str, seq: int) -> int | None:
    taken = session.scalars(
        select(Entry.details)
        .where(Entry.kind == WindowTaken.kind, Entry.seq <= seq)
        .order_by(Entry.seq.desc())
    )
    return next((each["staff_id"] for each in taken if each["window"] == window), None)
