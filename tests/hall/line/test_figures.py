"""The day in numbers: what became of the numbers adds up to what was taken."""

from datetime import timedelta

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish


def test_the_parts_of_the_day_add_up_to_the_numbers_taken(hall):
    with hall.work("staff:3") as work:
        service = queries.service_by_prefix(work.session, "A")
        here = queries.window_by_name(work.session, "1")
        for _ in range(7):
            issue_ticket(work, service, TicketRequest("kiosk", slip=False))
        finish(work, calling.call_next(work, here))
        visit_steps.miss(work, calling.call_next(work, here))
        visit_steps.park(work, calling.call_next(work, here))
        visit_steps.cancel(work, calling.call_next(work, here))
        visit_steps.leave(work, visit_steps.miss(work, calling.call_next(work, here)))
        calling.call_next(work, here)

    with hall.read() as now:
        day = figures(now.session, now.today)

    parts = (day.waiting, day.at_windows, day.away, day.finished, day.missed, day.given_back)
    assert parts == (1, 1, 1, 1, 1, 2)
    assert sum(parts) == day.issued


def test_a_visit_that_was_forgotten_in_service_is_no_part_of_the_mean(hall, clock):
    for minutes in (10, 181):
        with hall.work("staff:3") as work:
            service = queries.service_by_prefix(work.session, "A")
            issue_ticket(work, service, TicketRequest("kiosk", slip=False))
            here = queries.window_by_name(work.session, "1")
            ticket = visit_steps.serve(work, calling.call_next(work, here)).id
        clock.now += timedelta(minutes=minutes)
        with hall.work("staff:3") as work:
            finish(work, queries.ticket_by_id(work.session, ticket))

    with hall.read() as now:
        assert figures(now.session, now.today).mean_service_seconds == 600
