"""A clerk's window: only its own clerk acts there, and never on a page that is out of date."""

import re

import pytest

from tests.waiting import wait_until

FRAGMENT = {"X-Fragment": "yes"}


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
    bing.post("/counter/1/serve", data={"ticket": ticket, "state": "called"})
    assert "办理中" in bing.get("/counter/1/_desk").text
    form = {"ticket": ticket, "state": "serving"}
    done = bing.post("/counter/1/finish", data=form, headers=FRAGMENT)

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

    form = {"ticket": ticket, "state": "called"}
    refused = bing.post("/counter/1/finish", data=form, headers=FRAGMENT)

    assert refused.status_code == 403
    assert bing.get("/counter/1").location == "/counter"
    assert ding.post("/counter/1/finish", data=form).status_code == 303


def test_a_page_out_of_date_cannot_touch_a_visitor_at_another_window(clerk, take):
    bing, ren = clerk("bing", "1"), clerk("ren", "6")
    ticket = take()
    ren.post("/counter/6/call-next")

    refused = bing.post("/counter/1/finish", data={"ticket": ticket, "state": "called"})

    assert refused.status_code == 409
    assert "A001 号不在本窗口" in refused.text


def test_a_page_out_of_date_cannot_repeat_a_finished_visit(clerk, take):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")
    form = {"ticket": ticket, "state": "called"}
    bing.post("/counter/1/finish", data=form)

    for step in ("recall", "serve", "finish", "miss", "park", "transfer", "undo", "call"):
        refused = bing.post(f"/counter/1/{step}", data=form)
        assert refused.status_code == 409
        assert "A001 号现在是“已办结”" in refused.text


def test_a_ticket_that_cannot_be_is_refused(clerk):
    bing = clerk("bing", "1")

    for ticket in ("", "x", "-1", "0", "9" * 30, "9" * 5000, "1e3", "\x00"):
        for step in ("finish", "slip", "explode"):
            answer = bing.post(f"/counter/1/{step}", data={"ticket": ticket})
            assert answer.status_code in (404, 422), (ticket, step)


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
    told = [fact.kind for fact in facts() if not fact.kind.startswith("Slip")]
    assert told[-2:] == ["ClockAccepted", "SettingChanged"]  # the slip comes when it comes


def test_names_that_hold_markup_stay_text(application, clerk, take):
    with application.hall.work() as work:
        from hall.people.queries import staff_by_account

        staff_by_account(work.session, "bing").name = "<script>alert(1)</script>"

    page = clerk("bing", "1").get("/counter/1").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# The whole desk: what its own forms say is what is posted.


def forms_of(page: str) -> dict[str, dict[str, str]]:
    """Each form of a page by its address, with the fields that it would send untouched."""
    forms = {}
    for address, inside in re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', page, re.S):
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', inside)
        forms.setdefault(address.rpartition("/")[2], dict(hidden))
    return forms


@pytest.fixture
def press(clerk):
    """Press a button of the desk as it is now; returns the desk after it."""
    browser = clerk("ren", "6")

    def press(step: str, page: str | None = None, **typed: str):
        form = forms_of(page or browser.get("/counter/6/_desk").text)[step]
        return browser.post(f"/counter/6/{step}", data={**form, **typed}, headers=FRAGMENT)

    press.desk = lambda: browser.get("/counter/6/_desk").text
    return press


def test_one_is_parked_while_another_is_served_and_comes_back(press, take):
    take(), take()
    press("call-next")
    parked = press("park", note="去复印身份证", minutes="20")
    assert "去复印身份证" in parked.text
    assert "回来" in parked.text

    press("call-next")
    back = press("resume")

    assert back.status_code == 200
    assert "没有挂起的人" in back.text
    assert "A001" in back.text.partition("撤销")[0]


@pytest.mark.parametrize("minutes", ["0", "-5", "x", "601", "9" * 5000, "一"])
def test_minutes_that_are_none_are_refused(press, take, minutes):
    take()
    press("call-next")

    refused = press("park", minutes=minutes)

    assert refused.status_code == 422
    assert "多少分钟" in refused.text


def test_a_visitor_is_sent_on_and_the_other_window_reads_why(press, take, clerk):
    ding = clerk("ding", "2")
    take()
    press("call-next")

    assert press("transfer", to="B", note="缺一张照片").status_code == 200

    assert "转来" in ding.get("/counter/2/_desk").text
    ding.post("/counter/2/call-next")
    assert "缺一张照片" in ding.get("/counter/2/_desk").text


def test_a_missed_visitor_is_called_again_or_put_back_in_line(press, take, clock):
    take()
    press("call-next")
    press("miss")

    assert "过号回来" in press("return").text
    press("call")
    press("miss")
    clock.advance(seconds=8)
    assert "请到窗口" in press("recall").text
    press("miss")
    assert "没有过号的人" in press("gone").text


def test_somebody_is_chosen_out_of_turn(press, take):
    for _ in range(3):
        take()
    page = press.desk()
    last = page.rpartition("A003")[2]

    assert press("call", f"{last}").status_code == 200

    assert re.search(r'in-hand__number">A003', press.desk())


def test_the_last_step_of_ones_own_is_offered_for_undoing_once(press, take, clerk):
    take()
    press("call-next")
    press("finish")

    undone = press("undo")

    assert "请到窗口" in undone.text
    assert "撤销" not in undone.text
    other = clerk("bing", "6")
    assert "撤销" not in other.get("/counter/6/_desk").text


@pytest.mark.parametrize("step", ["serve", "finish", "miss", "recall", "park"])
def test_the_same_form_once_more_has_no_second_effect(press, take, facts, step):
    take()
    press("call-next")
    page = press.desk()
    press(step, page)
    before = [fact for fact in facts() if not fact.kind.startswith("Slip")]

    again = press(step, page)

    assert again.status_code == 200
    assert [fact for fact in facts() if not fact.kind.startswith("Slip")] == before


@pytest.mark.parametrize("step", ["serve", "finish", "miss", "recall", "transfer", "undo"])
def test_every_button_of_a_stale_page_is_refused(press, take, facts, step):
    take()
    press("call-next")
    stale = press.desk()
    press("park")
    before = [fact for fact in facts() if not fact.kind.startswith("Slip")]

    refused = press(step, stale, service="B")

    assert refused.status_code == 409
    assert "页面不是最新的" in refused.text
    assert [fact for fact in facts() if not fact.kind.startswith("Slip")] == before


def test_a_stale_page_does_not_finish_a_visit_that_it_does_not_show(press, take):
    take(), take(), take()
    empty = press.desk()
    press("call-next")
    called = press.desk()
    press("serve")

    for page in (empty, called):
        for step in ("call-next", "call"):
            assert press(step, page).status_code == 409
    press("finish")
    assert press("call-next", called).status_code == 409

    assert press("call-next").status_code == 200


def test_a_window_pauses_with_a_public_reason(press, take, facts):
    take()

    paused = press("pause", reason="用餐", other="去楼上取档案")
    assert "本窗口已暂停：去楼上取档案" in paused.text
    assert press("call-next").status_code == 409
    assert "叫这位" not in press.desk()

    assert "已暂停" not in press("reopen").text
    assert press("call-next").status_code == 200


def test_a_step_without_what_the_page_believed_is_refused(press, take, clerk):
    ticket = take()
    bing = clerk("bing", "1")
    bing.post("/counter/1/call-next")

    assert bing.post("/counter/1/finish", data={"ticket": ticket}).status_code == 422


def test_a_form_that_is_refused_without_the_script_keeps_what_was_typed(clerk, take):
    bing, ticket = clerk("bing", "1"), take()
    bing.post("/counter/1/call-next")

    form = {"ticket": ticket, "state": "called", "minutes": "很久", "note": "去复印身份证"}
    refused = bing.post("/counter/1/park", data=form)

    assert refused.status_code == 422
    assert 'role="alert">请填多少分钟后回来' in refused.text
    assert 'value="很久"' in refused.text
    assert 'value="去复印身份证"' in refused.text


def test_a_lost_slip_is_printed_again_for_somebody_who_still_waits(clerk, take, tray):
    bing = clerk("bing", "1")
    ticket = take()
    wait_until(lambda: len(tray.slips) == 1)

    assert "补打" in bing.get("/counter/1").text
    answer = bing.post("/counter/1/slip", data={"ticket": ticket, "state": "waiting"})

    assert answer.status_code == 303
    wait_until(lambda: len(tray.slips) == 2)
    assert [slip.banner for slip in tray.slips] == ["", "【补打】"]
    assert tray.numbers == ["A001", "A001"]
