"""Everybody's own page: apply, see what became of it, approve what waits; and nobody else's."""

from datetime import date

import pytest
from sqlalchemy import select

from hall.attendance.absences.model import SlipKind
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.clock import local
from hall.events import SlipsLookedAt
from hall.people.queries import staff_by_account
from tests.hall.attendance.office_times import FOUR

MONDAY = date(2025, 3, 3)
EARLY = date(2025, 1, 1)


@pytest.fixture
def people(application):
    """A client for each account; ding is the head of bing's group."""
    with application.hall.work("staff:1") as work:
        group = add_group(work, "窗口", head=staff_by_account(work.session, "ding"))
        use_timetable(work, add_timetable(work, "冬季作息", FOUR), group, UseDays(EARLY))
        for account in ("bing", "ding"):
            join_group(work, staff_by_account(work.session, account), group, EARLY)

    def sign_in(account):
        client = application.app.test_client()
        client.post("/sign-in", data={"account": account, "password": f"yanshi-{account}"})
        return client

    return {account: sign_in(account) for account in ("jia", "yi", "bing", "ding", "wu")}


def kind(application, name):
    with application.hall.read() as snapshot:
        return snapshot.session.scalars(select(SlipKind.id).where(SlipKind.name == name)).one()


@pytest.fixture
def ask(application, people):
    def ask(name="事假", first="2025-03-04", part="morning", *, who="bing", **more):
        words = {"kind": kind(application, name), "first": first, "part": part, "reason": "家事"}
        return people[who].post("/me/absences", data=words | more)

    return ask


def test_nobody_comes_in_without_signing_in(client):
    for path in ("/me", "/me/slips/1"):
        assert client.get(path).status_code == 302
    for path in ("/me/absences", "/me/make-ups", "/me/slips/1/approve"):
        assert client.post(path).status_code == 302


def test_a_clerk_applies_the_head_approves_and_both_see_it(people, ask, facts):
    assert ask().status_code == 303
    own = people["bing"].get("/me").text
    assert "3月4日（周二）上午" in own
    assert "等 演示员丁 批" in own
    assert "家事" in people["ding"].get("/me").text
    for other in ("wu", "yi"):
        assert "家事" not in people[other].get("/me").text

    assert people["ding"].post("/me/slips/1/approve").status_code == 303
    assert "已批准" in people["bing"].get("/me").text
    looks = [fact for fact in facts() if isinstance(fact, SlipsLookedAt)]
    assert looks == [SlipsLookedAt("me")]  # the head's, while it waited


def test_what_is_somebody_elses_is_neither_shown_nor_decided(people, ask):
    ask()

    assert people["wu"].get("/me/slips/1").status_code == 403
    for who, step in (("wu", "approve"), ("bing", "approve"), ("wu", "withdraw"), ("wu", "return")):
        assert people[who].post(f"/me/slips/1/{step}").status_code == 403
    for who in ("bing", "ding", "jia"):
        assert "请假单" in people[who].get("/me/slips/1").text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"last": "2025-03-03"}, "结束要晚于开始"),
        ({"last": "2199-12-31"}, "一次最多 400 天"),
        ({"first": "1999-01-01"}, "离今天太远"),
        ({"part": "hours"}, "几点到几点"),
        ({"part": "hours", "begins": "10:00", "ends": "9:00"}, "结束要晚于开始"),
        ({"reason": " "}, "请写明原因"),
        ({"first": "2025-03-08"}, "本来就不上班"),
        ({"name": "下乡"}, "请写明去哪里"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_in_the_form(people, ask, words, sentence):
    answer = ask(**words)

    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    assert "还没有请过假" in answer.text


def test_a_second_slip_for_the_same_time_names_the_first(people, ask):
    ask("下乡", part="whole", place="李家村")

    answer = ask(part="hours", begins="9:00", ends="10:00")

    assert answer.status_code == 409
    assert "3月4日（周二）全天已经有一张“下乡”单" in answer.text


def test_the_same_form_sent_twice_is_one_slip(people, ask):
    for _ in range(2):
        assert ask(key="abc").status_code == 303
    assert people["bing"].get("/me").text.count('id="slip-') == 1


def test_hours_are_those_that_were_typed(people, ask):
    ask(part="hours", begins="9:00", ends="10:30")

    assert "3月4日（周二） 09:00 至 10:30" in people["bing"].get("/me").text


def test_a_forgotten_punch_is_chosen_from_those_that_were_due(people, application):
    page = people["bing"].get("/me").text
    assert '<option value="2025-03-03 arrival 上午">3月3日（周一）上午　上班 08:30</option>' in page
    assert "leaving 下午" not in page.partition("2025-02-28")[0]  # today's is not due yet

    words = {"slot": "2025-03-03 arrival 上午", "reason": "忘了", "witness": "演示员丁"}
    assert people["bing"].post("/me/make-ups", data=words).status_code == 303
    assert "补卡" in people["ding"].get("/me").text
    again = people["bing"].post("/me/make-ups", data=words)
    assert again.status_code == 409
    ahead = people["bing"].post("/me/make-ups", data=words | {"slot": "2025-03-04 arrival 上午"})
    assert "还没有到打卡的时间" in ahead.text
    for nonsense in ("", "x", "0001-01-01 arrival 上午", "2025-03-03 up 上午"):
        answer = people["bing"].post("/me/make-ups", data=words | {"slot": nonsense})
        assert answer.status_code == 422


def test_who_is_back_says_so_and_who_does_not_is_reminded(people, ask, application, clock):
    ask()
    people["ding"].post("/me/slips/1/approve")
    clock.advance(days=2)
    assert "还没有销假" in people["bing"].get("/me").text

    tomorrow = f"{local(clock.now).date()}T23:00"
    assert people["bing"].post("/me/slips/1/return", data={"back": tomorrow}).status_code == 409
    words = {"back": "2025-03-04T11:00"}
    assert people["bing"].post("/me/slips/1/return", data=words).status_code == 303
    page = people["bing"].get("/me").text
    assert "还没有销假" not in page
    assert "3月4日（周二）上午 11:00 回来" in page
