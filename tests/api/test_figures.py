"""GET /figures: a row for each of what was asked by, as described; by person for managers only."""

import pytest

from api.queries import FIGURES_BY
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, closing, queries, seating, visit_steps
from hall.people.model import Scope
from hall.people.queries import staff_by_id
from tests.api.test_contract import must_be_described
from tests.conftest import MORNING

TODAY = MORNING.date()


@pytest.fixture
def morning(application, clock):
    """One waits two minutes and is served for ten; the next is forgotten in service."""
    with application.hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        seating.sit_down(work, window, staff_by_id(work.session, 3))
    for minutes in (10, 200):
        with application.hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, "A")
            issue_ticket(work, service, TicketRequest("kiosk", slip=False))
        clock.advance(minutes=2)
        with application.hall.work("staff:3") as work:
            window = queries.window_by_name(work.session, "1")
            visit_steps.serve(work, calling.call_next(work, window))
        clock.advance(minutes=minutes)
    with application.hall.work("staff:1") as work:
        closing.close_all_forgotten(work)


def figures(client, bearer, by, scope="read", first=TODAY, last=TODAY):
    path = f"/api/v1/figures?from={first}&to={last}&by={by}"
    answer = client.get(path, headers=bearer(scope))
    must_be_described(answer, "GET", "/figures")
    return answer


def test_a_forgotten_visit_counts_and_makes_no_time(client, bearer, morning):
    (row,) = figures(client, bearer, "service").json
    assert (row["key"], row["visits"], row["finished"], row["inexact"]) == ("A", 2, 2, 1)
    # The next call ended the first service: ten minutes, and two in which the next one waited.
    assert (row["services"], row["service_median_seconds"]) == (1, 720.0)
    assert (row["waits"], row["wait_median_seconds"]) == (2, 120.0)


@pytest.mark.parametrize(
    ("by", "key"), [("window", "1"), ("hour", 9), ("day", "2025-03-03"), ("staff", 3)]
)
def test_by_each_of_what_may_be_asked(client, bearer, morning, by, key):
    rows = figures(client, bearer, by, scope="manage").json
    assert [(row["key"], row["visits"]) for row in rows if row["visits"]] == [(key, 2)]


def test_who_may_only_read_sees_nobody_by_name(client, bearer, morning):
    refused = {by: figures(client, bearer, by).status_code for by in FIGURES_BY}
    assert refused == dict.fromkeys(FIGURES_BY, 200) | {"staff": 403}
    assert figures(client, bearer, "staff", Scope.LINE).status_code == 403


@pytest.mark.parametrize(
    ("first", "last", "by"),
    [
        ("2026-10-12", "2026-10-11", "day"),
        ("2025-01-01", "2026-01-02", "day"),
        ("", "2026-10-11", "day"),
        ("2026-10-11", "2026-10-11", ""),
        ("2026-10-11", "2026-10-11", "weekday"),
        ("2026-10-11", "2026-10-11", "x"),
    ],
)
def test_what_is_no_period_is_refused(client, bearer, first, last, by):
    answer = figures(client, bearer, by, first=first, last=last)
    assert (answer.status_code, answer.json["code"]) == (422, "Malformed")
