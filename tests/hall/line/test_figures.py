"""The day in numbers: what became of the numbers adds up to what was taken."""

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
