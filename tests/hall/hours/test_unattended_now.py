"""People wait before the windows open, and at lunch: nobody is alarmed for that."""

from datetime import UTC, datetime

import pytest

from hall.hours.unattended_now import unattended_now
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.settings import change_setting

OPEN = datetime(2025, 3, 3, 1, 30, tzinfo=UTC)
BEFORE = datetime(2025, 3, 3, 0, 20, tzinfo=UTC)
LUNCH = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("keeps", "at", "told"),
    [
        ("yes", OPEN, ["A001"]),
        ("yes", BEFORE, []),
        ("yes", LUNCH, []),
        ("no", LUNCH, ["A001"]),
    ],
)
def test_who_waits_and_cannot_be_called_is_told_while_the_windows_are_open(
    hall, clock, keeps, at, told
):
    clock.now = at
    with hall.work("kiosk") as work:
        change_setting(work, "keep_hours", keeps)
        service = queries.service_by_prefix(work.session, "A")
        issue_ticket(work, service, TicketRequest("counter"))

    with hall.read() as snapshot:
        found = [lost.ticket.number for lost in unattended_now(snapshot)]

    assert found == told
