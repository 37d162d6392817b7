"""Taking a number at the kiosk: what is true now on each tile, groups, jobs, help, reasons."""

import re
from datetime import UTC, datetime
from threading import get_ident

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from werkzeug.datastructures import MultiDict
from werkzeug.test import create_environ
from werkzeug.wrappers import Request

from hall.hours import actions
from hall.hours.timetable import Half
from hall.line import calling, queries
from hall.line.codes import check_of
from hall.line.model import Ticket
from hall.line.reasons import Priority
from hall.list_entries import entries
from hall.settings import change_setting
from hall.slips.model import PaperSlip
from kiosk.number_form import NumberForm
from tests.hall.wait_forecast.crew import sit

FRAGMENT = {"X-Fragment": "yes"}
LUNCH = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)
EVENING = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)


def keep_hours(application):
    with application.hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")


def tickets(application) -> list[Ticket]:
    with application.hall.read() as snapshot:
        return list(snapshot.session.scalars(select(Ticket).order_by(Ticket.id)))


def tile(client, name="社保医保") -> str:
    """What the tile of a service says."""
    page = re.sub(r"</?i>", "", client.get("/kiosk/take").text)
    part = page.split(f"{name}</b>")[1]
    return re.search(r'service__line">\s*(.*?)\s*</span>', part, re.DOTALL)[1]


def test_an_item_of_another_service_gives_no_number_and_no_return_slip(client, application):
    for address in ("/kiosk/tickets", "/kiosk/return-slips"):
        answer = client.post(address, data={"service": "B", "item": "YS-B-01"})
        assert answer.status_code == 409
        assert "到这个事项的办事指南里取号" in answer.text
    assert tickets(application) == []


def test_a_tile_says_how_many_wait(client, application):
    assert tile(client) == "窗口暂时没有人"
    sit(application.hall, "bing")
    assert tile(client) == "现在没有人排队"  # and below it: 现在就可以办
    for _ in range(3):
        client.post("/kiosk/tickets", data={"service": "A"})
    assert tile(client) == "前面等候 3 人"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "8:30 开"), (8, 5, "8:30 开，可以先取号"), (9, 0, "窗口暂时没有人"),
     (11, 50, "14:30 开"), (13, 0, "14:30 开"), (14, 5, "14:30 开，可以先取号"),
     (17, 20, "今天不再取号"), (23, 59, "今天不再取号")],
)  # fmt: skip
def test_a_tile_says_what_is_true_at_this_hour(client, application, clock, hour, minute, said):
    keep_hours(application)
    clock.now = datetime(2025, 3, 3, 16, 0, tzinfo=UTC)  # Tuesday begins
    clock.advance(hours=hour, minutes=minute)

    assert tile(client) == said


def test_a_full_half_day_is_told_and_leads_to_the_return_slip(client, application):
    keep_hours(application)
    with application.hall.work("staff:1") as work:
        actions.set_quota(work, queries.service_by_prefix(work.session, "A"), Half.MORNING, 0)

    assert tile(client) == "上午的号已取完"
    refused = client.post("/kiosk/tickets", data={"service": "A"})
    assert refused.location == "/kiosk/later/A"
    assert "上午的号已经取完" in client.get(refused.location).text
    assert tickets(application) == []


def test_a_page_that_is_out_of_date_takes_no_number_after_closing(client, application, clock):
    page = client.get("/kiosk/take").text
    key = re.search(r'value="(kiosk-\w+-A)"', page)[1]
    keep_hours(application)
    clock.now = LUNCH

    answer = client.post("/kiosk/tickets", data={"service": "A", "key": key}, headers=FRAGMENT)

    assert answer.location == "/kiosk/later/A"
    assert tickets(application) == []


def test_who_came_together_get_numbers_in_a_row_once(client, application):
    form = {"service": "B", "size": "3", "key": "tap"}
    for _ in range(2):
        page = client.post("/kiosk/tickets", data=form, headers=FRAGMENT).text

    assert "3 个人的号码" in page
    assert "B001" in page
    assert "到 B003" in page
    taken = tickets(application)
    assert [each.number for each in taken] == ["B001", "B002", "B003"]
    assert {each.party_id for each in taken} == {taken[0].id}


def test_several_errands_are_one_number_in_the_order_of_the_touches(client, application):
    page = client.get("/kiosk/take?several=1&chosen=C&chosen=A").text
    assert "取一个号，办 2 件事" in page

    form = {"service": "C", "chosen": ["A"], "key": "tap"}
    page = client.post("/kiosk/tickets", data=form, headers=FRAGMENT).text

    assert "办完接着办：社保医保" in page
    assert [each.number for each in tickets(application)] == ["C001"]


def test_a_service_touched_again_is_taken_out(client):
    page = client.get("/kiosk/take?several=1&chosen=C&chosen=A").text

    assert '/kiosk/take?several=1&amp;chosen=A"' in page


def test_who_does_not_know_what_to_do_gets_a_number_of_the_helping_service(client, application):
    page = client.get("/kiosk/take").text
    form = re.search(r'<form class="action-bar__help".*?</form>', page, re.DOTALL)[0]
    values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    client.post("/kiosk/tickets", data=values)

    (taken,) = tickets(application)
    assert (taken.number, taken.help) == ("F001", True)


def test_a_reason_to_be_called_earlier_is_kept_and_shown_on_no_screen(client, application):
    with application.hall.read() as snapshot:
        reason = entries(snapshot.session, Priority)[0]
    assert reason.name in client.get("/kiosk/take/priority").text

    form = {"service": "A", "priority": str(reason.id)}
    page = client.post("/kiosk/tickets", data=form, follow_redirects=True).text

    (taken,) = tickets(application)
    assert taken.priority_id == reason.id
    for seen in (page, client.get(f"/t/{taken.code}").text, client.get("/display").text):
        assert reason.name not in seen


@pytest.mark.parametrize(
    ("form", "status"),
    [({"size": "7"}, 422), ({"size": "0x"}, 422), ({"size": "-1"}, 422), ({"priority": "99"}, 404),
     ({"chosen": ["Z"]}, 404), ({"chosen": list("BCDEFGHI")}, 422)],
)  # fmt: skip
def test_what_no_page_asks_takes_nothing(client, application, form, status):
    assert client.post("/kiosk/tickets", data={"service": "A", **form}).status_code == status
    assert tickets(application) == []


# Giving a number back with the paper in hand.


def test_a_number_and_its_check_give_it_back_once_asked_again(client, application):
    client.post("/kiosk/tickets", data={"service": "A"})
    (taken,) = tickets(application)

    asked = client.post("/kiosk/give-back", data={"number": "a001", "check": check_of(taken.code)})
    assert "确定交还 A001" in client.get(asked.location).text
    for _ in range(2):  # the answer was lost: the second says the same
        done = client.post(asked.location, data={"state": "waiting"})
        assert "已经交还" in client.get(done.location).text
    (taken,) = tickets(application)
    assert taken.state == "cancelled"


def test_a_wrong_check_gives_nothing_back_and_closes_the_pad_for_a_while(
    client, application, clock
):
    client.post("/kiosk/tickets", data={"service": "A"})
    (taken,) = tickets(application)
    right = check_of(taken.code)
    wrong = "0000" if right != "0000" else "1111"

    for typed in (wrong, "", "１２３４", wrong, wrong):
        answer = client.post("/kiosk/give-back", data={"number": "A001", "check": typed})
        assert answer.status_code == 409
        assert "再输一次" in answer.text
    closed = client.post("/kiosk/give-back", data={"number": "A001", "check": right})
    assert "请过 60 秒再试" in closed.text
    clock.advance(minutes=1)
    answer = client.post("/kiosk/give-back", data={"number": "A001", "check": right})
    assert answer.status_code == 303


def test_a_number_that_was_called_meanwhile_is_not_given_back_from_an_old_page(client, application):
    client.post("/kiosk/tickets", data={"service": "A"})
    (taken,) = tickets(application)
    with application.hall.work("staff:3") as work:
        calling.call_next(work, queries.window_by_name(work.session, "1"))

    answer = client.post(f"/kiosk/tickets/{taken.code}/give-back", data={"state": "waiting"})

    assert answer.status_code == 409
    assert tickets(application)[0].state == "called"


# Return slips.


def make_slip(client, service="A", **more):
    form = {"service": service, "key": "tap", **more}
    return client.post("/kiosk/return-slips", data=form)


def code_on(page: str) -> str:
    return "".join(re.search(r"(\d{3}) (\d{3})</p>", page).groups())


def test_a_return_slip_is_made_printed_once_and_redeemed_at_the_pad(
    client, application, clock, tray
):
    keep_hours(application)
    clock.now = LUNCH
    assert "14:30 开" in client.get("/kiosk/later/A").text

    for _ in range(2):
        address = make_slip(client, item="YS-B-01").location
    code = code_on(client.get(address).text)
    assert client.post("/kiosk/return", data={"code": "12", "key": "t"}).status_code == 409
    clock.advance(hours=2)
    redeemed = client.post("/kiosk/return", data={"code": code, "key": "t"})
    again = client.post("/kiosk/return", data={"code": code, "key": "t"})

    assert redeemed.location == again.location
    assert "A001" in client.get(redeemed.location).text
    assert "已经换成 <b>A001</b> 号" in client.get(address).text
    other = client.post("/kiosk/return", data={"code": code, "key": "other"})
    assert "已经换成 A001 号" in other.text
    with application.hall.read() as snapshot:
        papers = snapshot.session.scalars(
            select(PaperSlip).where(PaperSlip.sheet.is_not(None))
        ).all()
    assert len(papers) == 1
    assert code in papers[0].sheet


def test_a_party_that_comes_while_it_is_closed_gets_one_slip_for_all(client, application, clock):
    keep_hours(application)
    clock.now = LUNCH
    asked = {"service": "A", "size": "3", "chosen": "B", "key": "tap"}
    later = client.post("/kiosk/tickets", data=asked)
    page = client.get(later.location).text
    assert 'name="size" value="3"' in page
    assert 'name="chosen" value="B"' in page

    made = client.post("/kiosk/return-slips", data=asked)
    shown = client.get(made.location).text
    assert "3 个人一张" in shown
    assert "办完接着办：户籍办理" in shown
    with application.hall.read() as snapshot:
        paper = snapshot.session.scalar(select(PaperSlip.sheet))
    assert "3 人一起，到了一次取 3 个号" in paper
    assert "办完接着办户籍办理，不用再取号" in paper

    clock.advance(hours=2)
    client.post("/kiosk/return", data={"code": code_on(shown), "key": "k"})
    assert [ticket.number for ticket in tickets(application)] == ["A001", "A002", "A003"]


def test_a_closed_tile_keeps_how_many_came(client, application, clock):
    keep_hours(application)
    clock.now = LUNCH

    assert "/kiosk/later/A?size=3" in client.get("/kiosk/take?size=3").text


def test_the_phone_says_when_to_come_and_redeems_in_time(client, application, clock):
    keep_hours(application)
    clock.now = EVENING
    link = make_slip(client, item="YS-B-01").location.rpartition("/")[2]

    early = client.get(f"/b/{link}").text
    assert "位置给您留着" in early
    assert "请带好" in early
    assert client.post(f"/b/{link}").status_code == 409
    clock.now = datetime(2025, 3, 4, 1, 0, tzinfo=UTC)
    assert "我到了" in client.get(f"/b/{link}").text
    first, again = client.post(f"/b/{link}"), client.post(f"/b/{link}")
    assert first.location == again.location
    assert "A001" in client.get(first.location).text
    clock.now = datetime(2025, 3, 5, 1, 0, tzinfo=UTC)
    assert client.get("/b/none").status_code == 404


def test_an_expired_slip_says_so_kindly(client, application, clock):
    keep_hours(application)
    clock.now = LUNCH
    address = make_slip(client).location
    code, link = code_on(client.get(address).text), address.rpartition("/")[2]
    clock.now = EVENING

    assert "已经过了时间" in client.post("/kiosk/return", data={"code": code}).text
    assert "对不起" in client.get(f"/b/{link}").text


def test_a_clerk_redeems_a_slip_for_who_does_not_use_the_kiosk(client, application, clock):
    keep_hours(application)
    clock.now = LUNCH
    code = code_on(client.get(make_slip(client).location).text)
    form = {"account": "bing", "password": "yanshi-bing"}
    clock.advance(hours=2)

    assert client.post("/counter/1/return-slip", data={"code": code}).status_code == 302
    client.post("/sign-in", data=form)
    assert client.post("/counter/1/return-slip", data={"code": code}).status_code == 303
    assert [each.number for each in tickets(application)] == ["A001"]


def test_an_open_service_offers_the_number_itself(client, application):
    keep_hours(application)

    assert "现在可以取号了" in client.get("/kiosk/later/A").text
    assert make_slip(client).status_code == 409


@pytest.mark.parametrize(
    "path", ["/kiosk/later/Z", "/kiosk/later/A?item=x", "/kiosk/return-slips/x", "/b/x"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("form", [{}, {"size": "3"}, {"chosen": "B"}])
def test_a_number_is_not_read_again_after_it_was_written(client, form):
    here, said = get_ident(), []

    def hear(_connection, _cursor, statement, *_):
        if get_ident() == here:
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        page = client.post(
            "/kiosk/tickets", data={"service": "A", **form}, headers={"X-Fragment": "yes"}
        ).text
    finally:
        event.remove(Engine, "before_cursor_execute", hear)

    assert "A001" in page
    written = next(each for each in said if each.startswith("INSERT INTO ticket"))
    behind = said[said.index(written) :]
    assert [each for each in behind if "WHERE ticket.code =" in each] == []
    assert [each for each in behind if "WHERE service.id =" in each] == []


def test_what_was_asked_for_is_carried_to_the_card_and_back_unchanged():
    form = MultiDict(
        [("service", "A"), ("key", "k"), ("item", "YS-A-01"), ("priority", "2"), ("chosen", "B"),
         ("chosen", "C")]
    )  # fmt: skip
    asked = NumberForm.read_from(form).asked

    assert asked.wish.chosen == ("B", "C")
    carried = Request(create_environ(query_string=asked.query)).args
    assert NumberForm.read_from(carried).asked == asked
