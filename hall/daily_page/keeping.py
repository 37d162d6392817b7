"""Which days want a page, and keeping it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.clock import hall_day
from hall.daily_page.day_figures import DayFigures, bounds
from hall.daily_page.model import DailyPage
from hall.events import DailyPageKept, HallOpened
from hall.hours.queries import calendar, keeps_hours, timetable
from hall.journal import JournalEntry
from hall.line.model import Ticket
from hall.line.queries import windows
from hall.line.ticket_life import OVER
from hall.unit_of_work import ReadSession, UnitOfWork

#: A server that was off for longer makes up no more pages than these.
MOST_DAYS_BACK = 31
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WantedPage:
    """``made_up``: the server was off when that day ended."""

    day: date
    made_up: bool = False
    is_final: bool = True


def wanted_pages(snapshot: ReadSession) -> list[WantedPage]:
    """The days over without a last page, earliest first, and today once the hall has closed.

    Nothing while the clock is doubted: then nobody knows which day is over.
    """
    if snapshot.clock_is_doubted:
        return []
    found = [*_days_over(snapshot)]
    today = snapshot.today
    if page_of(snapshot.session, today) is None and _has_closed(snapshot):
        found.append(WantedPage(today, is_final=False))
    return found


def keep_page(work: UnitOfWork, wanted: WantedPage, figures: DayFigures) -> DailyPage:
    """The one page of that day; made again, it takes the place of what it was."""
    page = work.session.get(DailyPage, wanted.day) or DailyPage(day=wanted.day, made_up=False)
    page.made_at, page.figures = work.now, figures.kept()
    page.made_up, page.is_final = page.made_up or wanted.made_up, wanted.is_final
    work.session.add(page)
    work.record(DailyPageKept(day=wanted.day.isoformat(), made_up=page.made_up))
    return page


def page_of(session: Session, day: date) -> DailyPage | None:
    """None: none was made."""
    return session.get(DailyPage, day)


def latest_pages(session: Session, before: date | None = None, most: int = 60) -> list[DailyPage]:
    """The latest first; of days before ``before``, where it is given."""
    asked = select(DailyPage).order_by(DailyPage.day.desc()).limit(most)
    return list(session.scalars(asked.where(DailyPage.day < before) if before else asked))


def _days_over(snapshot: ReadSession) -> Iterator[WantedPage]:
    session, today = snapshot.session, snapshot.today
    opened_first, opened_last = session.execute(
        select(func.min(JournalEntry.at), func.max(JournalEntry.at)).where(
            JournalEntry.kind == HallOpened.kind
        )
    ).one()
    if opened_first is None:
        return
    first = max(hall_day(opened_first), today - MOST_DAYS_BACK * ONE_DAY)
    done = set(
        session.scalars(select(DailyPage.day).where(DailyPage.day >= first, DailyPage.is_final))
    )
    days = calendar(session, first, today)
    for ahead in range((today - first).days):
        day = first + ahead * ONE_DAY
        if day in done or not (days.is_working_day(day) or _had_numbers(session, day)):
            continue
        yield WantedPage(day, made_up=opened_last >= bounds(day)[1])


def _had_numbers(session: Session, day: date) -> bool:
    return session.scalar(select(Ticket.id).where(Ticket.day == day).limit(1)) is not None


def _has_closed(snapshot: ReadSession) -> bool:
    """The last opening of today is over and nobody is left; never where no hours are kept."""
    session, today = snapshot.session, snapshot.today
    if not keeps_hours(session):
        return False
    table, ids = timetable(session, today), [window.id for window in windows(session)]
    if table.always(ids):
        return False
    closes = max((opening.closes for opening in table.openings(today, ids)), default=None)
    is_open = select(Ticket.id).where(Ticket.day == today, Ticket.state.not_in(OVER)).limit(1)
    return closes is not None and snapshot.now >= closes and session.scalar(is_open) is None
