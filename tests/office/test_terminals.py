"""Terminals in the office and at their own addresses: stick, push, and who may."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select

from hall.attendance.model import Punch
from hall.events import TerminalLinesDealtWith

LOG = (
    "        3\t2025-03-02 08:01:05\t1\t0\t1\t0\r\n"
    "       77\t2025-03-02 08:02:00\t1\t0\t1\t0\r\n"
    "rubbish\r\n"
)


@pytest.fixture
def punches(application):
    def punches():
        with application.hall.read() as snapshot:
            return [(p.staff_id, p.way) for p in snapshot.session.scalars(select(Punch))]

    return punches


def look_at(client, content: str | bytes, **more):
    content = content.encode() if isinstance(content, str) else content
    sent = {"log": (BytesIO(content), "1_attlog.dat"), **more}
    return client.post("/office/terminals/look", data=sent)


def test_a_stick_is_looked_at_then_taken_up_and_unknown_numbers_wait(manager, punches):
    manager.post("/office/terminals/pins", data={"pin": "3", "staff": "3"})
    shown = look_at(manager, LOG).text

    assert "新的 2 条，以前导入过 0 条，看不懂 1 行" in shown
    assert "第 3 行" in shown
    assert "77（1 条）" in shown
    assert punches() == []  # only looked at

    manager.post("/office/terminals/take-up", data={"content": LOG, "serial": "1"})
    assert punches() == [(3, "terminal")]
    assert "新的 0 条，以前导入过 2 条" in look_at(manager, LOG).text

    manager.post("/office/terminals/pins", data={"pin": "77", "staff": "4"})
    assert punches() == [(3, "terminal"), (4, "terminal")]


@pytest.mark.parametrize("content", ["", "hello\nworld", b"\x00\x00\x01" * 50])
def test_another_file_is_refused_with_what_to_do(manager, content):
    answer = look_at(manager, content)

    if content:
        assert answer.status_code == 422
        assert "这不是考勤记录文件" in answer.text
    else:
        assert "新的 0 条" in answer.text


def test_a_large_log_may_be_sent_here_and_nowhere_else(manager):
    many = "".join(f"3\t2025-03-01 0{n % 10}:{n % 60:02}:{n % 60:02}\t1\n" for n in range(20_000))

    assert look_at(manager, many).status_code == 200
    assert manager.post("/office/terminals", data={"serial": "x" * 70_000}).status_code == 413


@pytest.fixture
def admitted(manager):
    manager.post("/office/terminals", data={"serial": "CKT0001", "name": "后门", "ahead": "60"})
    manager.post("/office/terminals/pins", data={"pin": "3", "staff": "3"})
    return "CKT0001"


def push(client, serial, body, table="ATTLOG", stamp="9"):
    return client.post(f"/iclock/cdata?SN={serial}&table={table}&Stamp={stamp}", data=body)


def test_an_admitted_terminal_pushes_and_pushes_again_what_it_is_unsure_of(
    manager, admitted, punches
):
    told = manager.get(f"/iclock/cdata?SN={admitted}&options=all&pushver=2.4.1").text
    assert told.startswith(f"GET OPTION FROM: {admitted}\nATTLOGStamp=0\n")
    assert "Realtime=1" in told

    body = "3\t2025-03-03 08:01:05\t0\t1\t0\t0\n3\t2025-03-03 12:00:00\t0\t1\n"
    assert push(manager, admitted, body).text == "OK: 2\n"
    assert push(manager, admitted, body).text == "OK: 2\n"

    assert punches() == [(3, "terminal")] * 2
    assert "ATTLOGStamp=9" in manager.get(f"/iclock/cdata?SN={admitted}").text
    assert "最近联系" in manager.get("/office/terminals").text


def test_a_terminals_fast_clock_is_set_right(application, manager, admitted):
    push(manager, admitted, "3\t2025-03-03 08:01:05\t0\t1\n")

    with application.hall.read() as snapshot:
        assert snapshot.session.scalar(select(Punch.at)).isoformat() == "2025-03-03T00:00:05+00:00"


def test_templates_photos_and_users_are_neither_taken_nor_asked_for(manager, admitted, punches):
    for table in ("OPERLOG", "ATTPHOTO", "BIODATA", "USERINFO"):
        assert push(manager, admitted, "FP PIN=3\tTMP=AAAA", table).text == "OK\n"
    assert manager.get(f"/iclock/getrequest?SN={admitted}").text == "OK\n"
    assert manager.post(f"/iclock/devicecmd?SN={admitted}", data="ID=1").text == "OK\n"
    assert "TransFlag=TransData AttLog\n" in manager.get(f"/iclock/cdata?SN={admitted}").text
    assert punches() == []


@pytest.mark.parametrize("serial", ["", "CKT0002", "../x", "x" * 99])
def test_a_terminal_nobody_admitted_is_turned_away(client, serial):
    assert push(client, serial, "3\t2025-03-03 08:01:05").status_code == 403
    assert client.get("/iclock/cdata", query_string={"SN": serial}).status_code == 403
    assert client.get("/iclock/getrequest", query_string={"SN": serial}).status_code == 403


def test_a_dismissed_terminal_is_turned_away(manager, admitted):
    manager.post(f"/office/terminals/{admitted}/dismiss")

    assert push(manager, admitted, "3\t2025-03-03 08:01:05").status_code == 403


def test_a_body_too_large_is_refused(manager, admitted):
    assert push(manager, admitted, "x" * 70_000).status_code == 413


def test_lines_that_cannot_be_read_do_not_come_again_and_again(manager, admitted, punches):
    body = "3\t2025-03-03 08:01:05\t0\nrubbish\n"

    assert push(manager, admitted, body).text == "OK: 2\n"
    assert len(punches()) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"serial": "a b", "name": "x"},
        {"serial": "AB1", "name": ""},
        {"serial": "AB1", "name": "x", "ahead": "999999"},
    ],
)
def test_a_terminal_is_admitted_only_in_full(manager, form):
    assert manager.post("/office/terminals", data=form).status_code == 422


def test_one_serial_is_admitted_once(manager, admitted):
    form = {"serial": admitted, "name": "前门"}

    assert manager.post("/office/terminals", data=form).status_code == 409


def test_what_a_terminal_pushed_in_vain_is_shown_with_its_reason(manager, admitted, punches):
    told = ["3\t2000-01-01 00:00:07\t0", "3\t2099-01-01 08:01:05\t0", "<b>rubbish</b>"]
    good = "3\t2025-03-03 08:01:05\t0"

    for _ in range(2):  # it sends again what it is unsure of
        assert push(manager, admitted, "\n".join([good, *told])).text == "OK: 4\n"
    assert push(manager, admitted, "nothing but rubbish\n").text == "OK: 1\n"

    page = manager.get("/office/terminals").text
    for text, why in (
        ("&lt;b&gt;rubbish", "1 行：列数不够"),
        ("nothing but rubbish", "1 行：看不懂这一行"),
    ):
        assert text in page
        assert why in page
    assert len(punches()) == 3
    page = manager.get("/office/punches").text
    for moment, why in (("1999-12-31 23:59:07", "时间太早"), ("2099-01-01 08:00:05", "走快了")):
        assert moment in page
        assert why in page


def test_what_a_stick_brought_in_vain_is_kept_when_the_rest_is_taken_up(manager):
    manager.post("/office/terminals/take-up", data={"content": LOG, "serial": "1"})

    assert "<code>rubbish</code>" in manager.get("/office/terminals").text


def dealt_with(manager, page: str, label: str):
    """Press the first button that bears this label."""
    form = page[: page.index(label)].rpartition("<form")[2]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return manager.post("/office/terminals/lines", data=fields), fields


def waiting_lines(page: str) -> list[str]:
    waiting = page.partition("没有记成打卡的行")[2].partition("最近处理过的行")[0]
    return re.findall(r"<code>(.*?)</code>", waiting)


def test_a_line_set_aside_waits_until_somebody_says_that_it_was_dealt_with(
    manager, admitted, clock, facts
):
    push(manager, admitted, "rubbish1\nrubbish2\n3\t2025-03-03 08:01:05\t0\nx!\t2025-03-03 08:01")
    clock.advance(days=60)  # it does not go away by itself

    dealt_with(manager, manager.get("/office/terminals").text, ">处理过了")

    page = manager.get("/office/terminals").text
    assert waiting_lines(page) == ["rubbish1", "x!\t2025-03-03 08:01"]
    assert re.search(r"演示员甲　CKT0001：列数不够。<code>rubbish2</code>", page)
    told = [fact for fact in facts() if isinstance(fact, TerminalLinesDealtWith)]
    assert told == [TerminalLinesDealtWith("CKT0001", "columns", 1)]

    push(manager, admitted, "rubbish2\n3\t2025-03-03 08:01:05\t0")  # it sends it again
    assert "rubbish2" not in waiting_lines(manager.get("/office/terminals").text)


def test_lines_are_dealt_with_together_but_for_those_that_came_since(manager, admitted, facts):
    push(manager, admitted, "\n".join(f"rubbish{n}" for n in range(9)) + "\n3\t2025-03-03 08:01\t0")
    page = manager.get("/office/terminals").text
    assert "还有 4 行。" in page
    push(manager, admitted, "3\t2025-03-03 08:02\t0\nrubbish9")

    _, fields = dealt_with(manager, page, ">这 9 行都处理过了")
    manager.post("/office/terminals/lines", data=fields)  # twice is once

    assert waiting_lines(manager.get("/office/terminals").text) == ["rubbish9"]
    told = [fact for fact in facts() if isinstance(fact, TerminalLinesDealtWith)]
    assert [fact.lines for fact in told] == [9]


def test_only_a_manager_says_that_lines_were_dealt_with(application, manager, admitted):
    push(manager, admitted, "rubbish1\nrubbish2\n3\t2025-03-03 08:01\t0")
    page = manager.get("/office/terminals").text
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    answer, _ = dealt_with(clerk, page, ">这 2 行都处理过了")

    assert answer.status_code == 403
    assert len(waiting_lines(manager.get("/office/terminals").text)) == 2
