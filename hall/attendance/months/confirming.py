"""Each looks at their own month and confirms it, or says what is not right."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import MonthWord
from hall.errors import ClockInDoubt, MonthIsLocked, MonthNotOver, NotFound
from hall.events import MonthAnswered, MonthConfirmed, MonthObjected
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_OBJECTION = 200


def words_about(session: Session, month: CalendarMonth) -> Sequence[MonthWord]:
    """The latest of each person."""
    latest = select(func.max(MonthWord.id)).where(MonthWord.month == month.first)
    asked = select(MonthWord).where(MonthWord.id.in_(latest.group_by(MonthWord.staff_id)))
    return session.scalars(asked.options(joinedload(MonthWord.staff))).all()


def open_objections(session: Session, month: CalendarMonth) -> list[MonthWord]:
    """Those that nobody answered."""
    return [word for word in words_about(session, month) if word.objection and not word.answer]


def confirm(work: UnitOfWork, month: CalendarMonth, person: Staff) -> None:
    """Said again it stands as said last. Raises ClockInDoubt, MonthNotOver, MonthIsLocked."""
    _say(work, month, person, "")
    work.record(MonthConfirmed(month=str(month), staff_id=person.id))


def object_to(work: UnitOfWork, month: CalendarMonth, person: Staff, why: str) -> None:
    """Raises as ``confirm``, and Malformed for words of none or over 200 characters."""
    _say(work, month, person, plain(why, field="why", longest=LONGEST_OBJECTION, shortest=1))
    work.record(MonthObjected(month=str(month), staff_id=person.id))


def answer_objection(work: UnitOfWork, word_id: int, answer: str, by: Staff) -> None:
    """Raises NotFound, and Malformed for words of none or over 200 characters."""
    word = work.session.get(MonthWord, word_id)
    if word is None or not word.objection:
        raise NotFound(word=word_id)
    word.answer = plain(answer, field="answer", longest=LONGEST_OBJECTION, shortest=1)
    word.answered_by_id = by.id
    month = f"{word.month:%Y-%m}"
    work.record(MonthAnswered(month=month, staff_id=word.staff_id))


def _say(work: UnitOfWork, month: CalendarMonth, person: Staff, objection: str) -> None:
    if work.clock_is_doubted:
        raise ClockInDoubt()
    if work.today <= month.last:
        raise MonthNotOver(month=str(month))
    if locked(work.session, month):
        raise MonthIsLocked(month=str(month))
    word = MonthWord(month=month.first, staff=person, said_at=work.now, objection=objection)
    work.session.add(word)
