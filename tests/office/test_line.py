"""The office rules the line: limits, priorities, services, windows, who can what."""

import pytest

from hall.line import coverage, queries
from hall.line.reasons import Priority
from hall.list_entries import entries
from hall.people.queries import staff_by_account
from hall.settings import number_setting

REASONS = "/office/windows/reasons"


@pytest.fixture
def asked(application):
    """The answer to one question about the hall as it is now."""

    def ask(question):
        with application.hall.read() as snapshot:
            return question(snapshot.session)

    return ask


def test_only_managers_come_in(client, application):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})

    assert client.get("/office/line").status_code == 302
    assert clerk.get("/office/line").status_code == 403
    assert clerk.post("/office/line/limits", data={"most_calls": "9"}).status_code == 403


LIMITS = {
    "recall_gap_seconds": "5", "most_calls": "4", "priority_every": "2",
    "priority_longest_wait_minutes": "20",
    "long_wait_minutes": "25",
}  # fmt: skip


def test_the_limits_are_changed_together(manager, asked):
    assert manager.post("/office/line/limits", data=LIMITS).status_code == 303

    assert {name: asked(lambda s, name=name: number_setting(s, name)) for name in LIMITS} == {
        name: int(value) for name, value in LIMITS.items()
    }


@pytest.mark.parametrize("bad", ["", "-1", "0.5", "99999999999", "十", "1e3"])
def test_a_limit_out_of_bounds_changes_nothing(manager, asked, bad):
    refused = manager.post("/office/line/limits", data=LIMITS | {"priority_every": bad})

    assert refused.status_code == 422
    assert "请填 0 到 10 之间的整数" in refused.text
    assert asked(lambda s: number_setting(s, "most_calls")) == 3


def test_a_reason_is_added_renamed_and_taken_out_of_use(manager, asked):
    first = asked(lambda s: entries(s, Priority))[0].id

    manager.post(f"{REASONS}/priority", data={"id": first, "name": "军人"})
    manager.post(f"{REASONS}/priority", data={"name": "带婴儿的人"})
    manager.post(f"/office/windows/priority/{first}/retire")

    assert [each.name for each in asked(lambda s: entries(s, Priority))] == [
        "残疾人", "老年人", "孕妇", "带婴儿的人",
    ]  # fmt: skip
    (retired,) = asked(lambda s: entries(s, Priority, in_use=False))
    assert retired.name == "军人"


def test_two_reasons_never_have_one_name(manager, asked):
    refused = manager.post(f"{REASONS}/priority", data={"name": "老年人"})

    assert refused.status_code == 409
    assert len(asked(lambda s: entries(s, Priority))) == 4


def test_a_new_service_and_window_take_numbers_at_once(manager, client, asked):
    service = {"new": "yes", "prefix": "g", "name": "税务", "about": "开票"}
    assert manager.post("/office/windows/services", data=service).status_code == 303
    window = {"new": "yes", "name": "7", "department": "税务", "service": ["G"]}
    assert manager.post("/office/windows/windows", data=window).status_code == 303

    assert "税务" in client.get("/kiosk/take").text
    assert [each.name for each in asked(lambda s: queries.service_by_prefix(s, "G").windows)] == [
        "7"
    ]


@pytest.mark.parametrize("prefix", ["A", "1", "", "ABC", "Ａ", "A1"])
def test_numbers_of_two_services_can_never_look_alike(manager, asked, prefix):
    form = {"new": "yes", "prefix": prefix, "name": "重名"}

    assert manager.post("/office/windows/services", data=form).status_code in (409, 422)
    assert len(asked(queries.services)) == 6


def test_what_somebody_can_do_is_ticked(manager, asked, facts):
    bing = asked(lambda s: staff_by_account(s, "bing")).id

    manager.post(f"/office/people/{bing}/skills", data={"service": ["A", "D"]})

    person = asked(lambda s: staff_by_account(s, "bing"))
    wanted = {asked(lambda s, p=p: queries.service_by_prefix(s, p)).id for p in "AD"}
    assert asked(lambda s: coverage.skills_of(s, bing)) == wanted
    assert not person.may_choose
    before = len(facts())
    manager.post(f"/office/people/{bing}/skills", data={"service": ["A", "D"]})
    assert len(facts()) == before  # saved twice, changed once


def test_the_page_shows_who_was_called_out_of_turn(manager, client, application):
    for _ in range(3):
        client.post("/kiosk/tickets", data={"service": "A"})
    bing = application.app.test_client()
    bing.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    bing.post("/counter/1/sit")
    bing.post("/counter/1/call", data={"ticket": 3, "state": "waiting", "in_hand": ""})

    page = manager.get("/office/line").text

    assert "窗口点名叫号" in page
    assert "2 人" in page


def test_letters_that_sound_alike_are_told_with_clear_ones_beside_them(manager):
    page = manager.get("/office/windows").text

    assert "D 和 E" in page
    assert "新加业务时请用听得清的：W、R" in page
