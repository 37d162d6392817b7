"""What is asked about ratings and cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.base import LARGEST_ID
from hall.catalogue.model import Item
from hall.errors import NotFound
from hall.line.model import Service, Ticket, Window
from hall.opinions.model import Case, Grade, Opinion, Rating
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
    found = session.scalars(
        select(Case)
        .options(*WITH_VISIT)
        .where(Case.closed_at.is_not(None))
        .order_by(Case.closed_at.desc(), Case.id.desc())
        .limit(most)
    ).all()
    return _not_about(reader, found)


def _not_about(reader: Staff | None, cases: Sequence[Case]) -> Sequence[Case]:
    return [each for each in cases if reader is None or not each.concerns(reader)]


def case_by_id(session: Session, case_id: int, reader: Staff | None = None) -> Case:
    """Whom a case is about is told that there is none: not even that somebody complained."""
    case = session.get(Case, case_id) if 0 < case_id <= LARGEST_ID else None
    if case is None or (reader is not None and case.concerns(reader)):
        raise NotFound(case=case_id)
    return case


def opinion_by_link(session: Session, link: str) -> Opinion:
    found = session.scalar(select(Opinion).where(Opinion.link == link))
    if found is None:
        raise NotFound(opinion=link)
    return found


def case_of(session: Session, opinion: Opinion) -> Case:
    return session.scalars(select(Case).where(Case.opinion_id == opinion.id)).one()


@dataclass(frozen=True, slots=True)
class CasesDue:
    """What the office is reminded of."""

    overdue: int = 0
    today: int = 0
    tomorrow: int = 0

    @property
    def any(self) -> bool:
        return bool(self.overdue or self.today or self.tomorrow)


def due_cases(session: Session, today: date, reader: Staff) -> CasesDue:
    left = [each.days_left(today) for each in open_cases(session, reader)]
    return CasesDue(sum(each < 0 for each in left), left.count(0), left.count(1))


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of the office's table: how often each grade was given."""

    name: str
    counts: tuple[int, ...]  # of grades 1 to 5

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def good_share(self) -> float | None:
        """How many of a hundred were content (grades 1 to 3)."""
        return 100 * sum(self.counts[:3]) / self.total if self.total else None


def all_grades(session: Session, first: date, last: date) -> Tally:
    rows = session.execute(
        select(Rating.grade, func.count())
        .where(Rating.day.between(first, last))
        .group_by(Rating.grade)
    )
    return Tally("", _in_order(dict(rows.all())))


def by_window(session: Session, first: date, last: date) -> list[Tally]:
    return _tallies(session, (first, last), Window.id, Window.name)


def by_person(session: Session, first: date, last: date) -> list[Tally]:
    """Two people may have one name."""
    return _tallies(session, (first, last), Staff.id, Staff.name)


def by_item(session: Session, first: date, last: date) -> list[Tally]:
    """By what the number was taken for: an item of the catalogue, or only a service."""
    code = func.coalesce(Item.code, Service.prefix)
    return _tallies(session, (first, last), code, func.coalesce(Item.name, Service.name))


def _tallies(
    session: Session,
    period: tuple[date, date],
    which: SQLColumnExpression[Any],
    name: SQLColumnExpression[str],
) -> list[Tally]:
    rows = session.execute(
        select(which, name, Rating.grade, func.count())
        .select_from(Rating)
        .join(Ticket, Ticket.id == Rating.ticket_id)
        .join(Service, Service.id == Ticket.service_id)
        .outerjoin(Item, Item.code == Ticket.item_code)
        .outerjoin(Window, Window.id == Rating.window_id)
        .outerjoin(Staff, Staff.id == Rating.staff_id)
        .where(Rating.day.between(*period))
        .group_by(which, name, Rating.grade)
    )
    found: dict[tuple[object, str | None], dict[int, int]] = {}
    for key, called, grade, count in rows:
        found.setdefault((key, called), {})[grade] = count
    tallies = [Tally(called or "", _in_order(counts)) for (_, called), counts in found.items()]
    return sorted(tallies, key=lambda each: (-each.total, each.name))


def _in_order(counts: dict[int, int]) -> tuple[int, ...]:
    return tuple(counts.get(grade, 0) for grade in Grade)
