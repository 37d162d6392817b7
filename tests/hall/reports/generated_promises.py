"""What a generated hall foretells and promises: forecasts of its numbers, and periodic notices."""

from random import Random

from hall.line.model import Ticket
from hall.notices.model import Notice, NoticeKind
from hall.notices.publishing import approve, submit
from hall.notices.schedule import Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.writing import Draft, revise, write
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.model import ToldForecast
from hall.wait_forecast.rules.forecast import ForecastKind

MONTHLY = "收费公示"


def foretell(work: UnitOfWork, ticket: Ticket, random: Random) -> None:
    """Any forecast of its wait; one in five has nothing that it could be compared with."""
    made = minute_of(work.now)
    work.session.add(
        ToldForecast(
            ticket_id=ticket.id,
            day=work.today,
            service=ticket.service.prefix,
            outlook=ForecastKind.TODAY,
            made_at=made,
            median=made + random.randint(0, 90),
            by_position=made + 10,
            by_last=made + 10 if random.random() < 0.8 else None,
            said={},
        )
    )


def issue(work: UnitOfWork, random: Random, earlier: Notice | None, by: Staff, to: Staff) -> Notice:
    """A new monthly notice, or the next of one that is there."""
    draft = Draft(kind=NoticeKind.TEXT, title=MONTHLY, body="每月一次。")
    found = revise(work, earlier, by) if earlier else write(work, draft, by)
    submit(work, found)
    approve(work, found, to)
    reschedule(
        work, found, NoticeSchedule(Schedule(work.now), every_months=random.choice((1, 1, 3)))
    )
    return found
