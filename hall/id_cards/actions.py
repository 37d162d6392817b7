"""What is done with cards: a service asks for them, a ticket is taken with one, all is forgotten.

No fact here holds a number, for the journal is kept for ever.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hall.errors import Malformed
from hall.events import CardNumbersForgotten, CardWishChanged
from hall.id_cards.model import CardRequirement, TicketCard
from hall.line.model import Service, Ticket
from hall.line.ticket_life import IN_LINE, OVER
from hall.machines import IdCard
from hall.sealed_remains import Keep, keep_nothing
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

MOST_DAYS = 180


def wishes(session: Session) -> Mapping[int, int]:
    """The services that ask for a card, with how many days each needs the number."""
    return {wish.service_id: wish.keep_days for wish in session.scalars(select(CardRequirement))}


def change_wish(work: UnitOfWork, service: Service, *, asks: bool, keep_days: int) -> None:
    """Whether the service asks for a card, and for how many days its number is kept afterwards.

    Raises Malformed beyond 0 to 180 days.
    """
    if not 0 <= keep_days <= MOST_DAYS:
        raise Malformed(field="number", least=0, most=MOST_DAYS)
    kept = work.session.get(CardRequirement, service.id)
    if (kept.keep_days if kept else None) == (keep_days if asks else None):
        return
    if asks:
        work.session.merge(CardRequirement(service_id=service.id, keep_days=keep_days))
    elif kept:
        work.session.delete(kept)
    work.record(CardWishChanged(service=service.prefix, asks=asks, keep_days=keep_days))


def waits_already(work: UnitOfWork, service: Service, card: IdCard) -> Ticket | None:
    """One card has one place in a line: the ticket that it has there today."""
    return work.session.scalar(
        select(Ticket)
        .join(TicketCard, TicketCard.ticket_id == Ticket.id)
        .where(
            Ticket.day == work.today,
            Ticket.service_id == service.id,
            Ticket.state.in_(IN_LINE),
            TicketCard.number == card.number,
        )
        .limit(1)
    )


def tickets_with(work: UnitOfWork, card: IdCard) -> Sequence[Ticket]:
    """Today's tickets that were taken with this card and are not over, the latest first."""
    return work.session.scalars(
        select(Ticket)
        .join(TicketCard, TicketCard.ticket_id == Ticket.id)
        .where(
            Ticket.day == work.today,
            Ticket.state.not_in(OVER),
            TicketCard.number == card.number,
        )
        .order_by(Ticket.id.desc())
    ).all()


def note_card(work: UnitOfWork, ticket: Ticket, card: IdCard) -> None:
    """Keep the card's number with the ticket until the service's days are over."""
    if work.session.get(TicketCard, ticket.id):
        return  # the same touch once more
    wish = work.session.get(CardRequirement, ticket.service_id)
    until = work.today + timedelta(days=wish.keep_days if wish else 0)
    work.session.add(TicketCard(ticket_id=ticket.id, number=card.number, until=until))


def card_behind(session: Session, ticket: Ticket) -> TicketCard | None:
    """The number that was taken with; None without a card, and when its time is over."""
    return session.get(TicketCard, ticket.id)


def some_are_over(snapshot: ReadSession) -> bool:
    """Asked first without the write lock: there is hardly ever anything; and nothing while the
    clock is doubted, for what is forgotten does not come back."""
    return not snapshot.clock_is_doubted and bool(
        snapshot.session.scalar(select(func.min(TicketCard.until) < snapshot.today))
    )


def forget_old_cards(hall: Hall, keep: Keep) -> int:
    """Asked first without the write lock; returns how many."""
    with hall.read() as snapshot:
        if not some_are_over(snapshot):
            return 0
    with hall.work() as work:
        return forget_old_numbers(work, keep)


def forget_old_numbers(work: UnitOfWork, keep: Keep = keep_nothing) -> int:
    """Delete the numbers whose last day is over; the journal is told how many, never which.

    None of them while the clock is doubted."""
    if work.clock_is_doubted:
        return 0
    over = TicketCard.until < work.today
    old = work.session.scalars(select(TicketCard).where(over)).all()
    if old:
        keep(work, old)
        work.session.execute(delete(TicketCard).where(over))
        work.record(CardNumbersForgotten(count=len(old)))
    return len(old)


def kept_numbers(session: Session) -> int:
    """How many numbers are on disk at present."""
    return session.scalar(select(func.count()).select_from(TicketCard)) or 0
