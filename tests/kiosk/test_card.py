"""A number taken with an ID card: without typing; its own number is left nowhere."""

import re

import pytest

from app import create_application
from devices.id_card_reader.connect import serial_card_reader
from devices.id_card_reader.simulator import SimulatedCardReader, number_of
from hall import journal
from hall.id_cards.actions import change_wish, kept_numbers
from hall.line.queries import service_by_prefix
from server.device_wiring import Devices
from tests.kiosk.test_reprinting import slips_of, wait_for_slip
from tests.kiosk.test_taking import tickets
from tests.waiting import wait_until

FRAGMENT = {"X-Fragment": "yes"}
NUMBER = number_of(serial="077")
CANNOT_BE_READ = {"lifted_while_reading": "lifted", "wrong_number": "wrong", "no_text": "wrong"}
WISH = {"service": "A", "key": "kiosk-1-A"}
LOST = "reprint-1"


@pytest.fixture
def line():
    with SimulatedCardReader() as line:
        yield line


@pytest.fixture
def application(config, tray, clock, line):
    machines = Devices(printer=tray, card_reader=serial_card_reader(line.url), card_shelf=line)
    application = create_application(config, machines, clock)
    with application.hall.work("staff:1") as work:
        change_wish(work, service_by_prefix(work.session, "A"), asks=True, keep_days=0)
    application.open()
    yield application
    application.close()


def stage(client, ask="kiosk-1-A") -> str:
    page = client.get(f"/kiosk/take/card/{ask}", headers=FRAGMENT).text
    return re.search(r'data-stage="(\w+)"', page)[1]


def until(client, wanted, ask="kiosk-1-A"):
    wait_until(lambda: stage(client, ask) == wanted, f"the card is {wanted}")


def take_with_the_card(client, line, ask="kiosk-1-A"):
    client.get("/kiosk/take/card", query_string={"service": "A", "key": ask})
    line.lay("演示员甲", NUMBER)
    until(client, "read", ask)
    form = {"service": "A", "key": ask, "card": ask}
    answer = client.post("/kiosk/tickets", data=form, follow_redirects=True)
    line.lift()
    return answer.text


def test_a_service_that_asks_for_a_card_leads_to_the_reader(client):
    asked = client.post("/kiosk/tickets", data=WISH)
    page = client.get(asked.location).text

    assert asked.location.startswith("/kiosk/take/card?")
    assert "请把身份证平放在读卡区" in page
    assert "不刷身份证，直接取号" in page


def test_the_card_brings_the_number_and_is_told_masked_only(client, line, application, caplog):
    page = take_with_the_card(client, line)

    assert "A001" in page
    assert f"请拿好您的身份证（9{'*' * 16}{NUMBER[-1]}）" in page
    assert NUMBER not in page + caplog.text
    with application.hall.read() as snapshot:
        rows = " ".join(str(row.details) for row in journal.after(snapshot.session, 0))
        assert kept_numbers(snapshot.session) == 1
    assert NUMBER not in rows


def test_the_same_touch_twice_and_the_same_card_twice_have_one_place(client, line, application):
    take_with_the_card(client, line)
    form = {"service": "A", "key": "kiosk-1-A", "card": "kiosk-1-A"}
    assert "A001" in client.post("/kiosk/tickets", data=form, follow_redirects=True).text
    until(client, "lay", "kiosk-2-A")

    assert "A001" in take_with_the_card(client, line, "kiosk-2-A")
    with application.hall.read() as snapshot:
        assert kept_numbers(snapshot.session) == 1


def test_whoever_has_no_card_or_is_not_asked_takes_a_number_all_the_same(client):
    asked = client.post("/kiosk/tickets", data={**WISH, "card": "no"}, follow_redirects=True)
    assert "A001" in asked.text
    assert "身份证（" not in asked.text

    another, party = {"service": "B", "key": "b"}, {"service": "A", "key": "c", "size": "3"}
    for wish in (another, party, {"service": "A", "key": "d", "help": "yes"}):
        assert "/kiosk/tickets/" in client.post("/kiosk/tickets", data=wish).location


def test_a_lost_reader_stops_nobody(client, application, line):
    client.get("/kiosk/take/card", query_string={"service": "A", "key": "kiosk-1-A"})
    line.unplug()
    until(client, "lost")

    assert "/kiosk/tickets/" in client.post("/kiosk/tickets", data=WISH).location
    line.plug_in()
    until(client, "lay")


def test_a_card_that_cannot_be_read_is_told_and_the_next_one_is_read(client, line):
    for trouble, said in CANNOT_BE_READ.items():
        line.trouble(trouble)
        line.lay("演示员甲", NUMBER)
        until(client, said)
        line.trouble(trouble)

    assert "A001" in take_with_the_card(client, line)


def test_the_demonstration_lays_a_card(client, line):
    client.get("/kiosk/take/card", query_string={"service": "A", "key": "kiosk-1-A"})
    client.post("/kiosk/take/card/kiosk-1-A/shelf", data={"lay": "yes"})
    until(client, "read")
    client.post("/kiosk/take/card/kiosk-1-A/shelf", data={"lift": "yes"})


def test_what_was_wished_for_is_carried_along_and_an_unread_card_is_asked_for_again(client):
    wish = {**WISH, "chosen": ["B", "C"], "item": "YS-A-01"}
    page = client.get(client.post("/kiosk/tickets", data=wish).location).text
    for name, value in (("chosen", "B"), ("chosen", "C"), ("item", "YS-A-01")):
        assert f'name="{name}" value="{value}"' in page

    asked = client.post("/kiosk/tickets", data={**WISH, "card": "kiosk-1-A"})
    assert asked.location.startswith("/kiosk/take/card?")
    assert client.get("/kiosk/take/card?service=A").status_code == 422


# A slip that was lost


def test_the_card_of_the_number_prints_its_slip_again(client, line, application):
    take_with_the_card(client, line)
    wait_for_slip(application, tickets(application)[0])
    assert "刷身份证补打" in client.get("/kiosk/reprint").text

    client.get(f"/kiosk/reprint/card/{LOST}")
    line.lay("演示员甲", NUMBER)
    until(client, "read", LOST)
    done = client.post(f"/kiosk/reprint/card/{LOST}", headers=FRAGMENT)
    line.lift()

    assert "A001" in client.get(done.location).text
    assert slips_of(application, tickets(application)[0])[1]


def test_another_card_prints_nothing(client, line, application):
    take_with_the_card(client, line)
    (taken,) = tickets(application)
    before = slips_of(application, taken)

    client.get(f"/kiosk/reprint/card/{LOST}")
    line.lay("演示员乙", number_of(serial="078"))
    until(client, "read", LOST)
    refused = client.post(f"/kiosk/reprint/card/{LOST}")
    line.lift()

    assert refused.status_code == 409
    assert "今天没有用这张身份证取的" in refused.text
    assert slips_of(application, taken) == before


def test_without_a_card_the_page_waits_for_one(client):
    waiting = client.post(f"/kiosk/reprint/card/{LOST}")

    assert waiting.location.endswith(f"/kiosk/reprint/card/{LOST}")
