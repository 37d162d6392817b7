"""The page of a day: made when the hall has closed, made up when it was off, counted again from
the journal alone."""

import random
from collections import Counter
from datetime import date, time, timedelta

import pytest

from hall.clock import hall_day
from hall.daily_page.daily_page_worker import DailyPageWorker
from hall.daily_page.day_figures import DayFigures, day_figures
from hall.daily_page.keeping import latest_pages, page_of, wanted_pages
from hall.events import HallOpened, MachineLost
from hall.hours import actions as hours
from hall.hours.timetable import Half, OpeningSpan
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.journal import JournalEntry
from hall.line import calling, desk_lists, queries, seating, visit_steps
from hall.line.coverage import services_at
from hall.line.finishing import finish
from hall.machines import Sheet
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.slips.model import PaperSlip
from tests.conftest import MORNING
from web.daily_slip import daily_sheet_of
from web.sentences.daily_pages import MADE_UP, OFF_ALL_DAY, day_remark, day_sections, ratings

DAY = date(2025, 3, 3)
CLERKS = {"1": "bing", "2": "ding"}


def seat(work, window, account):
    seating.sit_down(
        work, queries.window_by_name(work.session, window), staff_by_account(work.session, account)
    )


def generated_day(hall, clock, seed):
    """Two hours of numbers, calls, people who do not come, a printer that fails."""
    dice = random.Random(seed)
    with hall.work("installer") as work:
        work.record(HallOpened(version="1"))
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
    for _ in range(60):
        clock.advance(seconds=dice.randrange(30, 180))
        step(hall, dice)
    clock.advance(minutes=1)


def step(hall, dice):
    match dice.randrange(6):
        case 0 | 1 | 2:
            with hall.work("kiosk") as work:
                service = queries.service_by_prefix(work.session, dice.choice("AB"))
                issue_ticket(work, service, TicketRequest("kiosk", slip=False))
        case 3:
            with hall.work("printer") as work:
                work.record(MachineLost(machine=dice.choice(["printer", "voice"]), fault="x"))
        case _:
            go_on_at(hall, dice, dice.choice(list(CLERKS)))


def go_on_at(hall, dice, name):
    with hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, name)
        if window.clerk is None or dice.random() < 0.2:
            if window.clerk is None:
                seat(work, name, CLERKS[name])
            elif not queries.at_window(work.session, work.today, window):
                seating.stand_up(work, window)
            return
        if in_hand := queries.at_window(work.session, work.today, window):
            dice.choice([finish, visit_steps.miss])(work, in_hand[0])
        elif waiting := desk_lists.waiting_for(
            work.session, work.today, services_at(work.session, window)
        ):
            chosen = queries.ticket_by_id(work.session, dice.choice(waiting).id)
            calling.call(work, chosen, window)


def able(session, name):
    """What the clerk who sits at this window in these tests calls there."""
    window = queries.window_by_name(session, name)
    window.clerk = staff_by_account(session, CLERKS[name])
    with session.no_autoflush:
        return services_at(session, window)


def recounted(hall, day, until) -> dict[str, object]:
    """The same figures from the rows of the journal, and nothing else of the records but which
    service belongs to which window, and what its clerk can do."""
    with hall.read() as snapshot:
        rows = [
            row
            for row in snapshot.session.query(JournalEntry).order_by(JournalEntry.seq)
            if hall_day(row.at) == day
        ]
        serves = {
            window.name: {service.prefix for service in window.services}
            for window in queries.windows(snapshot.session)
        }
        can = {name: {skill.prefix for skill in able(snapshot.session, name)} for name in CLERKS}
    kinds = Counter(row.kind for row in rows)
    issued, waits, last, line, sat = {}, {}, {}, {}, set()
    jumped = passed = 0
    empty = Counter()
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        said = row.details
        match row.kind:
            case "TicketIssued":
                issued[said["ticket_id"]] = row.at
                line[said["ticket_id"]] = said["service"]
            case "TicketCalled":
                ticket, here = said["ticket_id"], can[said["window"]]
                line.pop(ticket)
                before = [
                    other
                    for other, service in line.items()
                    if service in here and issued[other] < issued[ticket]
                ]
                jumped, passed = jumped + bool(before), passed + len(before)
                waits[ticket] = (row.at - issued[ticket]).total_seconds()
            case "WindowTaken":
                (sat.add if said["staff_id"] is not None else sat.discard)(said["window"])
        if row.kind in ("TicketIssued", "TicketCalled", "TicketFinished", "TicketMissed"):
            last[said["ticket_id"]] = row.kind
        seconds = ((after.at if after else until) - row.at).total_seconds()
        for window in serves.keys() - sat:
            if serves[window] & set(line.values()):
                empty[window] += seconds
    ends = Counter(last.values())
    return {
        "issued": kinds["TicketIssued"],
        "finished": ends["TicketFinished"],
        "missed": ends["TicketMissed"],
        "longest_wait": max(waits.values(), default=None),
        "mean_wait": sum(waits.values()) / len(waits) if waits else None,
        "starts": kinds["HallOpened"],
        "faults": dict(Counter(r.details["machine"] for r in rows if r.kind == "MachineLost")),
        "jumped": jumped,
        "passed": passed,
        "unstaffed": {name: round(s) for name, s in empty.items() if s >= 60},
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_page_of_a_generated_day_is_what_the_journal_tells(hall, clock, seed):
    generated_day(hall, clock, seed)

    with hall.read() as snapshot:
        page = day_figures(snapshot, DAY).kept()
        told = recounted(hall, DAY, snapshot.now)

    assert {name: page[name] for name in told} == {
        name: pytest.approx(value) for name, value in told.items()
    }
    assert page["issued"] > 10
    assert page["jumped"]
    assert page["unstaffed"]


# When it is made.


@pytest.fixture
def worker(hall) -> DailyPageWorker:
    return DailyPageWorker(hall, daily_sheet_of(lambda: "测试大厅"), prints=True)


@pytest.fixture
def kept_hours(hall):
    """Open from nine to five on every working day."""
    week = {
        (weekday, half): span
        for weekday in range(5)
        for half, span in (
            (Half.MORNING, OpeningSpan(time(9), time(12))),
            (Half.AFTERNOON, OpeningSpan(time(14), time(17))),
        )
    }
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
        hours.set_week(work, None, week)
        for window in queries.windows(work.session):
            hours.set_week(work, window, {})
        work.record(HallOpened(version="1"))


def take(hall) -> int:
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, "A")
        return issue_ticket(work, service, TicketRequest("kiosk", slip=False)).id


def days_kept(hall):
    with hall.read() as snapshot:
        return [(page.day, page.made_up, page.is_final) for page in latest_pages(snapshot.session)]


def figures_of(hall, day) -> DayFigures:
    with hall.read() as snapshot:
        return DayFigures.read(page_of(snapshot.session, day).figures)


def papers(hall) -> list[str]:
    with hall.read() as snapshot:
        kept = snapshot.session.query(PaperSlip).filter(PaperSlip.sheet.is_not(None))
        return [Sheet.from_json(slip.sheet).title for slip in kept]


def test_it_is_made_once_when_the_hall_has_closed_and_nobody_is_left(
    hall, clock, worker, kept_hours
):
    ticket = take(hall)
    clock.now = MORNING + timedelta(hours=7, minutes=40)  # ten past five
    worker.look_once()
    assert days_kept(hall) == []  # somebody is still there

    with hall.work("staff:3") as work:
        visit_steps.cancel(work, queries.ticket_by_id(work.session, ticket))
    for _ in range(2):
        worker.look_once()

    assert days_kept(hall) == [(DAY, False, False)]
    assert papers(hall) == ["大厅日报"]
    assert figures_of(hall, DAY).given_back == 1


def test_at_midnight_it_is_made_for_good_whoever_is_left(hall, clock, worker, kept_hours):
    take(hall)
    clock.advance(hours=15)  # half past midnight
    for _ in range(2):
        worker.look_once()

    assert days_kept(hall) == [(DAY, False, True)]
    assert papers(hall) == []  # nobody waits for it at night
    assert figures_of(hall, DAY).still_open == 1


def test_what_came_after_closing_is_in_it_at_midnight(hall, clock, worker, kept_hours):
    clock.now = MORNING + timedelta(hours=7, minutes=40)
    worker.look_once()
    with hall.work("printer") as work:
        work.record(MachineLost(machine="printer", fault="silent"))
    assert figures_of(hall, DAY).faults == {}

    clock.advance(hours=8)
    worker.look_once()

    assert figures_of(hall, DAY).faults == {"printer": 1}
    assert days_kept(hall) == [(DAY, False, True)]


def test_days_without_power_are_made_up_at_the_next_start_and_say_so(
    hall, clock, worker, kept_hours
):
    take(hall)
    clock.advance(days=2)  # Wednesday, and the server was off all Tuesday
    with hall.work() as work:
        work.record(HallOpened(version="1"))
    worker.look_once()

    tuesday = DAY + timedelta(days=1)
    assert days_kept(hall) == [(tuesday, True, True), (DAY, True, True)]
    assert day_remark(figures_of(hall, DAY), made_up=True, is_final=True) == MADE_UP
    assert day_remark(figures_of(hall, tuesday), made_up=True, is_final=True) == OFF_ALL_DAY


def test_a_weekend_without_a_number_has_no_page(hall, clock, worker, kept_hours):
    clock.advance(days=7)
    worker.look_once()

    assert {day.weekday() for day, _, _ in days_kept(hall)} == {0, 1, 2, 3, 4}


def test_while_the_clock_is_doubted_no_day_is_over(hall, clock, worker, kept_hours):
    take(hall)
    clock.jump(days=3)

    with hall.read() as snapshot:
        assert wanted_pages(snapshot) == []


def test_of_few_ratings_the_grades_are_not_told():
    assert ratings((0, 0, 0, 0, 0)) == "没有"
    assert ratings((3, 0, 0, 1, 0)) == "4 份，不足 5 份，不分列"
    assert ratings((4, 0, 0, 1, 0)) == "5 份：非常满意 4，不满意 1"


def test_everything_has_its_line():
    lines = [name for _, rows in day_sections(DayFigures()) for name, _ in rows]

    assert len(lines) == len(set(lines)) == 14
