"""A clerk's window: only its own clerk acts there, and never on a page that is out of date."""

import pytest

from hall.line.model import Ticket

FRAGMENT = {"X-Fragment": "yes"}


@pytest.fixture
def clerk(building):
    """A browser of one clerk, seated at a window."""

    def sit(account: str, window: str | None = None):
        browser = building.app.test_client()
        browser.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
        if window:
            assert browser.post(f"/counter/{window}/sit").status_code == 303
        return browser

    return sit


@pytest.fixture
def take(client, building):
    """A visitor takes a number; returns the ticket's id."""

    def take(service="A") -> int:
        client.post("/kiosk/tickets", data={"service": service})
        with building.hall.look() as look:
            return look.session.query(Ticket).order_by(Ticket.id.desc()).first().id

    return take


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    for answer in (
        client.get("/counter"), client.get("/counter/1"), client.post("/counter/1/sit"),
        client.post("/counter/1/call-next"), client.post("/counter/1/finish", data={"ticket": 1}),
    ):  # fmt: skip
        assert answer.status_code == 302
        assert answer.location.startswith("/sign-in")


def test_a_clerk_sits_down_calls_serves_and_finishes(clerk, take):
    bing = clerk("bing", "1")
    ticket = take()

    assert "A001" in bing.get("/counter/1").text
    bing.post("/counter/1/call-next")
    assert "请到窗口" in bing.get("/counter/1/_desk").text
    bing.post("/counter/1/serve", data={"ticket": ticket})
    assert "办理中" in bing.get("/counter/1/_desk").text
    done = bing.post("/counter/1/finish", data={"ticket": ticket}, headers=FRAGMENT)

    assert done.status_code == 200
    assert "没有正在办理的人" in done.text
    assert "<html" not in done.text


def test_an_unknown_window_is_not_found(clerk):
    bing = clerk("bing", "1")

    assert bing.get("/counter/99").status_code == 404
    assert bing.post("/counter/99/sit").status_code == 404
    assert bing.post("/counter/99/call-next").status_code == 404


def test_a_window_of_somebody_else_cannot_be_used(clerk, take, facts):
    clerk("ding", "2")
    bing = clerk("bing", "1")
    take("B")
    before = len(facts())

    assert bing.post("/counter/2/call-next").status_code == 403
    assert bing.post("/counter/2/leave").status_code == 403
    assert bing.get("/counter/2").location == "/counter"
    assert len([f for f in facts()[before:] if f.kind not in ("SlipPrinted",)]) == 0


def test_who_lost_the_window_to_a_colleague_can_do_nothing_more_there(clerk, take, facts):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")
    ding = clerk("ding", "1")

    refused = bing.post("/counter/1/finish", data={"ticket": ticket}, headers=FRAGMENT)

    assert refused.status_code == 403
    assert bing.get("/counter/1").location == "/counter"
    assert ding.post("/counter/1/finish", data={"ticket": ticket}).status_code == 303


def test_a_page_out_of_date_cannot_touch_a_visitor_at_another_window(clerk, take):
    bing, ren = clerk("bing", "1"), clerk("ren", "6")
    ticket = take()
    ren.post("/counter/6/call-next")

    refused = bing.post("/counter/1/finish", data={"ticket": ticket})

    assert refused.status_code == 409
    assert "A001 号不在本窗口" in refused.text


def test_a_page_out_of_date_cannot_repeat_a_finished_visit(clerk, take):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")
    bing.post("/counter/1/finish", data={"ticket": ticket})

    for step in ("recall", "serve", "finish", "miss"):
        refused = bing.post(f"/counter/1/{step}", data={"ticket": ticket})
        assert refused.status_code == 409
        assert "A001 号现在是“已办结”" in refused.text


@pytest.mark.parametrize("ticket", ["", "x", "-1", "0", "9" * 30, "9" * 5000, "1e3", "\x00"])
@pytest.mark.parametrize("step", ["finish", "slip", "explode"])
def test_a_ticket_that_cannot_be_is_refused(clerk, ticket, step):
    bing = clerk("bing", "1")

    assert bing.post(f"/counter/1/{step}", data={"ticket": ticket}).status_code in (404, 422)


def test_a_clerk_does_not_enter_the_office_and_a_director_does(clerk):
    bing, jia = clerk("bing"), clerk("jia")

    assert bing.get("/office").status_code == 403
    assert bing.get("/office/_today").status_code == 403
    assert bing.post("/office/settings").status_code == 403
    assert bing.post("/office/clock").status_code == 403
    assert bing.get("/office/slips/slip-00000001.png").status_code == 403
    assert jia.get("/office").status_code == 200
    assert jia.get("/office/slips/slip-00000001.png").status_code == 404


def test_the_director_accepts_the_clock_and_changes_a_setting(clerk, clock, take, facts):
    jia = clerk("jia")
    take()
    clock.advance(days=-1)
    assert "服务器的时间可能不对" in jia.get("/office/_today").text

    jia.post("/office/clock")
    jia.post("/office/settings", data={})

    assert "服务器的时间可能不对" not in jia.get("/office/_today").text
    assert [fact.kind for fact in facts()[-2:]] == ["ClockAccepted", "SettingChanged"]


def test_names_that_hold_markup_stay_text(building, clerk, take):
    with building.hall.work() as work:
        from hall.people.queries import staff_by_account

        staff_by_account(work.session, "bing").name = "<script>alert(1)</script>"

    page = clerk("bing", "1").get("/counter/1").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
