"""Cases: due after so many days, whatever the calendar does; closed once; corrected in the open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hall.errors import AlreadyAnswered, Malformed, NotAnswered
from hall.events import CaseAnswered, CaseLimitChanged
from hall.hours.queries import calendar
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries
from hall.opinions.cases import Counting, answer, correct, due_day, set_limits, weigh
from hall.opinions.model import Case, Channel
from hall.opinions.queries import case_by_id, closed_cases, open_cases
from hall.opinions.rating import rate
from hall.people.queries import staff_by_account


@pytest.fixture
def case(hall):
    """A visit that ended badly; returns the case's id."""

    def opened() -> int:
        with hall.work("staff:3") as work:
            found = queries.service_by_prefix(work.session, "A")
            ticket = issue_ticket(work, found, TicketRequest("kiosk"))
            calling.call(work, ticket, queries.window_by_name(work.session, "1"))
            finishing.finish(work, ticket)
            rate(work, ticket, 5, "等太久", channel=Channel.PHONE)
            return work.session.scalars(select(Case).order_by(Case.id.desc())).first().id

    return opened


def do(hall, action, case_id, *arguments, **more):
    with hall.work("staff:1") as work:
        action(work, case_by_id(work.session, case_id), *arguments, **more)


def say(hall, action, case_id, words):
    with hall.work("staff:1") as work:
        director = staff_by_account(work.session, "jia")
        action(work, case_by_id(work.session, case_id), words, by=director)


def read(hall, case_id):
    with hall.read() as snapshot:
        found = case_by_id(snapshot.session, case_id)
        return found, [each.words for each in found.answers]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dates(date(2019, 1, 1), date(2090, 1, 1)), st.booleans(), st.booleans(), st.integers(-3, 3)
)
def test_so_many_days_after_the_day_of_opening(hall, opened, is_complex, working, off):
    days = 15 if is_complex else 7
    with hall.work("staff:1") as work:
        count = Counting.WORKING if working else Counting.CALENDAR
        set_limits(work, ordinary=7, complex_days=15, count=count)
        due = due_day(work.session, opened, is_complex=is_complex)
    case = Case(opened_on=opened, due_on=due)

    passed = [opened + timedelta(days=n) for n in range(1, (due - opened).days + 1)]
    with hall.read() as snapshot:
        known = calendar(snapshot.session, opened, due)
    assert len([day for day in passed if not working or known.is_working_day(day)]) == days
    assert not working or known.is_working_day(due)
    assert case.overdue_on(due + timedelta(days=off)) == (off > 0)


def test_working_days_leave_the_holidays_out(hall, case, clock):
    clock.now = datetime(2025, 9, 29, 1, tzinfo=UTC)  # two days before the National Day
    with hall.work("staff:1") as work:
        set_limits(work, ordinary=3, complex_days=15, count=Counting.WORKING)

    # The 30th, and after the holidays Thursday the 9th and Friday the 10th.
    assert read(hall, case())[0].due_on == date(2025, 10, 10)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 12, 31, 1, tzinfo=UTC), date(2027, 1, 7)),  # over the year's end
        (datetime(2027, 2, 25, 1, tzinfo=UTC), date(2027, 3, 4)),
        (datetime(2028, 2, 25, 1, tzinfo=UTC), date(2028, 3, 3)),  # a leap year
        (datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), date(2026, 11, 30)),  # 23:59:59
        (datetime(2026, 11, 23, 16, 0, 0, tzinfo=UTC), date(2026, 12, 1)),  # midnight
    ],
)
def test_the_hall_counts_its_own_days(hall, case, clock, now, due):
    clock.now = now

    found, _ = read(hall, case())

    assert found.due_on == due
    assert not found.overdue_on(due)
    assert found.overdue_on(due + timedelta(days=1))


def test_a_complex_case_has_longer_from_the_day_it_was_opened(hall, case, clock, facts):
    case_id = case()
    clock.advance(days=6)

    for _ in range(2):  # pressed twice
        do(hall, weigh, case_id, is_complex=True)

    assert read(hall, case_id)[0].due_on == date(2025, 3, 18)
    changed = [fact for fact in facts() if isinstance(fact, CaseLimitChanged)]
    assert changed == [CaseLimitChanged(case_id=case_id, is_complex=True, due_on="2025-03-18")]
    do(hall, weigh, case_id, is_complex=False)
    assert read(hall, case_id)[0].due_on == date(2025, 3, 10)


def test_new_limits_leave_open_cases_as_they_were(hall, case):
    early = case()
    with hall.work("staff:1") as work:
        set_limits(work, ordinary=3, complex_days=5, count=Counting.CALENDAR)

    assert read(hall, early)[0].due_on == date(2025, 3, 10)
    assert read(hall, case())[0].due_on == date(2025, 3, 6)
    with hall.read() as snapshot:
        assert [each.due_on.day for each in open_cases(snapshot.session)] == [6, 10]


@pytest.mark.parametrize(("ordinary", "longer"), [(0, 15), (7, 6), (-1, -1), (7, 366)])
def test_limits_that_make_no_sense_are_refused(hall, ordinary, longer):
    with hall.work("staff:1") as work, pytest.raises(Malformed):
        set_limits(work, ordinary=ordinary, complex_days=longer, count=Counting.CALENDAR)


def test_two_managers_answering_together_give_one_answer(hall, case, facts):
    case_id = case()

    def press(n):
        try:
            say(hall, answer, case_id, f"答复{n}")
        except AlreadyAnswered:
            return 0
        return 1

    with ThreadPoolExecutor(8) as managers:
        assert sum(managers.map(press, range(16))) == 1

    assert len(read(hall, case_id)[1]) == 1
    assert facts()[-1] == CaseAnswered(case_id=case_id, correction=False)


def test_a_closed_case_stays_closed_and_a_correction_keeps_what_was_said(hall, case, clock, facts):
    case_id = case()
    with pytest.raises(NotAnswered):
        say(hall, correct, case_id, "更正")
    say(hall, answer, case_id, "已加开窗口。")
    closed_at = read(hall, case_id)[0].closed_at
    clock.advance(days=30)

    for _ in range(2):  # pressed twice
        say(hall, correct, case_id, "已加开两个窗口。")

    found, answers = read(hall, case_id)
    assert answers == ["已加开窗口。", "已加开两个窗口。"]
    assert found.closed_at == closed_at
    assert not found.overdue_on(date(2026, 1, 1))  # it was answered in time
    assert facts()[-1] == CaseAnswered(case_id=case_id, correction=True)
    with pytest.raises(AlreadyAnswered):
        do(hall, weigh, case_id, is_complex=True)
    with hall.read() as snapshot:
        assert open_cases(snapshot.session) == []
        assert [each.id for each in closed_cases(snapshot.session)] == [case_id]


@pytest.mark.parametrize("words", ["", "  ", "x" * 1001, "a\x07"])
def test_an_answer_says_something(hall, case, words):
    case_id = case()

    with pytest.raises(Malformed):
        say(hall, answer, case_id, words)

    assert read(hall, case_id)[0].closed_at is None
