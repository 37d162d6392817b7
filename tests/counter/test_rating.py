"""The tablet at a window: asks the one who has just been served, and opens nothing else."""

import pytest

from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries, visit_steps
from hall.opinions.model import Channel, Rating
from hall.opinions.rating import rate

FRAGMENT = {"X-Fragment": "yes"}
ASKS = "这次办事您满意吗"


@pytest.fixture
def tablet(application):
    """A browser, and the address that the clerk left it at."""
    browser = application.app.test_client()
    browser.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    browser.post("/counter/1/sit")
    assert "退出登录" in browser.get("/counter/1/rating").text
    return browser, browser.post("/counter/1/rating").location


@pytest.fixture
def serve(application):
    """Somebody is called to window 1 and finished; returns the ticket's id."""

    def served(*, finish=True) -> int:
        with application.hall.work("staff:3") as work:
            found = queries.service_by_prefix(work.session, "A")
            ticket_id = issue_ticket(work, found, TicketRequest("kiosk")).id
        with application.hall.work("staff:3") as work:
            ticket = calling.call_next(work, queries.window_by_name(work.session, "1"))
            if finish:
                finishing.finish(work, ticket)
        return ticket_id

    return served


def ratings(application):
    with application.hall.read() as snapshot:
        return [(each.ticket_id, each.grade) for each in snapshot.session.query(Rating).all()]


def test_the_tablet_is_signed_in_as_nobody(tablet):
    browser, address = tablet

    assert browser.get(address).status_code == 200
    assert browser.get("/counter").location.startswith("/sign-in")
    assert "href" not in browser.get(address, headers=FRAGMENT).text


@pytest.mark.parametrize("account", ["ding", "jia", "yi"])
def test_only_the_clerk_of_the_window_opens_its_tablet(application, account):
    """Nor do those who manage the hall, unless they sit there."""
    browser = application.app.test_client()
    assert browser.get("/counter/1/rating").location.startswith("/sign-in")
    browser.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})

    assert browser.get("/counter/1/rating").status_code == 403
    assert browser.post("/counter/1/rating").status_code == 403


@pytest.mark.parametrize("key", ["x", "0" * 32, "键"])
def test_a_guessed_address_shows_nothing(client, key):
    assert client.get(f"/rate/1/{key}").status_code == 404
    assert client.post(f"/rate/1/{key}", data={"ticket": 1, "grade": 1}).status_code == 404


def test_the_address_of_one_window_opens_no_other(tablet):
    browser, address = tablet

    assert browser.get(address.replace("/rate/1/", "/rate/2/")).status_code == 404


def test_it_asks_after_the_visit_for_a_minute(tablet, serve, clock):
    browser, address = tablet
    assert ASKS not in browser.get(address).text

    serve()
    page = browser.get(address, headers=FRAGMENT).text
    assert "A001" in page
    assert ASKS in page
    assert "演示员" not in page

    clock.advance(seconds=61)
    assert ASKS not in browser.get(address, headers=FRAGMENT).text


def test_one_touch_rates_and_thanks_for_three_seconds(tablet, serve, application, clock):
    browser, address = tablet
    ticket = serve()

    thanks = browser.post(address, data={"ticket": ticket, "grade": 4}, headers=FRAGMENT)
    again = browser.post(address, data={"ticket": ticket, "grade": 1}, headers=FRAGMENT)

    assert "谢谢您的评价" in thanks.text
    assert again.status_code == 409
    assert ratings(application) == [(ticket, 4)]
    clock.advance(seconds=4)
    idle = browser.get(address, headers=FRAGMENT).text
    assert "谢谢" not in idle
    assert ASKS not in idle


def test_when_the_next_is_called_nobody_is_asked_for_the_one_before(tablet, serve, application):
    browser, address = tablet
    first = serve()
    second = serve(finish=False)

    assert ASKS not in browser.get(address, headers=FRAGMENT).text
    for ticket in (first, second):
        refused = browser.post(address, data={"ticket": ticket, "grade": 5}, headers=FRAGMENT)
        assert refused.status_code == 409
    with application.hall.work("staff:3") as work:
        visit_steps.miss(work, queries.ticket_by_id(work.session, second))
    assert ASKS not in browser.get(address, headers=FRAGMENT).text  # the first has gone home
    assert ratings(application) == []


def test_when_somebody_who_was_parked_is_back_nobody_else_is_asked(tablet, serve, application):
    browser, address = tablet
    parked = serve(finish=False)
    with application.hall.work("staff:3") as work:
        visit_steps.park(work, queries.ticket_by_id(work.session, parked))
    serve()
    assert ASKS in browser.get(address, headers=FRAGMENT).text

    with application.hall.work("staff:3") as work:
        visit_steps.resume(work, queries.ticket_by_id(work.session, parked))

    assert ASKS not in browser.get(address, headers=FRAGMENT).text


def test_a_page_that_still_asks_for_another_rates_nobody(tablet, serve, application):
    browser, address = tablet
    before, now = serve(), serve()
    page = browser.get(address, headers=FRAGMENT).text
    assert f'name="ticket" value="{now}"' in page

    refused = browser.post(address, data={"ticket": before, "grade": 5}, headers=FRAGMENT)

    assert refused.status_code == 409
    assert ratings(application) == []


def test_a_touch_in_the_last_moment_counts(tablet, serve, application, clock):
    browser, address = tablet
    ticket = serve()
    clock.advance(seconds=63)

    assert browser.post(address, data={"ticket": ticket, "grade": 1}).status_code == 303
    assert ratings(application) == [(ticket, 1)]


def test_who_rated_by_phone_is_not_asked_again(tablet, serve, application):
    browser, address = tablet
    ticket = serve()
    with application.hall.work("phone") as work:
        rate(work, queries.ticket_by_id(work.session, ticket), 2, channel=Channel.PHONE)

    page = browser.get(address, headers=FRAGMENT).text
    assert ASKS not in page
    assert "谢谢" not in page


def test_the_counter_never_shows_what_was_said(tablet, serve, application):
    browser, address = tablet
    browser.post(address, data={"ticket": serve(), "grade": 5})
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    for path in ("/counter/1", "/counter/1/_desk"):
        page = clerk.get(path).text
        assert "满意" not in page.replace("评价屏", "")
    assert clerk.get("/office/opinions").status_code == 403
