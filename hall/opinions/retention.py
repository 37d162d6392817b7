"""Personal data is kept no longer than needed: some days after its case was closed
(the office says how many; at first as many as hall/settings.py says)."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select

from hall.opinions.model import Case, Opinion, Rating
from hall.sealed_remains import Keep, keep_nothing
from hall.settings import number_setting
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


def forget_old_rating_words(hall: Hall, keep: Keep = keep_nothing) -> int:
    """What was typed with a rating; how many. The grade stays, to be counted."""
    with hall.read() as snapshot:
        if not _over_words(snapshot):
            return 0
    with hall.work() as work:
        old = _over_words(work)
        keep(work, old)
        for rating in old:
            rating.words = ""
    return len(old)


def _over_words(at: ReadSession | UnitOfWork) -> Sequence[Rating]:
    """Of ratings without a case by their own day; none while the clock is doubted."""
    if at.clock_is_doubted:
        return ()
    last = at.today - timedelta(days=number_setting(at.session, KEEP))
    is_over = or_(
        and_(Case.id.is_(None), Rating.day <= last),
        and_(Case.id.is_not(None), Case.closed_on <= last),
    )
    worded = select(Rating).outerjoin(Case, Case.rating_id == Rating.id)
    return at.session.scalars(worded.where(Rating.words != "", is_over)).all()


def _forget(work: UnitOfWork, opinion: Opinion) -> None:
    """Words, number, codes and the paper; what kind it was and where remains to be counted."""
    opinion.words = opinion.telephone = ""
    opinion.code = opinion.link = opinion.request_key = None
    if opinion.paper is not None:
        paper, opinion.paper = opinion.paper, None
        work.session.flush()
        work.session.delete(paper)
    opinion.forgotten_at = work.now
