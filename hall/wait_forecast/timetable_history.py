"""How the timetable was kept on the days that are over, from what the journal saw."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select

from hall.clock import hall_day
from hall.unit_of_work import ReadSession
from hall.wait_forecast import queries
from hall.wait_forecast.journal_rows import last_row_before, rows_after
from hall.wait_forecast.model import KeptSpan
from hall.wait_forecast.opening_minutes import opening
from hall.wait_forecast.presence_events import PresenceEvent, PresenceEvents, PresenceSign
from hall.wait_forecast.rules.values import MinuteSpan
from hall.wait_forecast.staffing import EARLY_MINUTES

#: Days further back are not read any more, if the hall was off for longer.
FARTHEST = timedelta(days=31)
WENT = (PresenceSign.LEFT, PresenceSign.SIGNED_OUT)


def spans_to_keep(snapshot: ReadSession) -> list[KeptSpan]:
    """Of every day since the last one kept, up to yesterday; nobody is missed on a day off."""
    session, today = snapshot.session, snapshot.today
    latest = session.scalar(select(func.max(KeptSpan.day)).where(KeptSpan.day < today))
    first = max(today - FARTHEST, (latest or date.min) + timedelta(days=1))
    rows = rows_after(session, last_row_before(session, first))
    spans: list[KeptSpan] = []
    for day, of_day in groupby(rows, key=lambda row: hall_day(row.at)):
        if first <= day < today:
            seen = PresenceEvents()
            seen.follow(of_day)
            hours = opening(session, day)
            rota = queries.timetable(session, day, hours.weekday)
            spans += _of_day(day, seen, hours.hall, rota)
    return spans


def _of_day(
    day: date,
    seen: PresenceEvents,
    hours: Sequence[MinuteSpan],
    timetable: Mapping[int, Sequence[MinuteSpan]],
) -> Iterator[KeptSpan]:
    if not seen.served:
        return  # the hall was closed, whatever the timetable said
    # Who serves without standing in the timetable keeps the hall's hours.
    everybody = {**dict.fromkeys(seen.served, hours), **timetable}
    for staff, spans in sorted(everybody.items()):
        for place, span in enumerate(spans):
            came, left = kept(span, seen.by_staff.get(staff, ()))
            yield KeptSpan(
                day=day, staff_id=staff, begins=span.begins, ends=span.ends,
                first=place == 0, came=came, left=left,
            )  # fmt: skip


def kept(span: MinuteSpan, seen: Sequence[PresenceEvent]) -> tuple[float | None, float | None]:
    """When somebody came and left; None for both when they were not seen in it.

    Whose first sign is that they did something was signed in since earlier: nothing says that
    they were late. Whose last sign is not that they left stayed to the end.
    """
    here = [event for event in seen if span.begins - EARLY_MINUTES <= event.minute < span.ends]
    if not here:
        return None, None
    first, last = here[0], here[-1]
    gone = last.sign in WENT or (last.sign is PresenceSign.PUNCHED and len(here) > 1)
    left = last.minute if gone else span.ends
    if left <= span.begins:
        return None, None
    came = first.minute if first.sign in (PresenceSign.CAME, PresenceSign.PUNCHED) else span.begins
    return came, left
