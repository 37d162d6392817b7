"""What can be said of the clock: doubted, set by a time source, or known by nobody here.

A hall without any time source is not at fault; once a month somebody is asked to compare.
"""

from datetime import timedelta

from sqlalchemy import select

from hall.needs.surroundings import Surroundings
from hall.opening_check.model import OpeningCheck
from hall.unit_of_work import ReadSession

#: A time source answers at least hourly; one that has been silent for a day is gone.
LATELY = timedelta(days=1)
#: The word of the remark: please compare the clock with another.
COMPARE = "compare"


def clock_word(snapshot: ReadSession, around: Surroundings) -> str:
    """``doubted``, ``synchronised``, COMPARE (the first day of a month) or ``unwatched``."""
    if snapshot.clock_is_doubted:
        return "doubted"
    last = around.clock_set()
    if last is not None and abs(snapshot.now - last) <= LATELY:
        return "synchronised"
    return "unwatched" if _compared_this_month(snapshot) else COMPARE


def _compared_this_month(snapshot: ReadSession) -> bool:
    """Whether another day of this month has asked for it."""
    days = select(OpeningCheck).where(
        OpeningCheck.day >= snapshot.today.replace(day=1), OpeningCheck.day < snapshot.today
    )
    return any(
        (row["part"], row["how"]) == ("clock", COMPARE)
        for check in snapshot.session.scalars(days)
        for row in check.findings
    )
