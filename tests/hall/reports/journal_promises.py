"""What was foretold, promised and left empty, recomputed from the replayed journal.

Of forecasts and of how often a notice is to come the journal knows nothing: only those are read
from their tables. When somebody was called, sat there or published is the journal's.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from hall.clock import HALL_ZONE, local
from hall.hours.queries import timetable
from hall.notices.model import Notice
from hall.wait_forecast.model import ToldForecast

A_DAY = timedelta(days=1)


def forecast_errors(session, replay, first, last):
    """Seconds, of every forecast whose number was called for the service it was taken for."""
    for told in session.query(ToldForecast).filter(ToldForecast.by_last.is_not(None)):
        visit = replay.visits[told.ticket_id]
        called = next((n for n, stay in enumerate(visit.stays) if stay[0] == "called"), None)
        if called is None or not first <= local(visit.issued).date() <= last:
            continue
        if visit.lines[called] == visit.service:
            at = visit.stays[called][1]
            waited = (at - midnight(local(visit.issued).date())).total_seconds() / 60
            yield 60 * abs(told.median - waited)


def midnight(day):
    return datetime.combine(day, time(), HALL_ZONE)


def unstaffed(session, replay, windows, first, last):
    """Seconds by window and day: cut at every moment at which anything changed, and each piece
    judged as a whole."""
    found = {}
    for day in sorted({local(visit.issued).date() for visit in replay.visits.values()}):
        if first <= day <= last:
            waits = list(waits_of(replay, day))
            hours = timetable(session, day)
            for window in windows:
                open_now = [(half.opens, half.closes) for half in hours.openings(day, {window.id})]
                mine = {service.prefix for service in window.services}
                wanted = [(since, until) for line, since, until in waits if line in mine]
                if seconds := empty_seconds(replay.sat[window.name], wanted, open_now):
                    found[day, window.id] = seconds
    return found


def waits_of(replay, day):
    for visit in replay.visits.values():
        if local(visit.issued).date() == day:
            for line, (state, since, until, *_) in zip(visit.lines, visit.stays, strict=True):
                if state in ("waiting", "transferred"):
                    yield line, since, min(until, midnight(day + A_DAY))


def empty_seconds(sat, wanted, open_now):
    edges = sorted({at for span in [*wanted, *open_now] for at in span} | {at for at, _ in sat})
    total = 0.0
    for begins, ends in zip(edges, edges[1:], strict=False):
        taken = [somebody for at, somebody in sat if at <= begins][-1:] == [True]
        is_in = [any(a <= begins and ends <= b for a, b in spans) for spans in (wanted, open_now)]
        if all(is_in) and not taken:
            total += (ends - begins).total_seconds()
    return total


def disclosures(session, replay, first, last, today):
    """1 for an issue that was published by the day it was due, 0 for one that was not."""
    notices = session.query(Notice).filter(Notice.every_months.is_not(None)).all()
    for notice in notices:
        due = so_many_months_after(local(notice.starts_at).date(), notice.every_months)
        after = [
            local(at).date()
            for number, at in replay.published.items()
            if session.get(Notice, number).previous_id == notice.id
        ]
        if first <= due <= last and (after or due < today):
            yield float(min(after, default=date.max) <= due)


def so_many_months_after(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
