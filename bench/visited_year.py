"""Whole years of visits with their waits, walks and services, for a hall that has nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from hall import journal
from hall.clock import HALL_ZONE
from hall.database import open_database
from hall.events import WindowTaken
from hall.line.model import Service, Stay, Ticket, Window
from hall.line.ticket_life import TicketState
from hall.people.model import Staff
from hall.wait_forecast.model import ToldForecast
from hall.wait_forecast.rules.forecast import ForecastKind

OPENS, OPEN_MINUTES = time(8, 30), 500
WORKDAYS = 5
#: Minutes: a wait, a walk, a service; each as the mean of a random one.
WAITED, WALKED, SERVED = 12, 0.5, 7
SPANS = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.FINISHED)


@dataclass(frozen=True, slots=True)
class YearVisit:
    """``moments``: when it was taken, called, served and finished."""

    ticket_id: int
    number: str
    day: date
    service: Service
    window: Window
    staff: int
    moments: tuple[datetime, ...]

    def ticket(self, sequence: int) -> dict[str, Any]:
        taken, called, served, finished = self.moments
        return {
            "id": self.ticket_id, "code": f"year-{self.ticket_id}", "day": self.day,
            "sequence": sequence, "number": self.number, "service_id": self.service.id,
            "first_service_id": self.service.id, "source": "kiosk",
            "state": TicketState.FINISHED, "window_id": self.window.id,
            "first_asked_id": self.staff, "place": float(self.ticket_id), "issued_at": taken,
            "first_called_at": called, "called_at": called, "serving_at": served,
            "closed_at": finished,
        }  # fmt: skip

    def stays(self) -> Iterator[dict[str, Any]]:
        for state, since, until in zip(SPANS, self.moments, [*self.moments[1:], None], strict=True):
            yield {
                "ticket_id": self.ticket_id, "state": state, "window_id": self.window.id,
                "service_id": self.service.id, "since": since, "until": until,
                "passed": 0 if state is TicketState.CALLED else None,
            }  # fmt: skip

    def forecast(self) -> dict[str, Any]:
        began = datetime.combine(self.day, time(), HALL_ZONE)
        made = (self.moments[0] - began).total_seconds() / 60
        return {
            "ticket_id": self.ticket_id, "day": self.day, "service": self.service.prefix,
            "outlook": ForecastKind.TODAY, "made_at": made, "median": made + WAITED,
            "by_position": made, "by_last": made, "said": {}, "settled": True,
        }  # fmt: skip


def fill_year(database: Path, last: date, days: int, a_day: int) -> int:
    """Visits on the weekdays of so many days up to ``last``; how many they are."""
    records = open_database(f"sqlite:///{database}")
    count = 0
    try:
        with records.writing() as session:
            after, year = journal.tail(session), VisitedYear(session)
            for ago in reversed(range(days)):
                day = last - timedelta(days=ago)
                if day.weekday() < WORKDAYS:
                    after = year.keep(after, year.visits(day, count, a_day))
                    count += a_day
    finally:
        records.close()
    return count


class VisitedYear:
    """The hall's services and windows, and a clerk at each of them."""

    def __init__(self, session: Session) -> None:
        self.session, self.random = session, Random(17)
        self.services = session.scalars(select(Service).order_by(Service.id)).all()
        self.people = session.scalars(select(Staff.id).order_by(Staff.id)).all()

    def visits(self, day: date, before: int, a_day: int) -> list[YearVisit]:
        """In the order of their numbers."""
        opens = datetime.combine(day, OPENS, HALL_ZONE).astimezone(UTC)
        found = []
        for turn in range(a_day):
            service = self.services[turn % len(self.services)]
            window = service.windows[turn % len(service.windows)]
            moments = [opens + timedelta(minutes=OPEN_MINUTES * turn / a_day)]
            for minutes in (WAITED, WALKED, SERVED):
                moments.append(moments[-1] + timedelta(minutes=self._about(minutes)))
            number = f"{service.prefix}{turn // len(self.services) + 1:03d}"
            staff = self.people[window.id % len(self.people)]
            visit = YearVisit(
                before + turn + 1, number, day, service, window, staff, tuple(moments)
            )
            found.append(visit)
        return found

    def _about(self, minutes: float) -> float:
        return min(self.random.expovariate(1 / minutes), 10 * minutes)

    def keep(self, after: journal.Tail, visits: list[YearVisit]) -> journal.Tail:
        """Write one day down; of its facts only those that the figures read."""
        numbered = [
            visit.ticket(turn // len(self.services) + 1) for turn, visit in enumerate(visits)
        ]
        self.session.execute(insert(Ticket), numbered)
        self.session.execute(insert(Stay), [stay for visit in visits for stay in visit.stays()])
        self.session.execute(insert(ToldForecast), [visit.forecast() for visit in visits])
        seats = {visit.window.name: visit.staff for visit in visits}
        facts = [WindowTaken(window=window, staff_id=staff) for window, staff in seats.items()]
        return journal.append(self.session, after, visits[0].moments[0], "bench", facts)
