"""How the timetable was kept on the days that are over, from what the journal saw."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select

from hall.clock import hall_day
from hall.line.forecast.values import Span
from hall.outlook import queries, reading
from hall.outlook.model import KeptSpan
from hall.outlook.opening import opening
from hall.outlook.sightings import Sighting, Sightings, Sign
from hall.outlook.staffing import EARLY_MINUTES
from hall.work import Look

#: Days further back are not read any more, if the hall was off for longer.
FARTHEST = timedelta(days=31)


def spans_to_keep(look: Look) -> list[KeptSpan]:
    """Of every day since the last one kept, up to yesterday; nobody is missed on a day off."""
    session, today = look.session, look.today
    latest = session.scalar(select(func.max(KeptSpan.day)).where(KeptSpan.day < today))
    first = max(today - FARTHEST, (latest or date.min) + timedelta(days=1))
    rows = reading.rows_after(session, reading.last_row_before(session, first))
    spans: list[KeptSpan] = []
    for day, of_day in groupby(rows, key=lambda row: hall_day(row.at)):
        if first <= day < today:
            seen = Sightings()
            seen.follow(of_day)
            hours = opening(session, day)
            rota = queries.timetable(session, day, hours.weekday)
            spans += _of_day(day, seen, hours.hall, rota)
    return spans


def _of_day(
    day: date, seen: Sightings, hours: Sequence[Span], timetable: Mapping[int, Sequence[Span]]
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


def kept(span: Span, seen: Sequence[Sighting]) -> tuple[float | None, float | None]:
    """When somebody came and left; None for both when they were not seen in it.

    Whose first sign is that they did something was signed in since earlier: nothing says that
    they were late. Whose last sign is not that they left stayed to the end.
    """
    here = [each for each in seen if span.begins - EARLY_MINUTES <= each.minute < span.ends]
    if not here:
        return None, None
    first, last = here[0], here[-1]
    gone = last.sign is Sign.LEFT or (last.sign is Sign.PUNCHED and len(here) > 1)
    left = last.minute if gone else span.ends
    if left <= span.begins:
        return None, None
    came = first.minute if first.sign in (Sign.CAME, Sign.PUNCHED) else span.begins
    return came, left
