"""What is asked about ratings and cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.line.model import Ticket
from hall.opinions.model import Case, Opinion, Rating
from hall.people.model import Staff

#: How many closed cases the office lists.
MOST_CLOSED = 50

WITH_VISIT = (
    joinedload(Case.rating).joinedload(Rating.ticket),
    joinedload(Case.rating).joinedload(Rating.window),
    joinedload(Case.rating).joinedload(Rating.staff),
    joinedload(Case.opinion).joinedload(Opinion.window),
    joinedload(Case.opinion).joinedload(Opinion.service),
    selectinload(Case.answers),
)


def rating_of(session: Session, ticket: Ticket) -> Rating | None:
    """None: the visit was not rated."""
    return session.scalar(select(Rating).where(Rating.ticket_id == ticket.id))


def open_cases(session: Session, reader: Staff | None = None) -> Sequence[Case]:
    """Whatever is due first stands first; without what is about the reader."""
    found = session.scalars(
        select(Case)
        .options(*WITH_VISIT)
        .where(Case.closed_at.is_(None))
        .order_by(Case.due_on, Case.id)
    ).all()
    return _not_about(reader, found)


def closed_cases(
    session: Session, reader: Staff | None = None, most: int = MOST_CLOSED
) -> Sequence[Case]:
    """Whatever was closed last stands first; without what is about the reader."""
    found = session.scalars(
        select(Case)
        .options(*WITH_VISIT)
        .where(Case.closed_at.is_not(None))
        .order_by(Case.closed_at.desc(), Case.id.desc())
        .limit(most)
    ).all()
    return _not_about(reader, found)


def _not_about(reader: Staff | None, cases: Sequence[Case]) -> Sequence[Case]:
    return [case for case in cases if reader is None or not case.concerns(reader)]


def case_by_id(session: Session, case_id: int, reader: Staff | None = None) -> Case:
    """Whom a case is about is told that there is none: not even that somebody complained.

    Raises NotFound.
    """
    case = session.get(Case, case_id) if 0 < case_id <= LARGEST_ID else None
    if case is None or (reader is not None and case.concerns(reader)):
        raise NotFound(case=case_id)
    return case


def opinion_by_link(session: Session, link: str) -> Opinion:
    """By what its QR code carries, until it is forgotten. Raises NotFound."""
    found = session.scalar(select(Opinion).where(Opinion.link == link))
    if found is None:
        raise NotFound(opinion=link)
    return found


def case_of(session: Session, opinion: Opinion) -> Case:
    """Every opinion has one."""
    return session.scalars(select(Case).where(Case.opinion_id == opinion.id)).one()


@dataclass(frozen=True, slots=True)
class CasesDue:
    """What the office is reminded of."""

    overdue: int = 0
    today: int = 0
    tomorrow: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to remind of."""
        return bool(self.overdue or self.today or self.tomorrow)


def due_cases(session: Session, today: date, reader: Staff) -> CasesDue:
    """Of those the reader may see: overdue, due today, due tomorrow."""
    left = [case.days_left(today) for case in open_cases(session, reader)]
    return CasesDue(sum(days < 0 for days in left), left.count(0), left.count(1))
