"""What anybody in the network may ask for is bounded by source, and nobody else is."""

from http import HTTPStatus
from itertools import count
from threading import get_ident

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from hall.line.model import Ticket
from tools import limits_page
from web.limiting import limits_of
from web.limits import CARDS, LIMITS
from web.source import source_at, source_here

PHONE, KIOSK = {"REMOTE_ADDR": "192.0.2.66"}, {"REMOTE_ADDR": "192.0.2.2"}
NUMBERS = next(limit for limit in LIMITS if limit.name == "numbers")
OPINION = {"kind": "suggestion", "phrases": "seats"}


def take(client, source, key):
    form = {"service": "A", "key": f"k{key}", "card": "no"}
    return client.post("/kiosk/tickets", data=form, environ_base=source).status_code


def test_seven_hundred_numbers_in_ten_seconds_are_not_to_be_had(client, clock, application):
    keys = count()
    taken = 0
    for _ in range(10):
        taken += sum(take(client, PHONE, next(keys)) == 303 for _ in range(76))
        clock.advance(seconds=1)

    assert taken == NUMBERS.rate.burst + 9
    with application.hall.read() as snapshot:
        assert snapshot.session.scalar(select(func.count(Ticket.id))) == taken
    assert take(client, KIOSK, "other") == 303  # and the kiosk goes on


def test_a_kiosk_on_its_busiest_morning_meets_no_limit(client, clock):
    for number in range(120):
        assert take(client, KIOSK, number) == 303
        clock.advance(seconds=2)


def test_a_limit_takes_no_statement_of_the_database(client):
    for number in range(NUMBERS.rate.burst):
        take(client, PHONE, number)
    asked, here = [], get_ident()

    def note(_connection, _cursor, statement, *_more):
        if get_ident() == here:  # the threads of the hall go on
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert take(client, PHONE, "more") == 429
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert asked == []


def test_a_refusal_says_how_long_and_keeps_the_form(client):
    form = {"account": "bing", "password": "wrong-password", "next": "/counter"}
    answers = [client.post("/sign-in", data={**form, "account": f"x{n}"}) for n in range(31)]

    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answers[-1].headers["Retry-After"] == "1"
    assert "请过 1 秒再试" in answers[-1].text
    assert 'value="x30"' in answers[-1].text
    assert 'action="/sign-in"' in answers[-1].text


def test_programs_get_a_code(client):
    wrong = {"Authorization": "Bearer hall_guessed"}
    answers = [client.get("/api/v1/board", headers=wrong) for _ in range(31)]

    assert [answer.status_code for answer in answers[-2:]] == [401, 429]
    assert (answers[-1].json["code"], answers[-1].json["seconds"]) == ("TooOften", 1)
    assert answers[-1].headers["Retry-After"] == "1"


def test_who_guesses_links_is_stopped_and_who_has_one_never(client):
    made = client.post("/kiosk/tickets", data={"service": "A"}, environ_base=KIOSK)
    mine = "/t/" + made.location.rpartition("/")[2]
    guesses = [client.get(f"/t/guess{n}", environ_base=PHONE).status_code for n in range(40)]

    assert guesses[29:31] == [404, 429]
    # Even through the same router: its code cannot be guessed.
    assert {client.get(mine, environ_base=PHONE).status_code for _ in range(70)} == {200}


def test_one_phone_never_closes_the_mailbox_for_others(client):
    def hand_in(source, key):
        form = {**OPINION, "key": key}
        return client.post("/opinion", data=form, environ_base=source).status_code

    handed_in = [hand_in(PHONE, f"phone-{number}") for number in range(60)]

    assert 429 in handed_in
    assert hand_in({"REMOTE_ADDR": "192.0.2.67"}, "another") == 303


def test_every_limit_names_endpoints_that_exist(application):
    known = set(application.app.view_functions)
    with application.app.app_context():
        counted = {limit.name for name in known for limit in limits_of(name)}
    named = {name for limit in LIMITS for name in limit.endpoints if "*" not in name}

    assert named <= known
    assert counted == {limit.name for limit in LIMITS}


def test_what_a_stranger_may_change_stands_in_the_table(application):
    """A new address that takes a POST from anybody is listed, or refuses strangers."""
    open_to_all = set()
    for rule in application.app.url_map.iter_rules():
        with application.app.test_request_context():
            listed = limits_of(rule.endpoint)
        if "POST" not in rule.methods or listed:
            continue
        values = dict.fromkeys(rule.arguments, "1")
        with application.app.test_request_context():
            path = "/".join(
                values.get(part.strip("<>").rpartition(":")[2], "1") if "<" in part else part
                for part in rule.rule.split("/")
            )
        answer = application.app.test_client().post(path)  # one of them makes a kiosk of a browser
        signed = answer.status_code in (401, 403, 404) or "/sign-in" in (answer.location or "")
        if not signed:
            open_to_all.add((rule.endpoint, answer.status_code))

    assert open_to_all == set()


def test_the_page_of_limits_is_fresh():
    text = (limits_page.ROOT / limits_page.DOCUMENT).read_text("utf-8")

    assert text == limits_page.page(), "run: make vocabulary"


def test_every_limit_leaves_room_above_the_busiest_morning():
    for limit in (*LIMITS, CARDS):
        amount, unit = limit.busiest.rpartition(": ")[2].removesuffix(" minute").split(" a", 1)
        seconds = 3600 if unit.endswith("hour") or unit == "n hour" else 60
        assert limit.rate.amount / limit.rate.seconds >= 1.99 * int(amount) / seconds, limit.name


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_a_source_is_an_address_and_of_ipv6_its_network(application, address, source):
    assert source_at(address) == source
    with application.app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert source_here() == source
