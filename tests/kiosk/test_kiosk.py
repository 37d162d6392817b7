"""The kiosk: a number is told when it is on disk, a second tap is no second number."""

import re

import pytest

from hall.catalogue import usage_report
from hall.catalogue.actions import withdraw
from hall.catalogue.queries import item_by_code
from hall.line import calling, queries, visit_steps
from hall.machines import Fault, MachineUnavailable

FRAGMENT = {"X-Fragment": "yes"}


def taken(answer) -> str:
    return re.search(r"\b[A-F]\d{3,}\b", answer.text)[0]


def test_a_number_is_taken_and_shown(client):
    answer = client.post("/kiosk/tickets", data={"service": "A", "key": "k"}, follow_redirects=True)

    assert taken(answer) == "A001"


def test_a_second_tap_shows_the_same_number(client, facts):
    for _ in range(3):
        form = {"service": "B", "key": "tap"}
        assert taken(client.post("/kiosk/tickets", data=form, headers=FRAGMENT)) == "B001"

    assert sum(fact.kind == "TicketIssued" for fact in facts()) == 1


@pytest.mark.parametrize(
    ("form", "status"),
    [({}, 404), ({"service": "Z"}, 404), ({"service": "A", "item": "none"}, 404),
     ({"service": "A", "key": "x" * 500}, 422), ({"service": "\x00"}, 422)],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_takes_nothing(client, facts, form, status):
    assert client.post("/kiosk/tickets", data=form).status_code == status
    assert not any(fact.kind == "TicketIssued" for fact in facts())


def test_without_paper_the_number_counts_and_the_page_says_why(client, tray):
    tray.fault = MachineUnavailable(Fault.PAPER_OUT)

    page = client.post("/kiosk/tickets", data={"service": "A"}, follow_redirects=True)

    assert taken(page) == "A001"


@pytest.mark.parametrize("module", ["apply", "enquire", "disclose"])
def test_every_item_and_notice_of_a_module_opens(client, module):
    page = client.get(f"/kiosk/items/{module}?page=1").text
    addresses = re.findall(r'href="(/kiosk/(?:item|notices)/[^"]+)"', page)

    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/kiosk/items/none", "/kiosk/item/none", "/kiosk/notices/0", "/kiosk/notices/-1",
     "/kiosk/notices/9999999999999999999", "/kiosk/tickets/none", "/t/none", "/t/%00"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_phone_page_of_yesterday_says_so(client, clock):
    code = client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]
    assert "前面没有人" in client.get(f"/t/{code}").text

    clock.advance(days=1)

    assert "已经过期" in client.get(f"/t/{code}").text
    assert client.post(f"/kiosk/tickets/{code}/slip").status_code == 409


# Giving the number back, and what the phone says on the way.


@pytest.fixture
def code(client):
    return client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]


def give_back(client, code, state="waiting"):
    return client.post(f"/t/{code}/give-back", data={"state": state})


def test_who_holds_the_code_gives_the_number_back(client, code, facts):
    assert "确定交还 A001" in client.get(f"/t/{code}").text

    assert give_back(client, code).location == f"/t/{code}"

    page = client.get(f"/t/{code}").text
    assert "已经交还" in page
    assert "确定交还" not in page
    assert [fact.kind for fact in facts()].count("TicketCancelled") == 1


@pytest.mark.parametrize("state", ["", "called", "cancelled", "x"])
def test_a_phone_that_is_out_of_date_gives_nothing_back(client, code, state):
    refused = give_back(client, code, state)

    assert refused.status_code == 409
    assert "页面不是最新的" in refused.text


def test_a_number_is_given_back_once_and_only_today(client, code, clock):
    give_back(client, code)
    assert give_back(client, code).status_code == 409
    assert give_back(client, code, "cancelled").status_code == 409
    assert client.post("/t/none/give-back").status_code == 404

    other = client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]
    clock.advance(days=1)
    assert give_back(client, other).status_code == 409
    assert "交还" not in client.get(f"/t/{other}").text


def test_the_phone_says_honestly_where_the_number_is(client, application, code):
    def do(action, *more):
        with application.hall.work("staff:3") as work:
            action(work, queries.ticket_by_code(work.session, code), *more)
        return client.get(f"/t/{code}").text

    with application.hall.read() as snapshot:
        window = queries.window_by_name(snapshot.session, "1")
        other = queries.service_by_prefix(snapshot.session, "B")
    with application.hall.work("staff:3") as work:
        calling.call_next(work, work.session.merge(window))

    assert "已挂起" in do(visit_steps.park)
    assert "正在 <b>1 号窗口</b> 办理" in do(visit_steps.resume)
    with application.hall.work() as work:
        there = work.session.get(type(other), other.id)
        visit_steps.transfer(work, queries.ticket_by_code(work.session, code), there)
    page = client.get(f"/t/{code}").text
    assert "不用重新取号" in page
    assert 'data-only="B"' in page
    assert "已经结束" in do(visit_steps.leave)


# Searching by letters.


def test_letters_find_guides_and_every_key_is_a_link(client):
    page = client.get("/kiosk/search/?q=bd").text

    assert "不动产登记" in page
    assert 'href="/kiosk/search/?q=bdc"' in page
    assert client.get("/kiosk/search/?q=bdc", headers=FRAGMENT).text.startswith("<main")
    assert "不动产登记" in client.get("/kiosk/search/results?q=bdc").text


@pytest.mark.parametrize("typed", ["", "%20", "x" * 500, "<b>", "%00", "%F0%9F%98%80"])
def test_anything_may_be_typed(client, typed):
    for path in ("/kiosk/search/", "/kiosk/search/results"):
        answer = client.get(f"{path}?q={typed}")
        assert answer.status_code == 200
        assert "<b>" not in answer.text.replace("<b>Z D S H</b>", "").replace("<b>0734", "")


def counted(application):
    with application.hall.read() as snapshot:
        since = snapshot.today
        return (
            [tuple(use) for _, use in usage_report.most_used(snapshot.session, since)],
            usage_report.sought_in_vain(snapshot.session, since),
        )


def test_opening_a_guide_is_counted_and_nobody_is_noted(client, application, facts):
    before = len(facts())
    client.get("/kiosk/item/YS-B-05")
    client.get("/kiosk/item/YS-B-05?by=search")

    assert counted(application) == ([(2, 1, 0, 0)], [])
    assert len(facts()) == before


def test_what_was_sought_in_vain_is_counted_once_typing_has_stopped(client, application):
    client.get("/kiosk/search/results?q=打麻将")
    assert counted(application) == ([], [])

    for typed in ("打麻将", "打麻将", "社保", "", "  "):
        assert client.post("/kiosk/search/missed", data={"q": typed}).status_code == 204
    assert counted(application) == ([], [("打麻将", 2)])


def test_what_is_not_public_is_not_at_the_kiosk(client, application):
    with application.hall.work("staff:1") as work:
        withdraw(work, item_by_code(work.session, "YS-B-04"))

    assert "危旧房改造" not in client.get("/kiosk/search/results?q=wjf").text
    assert "危旧房改造" not in client.get("/kiosk/items/apply?page=1").text
    assert client.get("/kiosk/item/YS-B-04").status_code == 404
    form = {"service": "E", "item": "YS-B-04"}
    assert client.post("/kiosk/tickets", data=form).status_code == 404
