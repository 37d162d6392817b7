"""Personal data is kept no longer than needed: some days after its case was closed
(the office says how many; at first as many as hall/settings.py says)."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from hall.errors import Malformed
from hall.opinions.model import Case, Opinion
from hall.sealed_remains import Keep, keep_nothing
from hall.settings import change_setting, number_setting
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

KEEP = "opinion_days"
MOST_DAYS = 3 * 365


def forget_old_opinions(hall: Hall, keep: Keep = keep_nothing) -> int:
    """The caretaker's chore; returns how many. Asked first without the write lock: mostly there is
    nothing to do.
    """
    with hall.read() as snapshot:
        if not _over(snapshot):
            return 0
    with hall.work() as work:
        old = _over(work)
        keep(work, old)
        for opinion in old:
            _forget(work, opinion)
    return len(old)


def _over(at: ReadSession | UnitOfWork) -> Sequence[Opinion]:
    """None while the clock is doubted: what is forgotten does not come back."""
    if at.clock_is_doubted:
        return ()
    keep = timedelta(days=number_setting(at.session, KEEP))
    return at.session.scalars(
        select(Opinion)
        .join(Case, Case.opinion_id == Opinion.id)
        .where(Opinion.forgotten_at.is_(None), Case.closed_on <= at.today - keep)
    ).all()


def _forget(work: UnitOfWork, opinion: Opinion) -> None:
    """Words, number, codes and the paper; what kind it was and where remains to be counted."""
    opinion.words = opinion.telephone = ""
    opinion.code = opinion.link = opinion.request_key = None
    if opinion.paper is not None:
        paper, opinion.paper = opinion.paper, None
        work.session.flush()
        work.session.delete(paper)
    opinion.forgotten_at = work.now


def keep_for(work: UnitOfWork, days: int) -> None:
    """Days after the case was closed, for those that are kept now too. Raises Malformed unless 1 to
    three years.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Malformed(field="days", longest=MOST_DAYS)
    change_setting(work, KEEP, str(days))
