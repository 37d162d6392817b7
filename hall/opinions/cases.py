"""Cases: opened by a bad rating, answered within a limit, closed by the first answer."""

from datetime import date, timedelta

from hall.errors import AlreadyAnswered, Malformed, NotAnswered
from hall.events import CaseAnswered, CaseLimitChanged, CaseOpened
from hall.opinions.model import Answer, Case, Rating, Source
from hall.opinions.words import plain
from hall.people.model import Staff
from hall.settings import change_setting, number_setting
from hall.work import Work

LONGEST_ANSWER = 1000
#: The settings that hold the limits, and what a limit may be.
ORDINARY, COMPLEX = "case_days", "complex_case_days"
MOST_DAYS = 365


def due_day(opened: date, days: int) -> date:
    """The last day in time, in calendar days: the day of opening does not count."""
    return opened + timedelta(days=days)


def open_case(work: Work, rating: Rating) -> Case:
    opened = work.today
    case = Case(
        source=Source.RATING,
        rating=rating,
        opened_at=work.now,
        opened_on=opened,
        due_on=due_day(opened, number_setting(work.session, ORDINARY)),
    )
    work.session.add(case)
    work.session.flush()
    work.record(CaseOpened(case_id=case.id))
    return case


def weigh(work: Work, case: Case, *, is_complex: bool) -> None:
    """Say whether a case is complex; the limit of its kind counts from the day it was opened."""
    if case.closed_at is not None:
        raise AlreadyAnswered()
    if case.complex is is_complex:
        return  # pressed twice
    days = number_setting(work.session, COMPLEX if is_complex else ORDINARY)
    case.complex, case.due_on = is_complex, due_day(case.opened_on, days)
    work.record(
        CaseLimitChanged(case_id=case.id, is_complex=is_complex, due_on=case.due_on.isoformat())
    )


def answer(work: Work, case: Case, words: str, *, by: Staff) -> None:
    """Close the case. Whoever comes second sees the first answer before saying more."""
    if case.closed_at is not None:
        raise AlreadyAnswered()
    case.closed_at, case.closed_on = work.now, work.today
    _keep(work, case, words, by)


def correct(work: Work, case: Case, words: str, *, by: Staff) -> None:
    """Answer a closed case anew; the earlier answer stays, and so does the day it was closed."""
    if case.closed_at is None:
        raise NotAnswered()
    _keep(work, case, words, by)


def _keep(work: Work, case: Case, words: str, by: Staff) -> None:
    words = plain(words, field="answer", longest=LONGEST_ANSWER, shortest=1)
    if case.answers and case.answers[-1].words == words:
        return  # pressed twice
    correction = bool(case.answers)
    case.answers.append(Answer(words=words, given_at=work.now, staff_id=by.id))
    work.session.flush()
    work.record(CaseAnswered(case_id=case.id, correction=correction))


def set_limits(work: Work, *, ordinary: int, complex_days: int) -> None:
    """For cases opened or weighed from now on: an open case keeps the day it was given."""
    if not 1 <= ordinary <= complex_days <= MOST_DAYS:
        raise Malformed(field="case_days", longest=MOST_DAYS)
    change_setting(work, ORDINARY, str(ordinary))
    change_setting(work, COMPLEX, str(complex_days))
