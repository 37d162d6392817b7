"""Ratings counted: by window, by person, by what the number was taken for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from hall.catalogue.model import Item
from hall.line.model import Service, Ticket, Window
from hall.opinions.model import Grade, Rating
from hall.people.model import Staff


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of the office's table: how often each grade was given."""

    name: str
    counts: tuple[int, ...]  # of grades 1 to 5

    @property
    def total(self) -> int:
        """How many rated."""
        return sum(self.counts)

    @property
    def good_share(self) -> float | None:
        """How many of a hundred were content (grades 1 to 3)."""
        return 100 * sum(self.counts[:3]) / self.total if self.total else None


def all_grades(session: Session, first: date, last: date) -> Tally:
    """Of ratings given from ``first`` to ``last``, both days among them; its name is ""."""
    rows = session.execute(
        select(Rating.grade, func.count())
        .where(Rating.day.between(first, last))
        .group_by(Rating.grade)
    )
    return Tally("", _in_order(dict(rows.all())))


def by_window(session: Session, first: date, last: date) -> list[Tally]:
    """From ``first`` to ``last``, by the window that ended the visit; the most rated first."""
    return _tallies(session, (first, last), Window.id, Window.name)


def by_person(session: Session, first: date, last: date) -> list[Tally]:
    """By who served; the most rated first. Two people may have one name."""
    return _tallies(session, (first, last), Staff.id, Staff.name)


def by_item(session: Session, first: date, last: date) -> list[Tally]:
    """By what the number was taken for: an item of the catalogue, or only a service.

    The most rated first.
    """
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
    return sorted(tallies, key=lambda tally: (-tally.total, tally.name))


def _in_order(counts: dict[int, int]) -> tuple[int, ...]:
    return tuple(counts.get(grade, 0) for grade in Grade)
