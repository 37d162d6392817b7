"""The guide beside the clerk: of the visit in hand, and the notice that is made from it."""

import re

import pytest

from hall.catalogue.queries import item_by_code
from hall.catalogue.terms import ItemState
from hall.guidance.model import OneTimeNotice
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries

FRAGMENT = {"X-Fragment": "yes"}


@pytest.fixture
def clerk(application):
    browser = application.app.test_client()
    browser.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    browser.post("/counter/1/sit")
    return browser


@pytest.fixture
def call(application):
    """Somebody is called to window 1; returns the ticket's id."""

    def called(item="YS-B-01") -> int:
        with application.hall.work("staff:3") as work:
            found = queries.service_by_prefix(work.session, "A")
            issue_ticket(work, found, TicketRequest("kiosk", item_code=item))
            return calling.call_next(work, queries.window_by_name(work.session, "1")).id

    return called


def guide(clerk, query=""):
    return clerk.get(f"/counter/1/guide{query}", headers=FRAGMENT).text


def notices(application):
    with application.hall.read() as snapshot:
        return snapshot.session.query(OneTimeNotice).count()


def test_only_the_clerk_of_the_window_sees_it(application, client, clerk, call):
    call()
    assert client.get("/counter/1/guide").location.startswith("/sign-in")
    assert clerk.get("/counter/2/guide").status_code == 403
    assert clerk.post("/counter/2/guide", data={"key": "k", "item": "YS-B-01"}).status_code == 403
    assert notices(application) == 0


def test_it_shows_the_item_of_the_visit_in_hand(clerk, call):
    assert "叫号以后" in guide(clerk)
    call()

    page = guide(clerk)

    assert page.count('type="checkbox"') == 4
    assert "办理时限" in page
    assert "guide__now" in clerk.get("/counter/1/guide").text  # and whole, without scripts
    (further,) = re.findall('data-visit="([^"]+YS-B-01)"', page)
    assert f'data-visit="{further}"' in clerk.get("/counter/1/_desk").text  # it follows the desk


def test_a_number_without_an_item_offers_those_of_its_service_and_others_are_found(clerk, call):
    call(item=None)

    assert "item=YS-B-01" in guide(clerk)
    assert "item=" in guide(clerk, "?q=低保")
    assert "没有找到" in guide(clerk, "?q=宇宙飞船")
    assert 'name="item" value="YS-B-02"' in guide(clerk, "?item=YS-B-02")
    assert clerk.get("/counter/1/guide?item=none&q=").status_code == 200


def test_a_withdrawn_item_is_neither_shown_nor_told(clerk, call, application):
    ticket = call()
    with application.hall.work() as work:
        item_by_code(work.session, "YS-B-01").state = ItemState.WITHDRAWN

    assert 'item=YS-B-01"' not in guide(clerk)
    assert 'name="item"' not in guide(clerk)
    assert give(clerk, ticket).status_code == 404


def give(clerk, number, /, **more):
    form = {"key": "k", "item": "YS-B-01", "ticket": number, "missing": ["0", "2"], **more}
    return clerk.post("/counter/1/guide", data=form)


def test_one_touch_gives_the_notice_in_two_copies(clerk, call, application):
    ticket = call()

    answer = give(clerk, ticket, remark="<请换证>")
    again = give(clerk, ticket, remark="<请换证>")

    assert answer.location == again.location
    assert notices(application) == 1
    page = clerk.get(answer.location).text
    assert page.count("一次性告知书<") >= 2
    assert "第一联" in page
    assert "第二联" in page
    for text in ("代办人居民身份证", "&lt;请换证&gt;", "演示员丙", "首问责任人", "第三十二条"):
        assert text in page
    for heading in ("法律依据", "申请条件", "申报材料", "办理程序", "办理时限", "收费依据及标准"):
        assert page.count(f"<th>{heading}</th>") == 2


@pytest.mark.parametrize(
    ("form", "status"),
    [({"item": "none"}, 404), ({"ticket": "999"}, 404), ({"ticket": "x"}, 422),
     ({"missing": "77"}, 422), ({"key": ""}, 422)],
)  # fmt: skip
def test_what_cannot_be_given_is_refused(clerk, call, application, form, status):
    assert give(clerk, call(), **form).status_code == status
    assert notices(application) == 0


def test_it_is_printed_on_narrow_paper_too(clerk, call, tray, application):
    address = give(clerk, call()).location

    assert clerk.post(f"{address}/slip").location == address
    for _ in range(500):
        if sheets := [each for each in tray.slips if each.title]:
            break
        clerk.get("/api/v1/health")
    assert sheets[0].title == "一次性告知书"


def test_the_office_looks_notices_up_by_day_and_prints_again(clerk, call, application, client):
    give(clerk, call())
    director = application.app.test_client()
    director.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})

    page = director.get("/office/one-time").text
    (address,) = re.findall(r'href="(/office/one-time/\d+)"', page)
    assert "第二联" in director.get(address).text
    assert "没有出过" in director.get("/office/one-time?day=2025-03-04").text
    assert director.get("/office/one-time?day=x").status_code == 422
    assert director.get("/office/one-time/99").status_code == 404
    assert clerk.get(address).status_code == 403
    assert client.get(address).location.startswith("/sign-in")
