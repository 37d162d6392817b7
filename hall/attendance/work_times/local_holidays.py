"""Days off of some of the hall, and halves of days: 三八, 五四, a village fair, a flood."""

from collections.abc import Iterable
from datetime import datetime

from hall.attendance.work_times.model import LocalHoliday, WorkGroup
from hall.attendance.work_times.names import LONGEST_NAME
from hall.errors import Malformed
from hall.events import LocalHolidayChanged
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork


def add_local_holiday(
    work: UnitOfWork,
    name: str,
    begins: datetime,
    ends: datetime,
    *,
    group: WorkGroup | None = None,
    people: Iterable[int] | None = None,
) -> LocalHoliday:
    """Of a group, of some people (their ids), or of everybody who is neither named.

    Raises Malformed for one that ends before it begins, and for a name of none or over 20
    characters.
    """
    if ends <= begins:
        raise Malformed(field="until")
    holiday = LocalHoliday(
        name=plain(name, field="name", longest=LONGEST_NAME, shortest=1),
        begins=begins,
        ends=ends,
        group_id=group.id if group else None,
        people=sorted(set(people)) if people is not None else None,
    )
    work.session.add(holiday)
    work.session.flush()
    work.record(_told(holiday))
    return holiday


def take_back_local_holiday(work: UnitOfWork, holiday: LocalHoliday) -> None:
    """It was entered by mistake, or does not take place."""
    work.session.delete(holiday)
    work.record(_told(holiday, taken_back=True))


def _told(holiday: LocalHoliday, *, taken_back: bool = False) -> LocalHolidayChanged:
    return LocalHolidayChanged(
        holiday_id=holiday.id,
        name=holiday.name,
        begins=holiday.begins.isoformat(),
        ends=holiday.ends.isoformat(),
        taken_back=taken_back,
    )
