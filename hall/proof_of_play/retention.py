"""The diaries of screens are kept as long as a proof may need them, and then forgotten bit by bit.

The longest period is 400 days; whoever sues over what was published has a year. What stays for ever
is the paper made at the end, and its hash in the journal. An hour's run forgets little, though
more than a hundred screens tell: a clock that stands wrong for a morning does not empty the shelf.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from hall.errors import RecordsForgotten
from hall.events import ExposuresForgotten
from hall.proof_of_play.model import Exposure
from hall.screens.model import Screen
from hall.sealed_remains import Keep, keep_nothing
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

KEPT = timedelta(days=800)
MOST_AT_ONCE = 500


def forget_old_exposures(hall: Hall, most: int = MOST_AT_ONCE, keep: Keep = keep_nothing) -> int:
    """The caretaker's chore. Asked first without the write lock: mostly there is nothing to do."""
    with hall.read() as snapshot:
        if not _over(snapshot, 1):
            return 0
    with hall.work() as work:
        old = _over(work, most)
        keep(work, work.session.scalars(select(Exposure).where(Exposure.id.in_(old))).all())
        work.session.execute(delete(Exposure).where(Exposure.id.in_(old)))
        if old:
            work.record(ExposuresForgotten(count=len(old)))
    return len(old)


def _over(at: ReadSession | UnitOfWork, most: int) -> Sequence[int]:
    """By screen, as the index lies; none while the clock is doubted."""
    if at.clock_is_doubted:
        return ()
    every_screen = Exposure.screen_id.in_(select(Screen.id))
    is_old = Exposure.ends_at < at.now - KEPT
    return at.session.scalars(select(Exposure.id).where(every_screen, is_old).limit(most)).all()


def must_be_remembered(began: datetime, now: datetime) -> None:
    """Raises RecordsForgotten: a paper about it would call gaps what was only forgotten."""
    if began < now - KEPT:
        raise RecordsForgotten
