"""Rating a visit: once, by choice, when it is over."""

from datetime import date

from sqlalchemy.orm import Session

from hall.errors import AlreadyRated, Malformed, NotToBeRated
from hall.events import RatingGiven
from hall.line.model import Ticket
from hall.line.ticket_life import TicketState
from hall.opinions.cases import open_case
from hall.opinions.model import BAD_GRADES, Channel, Grade, Rating
from hall.opinions.queries import rating_of
from hall.opinions.served import who_served
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

#: Until the end of the next day: whoever reads for the family may come home in the evening.
DAYS_TO_RATE = 1
LONGEST_WORDS = 200


def rate(
    work: UnitOfWork, ticket: Ticket, grade: int, words: str = "", *, channel: Channel
) -> Rating:
    """Keep what the visitor says of the visit; a bad grade opens a case in the same transaction.

    The journal learns that there is a rating, not which: programs read the journal. Raises
    AlreadyRated, NotToBeRated, Malformed for another grade than 1 to 5 or over 200 characters.
    """
    must_be_ratable(work.session, work.today, ticket)
    if grade not in list(Grade):
        raise Malformed(field="grade")
    rating = Rating(
        ticket=ticket,
        grade=grade,
        words=plain(words, field="words", longest=LONGEST_WORDS),
        channel=channel,
        day=work.today,
        given_at=work.now,
        window_id=ticket.window_id,
        staff_id=who_served(work.session, ticket),
    )
    work.session.add(rating)
    work.session.flush()
    work.record(RatingGiven(rating_id=rating.id))
    if grade in BAD_GRADES:
        open_case(work, rating)
    return rating


def must_be_ratable(session: Session, today: date, ticket: Ticket) -> None:
    """Raises AlreadyRated, NotToBeRated."""
    if rating_of(session, ticket) is not None:
        raise AlreadyRated(number=ticket.number)
    if not in_time(ticket.state, ticket.day, today):
        raise NotToBeRated(number=ticket.number, now=ticket.state)


def in_time(state: TicketState, visited: date, today: date) -> bool:
    """Only a visit that was served, until the end of the next day."""
    return state is TicketState.FINISHED and 0 <= (today - visited).days <= DAYS_TO_RATE


def ratable(session: Session, today: date, ticket: Ticket) -> bool:
    """Whether ``must_be_ratable`` would let it pass."""
    return in_time(ticket.state, ticket.day, today) and rating_of(session, ticket) is None
