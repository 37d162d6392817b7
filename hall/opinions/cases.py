"""Cases: opened by a bad rating or an opinion, answered in time, closed by the first answer."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from hall.errors import AlreadyAnswered, Malformed, NotAnswered
from hall.events import CaseAnswered, CaseLimitChanged, CaseOpened
from hall.hours.calendar import FARTHEST
from hall.hours.queries import calendar
from hall.opinions.model import Case, CaseAnswer, CaseSource, Opinion, Rating
from hall.people.model import Staff
from hall.plain_text import plain
from hall.settings import change_setting, number_setting, setting
from hall.unit_of_work import UnitOfWork

LONGEST_ANSWER = 1000
#: The settings that hold the limits and how they are counted, and what a limit may be.
ORDINARY, COMPLEX, COUNT = "case_days", "complex_case_days", "case_days_count"
MOST_DAYS = 365


class Counting(StrEnum):
    CALENDAR = "calendar"  # 自然日
    WORKING = "working"  # 工作日, by the hall's calendar


def due_day(session: Session, opened: date, *, is_complex: bool) -> date:
    """The last day in time, by calendar or working days: the day of opening does not count."""
    days = number_setting(session, COMPLEX if is_complex else ORDINARY)
    if setting(session, COUNT) == Counting.WORKING:
        known = calendar(session, opened, opened + FARTHEST)
        return known.add_working_days(opened, days)
    return opened + timedelta(days=days)


def open_case(work: UnitOfWork, about: Rating | Opinion) -> Case:
    """With the ordinary limit; in the transaction that keeps the rating or the opinion."""
    opened = work.today
    case = Case(
        source=CaseSource.RATING if isinstance(about, Rating) else CaseSource.OPINION,
        rating=about if isinstance(about, Rating) else None,
        opinion=about if isinstance(about, Opinion) else None,
        opened_at=work.now,
        opened_on=opened,
        due_on=due_day(work.session, opened, is_complex=False),
    )
    work.session.add(case)
    work.session.flush()
    work.record(CaseOpened(case_id=case.id, source=case.source))
    return case


def weigh(work: UnitOfWork, case: Case, *, is_complex: bool) -> None:
    """Say whether a case is complex; the limit of its kind counts from the day it was opened.

    Raises AlreadyAnswered.
    """
    if case.closed_at is not None:
        raise AlreadyAnswered()
    if case.complex is is_complex:
        return  # pressed twice
    case.complex = is_complex
    case.due_on = due_day(work.session, case.opened_on, is_complex=is_complex)
    work.record(
        CaseLimitChanged(case_id=case.id, is_complex=is_complex, due_on=case.due_on.isoformat())
    )


def answer(work: UnitOfWork, case: Case, words: str, *, by: Staff) -> None:
    """Close the case. Whoever comes second sees the first answer before saying more.

    Raises AlreadyAnswered, Malformed for words that are none, or more than 1000 characters.
    """
    if case.closed_at is not None:
        raise AlreadyAnswered()
    case.closed_at, case.closed_on = work.now, work.today
    _keep(work, case, words, by)


def correct(work: UnitOfWork, case: Case, words: str, *, by: Staff) -> None:
    """Answer a closed case anew; the earlier answer stays, and so does the day it was closed.

    Raises NotAnswered, Malformed for words that are none, or more than 1000 characters.
    """
    if case.closed_at is None:
        raise NotAnswered()
    _keep(work, case, words, by)


def _keep(work: UnitOfWork, case: Case, words: str, by: Staff) -> None:
    words = plain(words, field="answer", longest=LONGEST_ANSWER, shortest=1)
    if case.answers and case.answers[-1].words == words:
        return  # pressed twice
    correction = bool(case.answers)
    case.answers.append(CaseAnswer(words=words, given_at=work.now, staff_id=by.id))
    work.session.flush()
    work.record(CaseAnswered(case_id=case.id, correction=correction))


def set_limits(work: UnitOfWork, *, ordinary: int, complex_days: int, count: Counting) -> None:
    """For cases opened or weighed from now on: an open case keeps the day it was given.

    Days; raises Malformed unless 1 <= ordinary <= complex <= 365.
    """
    if not 1 <= ordinary <= complex_days <= MOST_DAYS:
        raise Malformed(field="case_days", longest=MOST_DAYS)
    change_setting(work, ORDINARY, str(ordinary))
    change_setting(work, COMPLEX, str(complex_days))
    change_setting(work, COUNT, count)
