"""What an idle board says of the hours: whether the hall is open, and when it is next."""

from dataclasses import dataclass
from datetime import datetime

from hall.clock import local
from hall.hours.queries import timetable
from hall.line.queries import windows
from hall.unit_of_work import ReadSession


@dataclass(frozen=True, slots=True)
class NextOpening:
    """Of any window of the hall. ``opens`` is None while one is open, and where none will be."""

    opens: datetime | None
    changes: datetime  # when this is true no more


def next_opening(snapshot: ReadSession) -> NextOpening | None:
    """None where the hours are not known: nobody entered any, or the clock is doubted."""
    now, ids = snapshot.now, [window.id for window in windows(snapshot.session)]
    table = timetable(snapshot.session, local(now).date())
    if snapshot.clock_is_doubted or table.always(ids):
        return None
    if closes := table.closes(now, ids):
        return NextOpening(None, closes)
    coming = next(table.opens(now, ids), None)
    return NextOpening(coming.opens, coming.opens) if coming else None
