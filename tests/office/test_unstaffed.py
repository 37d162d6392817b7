"""How long each window stood empty while people waited, among the director's figures of the day."""

import re

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries, seating


def empty_minutes(director):
    page = director.get("/office/_today").text
    rows = re.findall(r"<tr>\s*<td class=\"table__name\">(.*?)</tr>", page, re.DOTALL)
    return [found[0] for row in rows if (found := re.findall(r"(\d+) 分钟", row))]


def test_minutes_stand_beside_the_window(office, director, clock):
    with office.hall.work() as work:
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
        service = queries.windows(work.session)[0].services[0]
        issue_ticket(work, service, TicketRequest("kiosk"))
    assert empty_minutes(director) == []

    clock.advance(minutes=12)
    assert set(empty_minutes(director)) == {"12"}


def test_while_the_clock_is_doubted_no_minutes_are_told(office, director, clock):
    with office.hall.work() as work:
        service = queries.windows(work.session)[0].services[0]
        issue_ticket(work, service, TicketRequest("kiosk"))
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
    clock.advance(minutes=12)
    assert empty_minutes(director)
    clock.jump(days=-2)

    assert empty_minutes(director) == []
