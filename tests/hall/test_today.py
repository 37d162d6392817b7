"""Every question with a "today" in it, at the edges of the hall's day and over a clock that steps
back: what is of today is found, what is of yesterday is not, whatever UTC's day is.
"""

import inspect
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import ModuleType

import pytest

import hall.attendance
import hall.hours
import hall.issuing
import hall.line
import hall.slips
from hall.attendance import queries as attendance
from hall.attendance.punching import ToldPunch, write_punches
from hall.clock import HALL_ZONE, hall_day
from hall.errors import NotToday
from hall.hours import actions
from hall.hours import queries as hours
from hall.hours.calendar import DayKind, OfficeDay
from hall.hours.quotas import promised_from, quotas, taken_in_half
from hall.hours.timetable import Half
from hall.issuing.left_over import left_over
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import (
    call_candidates,
    calling,
    desk_lists,
    handing_over,
    priority,
    public_board,
    unattended,
    visit_steps,
)
from hall.line import figures as line_figures
from hall.line import queries as line
from hall.line.finishing import finish
from hall.line.queries import service_by_prefix, ticket_by_id, window_by_name
from hall.line.undoing import last_stepped
from hall.machines import Fault
from hall.people.queries import staff_by_account
from hall.slips import actions as slips
from hall.slips.queries import in_trouble

TODAY, YESTERDAY = date(2025, 3, 5), date(2025, 3, 4)
MOMENTS = ["00:00:00", "07:59:59", "15:00:01", "23:59:59"]
PACKAGES = (hall.attendance, hall.hours, hall.issuing, hall.line, hall.slips)
#: Parameters that say which day is asked about.
OF_A_DAY = {"day", "today", "now", "since"}


def at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}").replace(tzinfo=HALL_ZONE)


def live_a_day(hall, clock, moment: datetime) -> dict[str, str]:
    """One of everything at this moment; returns the numbers by what became of them."""
    clock.now = moment.astimezone(UTC)
    names = ["called", "missed", "parked", "finished", "waiting"]
    with hall.work("kiosk") as work:
        taken = {name: issue_ticket(work, _a(work), TicketRequest("kiosk")).id for name in names}
        b = service_by_prefix(work.session, "B")
        other = issue_ticket(work, b, TicketRequest("kiosk", help=True))
        bing = staff_by_account(work.session, "bing")
        write_punches(work, [ToldPunch(staff_id=bing.id, at=work.now, way="pin")])
        actions.set_quota(work, _a(work), Half.MORNING, 99)
        actions.set_quota(work, _a(work), Half.AFTERNOON, 99)
    with hall.work("staff:3") as work:
        one = window_by_name(work.session, "1")
        for name, step in (
            ("missed", visit_steps.miss),
            ("parked", visit_steps.park),
            ("finished", finish),
        ):
            ticket = ticket_by_id(work.session, taken[name])
            calling.call(work, ticket, one)
            step(work, ticket)
        calling.call(work, ticket_by_id(work.session, taken["called"]), one)
    with hall.work("printer") as work:
        slip = slips.latest_slip(work.session, taken["waiting"])
        slips.stayed_in(work, slip, Fault.PAPER_OUT)
    with hall.read() as snapshot:
        numbers = {
            name: ticket_by_id(snapshot.session, each).number for name, each in taken.items()
        }
        return {**numbers, "other": ticket_by_id(snapshot.session, other.id).number}


def _a(work):
    return service_by_prefix(work.session, "A")


def numbers(tickets) -> list[str]:
    return sorted(each.number for each in tickets)


def days_of(tickets) -> set[date]:
    return {each.day for each in tickets}


# What each question must answer, given the numbers of the day; the other day's are the same ones.

Ask = Callable[..., object]
LINE: dict[str, Ask] = {}


def asks(name: str):
    def keep(ask: Ask) -> Ask:
        LINE[name] = ask
        return ask

    return keep


@asks("fronts")
def _(s, day, n, a, one):
    found = call_candidates.fronts(s, day, call_candidates.CallingDesk(one, [a]), None)
    assert days_of(found) == {day}
    assert numbers(found) == [n["waiting"]]


@asks("latest_calls")
def _(s, day, n, a, one):
    assert len(call_candidates.latest_calls(s, day, one, 50)) == 4


@asks("line_of")
def _(s, day, n, a, one):
    assert len(line.line_of(s, day, a)) == 1


@asks("parked_at")
def _(s, day, n, a, one):
    found = desk_lists.parked_at(s, day, one)
    assert (numbers(found), days_of(found)) == ([n["parked"]], {day})


@asks("away_from")
def _(s, day, n, a, one):
    found = handing_over.away_from(s, day, one)
    assert (numbers(found), days_of(found)) == ([n["missed"], n["parked"]], {day})


@asks("left_over")
def _(s, day, n, a, one):
    found = left_over(s, day + timedelta(days=1))
    assert days_of(found) == {day}
    assert set(numbers(found)) >= {n["waiting"], n["parked"], n["called"]}


@asks("ticket_numbered")
def _(s, day, n, a, one):
    assert line.ticket_numbered(s, day, "A001").day == day


@asks("unattended")
def _(s, day, n, a, one):
    found = [lost.ticket for lost in unattended.unattended(s, day, at(day, "12:00:00"))]
    assert days_of(found) == {day}
    assert n["waiting"] in numbers(found)


@asks("silent_since_the_call")
def _(s, day, n, a, one):
    late = at(day, "23:59:59") + timedelta(hours=1)
    found = unattended.silent_since_the_call(s, day, late)
    assert (numbers(found), days_of(found)) == ([n["called"]], {day})


@asks("waiting_by_service")
def _(s, day, n, a, one):
    assert sorted(line.waiting_by_service(s, day).values()) == [1, 1]


@asks("lines")
def _(s, day, n, a, one):
    assert line.lines(s, day)[a.id].count == 1


@asks("asking_for_help")
def _(s, day, n, a, one):
    found = desk_lists.asking_for_help(s, day)
    assert (numbers(found), days_of(found)) == ([n["other"]], {day})


@asks("waiting_for")
def _(s, day, n, a, one):
    found = desk_lists.waiting_for(s, day, [a])
    assert numbers(found) == [n["waiting"]]
    assert {hall_day(each.issued_at) for each in found} == {day}


@asks("at_window")
def _(s, day, n, a, one):
    found = line.at_window(s, day, one)
    assert (numbers(found), days_of(found)) == ([n["called"]], {day})


@asks("missed_at")
def _(s, day, n, a, one):
    found = desk_lists.missed_at(s, day, one)
    assert (numbers(found), days_of(found)) == ([n["missed"]], {day})


@asks("board")
def _(s, day, n, a, one):
    board = public_board.board(s, day)
    assert days_of(board.calls) == {day}
    assert sum(count for _, count in board.waiting) == 2


@asks("last_stepped")
def _(s, day, n, a, one):
    found = last_stepped(s, day, "staff:3")
    assert found
    assert (found.number, found.day) == (n["called"], day)


@asks("figures")
def _(s, day, n, a, one):
    found = line_figures.figures(s, day)
    assert (found.issued, found.waiting, found.finished, found.missed) == (6, 2, 1, 1)


@asks("jumps")
def _(s, day, n, a, one):
    assert days_of(each.ticket for each in priority.jumps(s, day)) <= {day}


@asks("punches_on")
def _(s, day, n, a, one):
    (punch,) = attendance.punches_on(s, day)
    assert punch.at.astimezone(HALL_ZONE).date() == day


@asks("in_trouble")
def _(s, day, n, a, one):
    assert days_of(each.ticket for each in in_trouble(s, day)) == {day}


#: These take the moment itself; they are asked below.
OF_A_MOMENT = {
    "calendar", "is_working_day", "timetable", "quotas", "taken_in_half", "promised_from",
    "exceptions_from",
}  # fmt: skip


def of_a_day(package: ModuleType) -> set[str]:
    """Questions to the database with a day or a moment in them."""
    names = [f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)]
    found = [(each, inspect.getmembers(import_module(each), inspect.isfunction)) for each in names]
    return {
        name
        for module, functions in found
        for name, function in functions
        if function.__module__ == module and not name.startswith("_")
        if {"session"} < (asked := set(inspect.signature(function).parameters))
        if asked & OF_A_DAY
    }


def test_no_question_with_a_day_in_it_is_forgotten():
    found = set().union(*map(of_a_day, PACKAGES))

    assert found == LINE.keys() | OF_A_MOMENT


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("before", ["00:00:00", "23:59:59"])
def test_today_is_the_halls_day_for_every_question(hall, clock, moment, before):
    yesterdays = live_a_day(hall, clock, at(YESTERDAY, before))
    todays = live_a_day(hall, clock, at(TODAY, moment))

    assert yesterdays == todays  # the numbers begin again at midnight
    with hall.read() as snapshot:
        assert snapshot.today == TODAY
        a, one = (service_by_prefix(snapshot.session, "A"), window_by_name(snapshot.session, "1"))
        for ask in LINE.values():
            ask(snapshot.session, TODAY, todays, a, one)
            ask(snapshot.session, YESTERDAY, yesterdays, a, one)


@pytest.mark.parametrize("moment", MOMENTS)
def test_hours_and_quotas_belong_to_the_halls_day(hall, clock, moment):
    live_a_day(hall, clock, at(YESTERDAY, "23:59:59"))
    live_a_day(hall, clock, at(TODAY, moment))
    with hall.work("staff:1") as work:
        actions.set_day(work, YESTERDAY, OfficeDay(DayKind.REST, None, "昨天"))

    with hall.read() as snapshot:
        ask, session = hours, snapshot.session
        table = ask.timetable(session, snapshot.today)
        a = service_by_prefix(session, "A")
        half = Half.MORNING if moment < "12" else Half.AFTERNOON
        assert table.half_at(snapshot.now) is half
        assert taken_in_half(session, table, snapshot.now)[a.id] == 5
        assert quotas(session, table, snapshot.now)[a.id].taken == 5
        assert ask.standings(snapshot, [a])[a.id].left == 94
        assert ask.standings(snapshot, [a])[a.id].half is half
        assert promised_from(session, snapshot.today) == {}
        assert ask.exceptions_from(session, snapshot.today) == []
        assert ask.is_working_day(session, snapshot.today)
        assert not ask.is_working_day(session, YESTERDAY)
        assert not ask.calendar(session, YESTERDAY, TODAY).is_working_day(YESTERDAY)


@pytest.mark.parametrize("back", [timedelta(seconds=2), timedelta(hours=9), timedelta(days=400)])
def test_a_clock_that_steps_back_over_midnight_stays_on_the_halls_day(hall, clock, back):
    todays = live_a_day(hall, clock, at(TODAY, "00:00:00"))
    clock.now -= back

    with hall.work("kiosk") as work:
        following = issue_ticket(work, _a(work), TicketRequest("kiosk"))
        assert (following.day, work.today) == (TODAY, TODAY)
    with hall.read() as snapshot:
        a, one = (service_by_prefix(snapshot.session, "A"), window_by_name(snapshot.session, "1"))
        assert snapshot.today == TODAY
        assert following.number == "A006"
        assert numbers(desk_lists.waiting_for(snapshot.session, TODAY, [a])) == [
            todays["waiting"], "A006",
        ]  # fmt: skip
        assert len(attendance.punches_on(snapshot.session, TODAY)) == 1
        assert taken_in_half(snapshot.session, hours.timetable(
            snapshot.session, TODAY), snapshot.now)[a.id] == 6  # fmt: skip
        assert line.at_window(snapshot.session, TODAY, one)


def test_a_day_that_a_manager_gave_back_numbers_on_and_leaks_nothing(hall, clock):
    """The clock said tomorrow, then a manager said that it is today still."""
    early = live_a_day(hall, clock, at(YESTERDAY, "10:00:00"))
    live_a_day(hall, clock, at(TODAY, "00:00:01"))
    clock.now = at(YESTERDAY, "10:05:00").astimezone(UTC)
    hall.accept_the_clock("staff:1")

    with hall.work("kiosk") as work:
        assert work.today == YESTERDAY
        assert issue_ticket(work, _a(work), TicketRequest("kiosk")).number == "A006"
        waiting = desk_lists.waiting_for(work.session, work.today, [_a(work)])
        assert numbers(waiting) == [early["waiting"], "A006"]
    with hall.read() as snapshot:
        tomorrows = desk_lists.waiting_for(
            snapshot.session, TODAY, [service_by_prefix(snapshot.session, "A")]
        )
    with pytest.raises(NotToday), hall.work("staff:3") as work:
        ticket = ticket_by_id(work.session, tomorrows[0].id)
        calling.call(work, ticket, window_by_name(work.session, "1"))
